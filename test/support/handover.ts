/** Owns the two sides of a sealed hand-over in tests: IT with a mail server and no keychain, the manager with a keyring. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Household, type Run, type RunOptions } from './cli.js';
import { type Keyring, startKeyring } from './keyring.js';
import { type MailHost, startMailHost } from './mail-host.js';

/** The entry of the private key, as the desktop's own tools see it. */
export const KEY_ACCOUNT = 'hand-over key';

export interface Handover {
  readonly it: Household;
  readonly manager: Household;
  readonly keyring: Keyring;
  readonly host: MailHost;
  readonly password: string;
  /** A run of the manager, with the keyring. */
  invite(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** A run of IT, without one. */
  atIt(args: readonly string[], options?: RunOptions): Promise<Run>;
  /** The manager's public key, made where there is none. */
  recipient(): Promise<string>;
  /** IT seals under this name for that key; the file's path. */
  seal(name: string, ...more: string[]): Promise<string>;
  /** What a sealed file holds, by the age tool and the manager's private key. */
  openedByAge(path: string): { readonly [key: string]: unknown; readonly profile: Record<string, unknown> };
  /** Seals a text by the age tool for the manager, armored or not; the file's path. */
  sealedByAge(text: string, name: string, armored?: boolean): Promise<string>;
  /** The manager takes a sealed file over, asked nothing. */
  takeOver(path: string, ...more: string[]): Promise<Run>;
  /** What the manager's keychain holds under this name; null where nothing. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at any part of it.
  stored(name: string): any;
  remove(name: string): Promise<Run>;
  stop(): Promise<void>;
}

export async function startHandover(): Promise<Handover> {
  const [it, manager] = [new Household(), new Household()];
  const [keyring, host] = await Promise.all([startKeyring('login'), startMailHost(it)]);
  const password = host.sandbox.password.reveal();
  manager.secrets.add(password);
  const invite = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
    manager.run(args, { ...options, env: { ...keyring.env, ...options.env } });
  const atIt = (args: readonly string[], options: RunOptions = {}): Promise<Run> => it.run(args, options);
  const made = async (): Promise<string> => {
    const run = await invite(['configure', '--invite-it', '--json']);
    manager.secrets.add(keyring.lookup(KEY_ACCOUNT) ?? '');
    return JSON.parse(run.stdout).recipient;
  };
  let known: Promise<string> | null = null;
  const recipient = (): Promise<string> => {
    known ??= made();
    return known;
  };
  return {
    ...{ it, manager, keyring, host, password, invite, atIt, recipient },
    seal: async (name, ...more) => {
      const key = await recipient();
      const run = await atIt(['configure', name, ...host.flags, '--seal-for', key, '--force', ...more]);
      if (run.code !== 0) throw new Error(run.stderr);
      return join(it.folder, `${name}.invite-profile.age`);
    },
    openedByAge: (path) =>
      JSON.parse(ageWith(['--decrypt', '-i', '-', path], keyring.lookup(KEY_ACCOUNT) ?? '')),
    sealedByAge: async (text, name, armored = true) => {
      const path = join(it.folder, name);
      ageWith(['-r', await recipient(), ...(armored ? ['-a'] : []), '-o', path], text);
      return path;
    },
    takeOver: (path, ...more) => invite(['configure', '--import', path, '--yes', ...more]),
    stored: (name) => JSON.parse(keyring.lookup(name) ?? 'null'),
    remove: (name) => invite(['configure', name, '--remove']),
    stop: async () => {
      await Promise.all([keyring.stop(), host.close()]);
      it.remove();
      manager.remove();
    },
  };
}

/** In no household: what it prints is the secret itself. */
function ageWith(args: readonly string[], input: string): string {
  return execFileSync('age', args, { input, encoding: 'utf8' });
}

/** A passphrase as a private file of the household, which is a secret from now on. */
export function passphraseFile(household: Household, passphrase: string): string {
  household.secrets.add(passphrase);
  household.mayHoldSecrets.push(/passphrase\.txt$/);
  const path = join(household.folder, 'passphrase.txt');
  writeFileSync(path, `${passphrase}\n`, { mode: 0o600 });
  return path;
}

/** With the bytes of the file changed. */
export function damaged(path: string, change: (file: Buffer) => Buffer | string): string {
  const other = `${path}.damaged`;
  writeFileSync(other, change(readFileSync(path)));
  return other;
}
