/** Owns the sealed hand-over as both sides meet it: sealed by IT, opened by the age tool, and the other way round. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectOneEach, readSandbox } from '../support/arrived.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type Handover, KEY_ACCOUNT, passphraseFile, startHandover } from '../support/handover.js';
import { describeWith } from '../support/require-debian.js';

const NEEDS = ['age', 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;
const PASSPHRASE = 'blaue Tassen fliegen leise';
/** age shows its question a moment before it hides what is typed. */
const AGE_UNSEEN = ['sh', '-c', 'stty -echo; exec age "$@"', 'sh'];

describeWith(NEEDS, 'a mailbox handed over sealed', () => {
  let side: Handover;
  beforeAll(async () => {
    side = await startHandover();
  });
  afterAll(() => side.stop());

  test('the whole way: asked for, sealed by IT without a keychain, taken over, mailed through', async () => {
    const asked = await side.invite(['configure', 'acme', '--invite-it'], { lang: 'de' });
    const recipient = await side.recipient();
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Guten Tag,/) });
    expect(asked.stdout).toContain(`invite configure acme --seal-for ${recipient}\n`);
    expect(asked.stdout).toContain(recipient.slice(-4));
    expect(side.keyring.lookup(KEY_ACCOUNT)).toMatch(/^AGE-SECRET-KEY-1/);

    const sealed = await side.atIt(['configure', 'acme', ...side.host.flags, '--seal-for', recipient]);
    expect(sealed).toMatchObject({ code: 0, stderr: expect.stringContaining(recipient) });
    const path = join(side.it.folder, 'acme.invite-profile.age');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(existsSync(join(side.it.configFolder, 'invite'))).toBe(false);

    const taken = await side.takeOver(path);
    expect(taken).toMatchObject({ code: 0, stderr: expect.stringMatching(/does not prove who made it/) });
    expect(taken.stderr).toMatch(/Host +127\.0\.0\.1.*Tested then +passed: .*Log in/s);
    expect(taken.stderr).toMatch(/Now delete .*acme\.invite-profile\.age/);
    expect(side.stored('acme')).toMatchObject({ host: '127.0.0.1', password: side.password });
    // The certificate came along and lies where the profile looks for it.
    expect(side.stored('acme').ca.path).toMatch(/certificates\/ca-[0-9a-f]{64}\.pem$/);
    expect(statSync(side.stored('acme').ca.path).mode & 0o777).toBe(0o600);
    expect((await side.invite(['configure', '--list'])).stdout).toBe('acme\n');

    const voters = makeVoters(2);
    makeProject(side.manager, { voters, settings: { profile: 'acme' } });
    const sent = await side.invite(['send', 'project', '--new-mailing', '--yes']);
    expect(sent.code).toBe(0);
    expectOneEach(await readSandbox(join(side.it.folder, 'arrived')), voters);
    await side.remove('acme');
  });

  test('sealed by invite, opened by age: one document, without a path of IT’s computer', async () => {
    const document = side.openedByAge(await side.seal('opened'));
    expect(document).toMatchObject({
      format: 'invite-profile',
      version: 1,
      name: 'opened',
      tested: { ok: true, failed: null },
      profile: { host: '127.0.0.1', user: 'sandbox', password: side.password },
      certificates: expect.stringMatching(/^-----BEGIN CERTIFICATE-----/),
    });
    expect(JSON.stringify(document)).not.toContain(side.it.folder);
  });

  test.each([
    ['armored', true],
    ['binary', false],
  ])('sealed by age, %s, taken over by invite', async (form, armored) => {
    const document = { ...side.openedByAge(await side.seal('whole')), name: form, tested: null };
    const path = await side.sealedByAge(JSON.stringify(document), `${form}.age`, armored);
    const run = await side.takeOver(path, '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      imported: { name: form, host: '127.0.0.1', tested: null, doubts: [{ kind: 'own-authority' }] },
      test: { ok: true },
    });
    expect(side.stored(form)).toMatchObject({ password: side.password });
    await side.remove(form);
  });

  test('a passphrase: sealed by invite, opened by age, and the other way round', async () => {
    const file = passphraseFile(side.it, PASSPHRASE);
    const sealing = ['--seal-with-passphrase', '--passphrase-file', file, '--json'];
    const sealed = await side.atIt(['configure', 'spoken', ...side.host.flags, ...sealing]);
    expect(sealed.code).toBe(0);
    expect(JSON.parse(sealed.stdout)).toMatchObject({ sealed: { recipients: [], passphrase: true } });
    const path = join(side.it.folder, 'spoken.invite-profile.age');

    const plain = join(side.it.folder, 'opened-password.txt');
    const opening = side.it.start(['--decrypt', '-o', plain, path], { program: AGE_UNSEEN, terminal: true });
    await opening.until(/passphrase/i);
    opening.type(`${PASSPHRASE}\r`);
    expect((await opening.ended).code).toBe(0);
    const document = { ...JSON.parse(readFileSync(plain, 'utf8')), name: 'told' };
    expect(document).toMatchObject({ profile: { password: side.password } });

    writeFileSync(plain, JSON.stringify(document));
    const other = join(side.it.folder, 'told.age');
    const closing = side.it.start(['-p', '-o', other, plain], { program: AGE_UNSEEN, terminal: true });
    await closing.until(/Enter passphrase/);
    closing.type(`${PASSPHRASE}\r`);
    await closing.until(/Confirm/);
    closing.type(`${PASSPHRASE}\r`);
    expect((await closing.ended).code).toBe(0);
    const here = passphraseFile(side.manager, PASSPHRASE);
    for (const [name, from] of [
      ['spoken', path],
      ['told', other],
    ] as const) {
      expect(await side.takeOver(from, '--no-test', '--passphrase-file', here)).toMatchObject({ code: 0 });
      expect(side.stored(name)).toMatchObject({ password: side.password });
      await side.remove(name);
    }
  }, 120_000);

  test('several keys: each of them opens it', async () => {
    const own = await side.recipient();
    const stranger = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
    const keys = ['--seal-for', stranger, '--seal-for', own, '--seal-for', own];
    const run = await side.atIt(['configure', 'both', ...side.host.flags, ...keys, '--json']);
    expect(JSON.parse(run.stdout).sealed.recipients).toEqual([stranger, own]);
    expect(side.openedByAge(join(side.it.folder, 'both.invite-profile.age'))).toMatchObject({ name: 'both' });
  });

  test('a pinned certificate travels, and is told before it is trusted', async () => {
    const flags = side.host.flags.filter(
      (flag, at, all) => flag !== '--ca-file' && all[at - 1] !== '--ca-file',
    );
    const shown = await side.atIt(['test-connection', ...flags, '--json']);
    const { fingerprint } = JSON.parse(shown.stdout).stages.find(
      ({ stage }: { stage: string }) => stage === 'tls',
    ).facts.tls.certificate;
    const seal = ['--seal-for', await side.recipient(), '--fingerprint', fingerprint];
    expect((await side.atIt(['configure', 'pinned', ...flags, ...seal])).code).toBe(0);
    const run = await side.takeOver(join(side.it.folder, 'pinned.invite-profile.age'));
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining(fingerprint) });
    expect(side.stored('pinned')).toMatchObject({ version: 2, pin: { fingerprint } });
    expect(side.stored('pinned').pin.path).toContain(side.manager.configFolder);
    expect((await side.invite(['test-connection', 'pinned'])).code).toBe(0);
    await side.remove('pinned');
  });

  test('a profile that leads elsewhere is not replaced by a yes, only by --force', async () => {
    const path = await side.seal('moved');
    expect((await side.takeOver(path, '--no-test')).code).toBe(0);
    // The same mailbox once more is no matter.
    expect((await side.takeOver(path, '--no-test')).code).toBe(0);
    const all = side.openedByAge(path);
    const profile = { ...all.profile, host: 'smtp.fremd.example' };
    const other = await side.sealedByAge(JSON.stringify({ ...all, profile }), 'moved.age');
    const run = await side.takeOver(other, '--no-test');
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/127\.0\.0\.1 → smtp\.fremd\.example/),
    });
    expect(run.stderr).toMatch(/neither below "muster\.example" nor that of a provider/);
    expect(side.stored('moved')).toMatchObject({ host: '127.0.0.1' });
    expect((await side.takeOver(other, '--no-test', '--force')).code).toBe(0);
    expect(side.stored('moved')).toMatchObject({ host: 'smtp.fremd.example' });
    await side.remove('moved');
  });

  test('whose sender is not the contact’s of invite.yaml is told', async () => {
    const contact = '{ name: Wahlbüro, email: wahl@nordlicht.example }';
    makeProject(side.manager, { voters: makeVoters(2), name: 'nordlicht', settings: { contact } });
    const run = await side.invite(['configure', '--import', await side.seal('told'), '--no-test', '--yes'], {
      cwd: join(side.manager.folder, 'nordlicht'),
      lang: 'de',
    });
    expect(run).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/gehört zu „muster\.example“.*„nordlicht/),
    });
    await side.remove('told');
  });
});

describeWith(NEEDS, 'the key of a hand-over', () => {
  test('is kept where the keychain is locked: exit 7, and no second one', async () => {
    const side = await startHandover();
    try {
      const path = await side.seal('late');
      const key = await side.recipient();
      side.keyring.lock();
      for (const args of [['--invite-it'], ['--import', path, '--yes']]) {
        const run = await side.invite(['configure', ...args]);
        expect(run).toMatchObject({ code: 7, stderr: expect.stringMatching(/is locked/) });
      }
      const folder = join(side.manager.configFolder, 'invite');
      expect(readdirSync(folder)).toEqual(['handover.json']);
      expect(readFileSync(join(folder, 'handover.json'), 'utf8')).toContain(key);
    } finally {
      await side.stop();
    }
  });

  test('is not made where there is no keychain, and IT’s file waits', async () => {
    const side = await startHandover();
    try {
      const path = await side.seal('waiting');
      for (const args of [['--invite-it'], ['--import', path, '--yes']])
        expect(await side.manager.run(['configure', ...args])).toMatchObject({
          code: 7,
          stderr: expect.stringMatching(/No keychain/),
        });
    } finally {
      await side.stop();
    }
  });
});
