/** Owns the Postfix rig as a household's mail host: flags for the program, arrived messages as their readers see them. */
import { type ReadMessage, readMessage } from './arrived.js';
import type { Household } from './cli.js';
import { connectionFlags } from './mail-host.js';
import { asSubmitted } from './postfix/mailbox.js';
import type { PortName } from './postfix/ports.js';
import type { PostfixRig } from './postfix/rig.js';

/** Flags of `send` and `test-connection` for one port of the rig; writes the password file. */
export function rigFlags(rig: PostfixRig, household: Household, port: PortName): string[] {
  return connectionFlags({
    host: rig.host,
    port: rig.ports[port],
    encryption: port === 'starttls' || port === 'noAuth' ? 'starttls' : port === 'plain' ? 'none' : 'ssl',
    user: rig.user,
    caFile: rig.ca.path,
    passwordFile: household.passwordFile(rig.password),
  });
}

/** Everything in the rig's mailbox; waits until its queue is empty. */
export async function arrivedAt(rig: PostfixRig): Promise<ReadMessage[]> {
  const messages = await rig.messages();
  return Promise.all(messages.map((message) => readMessage(message.to, asSubmitted(message))));
}
