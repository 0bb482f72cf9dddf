/** Owns the pinned certificate as its user meets it: confirmed, stored, used for a mailing, and refused once it changes. */
import { X509Certificate } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type Run, type RunOptions } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import type { CertificateName } from '../support/postfix/certificates.js';
import type { PortName } from '../support/postfix/ports.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';

const NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;
const DOWN = '\u001b[B';

describeWith(NEEDS, 'a pinned certificate', () => {
  let rig: PostfixRig;
  let keyring: Keyring;
  let household: Household;
  beforeAll(async () => {
    [rig, keyring] = await Promise.all([startPostfix(), startKeyring('login')]);
  });
  beforeEach(async () => {
    household = new Household();
    await rig.emptyMailbox();
  });
  afterEach(() => household.remove());
  afterAll(() => Promise.all([rig.stop(), keyring.stop()]));

  const invite = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
    household.run(args, { ...options, env: { ...keyring.env, ...options.env } });

  /** Everything that IT hands over, and no authority. */
  function flags(port: PortName): string[] {
    const all = rigFlags(rig, household, port);
    const at = all.indexOf('--ca-file');
    return [...all.slice(0, at), ...all.slice(at + 2)];
  }

  const fileOf = (name: CertificateName): string => join(rig.folder, 'tls', `${name}.pem`);
  const fingerprintOf = (name: CertificateName): string =>
    new X509Certificate(readFileSync(fileOf(name))).fingerprint256;
  const pinnedFile = (fingerprint: string): string => {
    const name = `${fingerprint.replaceAll(':', '').toLowerCase()}.pem`;
    return join(household.configFolder, 'invite', 'certificates', name);
  };

  test('row 68: the whole way: confirmed by its fingerprint, tested, shown, mailed through, changed, refused', async () => {
    const fingerprint = fingerprintOf('self-signed');
    const bare = fingerprint.replaceAll(':', '').toLowerCase();
    const configured = await invite(['configure', 'box', ...flags('selfSigned'), '--fingerprint', bare]);
    expect(configured).toMatchObject({ code: 0, stderr: expect.stringContaining('“box” is stored') });
    // The look at the certificate was no test of its own.
    expect(configured.stdout.match(/Connection test:/g)).toHaveLength(1);
    expect(JSON.parse(keyring.lookup('box') ?? '')).toMatchObject({
      version: 2,
      pin: { fingerprint, path: pinnedFile(fingerprint) },
    });
    expect(readFileSync(pinnedFile(fingerprint), 'utf8')).toBe(
      new X509Certificate(readFileSync(fileOf('self-signed'))).toString(),
    );
    expect(statSync(pinnedFile(fingerprint)).mode & 0o777).toBe(0o600);

    const tested = await invite(['test-connection', 'box']);
    expect(tested).toMatchObject({ code: 0, stdout: expect.stringContaining('pinned certificate for') });
    const document = await invite(['test-connection', 'box', '--json']);
    expect(document.stdout).not.toContain('BEGIN CERTIFICATE');
    const tls = JSON.parse(document.stdout).stages.find(({ stage }: { stage: string }) => stage === 'tls');
    expect(tls.facts.tls).toMatchObject({ trust: 'pinned', pinned: fingerprint });
    expect((await invite(['configure', 'box', '--show'])).stdout).toMatch(
      `Pinned certificate  ${fingerprint}`,
    );
    const shown = JSON.parse((await invite(['configure', 'box', '--show', '--json'])).stdout);
    expect(shown).toMatchObject({ caFile: null, pin: { fingerprint } });

    const voters = makeVoters(1);
    makeProject(household, { voters, settings: { profile: 'box' } });
    const sent = await invite(['send', 'project', '--new-mailing', '--yes']);
    expect(sent).toMatchObject({ code: 0, stderr: expect.stringMatching(/SSL\/TLS, pinned certificate/) });
    expectOneEach(await arrivedAt(rig), voters);

    const kept = readFileSync(fileOf('self-signed'));
    copyFileSync(fileOf('unknown-ca'), fileOf('self-signed'));
    await rig.restart();
    const again = ['send', 'project', '--mailing', 'again', '--yes'];
    const refused = await invite([...again, '--new-mailing', '--json']);
    expect(refused.code).toBe(6);
    const stopped = refused.stdout.split('\n').find((line) => line.includes('"stopped"')) ?? '';
    expect(JSON.parse(stopped)).toMatchObject({
      kind: 'certificate-changed',
      message: expect.stringContaining(fingerprintOf('unknown-ca')),
    });
    const german = await invite(again, { lang: 'de' });
    expect(german).toMatchObject({ code: 6, stdout: expect.stringContaining(fingerprint) });
    expect(german.stdout).toMatch(/anderen Zertifikat aus als dem, dem vertraut werden soll/);
    const failed = await invite(['test-connection', 'box', '--json']);
    expect(failed.code).toBe(6);
    expect(failed.stdout).toContain('"kind":"certificate-changed"');
    expect(await arrivedAt(rig)).toHaveLength(1);

    // The old one is back: nothing had been learned.
    writeFileSync(fileOf('self-signed'), kept);
    await rig.restart();
    expect(await invite(again)).toMatchObject({ code: 0 });
    await invite(['configure', 'box', '--remove']);
  });

  test.each([
    ['unknownCa', 'unknown-ca'],
    ['wrongHost', 'wrong-host'],
  ] as const)('at the port %s a script pins the certificate by its fingerprint', async (port, name) => {
    const fingerprint = fingerprintOf(name);
    const run = await invite(['configure', 'script', ...flags(port), '--fingerprint', fingerprint]);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('pinned certificate') });
    expect((await invite(['test-connection', 'script'])).code).toBe(0);
    await invite(['configure', 'script', '--remove']);
  });

  test('another fingerprint than the one shown pins nothing, stores nothing and logs in nowhere', async () => {
    const wrong = fingerprintOf('unknown-ca');
    for (const [port, seen] of [
      ['selfSigned', 'self-signed'],
      ['wrongHost', 'wrong-host'],
    ] as const) {
      const before = (await rig.logText()).match(/sasl_username/g)?.length ?? 0;
      const run = await invite(['configure', 'wrong', ...flags(port), '--fingerprint', wrong]);
      expect(run).toMatchObject({ code: 6, stderr: expect.stringMatching(/Nothing was stored/) });
      expect(run.stdout).toContain(wrong);
      expect(run.stdout).toContain(fingerprintOf(seen));
      expect(run.stdout).toMatch(/The password was not transmitted/);
      expect((await rig.logText()).match(/sasl_username/g)?.length ?? 0).toBe(before);
    }
    expect(keyring.lookup('wrong')).toBeNull();
    expect(existsSync(pinnedFile(wrong))).toBe(false);
  });

  test('what has expired stays refused, pinned or not', async () => {
    const run = await invite([
      ...['configure', 'old', ...flags('expired')],
      ...['--fingerprint', fingerprintOf('expired'), '--json'],
    ]);
    expect(run).toMatchObject({ code: 6, stdout: expect.stringContaining('"kind":"certificate-expired"') });
    expect(keyring.lookup('old')).toBeNull();
  });

  test.each([
    ['a CA file beside it', ['--ca-file', 'ca.pem'], /either one fingerprint .* or one certificate file/],
    ['no test', ['--no-test'], /needs the connection test/],
    ['no encryption', ['--encryption', 'none'], /belongs to an encrypted connection/],
  ])('with %s --fingerprint is refused', async (_what, more, words) => {
    const fingerprint = fingerprintOf('self-signed');
    const run = await invite(['configure', 'x', ...flags('ssl'), ...more, '--fingerprint', fingerprint]);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
    expect(keyring.lookup('x')).toBeNull();
  });

  test.each(['AB:CD', 'x'.repeat(64), `${'A1:'.repeat(19)}A1`])('%s is no fingerprint', async (text) => {
    const run = await invite(['configure', 'x', ...flags('selfSigned'), '--fingerprint', text]);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('SHA-256 fingerprint') });
  });

  test('without a terminal nothing is pinned, and both ways are named', async () => {
    const run = await invite(['configure', 'unasked', ...flags('selfSigned'), '--yes']);
    expect(run.code).toBe(6);
    expect(run.stderr).toMatch(/configure unasked --ca-file FILE/);
    expect(run.stderr).toMatch(/by telephone.*configure unasked --fingerprint FINGERPRINT/);
    expect(run.stdout).toMatch(/--ca-file/);
    expect(run.stdout).toMatch(/fingerprint \(SHA-256\).*telephone.*\(configure\)/);
  });

  test.each([
    ['en', /What now\?/, /its last four pairs/, /not the end of the fingerprint/, /is stored/],
    [
      'de',
      /Wie soll es weitergehen\?/,
      /die letzten vier Paare/,
      /endet der Fingerabdruck nicht/,
      /ist .* gespeichert/,
    ],
  ] as const)(
    'in %s it takes the end of the fingerprint, typed; Enter is a no',
    async (lang, now, ask, differs, stored) => {
      const fingerprint = fingerprintOf('self-signed');
      const options = { terminal: true, lang, env: keyring.env } as const;
      const running = household.start(['configure', 'asked', ...flags('selfSigned')], options);
      const choosePin = async () => {
        await running.until(now);
        running.type(DOWN);
        await running.until(/❯/);
        running.type('\r');
        await running.until(ask);
      };
      await choosePin();
      expect(running.printed().replace(/\s+/g, '')).toContain(fingerprint);
      running.type('\r');
      // Not trusted, and asked again what now.
      await choosePin();
      running.type('AA:BB:CC:DD\r');
      await running.until(differs);
      running.type(`${'\u007f'.repeat(11)}${fingerprint.slice(-11).toLowerCase()}\r`);
      await running.until(stored);
      await running.until(/certificates\//);
      expect(await running.ended).toMatchObject({ code: 0 });
      expect(JSON.parse(keyring.lookup('asked') ?? '')).toMatchObject({ version: 2, pin: { fingerprint } });
      expect((await invite(['test-connection', 'asked'])).code).toBe(0);
      await invite(['configure', 'asked', '--remove']);
    },
  );

  test('the file with the certificate vanishes or changes: told, and nothing is connected', async () => {
    const fingerprint = fingerprintOf('self-signed');
    await invite(['configure', 'file', ...flags('selfSigned'), '--fingerprint', fingerprint]);
    appendFileSync(pinnedFile(fingerprint), readFileSync(fileOf('unknown-ca')));
    expect(await invite(['test-connection', 'file'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no longer the one/),
    });
    rmSync(pinnedFile(fingerprint));
    expect(await invite(['test-connection', 'file'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/pinned certificate\) was not found.*invite configure/s),
    });
    await invite(['configure', 'file', '--remove']);
  });

  // Why: a profile kept the path as it was typed, and was of no use from another folder.
  test('a CA file given from the current folder is found from every folder', async () => {
    copyFileSync(rig.ca.path, join(household.folder, 'own.pem'));
    const run = await invite(['configure', 'own', ...flags('ssl'), '--ca-file', 'own.pem']);
    expect(run.code).toBe(0);
    const elsewhere = join(household.folder, 'home');
    expect((await invite(['test-connection', 'own'], { cwd: elsewhere })).code).toBe(0);
    await invite(['configure', 'own', '--remove']);
  });

  test('a connection that is not encrypted is told in every run', async () => {
    const here = await invite(['test-connection', ...flags('plain')]);
    expect(here).toMatchObject({ code: 0, stdout: expect.stringContaining('(unencrypted)'), stderr: '' });
    const refused = await invite(['test-connection', ...flags('plain'), '--host', 'relay.muster.example']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--allow-unencrypted') });
  });
});
