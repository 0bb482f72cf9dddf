/** Owns what the sealed hand-over refuses, on either side: hostile files, wrong keys, weak passphrases, no overwriting. */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { damaged, type Handover, KEY_ACCOUNT, startHandover } from '../support/handover.js';
import { describeWith } from '../support/require-debian.js';

const NEEDS = ['age', 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;

describeWith(NEEDS, 'of a mailbox handed over sealed is refused', () => {
  let side: Handover;
  beforeAll(async () => {
    side = await startHandover();
  });
  afterAll(() => side.stop());

  const sealed = (name: string): Promise<string> => side.seal(name, '--no-test');

  test.each<[string, (path: string) => string, number, RegExp]>([
    ['cut off', (path) => damaged(path, (file) => file.subarray(0, -200)), 2, /incomplete or was changed/],
    [
      'changed',
      (path) => damaged(path, (file) => file.toString().replace(/\n..(?=[^\n]*\n-----END)/, '\nAA')),
      2,
      /incomplete or was changed/,
    ],
    ['a letter', (path) => damaged(path, () => 'Guten Tag'), 2, /is not a sealed file/],
    ['endless', (path) => damaged(path, () => Buffer.alloc(2_000_001)), 2, /too large/],
    ['a folder', (path) => join(path, '..'), 2, /is a folder/],
    ['not there', (path) => `${path}.nowhere`, 2, /was not found.*attachment/s],
  ])('a file that is %s', async (_, change, code, words) => {
    const run = await side.takeOver(change(await sealed('harmed')));
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(words) });
    expect(side.stored('harmed')).toBeNull();
  });

  test.each<[string, (document: ReturnType<Handover['openedByAge']>) => unknown, RegExp]>([
    ['a host that is none', (all) => ({ ...all, profile: { ...all.profile, host: 'a b' } }), /is no profile/],
    ['a version to come', (all) => ({ ...all, version: 7 }), /newer version.*format 7/],
  ])('what somebody sealed for this key with %s', async (_, change, words) => {
    const document = change(side.openedByAge(await sealed('harmed')));
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    const run = await side.takeOver(await side.sealedByAge(text, 'hostile.age'));
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
    expect((await side.invite(['configure', '--list'])).stdout).toBe('');
  });

  test('a connection that is not encrypted, unless it is allowed here', async () => {
    const all = side.openedByAge(await sealed('exposed'));
    const profile = { ...all.profile, host: 'smtp.muster.example', encryption: 'none', ca: null };
    const exposed = { ...profile, unencryptedConfirmed: true };
    const path = await side.sealedByAge(
      JSON.stringify({ ...all, profile: exposed, certificates: null }),
      'exposed.age',
    );
    const run = await side.takeOver(path, '--no-test');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--allow-unencrypted') });
    expect(side.stored('exposed')).toBeNull();
    expect((await side.takeOver(path, '--no-test', '--allow-unencrypted')).code).toBe(0);
    await side.remove('exposed');
  });

  test('a file for another key, exit 7', async () => {
    const stranger = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    const args = ['configure', 'theirs', ...side.host.flags, '--seal-for', stranger];
    await side.atIt(args);
    const run = await side.takeOver(join(side.it.folder, 'theirs.invite-profile.age'));
    expect(run).toMatchObject({ code: 7, stderr: expect.stringContaining('another key') });
    expect(run.stderr).toContain(await side.recipient());
  });

  test('a server that refuses the login, exit 6', async () => {
    const all = side.openedByAge(await sealed('refused'));
    const profile = { ...all.profile, user: 'stranger' };
    const path = await side.sealedByAge(JSON.stringify({ ...all, profile }), 'refused.age');
    const run = await side.takeOver(path, '--json');
    expect(run.code).toBe(6);
    expect(JSON.parse(run.stdout)).toMatchObject({ imported: null, test: { ok: false } });
    expect(side.stored('refused')).toBeNull();
  });

  test('without a yes nothing is taken over by a script', async () => {
    const run = await side.invite(['configure', '--import', await sealed('unasked')]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(side.stored('unasked')).toBeNull();
  });

  test('IT seals nothing that fails its test, unless it is wanted all the same', async () => {
    const flags = side.host.flags.map((flag) => (flag === 'sandbox' ? 'stranger' : flag));
    const args = ['configure', 'failing', ...flags, '--seal-for', await side.recipient()];
    const path = join(side.it.folder, 'failing.invite-profile.age');
    expect(await side.atIt(args)).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/Nothing was sealed/),
    });
    expect(existsSync(path)).toBe(false);
    expect((await side.atIt([...args, '--no-test'])).code).toBe(0);
    const run = await side.takeOver(path);
    expect(run).toMatchObject({ code: 6, stderr: expect.stringMatching(/no, sealed without a test/) });
  });

  test('a file that is there is kept, a folder in its place is told, --out names another', async () => {
    const key = await side.recipient();
    const args = ['configure', 'kept', ...side.host.flags, '--no-test', '--seal-for', key];
    const path = join(side.it.folder, 'kept.invite-profile.age');
    writeFileSync(path, 'mine');
    expect(await side.atIt(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect((await side.atIt([...args, '--out', 'other.age'])).code).toBe(0);
    expect(side.openedByAge(join(side.it.folder, 'other.age'))).toMatchObject({ name: 'kept' });
    expect(await side.atIt([...args, '--out', 'home'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is a folder'),
    });
    expect(await side.atIt([...args, '--out', 'nowhere/x.age'])).toMatchObject({ code: 2 });
    expect((await side.atIt([...args, '--force'])).code).toBe(0);
    expect(side.openedByAge(path)).toMatchObject({ name: 'kept' });
    expect(readdirSync(side.it.folder).filter((name) => /\.age\.[0-9a-f]{12}$/.test(name))).toEqual([]);
  });

  test.each<[string, (key: string) => string[], RegExp]>([
    ['a key that is cut off', (key) => ['--seal-for', key.slice(0, -3)], /complete: age1 and 58/],
    [
      'a key with a slip',
      (key) => ['--seal-for', `${key.slice(0, -1)}${key.endsWith('q') ? 'p' : 'q'}`],
      /complete/,
    ],
    ['no key', () => ['--seal-for', 'wahl@muster.example'], /complete/],
    ['both kinds', (key) => ['--seal-for', key, '--seal-with-passphrase'], /either for keys/],
    ['no terminal for a passphrase', () => ['--seal-with-passphrase'], /--passphrase-file FILE/],
    ['a password as passphrase in the command', () => ['--passphrase=abc'], /no option "--passphrase"/],
  ])('with %s nothing is sealed', async (_, more, words) => {
    const args = ['configure', 'nothing', ...side.host.flags, ...more(await side.recipient())];
    const run = await side.atIt(args);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
    expect(existsSync(join(side.it.folder, 'nothing.invite-profile.age'))).toBe(false);
  });

  test('a private key in the command is refused and not repeated', async () => {
    const secret = side.keyring.lookup(KEY_ACCOUNT) ?? '';
    // It stands in the command line, so the household must not look for it there.
    const run = await side.atIt(['configure', 'x', '--seal-for', secret]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/private key.*begins with age1/s) });
    expect(run.stderr + run.stdout).not.toContain(secret);
  });

  test.each([
    ['too-short', 'kurz', /at least 16 characters/],
    ['too-uniform', 'aaaaaaaaaaaaaaaaaa', /at least 8 different/],
    ['guessable', 'weak-sandbox-weak', /stands in the mail anyway/],
  ])('a passphrase that is %s seals nothing', async (_, passphrase, words) => {
    const file = join(side.it.folder, 'weak-password.txt');
    rmSync(file, { force: true });
    writeFileSync(file, passphrase, { mode: 0o600 });
    const args = [
      'configure',
      'weak',
      ...side.host.flags,
      '--seal-with-passphrase',
      '--passphrase-file',
      file,
    ];
    const run = await side.atIt(args);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
    chmodSync(file, 0o644);
    expect(await side.atIt(args)).toMatchObject({ code: 2, stderr: expect.stringContaining('0644') });
  });
});
