/** Owns keychains that are missing, locked, dead or crash, as the user of the built program meets them. */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { childrenOf, Household, PROGRAM, type Run, type RunOptions } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';

const ROOT = join(dirname(PROGRAM), '..');
/** Milliseconds, on a machine that other tests keep busy. */
const SLOW = 120_000;
const PASSWORD = 'canary-Kx7?wort';
const VALUES = ['--host', 'smtp.muster.example', '--port', '587', '--encryption', 'starttls'];
const LOGIN = ['--user', 'wahl@muster.example', '--sender', 'wahl@muster.example'];
/** What helps without a keychain, each for another kind of run. */
const THREE_WAYS = [/--password-file/, /--password-stdin/, /INVITE_PASSWORD/];

describeWith(
  ['gnome-keyring', 'dbus', 'libsecret-tools'],
  'a keychain that does not answer as it should',
  () => {
    let household: Household;
    let keyring: Keyring;
    let host: MailHost;
    beforeAll(async () => {
      keyring = await startKeyring('login');
    });
    beforeEach(async () => {
      household = new Household();
      household.secrets.add(PASSWORD);
      host = await startMailHost(household);
      makeProject(household, { voters: makeVoters(2), settings: { profile: 'muster' } });
    });
    afterEach(async () => {
      await host.close();
      household.remove();
    });
    afterAll(() => keyring.stop());

    const invite = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
      household.run(args, { ...options, env: { ...keyring.env, ...options.env } });
    const begin = ['send', 'project', '--new-mailing', '--yes'];

    async function expectNoKeychain(
      run: (args: readonly string[], options?: RunOptions) => Promise<Run>,
      reason: RegExp,
    ) {
      const sent = await run(begin);
      expect(sent).toMatchObject({ code: 7, stderr: expect.stringMatching(reason) });
      for (const way of THREE_WAYS) expect(sent.stderr).toMatch(way);
      // Told in JSON alike, and before anything is asked or tested.
      const json = await run(['configure', 'muster', ...VALUES, ...LOGIN, '--password-stdin', '--json'], {
        input: `${PASSWORD}\n`,
      });
      expect(json.code).toBe(7);
      expect(JSON.parse(json.stdout).error.kind).toMatch(/^keychain-/);
      expect(await host.messages()).toEqual([]);
    }

    /** The built program beside a keytar whose library is not there, as on a system without libsecret. */
    function withoutLibsecret(): string {
      const folder = join(household.folder, 'without-libsecret');
      for (const part of ['bin', 'dist', 'package.json', 'templates'])
        cpSync(join(ROOT, part), join(folder, part), { recursive: true });
      const modules = join(folder, 'node_modules');
      mkdirSync(modules);
      for (const name of readdirSync(join(ROOT, 'node_modules')).filter(
        (one) => one !== 'keytar' && one !== '.cache',
      ))
        symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
      cpSync(join(ROOT, 'node_modules', 'keytar'), join(modules, 'keytar'), { recursive: true });
      for (const path of filesEndingIn('.node', join(modules, 'keytar'))) renameLibrary(path);
      return join(folder, 'bin', 'invite.js');
    }

    test(
      'without libsecret everything else works, and what needs a profile says three ways, exit 7',
      async () => {
        const program = [process.execPath, withoutLibsecret()];
        const run = (args: readonly string[], options: RunOptions = {}) =>
          invite(args, { ...options, program });
        await expectNoKeychain(run, /No keychain .*is within reach|keychain .* reach/s);
        const { code, stderr } = await run(['configure', 'muster', '--show', '--verbose']);
        expect({ code, stderr }).toMatchObject({
          code: 7,
          stderr: expect.stringMatching(/native addon|libsecret/),
        });
        expect((await run(['--help'])).code).toBe(0);
        expect((await run(['configure', '--list'])).code).toBe(0);
        expect((await run(['preview', 'project'])).code).toBe(0);
        expect((await run(['send', 'project', '--new-mailing', '--yes', ...host.flags])).code).toBe(0);
      },
      SLOW,
    );

    test(
      'without a session bus and without a keyring the three ways are named, exit 7',
      async () => {
        await expectNoKeychain((args, options) => household.run(args, options), /keychain/i);
        const bare = await startKeyring('none');
        // The service is there, and asked to create a keyring that nobody can confirm.
        const configured = await household.run(
          ['configure', 'muster', ...VALUES, ...LOGIN, '--password-stdin', '--no-test'],
          {
            env: bare.env,
            input: `${PASSWORD}\n`,
          },
        );
        expect(configured).toMatchObject({ code: 7, stderr: expect.stringMatching(/keychain/i) });
        await bare.stop();
      },
      SLOW,
    );

    // Why: with a locked keychain all six values were asked and tested before anybody was told that it is locked.
    test(
      'a locked keychain is told before the first question, and loses neither name nor password',
      async () => {
        const locked = await startKeyring('login');
        const at = (args: readonly string[], options: RunOptions = {}) =>
          household.run(args, { ...options, env: { ...locked.env, ...options.env } });
        const stored = await at(
          ['configure', 'muster', ...VALUES, ...LOGIN, '--password-stdin', '--no-test'],
          {
            input: `${PASSWORD}\n`,
          },
        );
        expect(stored.code).toBe(0);
        locked.lock();
        for (const [lang, words, question] of [
          ['en', /is locked/, /User name/],
          ['de', /ist gesperrt/, /Benutzername/],
        ] as const) {
          const asked = await household.start(['configure', 'neu'], { terminal: true, lang, env: locked.env })
            .ended;
          expect(asked).toMatchObject({ code: 7, stdout: expect.stringMatching(words) });
          expect(asked.stdout).not.toMatch(question);
        }
        for (const [args, words] of [
          [['--remove', 'muster'], /is locked/],
          [['--rename', 'muster', 'neu'], /locked/],
          [['--copy', 'muster', 'neu'], /locked/],
          [['--show', 'muster'], /either nothing is stored there, or the keychain is locked|locked/],
        ] as const)
          expect(await at(['configure', ...args])).toMatchObject({
            code: 7,
            stderr: expect.stringMatching(words),
          });
        expect((await at(['configure', '--list'])).stdout).toBe('muster\n');
        await locked.stop();
      },
      SLOW,
    );

    test(
      'a dead secret service ends in 10 seconds, exit 7, and no process stays behind',
      async () => {
        const dead = await startKeyring('login');
        dead.freeze();
        const running = household.start(begin, { env: dead.env });
        const run = await running.ended;
        expect(run).toMatchObject({ code: 7, stderr: expect.stringMatching(/10 seconds/) });
        for (const way of THREE_WAYS) expect(run.stderr).toMatch(way);
        expect(run.milliseconds).toBeLessThan(20_000);
        expect(childrenOf(process.pid).filter((pid) => pid === running.pid)).toEqual([]);
        await dead.stop();
      },
      SLOW,
    );

    test('Ctrl-C ends the wait for a dead service at once', async () => {
      const dead = await startKeyring('login');
      dead.freeze();
      const running = household.start(['configure', 'neu'], { terminal: true, env: dead.env });
      await expect.poll(() => childrenOf(running.pid).length).toBeGreaterThan(0);
      const started = Date.now();
      running.type('\u0003');
      expect((await running.ended).code).toBe(130);
      expect(Date.now() - started).toBeLessThan(5_000);
      await dead.stop();
    });

    test('a keychain that crashes the process that asks it takes nothing else along, exit 7', async () => {
      const folder = join(household.folder, 'crashing');
      cpSync(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
      cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
      cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
      symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
      writeFileSync(
        join(folder, 'dist', 'profile', 'keychain-child.js'),
        "process.kill(process.pid, 'SIGSEGV');\n",
      );
      const run = await invite(begin, { program: [process.execPath, join(folder, 'bin', 'invite.js')] });
      expect(run).toMatchObject({ code: 7, stderr: expect.stringMatching(/SIGSEGV/) });
      for (const way of THREE_WAYS) expect(run.stderr).toMatch(way);
      expect(run.milliseconds).toBeLessThan(8_000);
    });
  },
);

function filesEndingIn(ending: string, folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** The dynamic linker then looks for a library that no system has. */
function renameLibrary(path: string): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf('libsecret-1.so.0');
  if (at === -1) return;
  bytes.write('libsecret-9.so.9', at, 'latin1');
  writeFileSync(path, bytes);
}
