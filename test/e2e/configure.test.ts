/** Owns `configure` from the first question to the removal: suggestions, changes, new names, kills, with a real keyring. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type Run, type Running, type RunOptions } from '../support/cli.js';
import { type DnsServer, startDnsServer } from '../support/dns-server.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type Issued, issueCertificate } from '../support/issue-certificate.js';
import { type Keyring, startKeyring } from '../support/keyring.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';
import { silence, startScriptedDns } from '../support/scripted-dns.js';
import { formsOf } from '../support/secrets.js';

const NEEDS = [...RIG, 'gnome-keyring', 'dbus', 'libsecret-tools', 'dnsmasq-base'] as const;
/** Of this test alone: port 443 of loopback's other addresses is everybody's. */
const WEB = '127.83.7.1';
/** Milliseconds: a dozen runs each, on a machine that other tests keep busy. */
const SLOW = 180_000;
const CTRL_C = '\u0003';
const ERASE = '\u007f'.repeat(60);

describeWith(NEEDS, 'configure with a real keyring', () => {
  let rig: PostfixRig;
  let keyring: Keyring;
  let dns: DnsServer;
  let web: Server;
  let authority: Issued;
  let household: Household;
  const asked: string[] = [];

  beforeAll(async () => {
    [rig, keyring, authority] = await Promise.all([
      startPostfix(),
      startKeyring('login'),
      issueCertificate('Muster CA', { purpose: 'authority' }),
    ]);
    dns = await startDnsServer({
      srv: {
        '_submission._tcp.srv.test': [`0 0 ${rig.ports.starttls} localhost`],
        '_submissions._tcp.own.test': ['0 0 465 smtp.own.test'],
      },
      mx: { 'hosted.test': ['0 hosted-test.mail.protection.outlook.com'] },
      addresses: { 'autoconfig.file.test': WEB, 'autoconfig.forged.test': WEB },
    });
    web = createServer(
      await issueCertificate('file', { by: authority, names: ['autoconfig.file.test'] }),
      ({ url = '' }, response) => {
        asked.push(url);
        response.end(`<clientConfig><emailProvider><outgoingServer type="smtp"><hostname>localhost</hostname>
          <port>${rig.ports.ssl}</port><socketType>SSL</socketType></outgoingServer></emailProvider></clientConfig>`);
      },
    );
    await new Promise<void>((resolve) => web.listen(443, WEB, resolve));
  });
  beforeEach(async () => {
    household = new Household();
    household.secrets.add(rig.password);
    await rig.emptyMailbox();
  });
  afterEach(() => household.remove());
  afterAll(async () => {
    web.closeAllConnections();
    web.close();
    await Promise.all([rig.stop(), keyring.stop(), dns.stop()]);
  });

  const envFor = () => ({
    ...keyring.env,
    INVITE_DNS: dns.address,
    NODE_EXTRA_CA_CERTS: join(household.folder, 'ca.pem'),
  });
  const invite = (args: readonly string[], options: RunOptions = {}): Promise<Run> =>
    household.run(args, { ...options, env: { ...envFor(), ...options.env } });
  const ask = (args: readonly string[], options: RunOptions = {}): Running =>
    household.start(args, { terminal: true, ...options, env: { ...envFor(), ...options.env } });
  const stored = (name: string) => JSON.parse(keyring.lookup(name) ?? 'null');
  const store = (name: string, ...flags: string[]) =>
    invite(['configure', name, ...rigFlags(rig, household, 'starttls'), ...flags]);

  /** User, password and sender; then the question for the host is due. */
  async function answerFirst(running: Running, user: string, host: RegExp): Promise<void> {
    await running.until(/User name|Benutzername/);
    running.type(`${user}\r`);
    await running.until(/Password|Passwort/);
    running.type(`${rig.password}\r`);
    await running.until(/Sender|Absender/);
    running.type('\r');
    await running.until(host);
  }

  /** Every file of the user, by what it holds: the password stands in none of them in any form. */
  function expectNoPasswordOnDisk(): void {
    const files = [keyring.home, household.folder].flatMap(filesBelow);
    expect(files.some((path) => path.endsWith('login.keyring'))).toBe(true);
    const forms = Object.values(formsOf(rig.password));
    const holding = files.filter((path) => {
      const text = readFileSync(path, 'latin1');
      return !path.endsWith('password.txt') && forms.some((form) => text.includes(form));
    });
    expect(holding).toEqual([]);
  }

  test(
    'by prompts: asked, suggested, tested, stored, listed, shown, used, renamed, copied, removed',
    async () => {
      const running = ask(['configure', 'acme', '--ca-file', rig.ca.path]);
      await running.until(/user name|User name/i);
      expect(running.printed()).toMatch(/tested before they are stored.*looks up/s);
      await answerFirst(running, 'wahl@srv.test', /Mail server/);
      const shown = running.printed();
      expect(shown).toMatch(/Suggestion: localhost, port \d+, STARTTLS – .*SRV _submission\._tcp\.srv\.test/);
      // Its name is neither below the domain nor a provider's.
      expect(shown).toMatch(/localhost belongs neither to/);
      running.type('\r');
      await running.until(new RegExp(`Port.*${rig.ports.starttls}`));
      running.type('\r');
      await running.until(/Encryption/);
      running.type('\r');
      // That user does not exist; the rest is kept.
      await running.until(/What now\?/);
      running.type('\r');
      await running.until(/Which value/);
      running.type('\r');
      await running.until(/User name/);
      running.type(`${ERASE}${rig.user}\r`);
      const run = await running.ended;
      expect(run.code).toBe(0);
      expect(run.stdout).toMatch(/“acme” is stored in this computer’s keychain.*profiles\.json/s);
      expect(stored('acme')).toMatchObject({
        host: 'localhost',
        port: rig.ports.starttls,
        user: rig.user,
        password: rig.password,
      });
      expectNoPasswordOnDisk();

      expect((await invite(['configure', '--list'])).stdout).toBe('acme\n');
      const page = (await invite(['configure', 'acme', '--show'])).stdout;
      expect(page).toMatch(/Host +localhost +keychain/);
      expect(page).toMatch(/CA file +\S+ +file; its SHA-256 stands in the keychain/);
      expect(page).toMatch(/Limits +none +default/);
      const voters = makeVoters(5);
      makeProject(household, { voters, settings: { profile: 'acme' } });
      const sent = await invite([
        'send',
        'project',
        '--new-mailing',
        '--yes',
        '--verbose',
        '--sender',
        rig.user,
      ]);
      expect(sent).toMatchObject({
        code: 0,
        stderr: expect.stringMatching(/Sender: .*\(option --sender\).*Host: localhost \(profile “acme”\)/s),
      });
      expectOneEach(await arrivedAt(rig), voters);
      const before = keyring.lookup('acme');
      expect((await invite(['configure', '--copy', 'acme', 'second'])).code).toBe(0);
      expect((await invite(['configure', '--rename', 'acme', 'first'])).stderr).toMatch(/profile: first/);
      expect([keyring.lookup('acme'), keyring.lookup('first'), keyring.lookup('second')]).toEqual([
        null,
        before,
        before,
      ]);
      expect((await invite(['test-connection', 'first'])).code).toBe(0);
      expect((await invite(['configure', 'second', '--rename', 'first'])).code).toBe(0);
      expectNoPasswordOnDisk();
      expect(JSON.parse((await invite(['configure', 'first', '--remove', '--json'])).stdout)).toEqual({
        removed: 'first',
        fromKeychain: true,
      });
      expect(keyring.lookup('first')).toBeNull();
      expect((await invite(['configure', '--list', '--json'])).stdout).toBe('{"profiles":[]}\n');
      expectNoPasswordOnDisk();
    },
    SLOW,
  );

  test('by flags with --json there is one document, and it says what was stored where', async () => {
    const run = await store('flags', '--json');
    expect(run.code).toBe(0);
    const document = JSON.parse(run.stdout);
    expect(document).toMatchObject({
      ok: true,
      stored: {
        name: 'flags',
        keychain: { service: 'invite', account: 'flags' },
        list: join(household.configFolder, 'invite', 'profiles.json'),
        certificate: null,
      },
    });
    const shown = JSON.parse((await invite(['configure', 'flags', '--show', '--json'])).stdout);
    expect(shown.origins).toMatchObject({
      host: { kind: 'keychain', preset: null },
      caFile: { kind: 'file', path: rig.ca.path },
      perDay: { kind: 'default' },
    });
    await invite(['configure', 'flags', '--remove']);
  });

  test.each([
    ['en', /Suggestion: localhost, port \d+, SSL\/TLS – .*https:\/\/autoconfig\.file\.test/s, /Mail server/],
    [
      'de',
      /Vorschlag: localhost, Port \d+, SSL\/TLS – .*https:\/\/autoconfig\.file\.test/s,
      /Mailserver \(Host/,
    ],
  ] as const)(
    'in %s the domain’s own file is suggested, and asked without the mailbox',
    async (lang, words, host) => {
      writeAuthority(household, authority);
      asked.length = 0;
      const running = ask(['configure', 'file'], { lang });
      await answerFirst(running, 'geheime.person@file.test', host);
      expect(running.printed()).toMatch(words);
      expect(asked).toEqual(['/mail/config-v1.1.xml']);
      running.type('\r');
      await running.until(new RegExp(`Port.*${rig.ports.ssl}`));
      running.type(CTRL_C);
      expect((await running.ended).code).toBe(130);
      expect(keyring.lookup('file')).toBeNull();
    },
  );

  test.each([
    ['a file behind a certificate for another name', 'wahl@forged.test', [], null],
    ['a name for examples that nobody chose a server for', 'wahl@own.test', [], null],
    [
      'a mailbox that is received by a provider',
      'wahl@hosted.test',
      [],
      // Before the password that will be of no use for long.
      /--login microsoft.*Password.*smtp\.office365\.com, port 587, STARTTLS .*Microsoft 365 \(MX/s,
    ],
    ['a server of the domain’s own', 'wahl@own.test', [], /smtp\.own\.test, port 465.*Compare it/s],
    ['a look-up that is not wished for', 'wahl@own.test', ['--no-lookup'], null],
  ] as const)('%s', async (what, user, flags, words) => {
    writeAuthority(household, authority);
    const env = what.startsWith('a name for examples') ? { INVITE_DNS: undefined } : {};
    const running = ask(['configure', 'suggested', ...flags], { env });
    await answerFirst(running, user, /Mail server/);
    if (words === null) expect(running.printed()).not.toMatch(/Suggestion/);
    else expect(running.printed()).toMatch(words);
    if (flags.length > 0) expect(running.printed()).not.toMatch(/looks up/);
    running.type(CTRL_C);
    await running.ended;
  });

  test('a host that is typed brings what its provider names, and Enter alone takes nothing else', async () => {
    const running = ask(['configure', 'typed', '--no-test']);
    await answerFirst(running, 'wahl@own.test', /Mail server/);
    running.type(`${ERASE}smtp.strato.de\r`);
    await running.until(/Strato tells its customers to use port 465 with SSL\/TLS.*Port/s);
    running.type('\r');
    await running.until(/Encryption/);
    running.type('\r');
    expect((await running.ended).code).toBe(0);
    expect(stored('typed')).toMatchObject({ host: 'smtp.strato.de', port: 465, encryption: 'ssl' });
    expect((await invite(['configure', 'typed', '--show'])).stdout).toMatch(
      /Port +465 +keychain; as Strato names it/,
    );
    await invite(['configure', 'typed', '--remove']);
  });

  test('name servers that never answer delay nothing by more than a few seconds', async () => {
    const deaf = await startScriptedDns(silence);
    const env = { INVITE_DNS: deaf.address };
    const flags = ['--user', 'wahl@own.test', '--sender', 'wahl@own.test', '--password-file'];
    const running = ask(['configure', 'deaf', ...flags, household.passwordFile(rig.password)], { env });
    const started = Date.now();
    await running.until(/Mail server/);
    expect(Date.now() - started).toBeLessThan(9_000);
    expect(deaf.queries()).toBeGreaterThan(0);
    running.type(CTRL_C);
    await running.ended;
    await deaf.close();
  });

  test(
    'attack 36: a stored profile is changed with its values suggested; another host asks for the password',
    async () => {
      await store('changed');
      const same = ask(['configure', 'changed', '--sender', `Neu <${rig.user}>`]);
      await same.until(/exists already\. Change it\?/);
      same.type('y\r');
      await same.until(/User name/);
      same.type('\r');
      await same.until(/Enter alone: keep the stored one/);
      same.type('\r');
      for (const question of [/Mail server.*localhost/, /Port/, /Encryption/]) {
        await same.until(question);
        same.type('\r');
      }
      expect((await same.ended).code).toBe(0);
      expect(stored('changed')).toMatchObject({ sender: { name: 'Neu' }, password: rig.password });

      const other = ask(['configure', 'changed', '--sender', rig.user]);
      await other.until(/Change it\?/);
      other.type('y\r');
      await other.until(/User name/);
      other.type('\r');
      await other.until(/keep the stored one/);
      other.type('\r');
      await other.until(/Mail server/);
      other.type(`${ERASE}127.0.0.1\r`);
      await other.until(/Port/);
      other.type(`${ERASE}${rig.ports.ssl}\r`);
      await other.until(/Encryption/);
      other.type('\r');
      await other.until(/Changed: Host, Port\. The stored password only goes.*Password/s);
      other.type(CTRL_C);
      expect((await other.ended).code).toBe(130);
      expect(stored('changed')).toMatchObject({ host: 'localhost' });
      await invite(['configure', 'changed', '--remove']);
    },
    SLOW,
  );

  test(
    'attack 36: in a script too, and after a correction; the stored password reaches no other server',
    async () => {
      await store('script');
      const change = ['configure', 'script', '--yes'];
      const sender = await invite([...change, '--sender', `Neu <${rig.user}>`]);
      expect(sender.code).toBe(0);
      expect(stored('script')).toMatchObject({ sender: { name: 'Neu' }, port: rig.ports.starttls });
      for (const flags of [
        ['--host', '127.0.0.1'],
        ['--port', String(rig.ports.ssl)],
        ['--user', 'andere@muster.example'],
        ['--encryption', 'none', '--allow-unencrypted'],
      ]) {
        const run = await invite([...change, ...flags]);
        expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/Changed: .*--password-stdin/s) });
        expect(run.stdout).not.toMatch(/auth|login/i);
      }
      expect(stored('script')).toMatchObject({ host: 'localhost', user: rig.user });
      const typed = await invite(
        [...change, '--port', String(rig.ports.ssl), '--encryption', 'ssl', '--password-stdin'],
        { input: `${rig.password}\n` },
      );
      expect(typed.code).toBe(0);
      expect(stored('script')).toMatchObject({ port: rig.ports.ssl, encryption: 'ssl' });

      const running = ask(['configure', 'script', '--yes', '--encryption', 'starttls']);
      for (const question of [/User name/, /keep the stored one/, /Sender/, /Mail server/, /Port/]) {
        await running.until(question);
        running.type('\r');
      }
      await running.until(/What now\?.*Correct/s);
      running.type('\u001b[B');
      await running.until(/❯/);
      running.type('\r');
      await running.until(/Which value/);
      for (let down = 0; down < 3; down += 1) {
        running.type('\u001b[B');
        await running.until(/❯/);
      }
      running.type('\r');
      await running.until(/Mail server/);
      running.type(`${ERASE}127.0.0.1\r`);
      await running.until(/Changed: Host\. The stored password.*Password/s);
      running.type(CTRL_C);
      expect((await running.ended).code).toBe(130);
      await invite(['configure', 'script', '--remove']);
    },
    SLOW,
  );

  test(
    'killed at any moment of a rename, a profile is there under one name at least, and the same command ends it',
    async () => {
      await store('left');
      const secret = keyring.lookup('left');
      const env = { ...keyring.env, XDG_CONFIG_HOME: household.configFolder };
      let [from, to] = ['left', 'right'];
      const whole = (await invite(['configure', '--rename', from, to])).milliseconds;
      [from, to] = [to, from];
      for (const part of [0.4, 0.6, 0.75, 0.9]) {
        const running = household.start(['configure', '--rename', from, to], { env });
        await sleep(part * whole);
        running.child.kill('SIGKILL');
        await running.ended;
        const found = [keyring.lookup(from), keyring.lookup(to)];
        expect(found).toContain(secret);
        const again = await invite(['configure', '--rename', from, to]);
        if (again.code !== 0) expect(again.stderr).toMatch(/Stored: "?.?(left|right)/);
        expect([keyring.lookup(from), keyring.lookup(to)]).toEqual([null, secret]);
        expect((await invite(['configure', '--list'])).stdout).toBe(`${to}\n`);
        [from, to] = [to, from];
      }
      await invite(['configure', from, '--remove']);
    },
    SLOW,
  );

  test(
    'three wrong calls are told in both languages, and touch nothing',
    async () => {
      await store('there');
      const before = keyring.lookup('there');
      for (const [lang, args, code, words] of [
        ['en', ['--rename', 'there', 'there'], 2, /the old and the new name are the same/],
        ['de', ['--copy', 'nirgends', 'neu'], 7, /„nirgends“.*nicht gespeichert/],
        ['en', ['--copy', 'there', 'Groß'], 2, /cannot have the name "Groß"/],
        ['de', ['--rename', 'there'], 2, /Neuer Name.*configure --rename NAME/s],
        ['en', ['--list', '--show'], 2, /one at a time/],
        ['de', ['there', '--show', '--host', 'x.example'], 2, /ändern keine Werte/],
        ['en', ['there', 'other'], 2, /more words than/],
      ] as const) {
        const run = await invite(['configure', ...args], { lang });
        expect({ code: run.code, said: run.stderr }).toEqual({ code, said: expect.stringMatching(words) });
      }
      expect(keyring.lookup('there')).toBe(before);
      expect((await invite(['configure', '--list'])).stdout).toBe('there\n');
      await invite(['configure', 'there', '--remove']);
    },
    SLOW,
  );
});

function writeAuthority(household: Household, { cert }: Issued): void {
  writeFileSync(join(household.folder, 'ca.pem'), cert);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
