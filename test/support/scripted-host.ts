/** Owns a scripted server as the built program's mail host: loopback, unencrypted, any login. */
import { CANARIES } from './canaries.js';
import type { Household } from './cli.js';
import { SENDER } from './mail-host.js';
import { type ConnectionScript, type ScriptedServer, startScriptedServer } from './scripted-server.js';

export interface ScriptedHost {
  readonly server: ScriptedServer;
  /** Flags of `send` for this server. */
  readonly flags: readonly string[];
}

/** The script is asked for at every connection, so that a test can change its mind between two runs. */
export async function startScriptedHost(
  household: Household,
  script: () => ConnectionScript,
): Promise<ScriptedHost> {
  const server = await startScriptedServer({ script });
  const passwordFile = household.passwordFile(CANARIES.script);
  const flags = [
    ...['--host', '127.0.0.1', '--port', String(server.port), '--encryption', 'none', '--user', 'wahl'],
    ...['--sender', SENDER, '--password-file', passwordFile],
  ];
  return { server, flags };
}
