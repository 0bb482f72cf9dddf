import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keychainDeadline, openKeychain } from '../../../src/profile/keychain.js';
import { passwordLogin, Secret } from '../../../src/profile/profile.js';
import { openProfileStore } from '../../../src/profile/profile-store.js';
import { encodeProfile } from '../../../src/profile/stored-profile.js';
import { faultFrom, PASSWORD, storedProfile, temporaryFolder } from './support.js';

/** A keychain whose child is the given script, with the parent's environment as it would be in a run. */
function keychainWith(script: string, options: { deadline?: number; platform?: NodeJS.Platform } = {}) {
  const childPath = join(temporaryFolder(), 'child.mjs');
  writeFileSync(childPath, script);
  return openKeychain({
    env: { ...process.env, INVITE_PASSWORD: PASSWORD, NODE_OPTIONS: '--no-deprecation' },
    platform: options.platform ?? 'linux',
    deadline: options.deadline ?? 10_000,
    childPath,
  });
}

const answering = (reply: string) => `process.on('message', (request) => process.send(${reply}));`;

test.each([
  ['crashes as libsecret does', "process.kill(process.pid, 'SIGSEGV'); setInterval(() => {}, 9);", 'SIGSEGV'],
  ['crashes on the request', "process.on('message', () => process.kill(process.pid, 'SIGSEGV'));", 'SIGSEGV'],
  ['ends without a word', "process.once('message', () => process.exit(3));", 'exit code 3'],
  ['cannot be started', 'import "./missing.js";', 'exit code 1'],
])('a child that %s fails with the reason', async (_what, script, reason) => {
  const fault = await faultFrom(keychainWith(script).get('muster'));
  expect(fault).toMatchObject({ kind: 'keychain-failed', details: { reason } });
});

test('a child that never answers is given up and killed, though it ignores every polite signal', async () => {
  const folder = temporaryFolder();
  const pidFile = join(folder, 'pid');
  const script = `import { readFileSync, writeFileSync } from 'node:fs';
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
    process.on('message', () => { writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); for (;;); });`;
  const started = performance.now();
  const fault = await faultFrom(keychainWith(script, { deadline: 1000 }).get('muster'));
  expect(fault).toMatchObject({ kind: 'keychain-timeout', details: { seconds: 1 } });
  expect(performance.now() - started).toBeLessThan(5000);
  const pid = Number(readFileSync(pidFile, 'utf8'));
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('attack 34: neither arguments nor environment of the child hold a secret', async () => {
  const script = answering(
    `{ kind: 'found', secret: JSON.stringify([process.argv, process.execArgv, process.env]) }`,
  );
  const keychain = keychainWith(script);
  const seen = (await keychain.get('muster'))?.reveal() ?? '';
  expect(seen).toContain('PATH');
  for (const stray of [PASSWORD, 'INVITE_', 'NODE_OPTIONS', 'muster', 'VITEST'])
    expect(seen).not.toContain(stray);
});

test('what is stored goes to the child whole, and null comes back as null', async () => {
  const script =
    answering(`request.action === 'set' && request.secret.length === 100000 && request.account === 'müster'
    ? { kind: 'stored' } : { kind: 'nothing' }`);
  const keychain = keychainWith(script);
  await keychain.set('müster', new Secret('x'.repeat(100_000)));
  expect(await keychain.get('müster')).toBeNull();
  expect(await keychain.delete('müster')).toBe(false);
});

test.each(['altered', 'nothing', 'found'])('a set that is answered with %s has failed', async (kind) => {
  const fault = await faultFrom(
    keychainWith(answering(`{ kind: '${kind}' }`)).set('muster', new Secret('x')),
  );
  expect(fault.kind).toBe('keychain-failed');
});

test('Windows refuses more than 2560 bytes before anything is started, the others do not', async () => {
  const stored = answering(`{ kind: 'stored' }`);
  const long = new Secret(`${'ü'.repeat(1280)}x`);
  const refused = await faultFrom(keychainWith('throw 1', { platform: 'win32' }).set('muster', long));
  expect(refused).toMatchObject({ kind: 'password-too-long', details: { bytes: 2561, limit: 2560 } });
  await keychainWith(stored, { platform: 'win32' }).set('muster', new Secret('ü'.repeat(1280)));
  await keychainWith(stored, { platform: 'darwin' }).set('muster', long);
});

test('the limit of Windows is that of the whole profile, and is known before anything is tested or listed', async () => {
  const folder = join(temporaryFolder(), 'invite');
  const keychain = keychainWith('throw 1', { platform: 'win32' });
  const store = openProfileStore(folder, keychain);
  // 1,000 characters are a possible password; in UTF-8 it fits alone, and not with the rest of the profile.
  const password = new Secret('ü'.repeat(1000));
  const long = storedProfile({
    login: passwordLogin(password),
    host: `${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.muster.example`,
    sender: { name: 'Wahlbüro '.repeat(20), address: 'wahl@muster.example' },
  });
  const bytes = Buffer.byteLength(encodeProfile(long).reveal());
  expect(Buffer.byteLength(password.reveal())).toBeLessThan(2560);
  for (const attempt of [async () => store.refuseTooLong(long, null), () => store.save('muster', long)])
    expect(await faultFrom(attempt())).toMatchObject({
      kind: 'password-too-long',
      details: { bytes, limit: 2560 },
    });
  expect(await store.names()).toEqual([]);
  store.refuseTooLong(storedProfile(), null);
});

// Why: both read every password of the service, and end the process with SIGSEGV where the keyring is locked.
test('the two calls of keytar that crash are made nowhere', () => {
  const source = readFileSync(new URL('../../../src/profile/keychain-child.ts', import.meta.url), 'utf8');
  const calls = [...source.matchAll(/keytar\.(\w+)\(/g)].map(([, name]) => name);
  expect([...new Set(calls)].sort()).toEqual(['deletePassword', 'getPassword', 'setPassword']);
});

// Why: the package of that name can only be compiled, or fetched from GitHub by a script, and is no longer kept.
test('keytar is the exact version whose binaries lie in its own package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(manifest.dependencies.keytar).toMatch(/^npm:@github\/keytar@\d+\.\d+\.\d+$/);
  expect(manifest.allowScripts).toEqual({ '@github/keytar': false });
});

test('trying whether a keychain can be written leaves nothing in it, and speaks of the profile', async () => {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const script = `import { appendFileSync } from 'node:fs';
    process.once('message', ({ action, account }) => {
      appendFileSync(${JSON.stringify(log)}, action + ' ' + account + '\\n');
      process.send({ kind: action === 'set' ? 'stored' : 'deleted' });
    });`;
  await keychainWith(script).proveWritable('muster');
  expect(readFileSync(log, 'utf8')).toBe('set .trial\ndelete .trial\n');
  const locked = keychainWith(
    answering(`{ kind: 'failed', reason: 'Cannot create an item in a locked collection' }`),
  );
  expect(await faultFrom(locked.proveWritable('muster'))).toMatchObject({
    kind: 'keychain-locked',
    details: { name: 'muster' },
  });
});

test('a person gets two minutes to unlock, a script ten seconds', () => {
  expect([keychainDeadline(true), keychainDeadline(false)]).toEqual([120_000, 10_000]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
