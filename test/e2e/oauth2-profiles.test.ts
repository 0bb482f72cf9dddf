/** Owns what becomes of a stored sign-in by OAuth 2.0: changed, renamed, copied, handed over sealed, with a real keyring. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Run, Running } from '../support/cli.js';
import { CLIENT_ID } from '../support/identity-provider.js';
import { describeWith } from '../support/require-debian.js';
import { SIGN_IN_NEEDS, SIGN_IN_USER, SignInSite } from '../support/sign-in-site.js';

const CODE = /ABCD-[0-9A-F]{4}/;

describeWith(SIGN_IN_NEEDS, 'a stored sign-in by OAuth 2.0', () => {
  let site: SignInSite;

  beforeAll(async () => {
    site = await SignInSite.start();
  });
  beforeEach(() => site.beginTest());
  afterEach(() => site.endTest());
  afterAll(() => site.stop());

  /** What a person does as soon as the code is shown. */
  async function approve(running: Running): Promise<Run> {
    await running.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    site.provider.approve(CODE.exec(running.printed())?.[0] ?? '');
    return site.clean(await running.ended);
  }

  const entries = (name: string): unknown[] =>
    [name, `${name} oauth2`].map((entry) => JSON.parse(site.keyring.lookup(entry) ?? 'null'));

  test('of an application: shown, changed without its secret, bound to its server, renamed, copied, ended', async () => {
    const stored = await site.invite(['configure', 'app', ...site.server(), ...site.application(), '--json']);
    expect(stored, stored.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(stored.stdout).stored.keychain).toEqual({
      service: 'invite',
      account: 'app',
      signIn: 'app oauth2',
    });
    const shown = JSON.parse((await site.invite(['configure', 'app', '--show', '--json'])).stdout);
    expect(shown).toMatchObject({
      login: 'oauth2',
      oauth2: { issuer: site.provider.issuer, flow: 'client-credentials', clientId: CLIENT_ID },
      origins: { login: { kind: 'keychain' } },
    });
    const table = (await site.invite(['configure', 'app', '--show'])).stdout;
    expect(table).toMatch(/Login +OAuth 2\.0, by an application +keychain/);
    expect(table).toContain('account “app oauth2”');

    // What no flag names stays, the secret too; a token is asked for, and the mail server takes it.
    const [, secret] = entries('app');
    const changed = await site.invite(['configure', 'app', '--rate', '30/min', '--yes']);
    expect(changed, changed.stderr).toMatchObject({ code: 0 });
    expect(entries('app')).toMatchObject([{ login: 'oauth2', limits: { perMinute: 30 } }, secret]);
    expect(entries('app')[1]).toEqual(secret);
    const elsewhere = ['--port', String(site.rig.ports.ssl), '--encryption', 'ssl', '--yes'];
    const unbound = await site.invite(['configure', 'app', ...elsewhere]);
    expect(unbound).toMatchObject({ code: 2, stderr: expect.stringMatching(/--client-secret-stdin/) });
    expect(entries('app')[0]).toMatchObject({ port: site.rig.ports.starttls });

    expect((await site.invite(['configure', 'app', 'two', '--copy'])).code).toBe(0);
    expect((await site.invite(['configure', 'app', 'one', '--rename'])).code).toBe(0);
    expect(entries('app')).toEqual([null, null]);
    for (const name of ['one', 'two']) expect((await site.invite(['test-connection', name])).code).toBe(0);

    // Back to a password, nothing of the sign-in stays behind.
    const password = site.household.passwordFile('Probe-Kennwort+7');
    const back = ['--login', 'password', '--password-file', password, '--no-test', '--yes'];
    expect((await site.invite(['configure', 'two', ...back])).code).toBe(0);
    expect(entries('two')).toMatchObject([{ login: 'password' }, null]);
    for (const name of ['one', 'two'])
      expect((await site.invite(['configure', name, '--remove'])).code).toBe(0);
    expect([...entries('one'), ...entries('two')]).toEqual([null, null, null, null]);
  }, 180_000);

  test('of a person: kept by a change, signed in anew for another server, never copied', async () => {
    const args = ['configure', 'box', ...site.server()];
    expect((await approve(site.ask([...args, ...site.person()]))).code).toBe(0);
    const changed = await site.invite(['configure', 'box', '--rate', '30/min', '--yes', '--verbose']);
    expect(changed, changed.stderr).toMatchObject({ code: 0 });
    expect((await site.invite(['test-connection', 'box'])).code).toBe(0);
    expect(await site.invite(['configure', 'box', 'copy', '--copy'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot be copied/),
    });
    const elsewhere = site.ask(['configure', 'box', ...site.server('ssl'), '--yes']);
    const again = await approve(elsewhere);
    expect(again, again.stdout).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/Login as stored: OAuth 2\.0, by a person.*Changed: .*sign in again/s);
    expect(entries('box')[0]).toMatchObject({ port: site.rig.ports.ssl });
    expect((await site.invite(['test-connection', 'box'])).code).toBe(0);
  }, 180_000);

  test('sealed by IT: an application with its secret, a person without a token', async () => {
    const recipient = JSON.parse(
      (await site.invite(['configure', '--invite-it', '--json'])).stdout,
    ).recipient;
    site.household.secrets.add(site.keyring.lookup('hand-over key') ?? '');
    const seal = (name: string, ...more: string[]) =>
      site.household.run(['configure', name, ...site.server(), '--seal-for', recipient, ...more]);
    const file = (name: string) => join(site.household.folder, `${name}.invite-profile.age`);

    const sealed = site.clean(await seal('sealed-app', ...site.application()));
    expect(sealed, sealed.stderr).toMatchObject({ code: 0 });
    const taken = await site.invite(['configure', '--import', file('sealed-app'), '--yes', '--json']);
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(taken.stdout).imported).toMatchObject({
      login: 'oauth2',
      oauth2: { issuer: site.provider.issuer, flow: 'client-credentials' },
    });
    expect((await site.invite(['test-connection', 'sealed-app'])).code).toBe(0);

    const refused = await seal('sealed-box', ...site.application(), '--flow', 'device', '--no-test');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/without a client secret/) });
    const untested = site.clean(await seal('sealed-box', ...site.person(), '--no-test'));
    expect(untested, untested.stderr).toMatchObject({ code: 0 });
    expect(untested.stderr).toMatch(/not in the file/);
    const unattended = await site.invite(['configure', '--import', file('sealed-box'), '--yes']);
    expect(unattended).toMatchObject({ code: 2, stderr: expect.stringMatching(/terminal/) });
    expect(entries('sealed-box')).toEqual([null, null]);
    const running = site.ask(['configure', 'sealed-box', '--import', file('sealed-box'), '--yes']);
    const imported = await approve(running);
    expect(imported, imported.stdout).toMatchObject({ code: 0 });
    expect(imported.stdout).toMatch(/Login[^\n]*OAuth 2\.0, by a person/);
    expect(entries('sealed-box')).toMatchObject([{ login: 'oauth2' }, { flow: 'device' }]);
    expect((await site.invite(['test-connection', 'sealed-box'])).code).toBe(0);
    // Another login under the same name leads elsewhere.
    const password = [
      '--password-file',
      site.household.passwordFile('Probe-Kennwort+7'),
      '--no-test',
      '--force',
    ];
    expect((await seal('sealed-box', ...password)).code).toBe(0);
    const other = await site.invite(['configure', '--import', file('sealed-box'), '--yes', '--no-test']);
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Login: oauth2 device .* → password/),
    });
  }, 180_000);

  test('does not go with a profile file, nor beside a task that changes nothing', async () => {
    const path = join(site.household.folder, 'smtp.yaml');
    const lines = [
      `host: ${site.rig.host}`,
      'port: 587',
      'encryption: starttls',
      `user: ${SIGN_IN_USER}`,
      `sender: ${SIGN_IN_USER}`,
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
    const beside = await site.invite(['test-connection', '--profile-file', path, ...site.application()]);
    expect(beside).toMatchObject({ code: 2, stderr: expect.stringMatching(/mailboxes with a password/) });
    writeFileSync(path, `${lines.join('\n')}\nlogin: microsoft\n`);
    const inside = await site.invite(['test-connection', '--profile-file', path]);
    expect(inside).toMatchObject({ code: 2, stderr: expect.stringMatching(/“?"?login"?”? in line 6/) });
    const idle = await site.invite(['configure', 'app', '--show', '--login', 'microsoft']);
    expect(idle).toMatchObject({ code: 2, stderr: expect.stringMatching(/change no values/) });
    expect(site.provider.grants).toEqual([]);
  });
});
