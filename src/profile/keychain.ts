/** Owns the keychain as the rest of the program sees it: get, set, delete, each in a child that can be killed. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '../fault.js';
import { childEnvironment, keychainFault } from './keychain-failure.js';
import type { KeychainReply, KeychainRequest } from './keychain-protocol.js';
import { Secret } from './profile.js';

/** A place for secrets, by account name. */
export interface SecretStore {
  /** Null: nothing is stored, or the keychain is locked; it does not say which. */
  get(account: string): Promise<Secret | null>;
  /** Resolves once the secret has been read back unchanged. */
  set(account: string, secret: Secret): Promise<void>;
  /** False: nothing was stored, or the keychain is locked. */
  delete(account: string): Promise<boolean>;
  /**
   * Throws now what `set` would throw later, by storing a word without meaning and taking it away again: only a write
   * tells a locked keychain from an empty one. `account` is whose the fault would be.
   */
  proveWritable(account: string): Promise<void>;
  /** Throws `password-too-long` where the secret can never be stored on this system. */
  refuseTooLong(secret: Secret): void;
}

export interface KeychainOptions {
  /** The environment from which the child gets the few variables that lead to the keychain. */
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Milliseconds after which a silent keychain is given up; `keychainDeadline` says how many. */
  readonly deadline: number;
  /** The child's script; another one only in tests. */
  readonly childPath?: string;
}

/** CREDENTIALW.CredentialBlob of Windows: 5 * 512 bytes. */
const WINDOWS_LIMIT = 2560;

/** Milliseconds: at a terminal the system may show a dialogue and somebody must type; a script must not hang. */
export function keychainDeadline(terminal: boolean): number {
  return terminal ? 120_000 : 10_000;
}

/**
 * Opens the system's keychain under the service name "invite"; nothing is touched before the first call. Each call
 * throws `keychain-absent`, `keychain-locked`, `keychain-timeout` or `keychain-failed`, `set` also
 * `password-too-long`.
 */
export function openKeychain(options: KeychainOptions): SecretStore {
  const ask = (request: KeychainRequest, named = request.account) => askChild(request, named, options);
  const refuseTooLong = (secret: Secret) => refuseOverLimit(secret, options.platform);
  const store = async (account: string, secret: string, named?: string) => {
    const reply = await ask({ action: 'set', account, secret }, named);
    if (reply.kind !== 'stored') throw new Fault('keychain-failed', { reason: 'read back differs' });
  };
  return {
    async get(account) {
      const reply = await ask({ action: 'get', account });
      return reply.kind === 'found' ? new Secret(reply.secret) : null;
    },
    async set(account, secret) {
      refuseTooLong(secret);
      await store(account, secret.reveal());
    },
    async delete(account) {
      return (await ask({ action: 'delete', account })).kind === 'deleted';
    },
    async proveWritable(account) {
      await store(TRIAL, 'trial', account);
      await ask({ action: 'delete', account: TRIAL }, account);
    },
    refuseTooLong,
  };
}

/** No profile can have this name. */
const TRIAL = '.trial';

function refuseOverLimit(secret: Secret, platform: NodeJS.Platform): void {
  const bytes = Buffer.byteLength(secret.reveal(), 'utf8');
  if (platform === 'win32' && bytes > WINDOWS_LIMIT)
    throw new Fault('password-too-long', { bytes, limit: WINDOWS_LIMIT });
}

/** `named` is the profile that a fault speaks of. */
async function askChild(
  request: KeychainRequest,
  named: string,
  options: KeychainOptions,
): Promise<KeychainReply> {
  const child = startChild(options);
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    const late = () => reject(new Fault('keychain-timeout', { seconds: secondsSince(started) }));
    timer = setTimeout(late, options.deadline);
  });
  try {
    const reply = await Promise.race([replyOf(child, request), silence]);
    if (reply.kind === 'unavailable' || reply.kind === 'failed')
      throw keychainFault(reply, named, secondsSince(started));
    return reply;
  } finally {
    clearTimeout(timer);
    // It has answered, or never will; SIGKILL is the only signal a blocked native call obeys.
    child.kill('SIGKILL');
  }
}

function startChild({ env, childPath = defaultChildPath() }: KeychainOptions): ChildProcess {
  return fork(childPath, [], {
    env: childEnvironment(env),
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function replyOf(child: ChildProcess, request: KeychainRequest): Promise<KeychainReply> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Fault('keychain-failed', { reason }));
    child.once('message', (reply) => resolve(reply as KeychainReply));
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(signal ?? `exit code ${code}`));
    child.send(request, (error) => {
      // A child that ended before it could read tells more by its exit.
      if (error && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    });
  });
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}

function defaultChildPath(): string {
  return fileURLToPath(new URL('./keychain-child.js', import.meta.url));
}
