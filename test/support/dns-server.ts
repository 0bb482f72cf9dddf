/** Owns a real name server (dnsmasq) on loopback, with the records that a test asks for. */

import { Resolver } from 'node:dns/promises';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Daemon, startDaemon } from './postfix/daemon.js';

export interface DnsRecords {
  /** Texts without commas; what is longer than 255 bytes becomes several strings of one record. */
  readonly txt?: Readonly<Record<string, readonly string[]>>;
  /** "10 mail.organiser.test", "0 ." for a null MX. */
  readonly mx?: Readonly<Record<string, readonly string[]>>;
  /** "0 5 465 smtp.organiser.test": priority, weight, port, host (RFC 2782). */
  readonly srv?: Readonly<Record<string, readonly string[]>>;
  readonly addresses?: Readonly<Record<string, string>>;
  /** Zones that are asked elsewhere: the port of another name server on loopback. */
  readonly forwarded?: Readonly<Record<string, number>>;
}

export interface DnsServer {
  /** "127.0.0.1:5353", as `--dns` takes it. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Everything else below .test and .com does not exist there; all other names are refused. */
export async function startDnsServer(records: DnsRecords): Promise<DnsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'invite-dns-'));
  mkdirSync(join(folder, 'log'));
  const port = await freePort();
  const daemon = startDaemon('/usr/sbin/dnsmasq', [...settings(port), ...recordArguments(records)], folder);
  const stop = async () => {
    await daemon.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const address = `127.0.0.1:${port}`;
  try {
    await answering(daemon, address, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, stop };
}

function settings(port: number): string[] {
  return [
    ...['--keep-in-foreground', '--log-facility=-', '--conf-file=/dev/null', '--pid-file'],
    ...['--no-resolv', '--no-hosts', '--cache-size=0', `--user=${userInfo().username}`],
    ...[`--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces'],
    ...['--local=/test/', '--local=/com/'],
  ];
}

function recordArguments({
  txt = {},
  mx = {},
  srv = {},
  addresses = {},
  forwarded = {},
}: DnsRecords): string[] {
  const each = <T>(table: Readonly<Record<string, T>>, write: (name: string, value: T) => string[]) =>
    Object.entries(table).flatMap(([name, value]) => write(name, value));
  return [
    ...each(txt, (name, texts) => texts.map((text) => `--txt-record=${[name, ...strings(text)].join(',')}`)),
    ...each(mx, (name, hosts) =>
      hosts.map((host) => `--mx-host=${name},${host.split(' ').reverse().join(',')}`),
    ),
    ...each(srv, (name, servers) =>
      servers.map((server) => {
        const [priority, weight, port, host] = server.split(' ');
        return `--srv-host=${[name, host, port, priority, weight].join(',')}`;
      }),
    ),
    ...each(addresses, (name, address) => [`--host-record=${name},${address}`]),
    ...each(forwarded, (name, port) => [`--server=/${name}/127.0.0.1#${port}`]),
  ];
}

function strings(text: string): string[] {
  if (text.includes(',')) throw new Error('dnsmasq takes a comma for the end of a string');
  return text.match(/[\s\S]{1,255}/g) ?? [''];
}

/** dnsmasq says nothing when it is ready; it is asked. */
async function answering(daemon: Daemon, address: string, folder: string): Promise<void> {
  const resolver = new Resolver({ timeout: 200, tries: 1 });
  resolver.setServers([address]);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const code = await resolver.resolveTxt('ready.test').then(
      () => '',
      ({ code }) => code as string,
    );
    if (code === 'ENOTFOUND') return;
    if (daemon.hasEnded()) break;
    await sleep(20);
  }
  throw new Error(`dnsmasq does not answer:\n${readFileSync(join(folder, 'log', 'daemons.log'), 'utf8')}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
