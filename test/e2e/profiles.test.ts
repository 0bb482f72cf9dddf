/** Owns profiles as their user meets them: stored in a real keyring, tested and used against a real mail server. */
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type Run, type RunOptions } from '../support/cli.js';
import { localTime, makeProject, makeVoters } from '../support/example-project.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';

const NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;

describeWith(NEEDS, 'profiles in a real keyring', () => {
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
  const configure = (name: string, ...flags: string[]) =>
    invite(['configure', name, ...rigFlags(rig, household, 'starttls'), ...flags]);

  test('a profile is configured by flags, tested, used for a mailing, shown and removed', async () => {
    const configured = await configure('acme', '--connections', '2', '--rate', '5000/min');
    expect(configured).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/“acme” is stored in .* keychain/),
    });
    expect(JSON.parse(keyring.lookup('acme') ?? '')).toMatchObject({
      host: 'localhost',
      password: rig.password,
    });

    const tested = await invite(['test-connection', 'acme', '--json']);
    expect(tested.code).toBe(0);
    expect(JSON.parse(tested.stdout)).toMatchObject({ ok: true });

    const voters = makeVoters(12);
    const project = makeProject(household, { voters, settings: { profile: 'acme' } });
    // Why: without a name the profile of the project around was not looked for.
    const here = await invite(['test-connection', '--json'], { cwd: join(household.folder, 'project') });
    expect(here).toMatchObject({ code: 0, stdout: expect.stringContaining('"ok":true') });
    const run = await invite(['send', 'project', '--new-mailing', '--yes']);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('localhost:') });
    expectOneEach(await arrivedAt(rig), voters);
    // The host stands there by name, for whoever searches its log; the mailbox does not.
    const state = readFileSync(project.statePath, 'utf8');
    expect(state).toContain(`"host":"localhost:`);
    expect(state).not.toContain(rig.user);

    expect((await invite(['configure', '--list'])).stdout).toBe('acme\n');
    const shown = await invite(['configure', 'acme', '--show']);
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringMatching(/localhost/) });
    expect(JSON.parse((await invite(['configure', 'acme', '--show', '--json'])).stdout)).not.toHaveProperty(
      'password',
    );
    expect(JSON.parse((await invite(['configure', '--list', '--json'])).stdout)).toEqual({
      profiles: ['acme'],
    });

    expect((await invite(['configure', 'acme', '--remove'])).code).toBe(0);
    expect(keyring.lookup('acme')).toBeNull();
    const gone = await invite(['test-connection', 'acme']);
    expect(gone).toMatchObject({ code: 7, stderr: expect.stringMatching(/profile.*"acme".*configure/s) });
  });

  test('on disk lies only the list of names', async () => {
    await configure('acme');
    const list = readFileSync(join(household.configFolder, 'invite', 'profiles.json'), 'utf8');
    expect(list).toContain('acme');
    for (const word of [rig.user, 'localhost', rig.password]) expect(list).not.toContain(word);
    await invite(['configure', 'acme', '--remove']);
  });

  test('the name of a profile that is not there is met with the names that are', async () => {
    await configure('musterverband');
    const run = await invite(['send', '--profile', 'musterverein', '--voters', 'v.csv'], { lang: 'de' });
    expect(run.code).toBe(2);
    makeProject(household, { voters: makeVoters(2) });
    for (const [lang, words] of [
      ['en', /"musterverein".*"?musterverband/s],
      ['de', /„musterverein“.*„?musterverband/s],
    ] as const) {
      const unknown = await invite(
        ['send', 'project', '--new-mailing', '--yes', '--profile', 'musterverein'],
        { lang },
      );
      expect(unknown).toMatchObject({ code: 7, stderr: expect.stringMatching(words) });
    }
    expect(await arrivedAt(rig)).toEqual([]);
    await invite(['configure', 'musterverband', '--remove']);
  });

  test('a profile that fails its test is not stored, exit 6, and the stage says why', async () => {
    const flags = rigFlags(rig, household, 'starttls').map((flag) =>
      flag === rig.user ? 'stranger@muster.example' : flag,
    );
    const run = await invite(['configure', 'wrong', ...flags]);
    expect(run).toMatchObject({
      code: 6,
      stderr: expect.stringMatching(/Nothing was stored/),
      stdout: expect.stringContaining('535'),
    });
    expect(keyring.lookup('wrong')).toBeNull();
    expect((await invite(['configure', '--list'])).stdout).toBe('');
  });

  // Why: a script with a whole environment was told to configure a keychain that its machine does not have.
  test('a profile that cannot be had beside a complete environment is told with the line that names it', async () => {
    makeProject(household, { voters: makeVoters(2), settings: { profile: 'nobody' } });
    household.secrets.add(rig.password);
    const env = {
      INVITE_HOST: 'localhost',
      INVITE_PORT: String(rig.ports.starttls),
      INVITE_ENCRYPTION: 'starttls',
      INVITE_USER: rig.user,
      INVITE_SENDER: rig.user,
      INVITE_PASSWORD: rig.password,
      INVITE_CA_FILE: rig.ca.path,
    };
    const yaml = join(household.folder, 'project', 'invite.yaml');
    const text = readFileSync(yaml, 'utf8');
    const line = text.split('\n').findIndex((one) => /^profile:/.test(one)) + 1;
    const named = new RegExp(`Line ${line} of .*invite.yaml" names the profile`);
    const begin = ['send', 'project', '--new-mailing', '--yes'];
    // With a keychain that does not know it, and without any.
    for (const lookIn of [keyring.env, {}]) {
      const run = await household.run(begin, { env: { ...lookIn, ...env } });
      expect(run).toMatchObject({ code: 7, stderr: expect.stringMatching(named) });
    }
    writeFileSync(yaml, text.replace(/^profile:.*\n/m, ''));
    expect(await household.run(begin, { env })).toMatchObject({ code: 0 });
  });

  test('--no-test stores it all the same; test-connection then fails with 6', async () => {
    const flags = rigFlags(rig, household, 'unknownCa');
    expect((await invite(['configure', 'untested', '--no-test', ...flags])).code).toBe(0);
    const run = await invite(['test-connection', 'untested', '--json']);
    expect(run.code).toBe(6);
    expect(JSON.parse(run.stdout).stages).toContainEqual(
      expect.objectContaining({ stage: 'tls', status: 'failed', kind: 'certificate-unknown-ca' }),
    );
    await invite(['configure', 'untested', '--remove']);
  });

  test('a certificate file that changed after the profile was stored stops the run', async () => {
    const flags = rigFlags(rig, household, 'ssl');
    const caFile = join(household.folder, 'own-ca.pem');
    copyFileSync(rig.ca.path, caFile);
    await invite(['configure', 'own-ca', ...flags.map((flag) => (flag === rig.ca.path ? caFile : flag))]);
    expect((await invite(['test-connection', 'own-ca'])).code).toBe(0);
    appendFileSync(caFile, rig.ca.text);
    expect(await invite(['test-connection', 'own-ca'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no longer the one/),
    });
    await invite(['configure', 'own-ca', '--remove']);
  });

  test.each([
    ['en', /User name/, /Password/, /Sender/, /Mail server/, /Port/, /Encryption/],
    ['de', /Benutzername/, /Passwort/, /Absender/, /Mailserver/, /Port/, /Verschlüsselung/],
  ] as const)(
    'in %s a terminal is asked the six values, the password unseen',
    async (lang, user, password, sender, server, port, encryption) => {
      household.secrets.add(rig.password);
      const options = { terminal: true, lang, env: keyring.env } as const;
      const running = household.start(['configure', 'asked', '--ca-file', rig.ca.path], options);
      await running.until(user);
      running.type(`${rig.user}\r`);
      await running.until(password);
      running.type(`${rig.password}\r`);
      await running.until(sender);
      running.type('\r');
      await running.until(server);
      running.type('localhost\r');
      await running.until(port);
      // What is suggested is taken by Enter and typed over otherwise.
      running.type(`${'\u007f'.repeat(5)}${rig.ports.starttls}\r`);
      await running.until(encryption);
      running.type('\r');
      const run = await running.ended;
      expect({ code: run.code, said: run.stdout }).toEqual({
        code: 0,
        said: expect.stringContaining('asked'),
      });
      expect(JSON.parse(keyring.lookup('asked') ?? '')).toMatchObject({
        host: 'localhost',
        port: rig.ports.starttls,
        encryption: 'starttls',
        user: rig.user,
        password: rig.password,
      });
      await invite(['configure', 'asked', '--remove']);
    },
  );

  // Why: without a keychain all six values were asked and tested before anybody was told that none can be stored.
  test('without a keychain nothing is asked and nothing is tested', async () => {
    for (const [lang, words, intro] of [
      ['en', /keychain/, /six values/],
      ['de', /Schlüsselbund/, /sechs Werte/],
    ] as const) {
      const run = await household.start(['configure', 'asked'], { terminal: true, lang }).ended;
      expect(run).toMatchObject({ code: 7, stdout: expect.stringMatching(words) });
      expect(run.stdout).not.toMatch(intro);
      expect(run.stdout).not.toMatch(/--host|--password-file/);
    }
    const flags = await household.run(['configure', 'flags', ...rigFlags(rig, household, 'starttls')]);
    expect(flags).toMatchObject({ code: 7, stdout: '' });
  });

  // Why: one slip, for example in the password that nobody sees, cost all six values.
  test('at a terminal a value can be corrected after the test, and then tested again', async () => {
    household.secrets.add(rig.password);
    const flags = rigFlags(rig, household, 'unknownCa').flatMap((flag, index, all) =>
      flag === '--ca-file' || all[index - 1] === '--ca-file' ? [] : [flag],
    );
    const port = flags.indexOf('--port') + 1;
    flags[port] = String(rig.ports.ssl);
    const running = household.start(['configure', 'mended', ...flags], { terminal: true, env: keyring.env });
    await running.until(/What now\?/);
    // Its issuer is unknown: the next step is named.
    expect(running.printed()).toMatch(/invite configure mended --ca-file FILE/);
    running.type('\r');
    await running.until(/Which value/);
    // The last of the list.
    running.type('\u001b[A');
    await running.until(/CA file/);
    running.type('\r');
    await running.until(/path of the file/);
    running.type('/nowhere/ca.pem\r');
    await running.until(/not found/);
    running.type(`${rig.ca.path}\r`);
    const run = await running.ended;
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/profile: mended.*send --sandbox/s) });
    expect(keyring.lookup('mended')).toContain(rig.ca.path);
    await invite(['configure', 'mended', '--remove']);
  });

  test.each([
    ['en', /What now\?/, /Take over port \d+ with STARTTLS/],
    ['de', /Wie soll es weitergehen/, /Port \d+ mit STARTTLS übernehmen/],
  ] as const)('in %s the pair of port and encryption that works is taken over', async (lang, what, offer) => {
    const flags = rigFlags(rig, household, 'starttls').map((flag) => (flag === 'starttls' ? 'ssl' : flag));
    const options = { terminal: true, lang, env: keyring.env } as const;
    const running = household.start(['configure', 'taken', ...flags], options);
    await running.until(what);
    await running.until(offer);
    running.type('\r');
    expect((await running.ended).code).toBe(0);
    const port = rig.ports.starttls;
    expect(JSON.parse(keyring.lookup('taken') ?? '')).toMatchObject({ port, encryption: 'starttls' });
    await invite(['configure', 'taken', '--remove']);
  });

  test.each([
    ['stored all the same', 1, 0],
    ['left', 2, 6],
  ])('at a terminal a profile that fails its test can be %s', async (_, down, code) => {
    const flags = rigFlags(rig, household, 'starttls').map((flag) =>
      flag === rig.user ? 'stranger@muster.example' : flag,
    );
    const running = household.start(['configure', 'kept', ...flags], { terminal: true, env: keyring.env });
    await running.until(/What now\?/);
    for (let key = 0; key < down; key += 1) {
      running.type('\u001b[B');
      await running.until(/❯/);
    }
    running.type('\r');
    expect((await running.ended).code).toBe(code);
    expect(keyring.lookup('kept') === null).toBe(code !== 0);
    if (code === 0) await invite(['configure', 'kept', '--remove']);
  });

  // Why: a value refused at its question was said to come "(from port)", as if there were such a file.
  test('a value refused at a question is not said to come from elsewhere', async () => {
    const flags = ['--user', rig.user, '--sender', rig.user, '--host', 'localhost'];
    const file = household.passwordFile(rig.password);
    const running = household.start(['configure', 'typo', ...flags, '--password-file', file], {
      terminal: true,
      env: keyring.env,
    });
    await running.until(/Port/);
    running.type('x\r');
    await running.until(/"port" cannot be used/);
    expect(running.printed()).not.toMatch(/from "?port/i);
    running.type('\u0003');
    expect((await running.ended).code).toBe(130);
  });

  // Why: a no ended the command with an error, and six answers were to be typed again.
  test('a no to a connection without encryption asks for port and encryption again, and for nothing else', async () => {
    const running = household.start(
      [
        ...['configure', '--host', 'smtp.muster.example', '--port', '25', '--encryption', 'none'],
        ...['--user', 'wahl@muster.example', '--sender', 'wahl@muster.example', '--no-test'],
        ...['--password-file', household.passwordFile('canary-Kn4rz')],
      ],
      { terminal: true, env: keyring.env },
    );
    await running.until(/Name of this profile/);
    running.type('Mein Profil\r');
    await running.until(/Use small letters/);
    running.type(`${'\u007f'.repeat(20)}  declined \r`);
    await running.until(/all the same\?/);
    running.type('n\r');
    await running.until(/Port/);
    running.type('587\r');
    await running.until(/STARTTLS/);
    running.type('\r');
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(running.printed()).not.toMatch(/User name|Sender,/);
    const stored = JSON.parse(keyring.lookup('declined') ?? 'null');
    expect(stored).toMatchObject({ port: 587, encryption: 'starttls', unencryptedConfirmed: false });
    await invite(['configure', 'declined', '--remove']);
  });

  test('Ctrl-C at a question stores nothing, exit 130', async () => {
    const running = household.start(['configure', 'never'], { terminal: true, env: keyring.env });
    await running.until(/User name/);
    running.type('\u0003');
    expect((await running.ended).code).toBe(130);
    expect((await invite(['configure', '--list'])).stdout).toBe('');
  });

  test('without a terminal the first value that is missing is named with its flag, exit 2', async () => {
    const run = await invite(['configure', 'half', '--host', 'localhost', '--port', '465']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/User name.*--user/s) });
  });

  describe('fewer than four weeks before the start', () => {
    const DAY = 24 * 60;
    const inProject = () => ({ cwd: join(household.folder, 'project') });
    const hurry = (...args: string[]) =>
      invite(['configure', 'hurry', ...rigFlags(rig, household, 'starttls'), ...args, '--yes'], inProject());
    beforeEach(() => {
      const settings = { electionStart: localTime(12 * DAY), electionEnd: localTime(30 * DAY) };
      makeProject(household, { voters: makeVoters(2), settings });
    });

    test('configure says so in the folder of the project and stores the profile all the same', async () => {
      const run = await hurry();
      const notice = /The election begins in 1[123] days .*Europe\/Berlin.*four weeks/;
      expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(notice) });
      expect(run.stderr).toMatch(/write to it today: invite request/);
      const json = await hurry('--json');
      expect([11, 12, 13]).toContain(JSON.parse(json.stdout).leadTimeDays);
    });

    test('it is not stopped by a broken invite.yaml', async () => {
      writeFileSync(join(inProject().cwd, 'invite.yaml'), 'farbe: rot\n');
      const run = await hurry();
      expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('is stored') });
      expect(run.stderr).not.toMatch(/four weeks|farbe/);
    });

    test('it lists and shows profiles without a word about it', async () => {
      const run = await invite(['configure', '--list'], inProject());
      expect(run.stderr).not.toMatch(/The election|four weeks/);
    });
  });

  test('row 62: a locked keyring is exit 7 and says what to do, before anything is begun', async () => {
    await configure('locked');
    makeProject(household, { voters: makeVoters(2) });
    keyring.lock();
    const run = await invite([
      'send',
      'project',
      '--new-mailing',
      '--yes',
      '--profile',
      'locked',
      '--no-input',
    ]);
    expect(run).toMatchObject({ code: 7, stderr: expect.stringMatching(/keychain/i) });
    expect(await arrivedAt(rig)).toEqual([]);
  });
});
