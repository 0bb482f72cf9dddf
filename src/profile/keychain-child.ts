/**
 * Owns the one process that talks to the operating system's keychain, and the door to keytar. It lives for a single
 * request: a locked or dead keychain can crash or block the native module, and only a process of its own can be
 * killed then. It ends with its parent.
 */
import type { KeychainReply, KeychainRequest } from './keychain-protocol.js';

const SERVICE = 'invite';
type Keytar = typeof import('keytar');

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// Ctrl-C reaches the whole group; the parent decides what it means.
process.on('SIGINT', () => {});
process.once('message', (request: KeychainRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});

async function answer(request: KeychainRequest): Promise<KeychainReply> {
  let keytar: Keytar;
  try {
    keytar = (await import('keytar')).default;
  } catch (error) {
    return { kind: 'unavailable', reason: messageOf(error) };
  }
  try {
    return await perform(keytar, request);
  } catch (error) {
    return { kind: 'failed', reason: messageOf(error) };
  }
}

// findCredentials and findPassword are never called: they crash the process where the keychain is locked.
async function perform(keytar: Keytar, request: KeychainRequest): Promise<KeychainReply> {
  const { account } = request;
  if (request.action === 'delete')
    return { kind: (await keytar.deletePassword(SERVICE, account)) ? 'deleted' : 'nothing' };
  if (request.action === 'set') {
    await keytar.setPassword(SERVICE, account, request.secret);
    return { kind: (await keytar.getPassword(SERVICE, account)) === request.secret ? 'stored' : 'altered' };
  }
  const secret = await keytar.getPassword(SERVICE, account);
  return secret === null ? { kind: 'nothing' } : { kind: 'found', secret };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
