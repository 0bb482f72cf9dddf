import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { CLIENT_ID, CLIENT_SECRET } from '../support/identity-provider.js';
import { describeWith } from '../support/require-debian.js';
import { arrivedAt } from '../support/rig-host.js';
import { SIGN_IN_NEEDS, SIGN_IN_USER, SignInSite } from '../support/sign-in-site.js';

describeWith(SIGN_IN_NEEDS, 'a sign-in by OAuth 2.0', () => {
  let site: SignInSite;

  beforeAll(async () => {
    site = await SignInSite.start();
  });
  beforeEach(() => site.beginTest());
  afterEach(() => site.endTest());
  afterAll(() => site.stop());

  const byEnvironment = (): Record<string, string> => ({
    INVITE_HOST: site.rig.host,
    INVITE_PORT: String(site.rig.ports.starttls),
    INVITE_ENCRYPTION: 'starttls',
    INVITE_USER: SIGN_IN_USER,
    INVITE_SENDER: SIGN_IN_USER,
    INVITE_CA_FILE: site.rig.ca.path,
    INVITE_LOGIN: site.provider.issuer,
    INVITE_CLIENT_ID: CLIENT_ID,
    INVITE_CLIENT_SECRET: CLIENT_SECRET,
  });

  test('a mailing goes on when its token ends: nobody lost, nobody twice', async () => {
    // Good for one login, whatever was said: each further connection begins with a refusal while others are mailing.
    site.provider.wish = { user: SIGN_IN_USER, uses: 1 };
    const voters = makeVoters(60, { refusedEvery: 3 });
    makeProject(site.household, { voters });
    const args = ['send', 'project', '--new-mailing', '--yes', '--connections', '4', '--max-refused', '100'];
    const run = await site.invite(args, { env: byEnvironment() });
    expect(run, run.stderr).toMatchObject({ code: 3 });
    expect(site.provider.grants.length).toBeGreaterThan(1);
    const reached = voters.filter(({ email }) => !email.startsWith('nouser'));
    expectOneEach(await arrivedAt(site.rig), reached);
    const status = JSON.parse((await site.invite(['status', 'project', '--json'])).stdout);
    expect(status.counts ?? status).toMatchObject({ accepted: reached.length, refused: 20, inDoubt: 0 });
    // Both sides of the refusal: Dovecot said no in the middle.
    expect(await site.rig.logText()).toMatch(
      /oauth2.*(?:invalid|not active|Introspection failed)|SASL XOAUTH2 authentication failed/i,
    );
  }, 120_000);

  test('an application signs in by flags, with a short token and with one that fills the line', async () => {
    for (const tokenLength of [40, 2_400]) {
      site.provider.wish = { user: SIGN_IN_USER, tokenLength };
      const run = await site.invite([
        'test-connection',
        ...site.server(),
        ...site.application(),
        '--verbose',
      ]);
      expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
      expect(run.stdout).toContain('XOAUTH2');
      expect(run.stderr).toContain(tokenLength > 500 ? '-> AUTH XOAUTH2\n' : '-> AUTH XOAUTH2 ********');
    }
  });

  test('a service account signs in for the mailbox, by a signed assertion', async () => {
    const key = site.privateFile('key.json', site.provider.keyFile);
    const run = await site.invite([
      'test-connection',
      ...site.server(),
      '--login',
      site.provider.issuer,
      '--key-file',
      key,
    ]);
    expect(run, run.stdout + run.stderr).toMatchObject({ code: 0 });
    expect(site.provider.grants).toEqual(['jwt-bearer']);
  });

  test('a person signs in once; the profile is tested, stored in two entries, used by runs at once, removed', async () => {
    const args = [
      'configure',
      'box',
      ...site.server('ssl'),
      '--login',
      site.provider.issuer,
      '--client-id',
      CLIENT_ID,
    ];
    const running = site.ask(args);
    await running.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    const code = /ABCD-[0-9A-F]{4}/.exec(running.printed())?.[0] ?? '';
    expect(running.printed()).toContain(`${site.provider.issuer}/login`);
    site.provider.approve(code);
    const configured = site.clean(await running.ended);
    expect(configured, configured.stdout).toMatchObject({ code: 0 });
    expect(configured.stdout).toContain('box oauth2');

    const stored = JSON.parse(site.keyring.lookup('box') ?? '');
    expect(stored).toMatchObject({
      version: 3,
      login: 'oauth2',
      oauth2: {
        issuer: site.provider.issuer,
        flow: 'device',
        clientId: CLIENT_ID,
        scope: 'openid offline_access',
      },
    });
    expect(JSON.stringify(stored)).not.toContain('canary');
    const first = JSON.parse(site.keyring.lookup('box oauth2') ?? '');
    expect(first).toMatchObject({ flow: 'device', refreshToken: expect.stringContaining('canary-refresh-') });
    const shown = await site.invite(['configure', 'box', '--show']);
    expect(shown.stdout).toContain('OAuth 2.0, by a person');

    // Each exchanges the token that the other one needs, and takes its time.
    site.provider.wish = { user: SIGN_IN_USER, delay: 2_000 };
    const runs = await Promise.all([1, 2, 3].map(() => site.invite(['test-connection', 'box'])));
    expect(runs.map(({ code: exit }) => exit)).toEqual([0, 0, 0]);
    site.provider.wish = { user: SIGN_IN_USER };
    const later = JSON.parse(site.keyring.lookup('box oauth2') ?? '');
    expect(later.refreshToken).not.toBe(first.refreshToken);

    makeProject(site.household, { voters: makeVoters(3), settings: { profile: 'box' } });
    const sent = await site.invite(['send', 'project', '--new-mailing', '--yes']);
    expect(sent, sent.stderr).toMatchObject({ code: 0 });
    expectOneEach(await arrivedAt(site.rig), makeVoters(3));

    expect((await site.invite(['configure', 'box', '--remove'])).code).toBe(0);
    expect([site.keyring.lookup('box'), site.keyring.lookup('box oauth2')]).toEqual([null, null]);
  }, 120_000);

  test('what was not entered, declined or stopped is told, and nothing is stored', async () => {
    const args = [
      'configure',
      'other',
      ...site.server('ssl'),
      '--login',
      site.provider.issuer,
      '--client-id',
      CLIENT_ID,
    ];
    const unattended = await site.invite(args);
    expect(unattended).toMatchObject({ code: 2, stderr: expect.stringContaining('terminal') });
    const declining = site.ask(args);
    await declining.until(/Enter this code: +ABCD-[0-9A-F]{4}/);
    site.provider.decline(/ABCD-[0-9A-F]{4}/.exec(declining.printed())?.[0] ?? '');
    expect(site.clean(await declining.ended)).toMatchObject({
      code: 7,
      stdout: expect.stringContaining('The sign-in was declined in the browser'),
    });
    const stopping = site.ask(args);
    await stopping.until(/left \(Ctrl\+C stops\)/);
    stopping.type('\u0003');
    expect((await stopping.ended).code).toBe(130);
    expect(site.keyring.lookup('other')).toBeNull();
  });

  test('the words of the identity provider are told with the steps of its administrator', async () => {
    const env = { ...byEnvironment(), INVITE_CLIENT_SECRET: 'canary-other-secret' };
    const wrong = await site.invite(['test-connection'], { env });
    expect(wrong).toMatchObject({ code: 6, stdout: expect.stringContaining('AADSTS7000215') });
    makeProject(site.household, { voters: makeVoters(1) });
    const sent = await site.invite(['send', 'project', '--new-mailing', '--yes'], { env });
    expect(sent).toMatchObject({
      code: 7,
      stdout: expect.stringMatching(/Identity provider[\s\S]*AADSTS7000215/),
    });
    expect(await site.rig.messages()).toEqual([]);
  });

  test('a token for another mailbox is refused by the server, and explained', async () => {
    site.provider.wish = { user: 'jemand@muster.example' };
    const run = await site.invite(['test-connection', ...site.server(), ...site.application()]);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('does not accept');
    const password = ['--password-file', site.privateFile('secret.txt', CLIENT_SECRET)];
    const both = await site.invite(['test-connection', ...site.server(), ...site.application(), ...password]);
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('given twice') });
  });
});
