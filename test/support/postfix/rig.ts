/** Owns the mail server of the end-to-end tests: a private Postfix and Dovecot on loopback, in one folder. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CANARIES } from '../canaries.js';
import type { AuthorityFile } from './certificates.js';
import { type Daemon, startDaemon } from './daemon.js';
import { prepareFolder } from './folder.js';
import { greeting } from './greeting.js';
import { type ArrivedMessage, queueEmpty, readMailbox } from './mailbox.js';
import { choosePorts, type RigPorts } from './ports.js';
import type { RigSettings } from './settings.js';

export interface RigOptions {
  /** How late the port `slowDot` answers the final dot; default 20. */
  readonly slowDotSeconds?: number;
  /** Parameters for main.cf (postconf(5)), such as `smtpd_client_message_rate_limit` or `message_size_limit`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** An identity provider's introspection, the token follows; then XOAUTH2 and OAUTHBEARER are offered as well. */
  readonly introspectionUrl?: string;
  /** Only these, such as "oauthbearer". */
  readonly mechanisms?: string;
}

export interface PostfixRig {
  readonly host: 'localhost';
  readonly ports: RigPorts;
  /** The CA that signed the rig's good certificates. */
  readonly ca: AuthorityFile;
  readonly user: string;
  readonly password: string;
  /** The temporary folder with configuration, queue, logs and mailbox. */
  readonly folder: string;
  /** All that arrived since the start or the last `emptyMailbox`; waits until the queue is empty, 60 s by default. */
  messages(options?: { seconds?: number }): Promise<ArrivedMessage[]>;
  emptyMailbox(): Promise<void>;
  /** Postfix' log, then Dovecot's. */
  logText(): Promise<string>;
  /** Every process of the server dies at this instant; what was accepted stays in the queue. */
  crash(): Promise<void>;
  /** After `crash`: same ports, same queue, same mailbox. After nothing at all: stops and starts. */
  restart(): Promise<void>;
  /** Ends all processes and removes the folder. Harmless the second time. */
  stop(): Promise<void>;
}

const DOVECOT = '/usr/sbin/dovecot';
const MASTER = '/usr/lib/postfix/sbin/master';
/** The usual nobody; Postfix would refuse root and itself. */
const MAIL_UID = 65_534;
const START_SECONDS = 15;

/** Starts a server of its own for the caller; needs root and the packages postfix, dovecot-core and openssl. */
export async function startPostfix(options: RigOptions = {}): Promise<PostfixRig> {
  const settings = await settingsFor(options);
  const { folder } = settings;
  try {
    const ca = prepareFolder(settings);
    return await runningRig(settings, ca);
  } catch (error) {
    const log = await readLogs(folder);
    await rm(folder, { recursive: true, force: true });
    throw new Error(
      `the Postfix rig in ${folder} did not start (a wrong main.cf is told to syslog only)\n${log}`,
      {
        cause: error,
      },
    );
  }
}

async function settingsFor(options: RigOptions): Promise<RigSettings> {
  const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ address }) => address === '::1'),
  );
  return {
    // A short path: the name of a unix socket may have about 100 characters.
    folder: mkdtempSync('/tmp/rig-'),
    ports: await choosePorts(),
    addresses: hasIpv6 ? ['127.0.0.1', '[::1]'] : ['127.0.0.1'],
    slowDotSeconds: options.slowDotSeconds ?? 20,
    extra: options.settings ?? {},
    introspectionUrl: options.introspectionUrl ?? null,
    mechanisms:
      options.mechanisms ??
      (options.introspectionUrl === undefined ? 'plain login' : 'plain login xoauth2 oauthbearer'),
    user: 'wahl@muster.example',
    password: CANARIES.rig,
    mailUid: MAIL_UID,
  };
}

async function runningRig(settings: RigSettings, ca: AuthorityFile): Promise<PostfixRig> {
  const { folder, ports, user, password } = settings;
  const mailFolder = join(folder, 'mail', 'all');
  let server = await startServer(settings);
  return {
    host: 'localhost',
    ports,
    ca,
    user,
    password,
    folder,
    messages: async ({ seconds = 60 } = {}) => {
      await queueEmpty(join(folder, 'queue'), seconds);
      return readMailbox(mailFolder);
    },
    emptyMailbox: async () => {
      await queueEmpty(join(folder, 'queue'), 60);
      await rm(join(mailFolder, 'new'), { recursive: true, force: true });
    },
    logText: () => readLogs(folder),
    crash: () => server.kill(),
    restart: async () => {
      await server.stop();
      server = await startServer(settings);
    },
    stop: async () => {
      // Nothing in the folder is worth an orderly end, which takes Dovecot seconds.
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Dovecot first: an smtpd without its authentication socket dies, and master then waits a minute. */
async function startServer(settings: RigSettings): Promise<Pick<Daemon, 'stop' | 'kill'>> {
  const { folder, ports } = settings;
  const socket = join(folder, 'queue', 'private', 'auth');
  const daemons: Daemon[] = [];
  const start = async (program: string, args: string[], isReady: () => boolean | Promise<boolean>) => {
    const daemon = startDaemon(program, [...args], folder);
    daemons.unshift(daemon);
    await ready(daemon, isReady);
  };
  const all = async (act: (daemon: Daemon) => Promise<void>) => {
    for (const daemon of daemons) await act(daemon);
  };
  try {
    rmSync(socket, { force: true });
    await start(DOVECOT, ['-F', '-c', join(folder, 'conf', 'dovecot.conf')], () => existsSync(socket));
    await start(MASTER, ['-s', '-c', join(folder, 'conf')], () => greeting(ports.plain));
  } catch (error) {
    await all((daemon) => daemon.kill());
    throw error;
  }
  return { stop: () => all((daemon) => daemon.stop()), kill: () => all((daemon) => daemon.kill()) };
}

async function ready(daemon: Daemon, isReady: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!(await isReady())) {
    if (daemon.hasEnded()) throw new Error(`${daemon.program} ended at once`);
    if (Date.now() > deadline) throw new Error(`${daemon.program} was not ready after ${START_SECONDS} s`);
    await sleep(20);
  }
}

async function readLogs(folder: string): Promise<string> {
  const names = await readdir(join(folder, 'log')).catch(() => []);
  const texts = names
    .sort()
    .reverse()
    .map((name) => readFile(join(folder, 'log', name), 'utf8'));
  return (await Promise.all(texts)).join('');
}
