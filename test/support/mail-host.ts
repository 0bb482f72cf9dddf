/** Owns a mail server for end-to-end tests that need nothing but Node: the sandbox, in the test's own process. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { type ReadMessage, readSandbox } from './arrived.js';
import type { Household } from './cli.js';

export interface MailHost {
  readonly sandbox: Sandbox;
  /** Flags of `send` and `test-connection` for this server, password file and CA included. */
  readonly flags: readonly string[];
  /** Everything that arrived so far. */
  messages(): Promise<ReadMessage[]>;
  close(): Promise<void>;
}

export const SENDER = 'Wahlbüro <wahl@muster.example>';

/** A server whose messages lie in the household's folder `arrived`. */
export async function startMailHost(household: Household): Promise<MailHost> {
  const folder = join(household.folder, 'arrived');
  const sandbox = await startSandbox({ directory: folder });
  const caFile = join(household.folder, 'ca.pem');
  writeFileSync(caFile, sandbox.ca);
  const password = household.passwordFile(sandbox.password.reveal());
  return {
    sandbox,
    flags: connectionFlags({
      host: sandbox.host,
      port: sandbox.ports.ssl,
      encryption: 'ssl',
      user: sandbox.user,
      caFile,
      passwordFile: password,
    }),
    messages: () => readSandbox(folder),
    close: () => sandbox.close(),
  };
}

export interface ConnectionValues {
  readonly host: string;
  readonly port: number;
  readonly encryption: string;
  readonly user: string;
  readonly caFile: string;
  readonly passwordFile: string;
}

export function connectionFlags(values: ConnectionValues): string[] {
  const { host, port, encryption, user, caFile, passwordFile } = values;
  return [
    ...['--host', host, '--port', String(port), '--encryption', encryption, '--user', user],
    ...['--sender', SENDER, '--ca-file', caFile, '--password-file', passwordFile],
  ];
}
