/** Owns what becomes of a stored sign-in by OAuth 2.0: changed, renamed, copied, handed over sealed, with a real keyring. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Household, type Run, type Running, type RunOptions } from '../support/cli.js';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type LocalProvider,
  startIdentityProvider,
} from '../support/identity-provider.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { expectNoSecrets } from '../support/secrets.js';

const NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;
const USER = 'wahl@muster.example';
const CODE = /ABCD-[0-9A-F]{4}/;

describeWith(NEEDS, 'a stored sign-in by OAuth 2.0', () => {
  let provider: LocalProvider;
  let rig: PostfixRig;
  let keyring: Keyring;
  let household: Household;
  let secretFile: string;

  beforeAll(async () => {
    provider = await startIdentityProvider({ user: USER });
    const { introspectionUrl } = provider;
    [rig, keyring] = await Promise.all([startPostfix({ introspectionUrl }), startKeyring('login')]);
  });
  beforeEach(() => {
    provider.grants.length = 0;
    household = new Household();
    household.mayHoldSecrets.push(/secret\.txt$/);
    secretFile = join(household.folder, 'secret.txt');
    writeFileSync(secretFile, `${CLIENT_SECRET}\n`, { mode: 0o600 });
  });
  afterEach(() => household.remove());
  afterAll(() => Promise.all([provider.close(), rig.stop(), keyring.stop()]));

  async function invite(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return clean(await household.run(args, { ...options, env: { ...keyring.env, ...options.env } }));
  }
  function clean(run: Run): Run {
    for (const secret of provider.secrets) household.secrets.add(secret);
    expectNoSecrets(run, household);
    return run;
  }
  const ask = (args: readonly string[]): Running =>
    household.start(args, { terminal: true, env: keyring.env });
  /** What a person does as soon as the code is shown. */
  async function approve(running: Running): Promise<Run> {
    await running.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    provider.approve(CODE.exec(running.printed())?.[0] ?? '');
    return clean(await running.ended);
  }

  const server = (port: 'starttls' | 'ssl' = 'starttls'): string[] => [
    ...['--host', rig.host, '--port', String(rig.ports[port])],
    ...['--encryption', port, '--user', USER, '--sender', USER, '--ca-file', rig.ca.path],
  ];
  const application = (): string[] => [
    ...['--login', provider.issuer, '--client-id', CLIENT_ID],
    ...['--client-secret-file', secretFile],
  ];
  const person = (): string[] => ['--login', provider.issuer, '--client-id', CLIENT_ID];
  const entries = (name: string): unknown[] =>
    [name, `${name} oauth2`].map((entry) => JSON.parse(keyring.lookup(entry) ?? 'null'));

  test('of an application: shown, changed without its secret, bound to its server, renamed, copied, ended', async () => {
    const stored = await invite(['configure', 'app', ...server(), ...application(), '--json']);
    expect(stored, stored.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(stored.stdout).stored.keychain).toEqual({
      service: 'invite',
      account: 'app',
      signIn: 'app oauth2',
    });
    const shown = JSON.parse((await invite(['configure', 'app', '--show', '--json'])).stdout);
    expect(shown).toMatchObject({
      login: 'oauth2',
      oauth2: { issuer: provider.issuer, flow: 'client-credentials', clientId: CLIENT_ID },
      origins: { login: { kind: 'keychain' } },
    });
    const table = (await invite(['configure', 'app', '--show'])).stdout;
    expect(table).toMatch(/Login +OAuth 2\.0, by an application +keychain/);
    expect(table).toContain('account “app oauth2”');

    // What no flag names stays, the secret too; a token is asked for, and the mail server takes it.
    const [, secret] = entries('app');
    const changed = await invite(['configure', 'app', '--rate', '30/min', '--yes']);
    expect(changed, changed.stderr).toMatchObject({ code: 0 });
    expect(entries('app')).toMatchObject([{ login: 'oauth2', limits: { perMinute: 30 } }, secret]);
    expect(entries('app')[1]).toEqual(secret);
    const elsewhere = ['--port', String(rig.ports.ssl), '--encryption', 'ssl', '--yes'];
    const unbound = await invite(['configure', 'app', ...elsewhere]);
    expect(unbound).toMatchObject({ code: 2, stderr: expect.stringMatching(/--client-secret-stdin/) });
    expect(entries('app')[0]).toMatchObject({ port: rig.ports.starttls });

    expect((await invite(['configure', 'app', 'two', '--copy'])).code).toBe(0);
    expect((await invite(['configure', 'app', 'one', '--rename'])).code).toBe(0);
    expect(entries('app')).toEqual([null, null]);
    for (const name of ['one', 'two']) expect((await invite(['test-connection', name])).code).toBe(0);

    // Back to a password, nothing of the sign-in stays behind.
    const password = household.passwordFile('Probe-Kennwort+7');
    const back = ['--login', 'password', '--password-file', password, '--no-test', '--yes'];
    expect((await invite(['configure', 'two', ...back])).code).toBe(0);
    expect(entries('two')).toMatchObject([{ login: 'password' }, null]);
    for (const name of ['one', 'two']) expect((await invite(['configure', name, '--remove'])).code).toBe(0);
    expect([...entries('one'), ...entries('two')]).toEqual([null, null, null, null]);
  }, 180_000);

  test('of a person: kept by a change, signed in anew for another server, never copied', async () => {
    const args = ['configure', 'box', ...server()];
    expect((await approve(ask([...args, ...person()]))).code).toBe(0);
    const changed = await invite(['configure', 'box', '--rate', '30/min', '--yes', '--verbose']);
    expect(changed, changed.stderr).toMatchObject({ code: 0 });
    expect((await invite(['test-connection', 'box'])).code).toBe(0);
    expect(await invite(['configure', 'box', 'copy', '--copy'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot be copied/),
    });
    const elsewhere = ask(['configure', 'box', ...server('ssl'), '--yes']);
    const again = await approve(elsewhere);
    expect(again, again.stdout).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/Login as stored: OAuth 2\.0, by a person.*Changed: .*sign in again/s);
    expect(entries('box')[0]).toMatchObject({ port: rig.ports.ssl });
    expect((await invite(['test-connection', 'box'])).code).toBe(0);
  }, 180_000);

  test('sealed by IT: an application with its secret, a person without a token', async () => {
    const recipient = JSON.parse((await invite(['configure', '--invite-it', '--json'])).stdout).recipient;
    household.secrets.add(keyring.lookup('hand-over key') ?? '');
    const seal = (name: string, ...more: string[]) =>
      household.run(['configure', name, ...server(), '--seal-for', recipient, ...more]);
    const file = (name: string) => join(household.folder, `${name}.invite-profile.age`);

    const sealed = clean(await seal('sealed-app', ...application()));
    expect(sealed, sealed.stderr).toMatchObject({ code: 0 });
    const taken = await invite(['configure', '--import', file('sealed-app'), '--yes', '--json']);
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(taken.stdout).imported).toMatchObject({
      login: 'oauth2',
      oauth2: { issuer: provider.issuer, flow: 'client-credentials' },
    });
    expect((await invite(['test-connection', 'sealed-app'])).code).toBe(0);

    const refused = await seal('sealed-box', ...application(), '--flow', 'device', '--no-test');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/without a client secret/) });
    const untested = clean(await seal('sealed-box', ...person(), '--no-test'));
    expect(untested, untested.stderr).toMatchObject({ code: 0 });
    expect(untested.stderr).toMatch(/not in the file/);
    const unattended = await invite(['configure', '--import', file('sealed-box'), '--yes']);
    expect(unattended).toMatchObject({ code: 2, stderr: expect.stringMatching(/terminal/) });
    expect(entries('sealed-box')).toEqual([null, null]);
    const running = ask(['configure', 'sealed-box', '--import', file('sealed-box'), '--yes']);
    const imported = await approve(running);
    expect(imported, imported.stdout).toMatchObject({ code: 0 });
    expect(imported.stdout).toMatch(/Login[^\n]*OAuth 2\.0, by a person/);
    expect(entries('sealed-box')).toMatchObject([{ login: 'oauth2' }, { flow: 'device' }]);
    expect((await invite(['test-connection', 'sealed-box'])).code).toBe(0);
    // Another login under the same name leads elsewhere.
    const password = ['--password-file', household.passwordFile('Probe-Kennwort+7'), '--no-test', '--force'];
    expect((await seal('sealed-box', ...password)).code).toBe(0);
    const other = await invite(['configure', '--import', file('sealed-box'), '--yes', '--no-test']);
    expect(other).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Login: oauth2 device .* → password/),
    });
  }, 180_000);

  test('does not go with a profile file, nor beside a task that changes nothing', async () => {
    const path = join(household.folder, 'smtp.yaml');
    const lines = [
      `host: ${rig.host}`,
      'port: 587',
      'encryption: starttls',
      `user: ${USER}`,
      `sender: ${USER}`,
    ];
    writeFileSync(path, `${lines.join('\n')}\n`);
    const beside = await invite(['test-connection', '--profile-file', path, ...application()]);
    expect(beside).toMatchObject({ code: 2, stderr: expect.stringMatching(/mailboxes with a password/) });
    writeFileSync(path, `${lines.join('\n')}\nlogin: microsoft\n`);
    const inside = await invite(['test-connection', '--profile-file', path]);
    expect(inside).toMatchObject({ code: 2, stderr: expect.stringMatching(/“?"?login"?”? in line 6/) });
    const idle = await invite(['configure', 'app', '--show', '--login', 'microsoft']);
    expect(idle).toMatchObject({ code: 2, stderr: expect.stringMatching(/change no values/) });
    expect(provider.grants).toEqual([]);
  });
});
