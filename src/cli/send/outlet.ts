/** Owns where a run's messages go: the organiser's server, or the sandbox of a rehearsal. */
import { join } from 'node:path';
import type { Learned } from '../../delivery/doors.js';
import type { Earlier } from '../../delivery/forecast.js';
import type { Ledger } from '../../delivery/ledger.js';
import { type LimitsOrigin, limitsInForce, limitsOrigin } from '../../delivery/limits-in-force.js';
import { later, type MailboxUse, NO_USE } from '../../delivery/mailbox-use.js';
import { readMailboxUse } from '../../delivery/read-mailbox-use.js';
import type { Registry } from '../../delivery/registry.js';
import { readField } from '../../profile/fields.js';
import { isLoopback } from '../../profile/host.js';
import { LIMIT_NAMES } from '../../profile/limits.js';
import { type Account, type Limits, NO_LIMITS, passwordLogin, type Sender } from '../../profile/profile.js';
import type { Project } from '../../project/project.js';
import { type Provider, providerOf, providerWithId, type ServerWords } from '../../smtp/provider.js';
import type { Context } from '../context.js';
import { profileFor } from '../profile-of-run.js';
import { standInSender } from '../stand-in-sender.js';
import type { SendOptions } from './send-options.js';

export interface Outlet {
  readonly kind: 'server' | 'rehearsal';
  readonly account: Account;
  readonly sender: Sender;
  readonly limits: Limits;
  /** Who says so; null where they count no messages. */
  readonly limitsFrom: LimitsOrigin | null;
  /** Whose server it is, by its name or by what it has said in an earlier run; null where unknown. */
  readonly provider: Provider | null;
  /** By what the server says of itself (`ServerWords`); null where that changes nothing. */
  learn(said: ServerWords): Learned | null;
  /** What other mailings have had to do with the same mailbox. */
  readonly elsewhere: MailboxUse;
  /** The same as it is now, without the mailing of this ID. */
  lookElsewhere(own: string): Promise<MailboxUse>;
  /** What the journal is bound to; a rehearsal's server is another one at every start and always the same. */
  readonly boundHost: string;
  readonly boundUser: string;
  /** Host and port as the journal's evidence names them. */
  readonly hostAndPort: string;
  /** Folder of a rehearsal's messages, else null. */
  readonly folder: string | null;
  close(): Promise<void>;
}

export const SANDBOX_FOLDER = '.invite-sandbox';
const REHEARSAL_LIMITS: Limits = { ...NO_LIMITS, connections: 2 };

/** What is known of earlier runs: this mailing's, and by the registry the others'. */
export interface OutletMemory {
  readonly ledger: Ledger | null;
  readonly registry: Registry | null;
}

/** Resolves the profile (keychain, flags, environment) or starts the sandbox. Throws their faults. */
export async function openOutlet(
  context: Context,
  project: Project,
  options: SendOptions,
  fresh: boolean,
  { ledger, registry }: OutletMemory,
): Promise<Outlet> {
  if (options.sandbox) return rehearsal(project, options, fresh);
  const { profile } = await profileFor(context, project, options);
  const { host, port } = profile;
  const hostAndPort = `${host}:${port}`;
  const mailbox = { host: `${host}:${port}:${profile.encryption}`, user: profile.user, hostAndPort };
  const lookElsewhere = async (own: string | null): Promise<MailboxUse> =>
    registry ? readMailboxUse(registry, own, mailbox, context.clock.now()) : NO_USE;
  const elsewhere = await lookElsewhere(ledger?.header?.mailing ?? null);
  const told = ledger?.providerAt(hostAndPort) ?? elsewhere.provider;
  const provider = providerOf({ host }) ?? providerWithId(told ?? '');
  const limitsWith = (published: Limits): Limits =>
    limitsInForce(profile.limits, published, isLoopback(host));
  const published = provider?.limits ?? NO_LIMITS;
  const limits = limitsWith(published);
  return {
    kind: 'server',
    account: profile,
    sender: profile.sender,
    limits,
    limitsFrom: limitsOrigin(profile.limits, published, limits),
    provider,
    learn: (said) => {
      const told = provider ? null : providerOf({ host, ...said });
      const learned = told && limitsWith(told.limits);
      if (!told || !learned || LIMIT_NAMES.every((name) => learned[name] === limits[name])) return null;
      return { host: hostAndPort, provider: told.id, limits: learned };
    },
    elsewhere,
    lookElsewhere,
    boundHost: mailbox.host,
    boundUser: mailbox.user,
    hostAndPort,
    folder: null,
    close: async () => {},
  };
}

/** All that a host has counted and said, to this mailing and to others; without an outlet the mailing's own. */
export function earlierBy(
  ledger: Ledger | null,
  outlet: Pick<Outlet, 'elsewhere'> | null,
  now: number,
): Omit<Earlier, 'deferred'> {
  const { releases, slowdown } = outlet?.elsewhere ?? NO_USE;
  return {
    released: [...(ledger?.countedBy(now) ?? []), ...releases],
    slowdown: later(ledger?.slowdown ?? null, slowdown),
  };
}

async function rehearsal(project: Project, options: SendOptions, fresh: boolean): Promise<Outlet> {
  const { startSandbox } = await import('../../sandbox/server.js');
  const folder = join(project.folder, SANDBOX_FOLDER);
  const sandbox = await startSandbox({ directory: folder, fresh });
  const { connections = null } = options;
  return {
    kind: 'rehearsal',
    account: {
      host: sandbox.host,
      port: sandbox.ports.ssl,
      encryption: 'ssl',
      user: sandbox.user,
      login: passwordLogin(sandbox.password),
      ca: sandbox.ca,
    },
    sender:
      options.sender === undefined ? standInSender(project) : readField('sender', options.sender, '--sender'),
    limits: { ...REHEARSAL_LIMITS, ...(connections === null ? {} : { connections }), ...options.rate },
    limitsFrom: null,
    provider: null,
    learn: () => null,
    elsewhere: NO_USE,
    lookElsewhere: async () => NO_USE,
    boundHost: 'sandbox',
    boundUser: 'sandbox',
    hostAndPort: 'sandbox',
    folder,
    close: () => sandbox.close(),
  };
}
