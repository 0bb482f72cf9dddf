/** Owns where a run's messages go: the organiser's server, or the sandbox of a rehearsal. */
import { join } from 'node:path';
import { limitsInForce } from '../../delivery/pace.js';
import { readField } from '../../profile/fields.js';
import { isLoopback } from '../../profile/host.js';
import { type Account, type Limits, NO_LIMITS, passwordLogin, type Sender } from '../../profile/profile.js';
import type { Project } from '../../project/project.js';
import { providerOf } from '../../smtp/provider.js';
import type { Context } from '../context.js';
import { profileFor } from '../profile-of-run.js';
import { standInSender } from '../stand-in-sender.js';
import type { SendOptions } from './send-options.js';

export interface Outlet {
  readonly kind: 'server' | 'rehearsal';
  readonly account: Account;
  readonly sender: Sender;
  readonly limits: Limits;
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

/** Resolves the profile (keychain, flags, environment) or starts the sandbox. Throws their faults. */
export async function openOutlet(
  context: Context,
  project: Project,
  options: SendOptions,
  fresh: boolean,
): Promise<Outlet> {
  if (options.sandbox) return rehearsal(project, options, fresh);
  const { profile } = await profileFor(context, project, options);
  return {
    kind: 'server',
    account: profile,
    sender: profile.sender,
    limits: limitsInForce(profile.limits, publishedBy(profile.host), isLoopback(profile.host)),
    boundHost: `${profile.host}:${profile.port}:${profile.encryption}`,
    boundUser: profile.user,
    hostAndPort: `${profile.host}:${profile.port}`,
    folder: null,
    close: async () => {},
  };
}

/** By the host's name alone; what the server says of itself is known only after connecting. */
function publishedBy(host: string): Limits {
  return providerOf({ host })?.limits ?? NO_LIMITS;
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
    boundHost: 'sandbox',
    boundUser: 'sandbox',
    hostAndPort: 'sandbox',
    folder,
    close: () => sandbox.close(),
  };
}
