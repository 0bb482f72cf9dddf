import { fork } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openKeychain } from '../../src/profile/keychain.js';
import { childEnvironment } from '../../src/profile/keychain-failure.js';
import { Secret } from '../../src/profile/profile.js';
import { openProfileStore } from '../../src/profile/profile-store.js';
import { compileKeychainChild, type Keyring, missingPackages, startKeyring } from '../support/keyring.js';
import { faultFrom, PASSWORD, passwordIn, storedProfile } from '../unit/profile/support.js';

const missing = process.platform === 'linux' ? missingPackages() : ['Linux'];
const required = process.env['CI'] === 'true' && process.platform === 'linux';

test('what the tests with a real keyring need is installed', (context) => {
  if (missing.length > 0 && !required) context.skip(`missing packages: ${missing.join(', ')}`);
  expect(missing).toEqual([]);
});

describe.runIf(missing.length === 0)('with a real keyring', () => {
  let childPath = '';
  beforeAll(() => {
    childPath = compileKeychainChild();
  });
  afterAll(() => rmSync(childPath, { force: true }));

  async function start(kind: 'login' | 'none' = 'login'): Promise<Keyring> {
    const keyring = await startKeyring(kind);
    onTestFinished(() => keyring.stop());
    return keyring;
  }

  const keychainOf = (env: NodeJS.ProcessEnv, deadline = 10_000) =>
    openKeychain({ env, platform: 'linux', deadline, childPath });

  const storeOf = ({ env, home }: Keyring) =>
    openProfileStore(join(home, '.config', 'invite'), keychainOf(env));

  test('a profile is stored, listed, read, replaced and removed', async () => {
    const keyring = await start();
    const store = storeOf(keyring);
    await store.save('muster', storedProfile());
    expect(await store.names()).toEqual(['muster']);
    expect(passwordIn((await store.load('muster')).login)).toBe(PASSWORD);
    await store.save('muster', storedProfile({ user: 'zweite' }));
    expect((await store.load('muster')).user).toBe('zweite');
    expect(await store.remove('muster')).toEqual({ kind: 'removed' });
    expect(await store.names()).toEqual([]);
    expect((await faultFrom(store.load('muster'))).kind).toBe('profile-unknown');
    expect(keyring.lookup('muster')).toBeNull();
  });

  test('a profile is copied and renamed; trying the keychain leaves nothing behind', async () => {
    const keyring = await start();
    const store = storeOf(keyring);
    await store.save('muster', storedProfile());
    await store.tryKeychain('neu');
    expect(keyring.lookup('.trial')).toBeNull();
    const stored = keyring.lookup('muster');
    await store.copy('muster', 'zwei');
    expect(await store.rename('muster', 'eins')).toEqual({ kind: 'renamed' });
    expect([keyring.lookup('zwei'), keyring.lookup('eins'), keyring.lookup('muster')]).toEqual([
      stored,
      stored,
      null,
    ]);
    expect(await store.names()).toEqual(['eins', 'zwei']);
  });

  test('a name whose entry was removed on the desktop can be taken off the list', async () => {
    const keyring = await start();
    const store = storeOf(keyring);
    await store.save('muster', storedProfile());
    await keychainOf(keyring.env).delete('muster');
    expect(await store.remove('muster')).toEqual({ kind: 'name-only' });
    expect(await store.names()).toEqual([]);
  });

  test('the desktop finds the profile under service and account', async () => {
    const keyring = await start();
    await storeOf(keyring).save('muster', storedProfile());
    expect(JSON.parse(keyring.lookup('muster') ?? '')).toMatchObject({
      host: 'smtp.muster.example',
      password: PASSWORD,
    });
    expect(keyring.lookup('other')).toBeNull();
  });

  test('no file in the home holds the password in any usual form', async () => {
    const keyring = await start();
    await storeOf(keyring).save('muster', storedProfile());
    const bytes = Buffer.from(PASSWORD, 'utf8');
    const forms = [bytes, ...(['base64', 'hex'] as const).map((form) => Buffer.from(bytes.toString(form)))];
    const files = filesBelow(keyring.home);
    expect(files.map((path) => path.slice(keyring.home.length))).toContain('/.config/invite/profiles.json');
    expect(files.some((path) => path.endsWith('login.keyring'))).toBe(true);
    for (const path of files) {
      for (const form of forms) expect(readFileSync(path).includes(form), path).toBe(false);
    }
    writeFileSync(join(keyring.home, 'canary'), `x${PASSWORD}`);
    expect(filesBelow(keyring.home).some((path) => readFileSync(path).includes(bytes))).toBe(true);
  });

  test('a locked keyring gives nothing, takes nothing and deletes nothing', async () => {
    const keyring = await start();
    const store = storeOf(keyring);
    await store.save('muster', storedProfile());
    keyring.lock();
    expect(await keychainOf(keyring.env).get('muster')).toBeNull();
    expect((await faultFrom(store.load('muster'))).kind).toBe('password-missing');
    expect((await faultFrom(store.save('neu', storedProfile()))).kind).toBe('keychain-locked');
    expect(await store.names()).toEqual(['muster']);
    // Not even the name goes: the password would stay behind, and no list would name it.
    expect((await faultFrom(store.remove('muster'))).kind).toBe('keychain-locked');
    expect((await faultFrom(store.tryKeychain('neu'))).kind).toBe('keychain-locked');
    for (const action of ['copy', 'rename'] as const)
      expect((await faultFrom(store[action]('muster', 'neu'))).kind).toBe('password-missing');
    expect(await store.names()).toEqual(['muster']);
  });

  test('a session without a keyring has no keychain', async () => {
    const { env } = await start('none');
    const fault = await faultFrom(keychainOf(env).set('muster', new Secret('x')));
    expect(fault).toMatchObject({ kind: 'keychain-absent' });
    expect((fault.details as { reason: string }).reason).toContain('collection');
  });

  test.each([
    ['no session bus', {}],
    ['a session bus that is gone', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
    ['a screen but no session bus', { DISPLAY: ':987' }],
  ])('with %s there is no keychain, and it is told at once', async (_what, stray) => {
    const { home } = await start();
    const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: join(home, 'none'), ...stray };
    const started = performance.now();
    for (const attempt of [
      () => keychainOf(env).get('muster'),
      () => keychainOf(env).set('muster', new Secret('x')),
      () => keychainOf(env).delete('muster'),
    ]) {
      expect((await faultFrom(attempt())).kind).toBe('keychain-absent');
    }
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('row 63: a service that owns its name and never answers ends in the deadline', async () => {
    const keyring = await start();
    keyring.freeze();
    const started = performance.now();
    const fault = await faultFrom(keychainOf(keyring.env, 1500).get('muster'));
    expect(fault).toMatchObject({ kind: 'keychain-timeout' });
    expect(performance.now() - started).toBeLessThan(5000);
    await expect.poll(() => childrenOf(process.pid, childPath)).toEqual([]);
  });

  test('while it waits, neither arguments nor environment of the child show the password', async () => {
    const keyring = await start();
    keyring.freeze();
    const env = { ...keyring.env, INVITE_PASSWORD: PASSWORD };
    const outcome = faultFrom(keychainOf(env, 2500).set('muster', new Secret(PASSWORD)));
    await expect.poll(() => childrenOf(process.pid, childPath)).toHaveLength(1);
    const [pid] = childrenOf(process.pid, childPath);
    for (const file of ['cmdline', 'environ']) {
      const seen = readFileSync(`/proc/${pid}/${file}`, 'utf8');
      expect(seen).toMatch(file === 'cmdline' ? /keychain-child/ : /DBUS_SESSION_BUS_ADDRESS/);
      expect(seen).not.toMatch(/canary|INVITE_/);
    }
    expect((await outcome).kind).toBe('keychain-timeout');
  });

  test('a child that waits for a dead service ends with its parent', async () => {
    const keyring = await start();
    keyring.freeze();
    const child = fork(childPath, [], {
      env: childEnvironment(keyring.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    child.send({ action: 'get', account: 'muster' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(child.exitCode).toBeNull();
    child.disconnect();
    expect(await ended).toBe('SIGKILL');
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** Process ids of the children of `parent` that run `script`. */
function childrenOf(parent: number, script: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => read(pid, 'cmdline').includes(script))
    .filter((pid) => Number(/\nPPid:\t(\d+)/.exec(read(pid, 'status'))?.[1]) === parent);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
