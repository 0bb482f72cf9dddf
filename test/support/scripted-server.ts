/** Owns an SMTP server for tests that answers from a script and fails where the script says so; loopback only. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { ScriptedConnection } from './scripted-connection.js';
import type { ConnectionScript } from './server-script.js';

export * from './server-script.js';

export interface ServerOptions {
  /** One script for all connections, or chosen by the number of the connection, from 0. */
  readonly script?: ConnectionScript | ((connection: number) => ConnectionScript);
  /** `implicit`: TLS from the first byte. `starttls`: offered after EHLO. Without: clear text. */
  readonly encryption?: 'implicit' | 'starttls';
  /** PEM key and certificate, minVersion and so on; needed with `encryption`. */
  readonly tls?: SecureContextOptions;
  /** The one login that works; without it every login does. */
  readonly login?: { readonly user: string; readonly password: string };
  /** Lines of the EHLO reply after the name; AUTH and STARTTLS are added as fits, unless `bare`. */
  readonly extensions?: readonly string[];
  readonly bare?: boolean;
  /** Loopback address to listen on; default 127.0.0.1. */
  readonly host?: string;
  readonly port?: number;
}

/** One line from the client; `encrypted` as it came over the wire. */
export interface RecordedCommand {
  readonly connection: number;
  readonly encrypted: boolean;
  readonly line: string;
}

export interface RecordedMessage {
  readonly connection: number;
  readonly from: string;
  readonly to: readonly string[];
  /** The body between DATA's 354 and the dot, dot-stuffing undone. */
  readonly bytes: Buffer;
}

/** What the server saw, in order; the lists grow while it runs. */
export interface ServerRecord {
  readonly commands: RecordedCommand[];
  /** Messages answered with 2xx after the dot. */
  readonly accepted: RecordedMessage[];
  /** Messages refused after the dot with a whole 4xx or 5xx: nobody has them. */
  readonly refused: RecordedMessage[];
  /** Messages whose dot arrived, whatever was answered, if anything. */
  readonly completed: RecordedMessage[];
}

export interface ScriptedServer extends ServerRecord {
  readonly port: number;
  /** Connections opened so far. */
  readonly connections: () => number;
  /** The client's lines of all connections, as text. */
  readonly lines: () => string[];
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

/** Starts listening on a free port. Close it at the end of the test. */
export async function startScriptedServer(options: ServerOptions = {}): Promise<ScriptedServer> {
  const record: ServerRecord = { commands: [], accepted: [], refused: [], completed: [] };
  const open = new Set<Socket>();
  let count = 0;
  const accept = (socket: Socket): void => {
    open.add(socket);
    // A cut connection is what many scripts are about; it must not end the test.
    socket.on('error', () => {}).on('close', () => open.delete(socket));
    // As real servers do: a second short reply would wait for the acknowledgement of the first, 40 ms.
    socket.setNoDelay(true);
    const number = count++;
    const { script = {} } = options;
    const chosen = typeof script === 'function' ? script(number) : script;
    new ScriptedConnection(number, socket, chosen, options, record).start();
  };
  const server = createServer(accept);
  await listen(server, options);
  return {
    ...record,
    port: (server.address() as AddressInfo).port,
    connections: () => count,
    lines: () => record.commands.map((command) => command.line),
    close: () => closeAll(server, open),
  };
}

function listen(server: Server, options: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', () => resolve());
  });
}

function closeAll(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const socket of open) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
