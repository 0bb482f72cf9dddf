/** Owns the sign-in by OAuth 2.0 as its users meet it: against an identity provider, Dovecot and a real keyring. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type Run, type RunOptions } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type LocalProvider,
  startIdentityProvider,
} from '../support/identity-provider.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt } from '../support/rig-host.js';
import { expectNoSecrets } from '../support/secrets.js';

const NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools'] as const;
const USER = 'wahl@muster.example';

describeWith(NEEDS, 'a sign-in by OAuth 2.0', () => {
  let provider: LocalProvider;
  let rig: PostfixRig;
  let keyring: Keyring;
  let household: Household;

  beforeAll(async () => {
    provider = await startIdentityProvider({ user: USER });
    const { introspectionUrl } = provider;
    [rig, keyring] = await Promise.all([startPostfix({ introspectionUrl }), startKeyring('login')]);
  });
  beforeEach(async () => {
    provider.wish = { user: USER };
    provider.grants.length = 0;
    household = new Household();
    household.mayHoldSecrets.push(/secret\.txt$/, /key\.json$/);
    await rig.emptyMailbox();
  });
  afterEach(() => household.remove());
  afterAll(() => Promise.all([provider.close(), rig.stop(), keyring.stop()]));

  /** Looks once more for secrets that only came into being meanwhile. */
  async function invite(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return clean(await household.run(args, { ...options, env: { ...keyring.env, ...options.env } }));
  }

  function clean(run: Run): Run {
    for (const secret of provider.secrets) household.secrets.add(secret);
    expectNoSecrets(run, household);
    return run;
  }

  function privateFile(name: string, text: string): string {
    const path = join(household.folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  const server = (port: 'starttls' | 'ssl' = 'starttls'): string[] => [
    ...['--host', rig.host, '--port', String(rig.ports[port])],
    ...['--encryption', port, '--user', USER, '--sender', USER, '--ca-file', rig.ca.path],
  ];
  const application = (): string[] => [
    ...['--login', provider.issuer, '--client-id', CLIENT_ID],
    ...['--client-secret-file', privateFile('secret.txt', `${CLIENT_SECRET}\n`)],
  ];
  const byEnvironment = (): Record<string, string> => ({
    INVITE_HOST: rig.host,
    INVITE_PORT: String(rig.ports.starttls),
    INVITE_ENCRYPTION: 'starttls',
    INVITE_USER: USER,
    INVITE_SENDER: USER,
    INVITE_CA_FILE: rig.ca.path,
    INVITE_LOGIN: provider.issuer,
    INVITE_CLIENT_ID: CLIENT_ID,
    INVITE_CLIENT_SECRET: CLIENT_SECRET,
  });

  test('a mailing goes on when its token ends: nobody lost, nobody twice', async () => {
    // Good for one login, whatever was said: each further connection begins with a refusal while others are mailing.
    provider.wish = { user: USER, uses: 1 };
    const voters = makeVoters(60, { refusedEvery: 3 });
    makeProject(household, { voters });
    const args = ['send', 'project', '--new-mailing', '--yes', '--connections', '4', '--max-refused', '100'];
    const run = await invite(args, { env: byEnvironment() });
    expect(run, run.stderr).toMatchObject({ code: 3 });
    expect(provider.grants.length).toBeGreaterThan(1);
    const reached = voters.filter(({ email }) => !email.startsWith('nouser'));
    expectOneEach(await arrivedAt(rig), reached);
    const status = JSON.parse((await invite(['status', 'project', '--json'])).stdout);
    expect(status.counts ?? status).toMatchObject({ accepted: reached.length, refused: 20, inDoubt: 0 });
    // Both sides of the refusal: Dovecot said no in the middle.
    expect(await rig.logText()).toMatch(
      /oauth2.*(?:invalid|not active|Introspection failed)|SASL XOAUTH2 authentication failed/i,
    );
  }, 120_000);

  test('an application signs in by flags, with a short token and with one that fills the line', async () => {
    for (const tokenLength of [40, 2_400]) {
      provider.wish = { user: USER, tokenLength };
      const run = await invite(['test-connection', ...server(), ...application(), '--verbose']);
      expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
      expect(run.stdout).toContain('XOAUTH2');
      expect(run.stderr).toContain(tokenLength > 500 ? '-> AUTH XOAUTH2\n' : '-> AUTH XOAUTH2 ********');
    }
  });

  test('a service account signs in for the mailbox, by a signed assertion', async () => {
    const key = privateFile('key.json', provider.keyFile);
    const run = await invite(['test-connection', ...server(), '--login', provider.issuer, '--key-file', key]);
    expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
    expect(provider.grants).toEqual(['jwt-bearer']);
  });

  test('a person signs in once; the profile is tested, stored in two entries, used by runs at once, removed', async () => {
    const args = ['configure', 'box', ...server('ssl'), '--login', provider.issuer, '--client-id', CLIENT_ID];
    const running = household.start(args, { terminal: true, env: keyring.env });
    await running.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    const code = /ABCD-[0-9A-F]{4}/.exec(running.printed())?.[0] ?? '';
    expect(running.printed()).toContain(`${provider.issuer}/login`);
    provider.approve(code);
    const configured = clean(await running.ended);
    expect(configured, configured.stdout).toMatchObject({ code: 0 });
    expect(configured.stdout).toContain('box oauth2');

    const stored = JSON.parse(keyring.lookup('box') ?? '');
    expect(stored).toMatchObject({
      version: 3,
      login: 'oauth2',
      oauth2: {
        issuer: provider.issuer,
        flow: 'device',
        clientId: CLIENT_ID,
        scope: 'openid offline_access',
      },
    });
    expect(JSON.stringify(stored)).not.toContain('canary');
    const first = JSON.parse(keyring.lookup('box oauth2') ?? '');
    expect(first).toMatchObject({ flow: 'device', refreshToken: expect.stringContaining('canary-refresh-') });
    const shown = await invite(['configure', 'box', '--show']);
    expect(shown.stdout).toContain('OAuth 2.0, by a person');

    // Each exchanges the token that the other one needs, and takes its time.
    provider.wish = { user: USER, delay: 2_000 };
    const runs = await Promise.all([1, 2, 3].map(() => invite(['test-connection', 'box'])));
    expect(runs.map(({ code: exit }) => exit)).toEqual([0, 0, 0]);
    provider.wish = { user: USER };
    const later = JSON.parse(keyring.lookup('box oauth2') ?? '');
    expect(later.refreshToken).not.toBe(first.refreshToken);

    makeProject(household, { voters: makeVoters(3), settings: { profile: 'box' } });
    const sent = await invite(['send', 'project', '--new-mailing', '--yes']);
    expect(sent, sent.stderr).toMatchObject({ code: 0 });
    expectOneEach(await arrivedAt(rig), makeVoters(3));

    expect((await invite(['configure', 'box', '--remove'])).code).toBe(0);
    expect([keyring.lookup('box'), keyring.lookup('box oauth2')]).toEqual([null, null]);
  }, 120_000);

  test('what was not entered, declined or stopped is told, and nothing is stored', async () => {
    const args = [
      'configure',
      'other',
      ...server('ssl'),
      '--login',
      provider.issuer,
      '--client-id',
      CLIENT_ID,
    ];
    const unattended = await invite(args);
    expect(unattended).toMatchObject({ code: 2, stderr: expect.stringContaining('terminal') });
    const declining = household.start(args, { terminal: true, env: keyring.env });
    await declining.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    provider.decline(/ABCD-[0-9A-F]{4}/.exec(declining.printed())?.[0] ?? '');
    expect(clean(await declining.ended)).toMatchObject({
      code: 7,
      stdout: expect.stringContaining('The sign-in was declined in the browser'),
    });
    const stopping = household.start(args, { terminal: true, env: keyring.env });
    await stopping.until(/left \(Ctrl\+C stops\)/);
    stopping.type('\u0003');
    expect((await stopping.ended).code).toBe(130);
    expect(keyring.lookup('other')).toBeNull();
  });

  test('the words of the identity provider are told with the steps of its administrator', async () => {
    const env = { ...byEnvironment(), INVITE_CLIENT_SECRET: 'canary-other-secret' };
    const wrong = await invite(['test-connection'], { env });
    expect(wrong).toMatchObject({ code: 6, stdout: expect.stringContaining('AADSTS7000215') });
    makeProject(household, { voters: makeVoters(1) });
    const sent = await invite(['send', 'project', '--new-mailing', '--yes'], { env });
    expect(sent).toMatchObject({
      code: 7,
      stdout: expect.stringMatching(/Identity provider[\s\S]*AADSTS7000215/),
    });
    expect(await rig.messages()).toEqual([]);
  });

  test('a token for another mailbox is refused by the server, and explained', async () => {
    provider.wish = { user: 'jemand@muster.example' };
    const run = await invite(['test-connection', ...server(), ...application()]);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('does not accept');
    const password = ['--password-file', privateFile('secret.txt', CLIENT_SECRET)];
    const both = await invite(['test-connection', ...server(), ...application(), ...password]);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('given twice') });
  });
});
