/** Owns `test-connection` as the organiser's IT runs it: what is asked, what is watched for, what can be handed on. */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household, type Running } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';

const USER = 'wahl@muster.example';
const PASSWORD = 'Umlaute-äöü+7/|<b>';
const FORMATS = ['it.md', 'it.html', 'it.json'] as const;

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

const inHousehold = (name: string): string => join(household.folder, name);
const read = (name: string): string => readFileSync(inHousehold(name), 'utf8');
const reports = (...names: string[]): string[] => names.flatMap((name) => ['--report', name]);

describe('a report', () => {
  let host: MailHost;
  beforeEach(async () => {
    host = await startMailHost(household);
  });
  afterEach(() => host.close());

  test.each([
    [
      'de',
      /^\*\*Der Mailserver .* kann verwendet werden: Alle Schritte sind bestanden\.\*\*$/m,
      'Niemand muss',
    ],
    ['en', /^\*\*The mail server .* can be used: every step passed\.\*\*$/m, 'Nobody has to do anything'],
  ] as const)('in %s of a good server is written in every form', async (lang, verdict, nobody) => {
    const run = await household.run(['test-connection', ...host.flags, ...reports(...FORMATS)], { lang });
    expect(run.code).toBe(0);
    for (const name of FORMATS) expect(run.stderr).toContain(name);
    expect(read('it.md')).toMatch(verdict);
    expect(read('it.md')).toContain(nobody);
    expect(read('it.html')).toContain(`<html lang="${lang}">`);
    const json = JSON.parse(read('it.json'));
    expect(json).toMatchObject({
      tool: '@wahlpost/invite',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
      target: { host: host.sandbox.host, user: host.sandbox.user },
      ok: true,
    });
    expect(json.transcript).toContainEqual({
      direction: 'client',
      text: 'AUTH PLAIN ********',
      encrypted: true,
    });
    expect(await host.messages()).toEqual([]);
  });

  test('of a failure is written too, the exit code stays 6, and no secret of it can be read', async () => {
    const echo = (line: string): string => `535 5.7.8 no: ${line} and ${PASSWORD} <script>x</script> | x`;
    const server = await startScriptedServer({ script: { AUTH: echo } });
    const file = household.passwordFile(PASSWORD);
    const flags = ['--host', '127.0.0.1', '--port', String(server.port), '--encryption', 'none'];
    const login = ['--user', USER, '--password-file', file];
    // What the run leaves is searched for the password in all its forms, reports included.
    const run = await household.run(['test-connection', ...flags, ...login, ...reports(...FORMATS)]);
    await server.close();
    expect(run).toMatchObject({ code: 6, stdout: expect.stringContaining('cannot be used like this') });
    for (const name of FORMATS) {
      expect(read(name)).toContain('5.7.8');
      expect(read(name)).not.toContain(Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64'));
    }
    expect(read('it.html')).not.toContain('<script');
    expect(read('it.md')).toMatch(/the step "Log in" failed/);
    expect(server.lines().filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
  });

  test('replaces an earlier report whatever its form, and has the rights of any new document', async () => {
    const args = ['test-connection', ...host.flags, '--lang', 'de'];
    const before = process.umask(0o027);
    try {
      expect((await household.run([...args, ...reports('it.md', 'it.md')])).code).toBe(0);
      const old = read('it.md');
      expect((await household.run([...args, '--lang', 'en', ...reports('it.md')])).code).toBe(0);
      expect(read('it.md')).not.toBe(old);
      expect(statSync(inHousehold('it.md')).mode & 0o777).toBe(0o640);
    } finally {
      process.umask(before);
    }
    expect(readdirSync(household.folder).filter((name) => name.startsWith('it.md'))).toEqual(['it.md']);
  });

  test('of a project tells when its election starts', async () => {
    const project = makeProject(household, {
      voters: makeVoters(2),
      settings: { electionStart: '2099-03-01T08:00', electionEnd: '2099-03-15T18:00' },
    });
    const { sandbox } = host;
    const env = {
      INVITE_HOST: sandbox.host,
      INVITE_PORT: String(sandbox.ports.ssl),
      INVITE_ENCRYPTION: 'ssl',
      INVITE_USER: sandbox.user,
      INVITE_PASSWORD: sandbox.password.reveal(),
      INVITE_SENDER: USER,
      INVITE_CA_FILE: inHousehold('ca.pem'),
    };
    const args = ['test-connection', ...reports('it.json', 'it.md')];
    expect((await household.run(args, { cwd: project.folder, env })).code).toBe(0);
    const { lead } = JSON.parse(readFileSync(join(project.folder, 'it.json'), 'utf8'));
    expect(lead).toEqual({ electionStart: '2099-03-01T08:00:00+01:00', days: expect.any(Number) });
    expect(readFileSync(join(project.folder, 'it.md'), 'utf8')).toMatch(
      /1 March 2099, 08:00 \(UTC\+1\), [\d,]+ days/,
    );
  });

  const SLIPS: readonly (readonly [string, string, () => void, RegExp, RegExp])[] = [
    [
      'a file that is no report',
      'notes.md',
      () => writeFileSync(inHousehold('notes.md'), '# My notes\n'),
      /"notes\.md" exists already and is no report.*another file/s,
      /„notes\.md“ gibt es schon.*andere Datei/s,
    ],
    [
      'an empty file',
      'empty.json',
      () => writeFileSync(inHousehold('empty.json'), ''),
      /"empty\.json" exists already/,
      /„empty\.json“ gibt es schon/,
    ],
    [
      'a link',
      'link.html',
      () => symlinkSync('ca.pem', inHousehold('link.html')),
      /link\.html.*not an ordinary file/,
      /link\.html.*keine gewöhnliche Datei/,
    ],
    [
      'a folder',
      'folder.md',
      () => mkdirSync(inHousehold('folder.md')),
      /folder\.md" is a folder/,
      /folder\.md“ ist ein Ordner/,
    ],
    [
      'a folder that is not there',
      'missing/it.md',
      () => {},
      /missing\/it\.md" cannot be written: the path does not exist.*Nothing has been tested/s,
      /missing\/it\.md“ lässt sich nicht schreiben.*Geprüft wurde noch nichts/s,
    ],
    [
      'another ending',
      'it.pdf',
      () => {},
      /"it\.pdf".*\.md, \.html or \.json/s,
      /„it\.pdf“.*\.md, \.html oder \.json/s,
    ],
    ['no ending', 'it', () => {}, /"it".*--report/, /„it“.*--report/],
    ['no name', '', () => {}, /--report/, /--report/],
  ];
  test.each(SLIPS)('%s is refused before anything is asked or tested', async (_, name, before, en, de) => {
    before();
    const names = readdirSync(household.folder);
    for (const [lang, words] of [
      ['en', en],
      ['de', de],
    ] as const) {
      const args = ['test-connection', '--host', 'localhost', '--port', '1', ...reports('good.md', name)];
      const run = await household.start(args, { terminal: true, lang }).ended;
      expect(run).toMatchObject({ code: 2, stdout: expect.stringMatching(words) });
      expect(run.stdout).not.toMatch(/User name|Benutzername|not tested|nicht geprüft/);
    }
    expect(readdirSync(household.folder)).toEqual(names);
  });

  test('that can no longer be written is told after the result', async () => {
    const folder = inHousehold('outbox');
    mkdirSync(folder);
    let takeAway = () => {};
    const takenAway = new Promise<void>((resolve) => {
      takeAway = resolve;
    });
    const server = await startScriptedServer({ script: { greeting: { wait: takenAway, next: '554 no' } } });
    const flags = ['--host', '127.0.0.1', '--port', String(server.port), '--encryption', 'none'];
    const file = household.passwordFile(PASSWORD);
    const args = [...flags, '--user', USER, '--password-file', file, ...reports('outbox/it.md', 'it.html')];
    const running = household.start(['test-connection', ...args]);
    await expect.poll(() => server.connections()).toBe(1);
    rmdirSync(folder);
    writeFileSync(folder, 'a file has its name now');
    takeAway();
    const run = await running.ended;
    await server.close();
    expect(run).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('cannot be used like this'),
      stderr: expect.stringMatching(/outbox\/it\.md" cannot be written:.*result stands above/s),
    });
    expect(read('it.html')).toContain('Greeting');
  });
});

describe('a watch', () => {
  test('waits for a port that opens meanwhile, then tests once', async () => {
    const port = await freePort();
    const file = household.passwordFile(PASSWORD);
    const flags = ['--host', '127.0.0.1', '--port', String(port), '--encryption', 'none'];
    const args = ['test-connection', '--watch', ...flags, '--user', USER, '--password-file', file];
    const running = household.start([...args, ...reports('it.md')]);
    await running.until(/^\d\d:\d\d:\d\d {2}Connect: The server takes no connections at port \d+\.$/m);
    await sleep(1_000);
    const server = await startScriptedServer({ port });
    const run = await running.ended;
    await server.close();
    expect(run).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The server can be used.'),
      stderr: expect.stringMatching(/works\. Now the whole test, once\./),
    });
    expect(run.stderr.match(/takes no connections/g)).toHaveLength(1);
    expect(server.lines().filter((line) => line.startsWith('AUTH'))).toHaveLength(1);
    expect(read('it.md')).toContain('every step passed');
  });

  test.each([
    ['en', /takes no connections at port/, /Stopped\..*last attempt/],
    ['de', /nimmt an Port \d+ keine Verbindung an/, /Abgebrochen\..*letzte Versuch/],
  ] as const)(
    'in %s ends at a terminal with Ctrl-C, 130, and says what it found',
    async (lang, finding, words) => {
      const port = await freePort();
      const file = household.passwordFile(PASSWORD);
      const flags = ['--host', '127.0.0.1', '--port', String(port), '--encryption', 'none'];
      const args = ['test-connection', '--watch', ...flags, '--user', USER, '--password-file', file];
      const running = household.start(args, { terminal: true, lang });
      await running.until(finding);
      running.type('\u0003');
      await running.until(words);
      const run = await running.ended;
      expect(run).toMatchObject({ code: 130, stdout: expect.stringMatching(finding) });
      expect(run.milliseconds).toBeLessThan(10_000);
    },
  );
});

describe('what is missing', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    household.secrets.add(PASSWORD);
    const echo = (line: string): string => `235 welcome ${PASSWORD} ${line}`;
    server = await startScriptedServer({ login: { user: USER, password: PASSWORD }, script: { AUTH: echo } });
  });
  afterEach(() => server.close());

  const some = (): string[] => ['--host', '127.0.0.1', '--port', String(server.port), '--encryption', 'none'];

  test.each([
    ['en', /Password.*unseen/, /Sender that voters see/],
    ['de', /Passwort.*unsichtbar/, /Absender, den/],
  ] as const)(
    'in %s is asked at a terminal, the user suggested as the sender, and the password in no output',
    async (lang, password, sender) => {
      const args = ['test-connection', ...some(), '--user', USER, '--verbose', ...reports(...FORMATS)];
      const running = household.start(args, { terminal: true, lang });
      await running.until(password);
      running.type(`${PASSWORD}\r`);
      await running.until(sender);
      running.type('\r');
      const run = await running.ended;
      expect(run.code).toBe(0);
      expect(server.lines()).toContain(`MAIL FROM:<${USER}>`);
      expect(read('it.md')).toContain('welcome');
    },
  );

  test('is asked for all six values where nothing names a mailbox', async () => {
    const running = household.start(['test-connection'], { terminal: true });
    await answerAll(running, String(server.port));
    const run = await running.ended;
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('The server can be used.') });
    expect(server.lines()).toContain(`MAIL FROM:<office@muster.example>`);
  });

  test('is not asked where a stored profile is chosen, and asked where another mailbox is meant', async () => {
    const folder = join(household.configFolder, 'invite');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'profiles.json'), JSON.stringify({ version: 1, profiles: ['acme'] }));
    const running = household.start(['test-connection'], { terminal: true });
    await running.until(/Which mailbox is to be tested\?[\s\S]*acme[\s\S]*another one/);
    running.type('\u001b[B');
    await running.until(/❯ another one/);
    running.type('\r');
    await answerAll(running, String(server.port));
    expect((await running.ended).code).toBe(0);
    // Without a keychain the profile itself cannot be had; that it was looked for is what counts here.
    const chosen = household.start(['test-connection'], { terminal: true });
    await chosen.until(/Which mailbox/);
    chosen.type('\r');
    expect((await chosen.ended).code).toBe(7);
  });

  test.each([
    ['no', 'n\r', /said no to an unencrypted connection/],
    ['Ctrl-C', '\u0003', /stopped at your request/],
  ])('a connection without encryption needs a yes, which %s is not', async (_, answer, words) => {
    const args = ['test-connection', '--host', 'mail.muster.example', '--port', '25', '--encryption', 'none'];
    const running = household.start([...args, '--user', USER], { terminal: true });
    await running.until(/Password/);
    running.type(`${PASSWORD}\r`);
    await running.until(/Sender/);
    running.type('\r');
    await running.until(/y\/N/);
    running.type(answer);
    expect(await running.ended).toMatchObject({ code: 130, stdout: expect.stringMatching(words) });
  });

  test('is told without a terminal, but for the sender where the user is an address', async () => {
    for (const [lang, words] of [
      ['en', /still missing: "--password-stdin"\..*At a terminal the command asks/s],
      ['de', /fehlt noch: „--password-stdin“\..*An einem Terminal fragt der Befehl/s],
    ] as const) {
      const run = await household.run(['test-connection', ...some(), '--user', USER], { lang });
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
    }
    const piped = ['test-connection', ...some(), '--user', USER, '--password-stdin'];
    expect((await household.run(piped, { input: `${PASSWORD}\n` })).code).toBe(0);
    const nobody = await household.run(['test-connection', ...some(), '--user', 'wahl', '--password-stdin'], {
      input: PASSWORD,
    });
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('"--sender"') });
    for (const refused of [['--json'], ['--no-input']]) {
      const run = await household.start(['test-connection', ...some(), '--user', USER, ...refused], {
        terminal: true,
      }).ended;
      expect(run.code).toBe(2);
    }
    expect((await household.run(['test-connection'])).code).toBe(7);
  });

  test('is not asked beside a profile named in the command', async () => {
    const args = ['test-connection', 'acme', ...some()];
    const run = await household.start(args, { terminal: true }).ended;
    expect(run).toMatchObject({ code: 2, stdout: expect.stringContaining('cannot be mixed') });
  });

  test('a value that does not fit is told before anything is asked', async () => {
    const args = ['test-connection', '--host', 'smtp://muster.example', '--port', '587'];
    const run = await household.start(args, { terminal: true }).ended;
    expect(run).toMatchObject({ code: 2, stdout: expect.stringContaining('smtp://muster.example') });
    const ca = ['test-connection', ...some(), '--ca-file', 'missing.pem'];
    const missing = await household.start(ca, { terminal: true }).ended;
    expect(missing).toMatchObject({ code: 2, stdout: expect.stringContaining('missing.pem') });
    expect(missing.stdout).not.toContain('User name');
  });
});

/** All six, the sender another one than suggested. */
async function answerAll(running: Running, port: string): Promise<void> {
  await running.until(/User name/);
  running.type(`${USER}\r`);
  await running.until(/Password/);
  running.type(`${PASSWORD}\r`);
  await running.until(/Sender/);
  running.type(`${'\u007f'.repeat(USER.length)}office@muster.example\r`);
  await running.until(/Mail server/);
  running.type('127.0.0.1\r');
  await running.until(/Port/);
  running.type(`${'\u007f'.repeat(5)}${port}\r`);
  await running.until(/Encryption/);
  running.type('\u001b[B');
  await running.until(/❯ SSL/);
  running.type('\u001b[B');
  await running.until(/❯ none/);
  running.type('\r');
}

/** A port on which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
