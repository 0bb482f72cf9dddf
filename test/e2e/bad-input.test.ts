/** Owns what goes wrong before and at the first connection: each slip its code, its place, and a sentence that helps. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household, type RunOptions } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, makeProject, makeVoters, type RollVoter } from '../support/example-project.js';
import { connectionFlags, type MailHost, SENDER, startMailHost } from '../support/mail-host.js';

let household: Household;
let host: MailHost;
let project: ExampleProject;
let voters: RollVoter[];

beforeEach(async () => {
  household = new Household();
  host = await startMailHost(household);
  voters = makeVoters(4);
  project = makeProject(household, { voters });
});
afterEach(async () => {
  await host.close();
  household.remove();
});

const BEGIN = ['send', 'project', '--new-mailing', '--yes'];

interface Slip {
  readonly name: string;
  /** Appended to "send project --new-mailing --yes FLAGS", or the whole command where `whole`. */
  readonly args?: readonly string[];
  readonly whole?: boolean;
  readonly options?: RunOptions;
  before?(): void;
  readonly code: number;
  readonly en: RegExp;
  readonly de: RegExp;
}

const SLIPS: readonly Slip[] = [
  {
    name: 'an unknown flag',
    args: ['--new-mailling'],
    code: 2,
    en: /"--new-mailling".*"--new-mailing".*--help/s,
    de: /„--new-mailling“.*„--new-mailing“.*--help/s,
  },
  {
    name: 'an unknown command',
    args: ['sned'],
    whole: true,
    code: 2,
    en: /"sned".*"send"/s,
    de: /„sned“.*„send“/s,
  },
  {
    name: 'a folder that does not exist',
    args: ['send', 'projekt'],
    whole: true,
    code: 2,
    en: /no project file.*projekt.*init/s,
    de: /„projekt“ gibt es keine Projektdatei.*init/s,
  },
  // Why: in the wrong folder, the advice was to add a roll to an invite.yaml that is not there, or to begin a mailing.
  ...(['send', 'preview', 'status'] as const).map((command) => ({
    name: `${command} in a folder that is no project`,
    args: [command],
    whole: true,
    code: 2,
    en: /^(?!.*new-mailing).*no project file.*cd FOLDER.*init FOLDER/s,
    de: /^(?!.*new-mailing).*gibt es keine Projektdatei.*cd ORDNER.*init ORDNER/s,
  })),
  {
    name: 'an invite.yaml in Windows-1252',
    before: () =>
      writeFileSync(join(project.folder, 'invite.yaml'), Buffer.from('title: W\xfcrde\n', 'latin1')),
    code: 2,
    en: /invite\.yaml.*not text in the encoding UTF-8.*save it/s,
    de: /invite\.yaml.*kein Text in der Kodierung UTF-8.*speichern/s,
  },
  {
    name: 'a missing roll',
    args: ['--voters', 'wähler.csv'],
    code: 2,
    en: /wähler\.csv.*not found/s,
    de: /wähler\.csv.*nicht gefunden|nicht.*wähler\.csv/s,
  },
  {
    name: 'a folder instead of the roll',
    args: ['--voters', '.'],
    code: 2,
    en: /is a folder; a file is needed/,
    de: /ist ein Ordner/,
  },
  {
    name: 'an empty roll',
    before: () => writeFileSync(project.rollPath, ''),
    code: 2,
    en: /empty|no voter/i,
    de: /leer|keine/i,
  },
  {
    name: 'a workbook that was cut off',
    before: () => writeFileSync(project.rollPath, Buffer.from('PK\u0003\u0004xl/workbook.xml', 'latin1')),
    code: 2,
    en: /workbook is damaged or incomplete.*CSV UTF-8/s,
    de: /Arbeitsmappe ist beschädigt.*CSV UTF-8/s,
  },
  {
    name: 'a template without a text',
    before: () => rmSync(join(project.folder, 'invitation', 'text.mustache')),
    code: 2,
    en: /"text\.mustache" is missing/,
    de: /„text\.mustache“/,
  },
  {
    name: 'a placeholder that the roll does not have',
    before: () => project.writeText('{{id}} {{pasword}} {{password}}'),
    code: 2,
    en: /pasword.*"?password/s,
    de: /pasword.*„?password/s,
  },
  {
    name: 'an unknown key in invite.yaml',
    before: () => project.writeSettings({ expectVoter: 4 }),
    code: 2,
    en: /"expectVoter" in line 8 .*"expectVoters"/s,
    de: /„expectVoter“ in Zeile 8 .*„expectVoters“/s,
  },
  {
    name: 'an invite.yaml that is no YAML',
    before: () => writeFileSync(join(project.folder, 'invite.yaml'), 'title: "Wahl\nvoters: [\n'),
    code: 2,
    en: /cannot be understood at line \d+/,
    de: /Zeile \d+, Spalte \d+/,
  },
  {
    name: 'a port that is no number',
    args: [
      'send',
      'project',
      '--new-mailing',
      '--yes',
      '--host',
      'localhost',
      '--port',
      'smtp',
      '--encryption',
      'ssl',
    ].concat(['--user', 'u', '--sender', 'a@muster.example', '--password-file', 'password.txt']),
    whole: true,
    code: 2,
    en: /--port.*smtp|smtp.*--port/s,
    de: /--port.*smtp|smtp.*--port/s,
  },
  // Why: "erwartet wird ; , oder tab" was the answer, and no role was named.
  {
    name: 'a delimiter that is none',
    args: ['--delimiter', 'x'],
    code: 2,
    en: /"x".*"--delimiter".*";" "," "\|" or the word tab/s,
    de: /„x“.*„--delimiter“.*„;“ „,“ „\|“ oder das Wort tab/s,
  },
  {
    name: 'a role that is none',
    args: ['--column', 'mail=Foo'],
    code: 2,
    en: /"mail=Foo".*roles.*id, email, firstName/s,
    de: /„mail=Foo“.*Rollen.*id, email, firstName/s,
  },
  {
    name: 'a time that does not fit the project, typed as an option',
    before: () => project.writeSettings({ electionStart: '2099-03-01T08:00' }),
    args: ['--election-end', '2099-03-01T07:00'],
    code: 2,
    en: /"2099-03-01T07:00".*"--election-end".*after the start/s,
    de: /„2099-03-01T07:00“.*„--election-end“.*nach dem Beginn/s,
  },
  {
    name: 'a project without its organiser',
    before: () => {
      project.writeSettings({});
      project.writeText('{{id}} {{password}} {{election.organiser}}\n{{election.organiser}}');
      const file = join(project.folder, 'invite.yaml');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/organiser:.*\n/, ''));
    },
    code: 2,
    en: /election\.organiser.*in one other place.*1 error/s,
    de: /election\.organiser.*an einer weiteren Stelle.*1 Fehler/s,
  },
  {
    name: 'a pace without a unit',
    args: ['--rate', '30'],
    code: 2,
    en: /"30".*"--rate".*20\/min/s,
    de: /„30“.*„--rate“.*20\/min/s,
  },
  {
    name: 'some flags of a connection, not all',
    args: [...BEGIN, '--host', 'localhost', '--user', 'u'],
    whole: true,
    code: 2,
    en: /--port.*--encryption/s,
    de: /--port.*--encryption/s,
  },
  {
    name: 'flags beside a named profile',
    args: ['--profile', 'acme'],
    code: 2,
    en: /--host/,
    de: /--host/,
  },
  {
    name: 'an environment that is not complete',
    args: BEGIN,
    whole: true,
    options: { env: { INVITE_HOST: 'localhost', INVITE_PORT: '465' } },
    code: 2,
    en: /INVITE_HOST.*INVITE_USER/s,
    de: /INVITE_HOST.*INVITE_USER/s,
  },
  {
    name: 'certificate checks switched off in the environment',
    options: { env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } },
    code: 2,
    en: /NODE_TLS_REJECT_UNAUTHORIZED/,
    de: /NODE_TLS_REJECT_UNAUTHORIZED/,
  },
  {
    // Where there is a keychain, the profile is unknown: profiles.test.ts.
    name: 'a named profile where there is no keychain',
    args: [...BEGIN, '--profile', 'acme'],
    whole: true,
    code: 7,
    en: /keychain.*--password-file/s,
    de: /Schlüsselbund.*--password-file/s,
  },
  { name: 'no mailbox at all', args: BEGIN, whole: true, code: 7, en: /configure/, de: /configure/ },
  {
    name: 'a connection without encryption to another host',
    args: [
      ...BEGIN,
      ...['--host', 'mail.muster.example', '--port', '25', '--encryption', 'none', '--user', 'u'],
    ].concat(['--sender', 'a@muster.example', '--password-file', 'password.txt']),
    whole: true,
    code: 2,
    en: /would not be encrypted.*--allow-unencrypted/s,
    de: /unverschlüsselt.*--allow-unencrypted/s,
  },
];

describe('a slip before the first connection', () => {
  test.each(SLIPS)('$name ends with $code, in both languages, and nothing went out', async (slip) => {
    slip.before?.();
    const args = slip.whole ? (slip.args ?? []) : [...BEGIN, ...host.flags, ...(slip.args ?? [])];
    for (const lang of ['en', 'de'] as const) {
      const options = { ...slip.options, lang };
      // The built program once; the other language differs by its words alone.
      const run = await (lang === 'en' ? household.run(args, options) : runHere(household, args, options));
      expect(run).toMatchObject({ code: slip.code, stdout: '', stderr: expect.stringMatching(slip[lang]) });
      expect(run.stderr).not.toMatch(/\n\s+at .*\.js/);
    }
    expect(await host.messages()).toEqual([]);
  });

  test('with --json the error is one document on stdout', async () => {
    const run = await household.run(['send', 'project', '--json', '--voters', 'gone.csv', ...host.flags]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      error: {
        kind: 'file-not-found',
        message: expect.stringContaining('gone.csv'),
        hints: expect.any(Array),
      },
      exitCode: 2,
    });
    expect(run).toMatchObject({ code: 2, stderr: '' });
  });
});

describe('a password on the command line', () => {
  test.each([
    ['as the next word', ['--password', 'Geheim-1!']],
    ['behind an equals sign', ['--password=Geheim-1!']],
    ['under another name', ['--passwd', 'Geheim-1!']],
  ])('%s is refused before anything else, and never repeated', async (_, flags) => {
    // The shell's history and `ps` have it already; what we print and write must not.
    const run = await household.run(['send', 'project', '--sandbox', ...flags]);
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/deliberately|on purpose|--password-file/s),
    });
    expect(run.stdout + run.stderr).not.toContain('Geheim-1!');
  });
});

describe('the server refuses us', () => {
  test('a wrong password is tried once, exit 6; nobody is booked as refused, and the right one goes on', async () => {
    const wrong = join(household.folder, 'wrong-password.txt');
    household.mayHoldSecrets.push(/wrong-password\.txt$/);
    household.secrets.add('Falsch+ü-9');
    writeFileSync(wrong, 'Falsch+ü-9', { mode: 0o600 });
    const server = await countingProxy(host.sandbox.ports.ssl);
    const flags = host.flags.map((flag) =>
      flag === String(host.sandbox.ports.ssl) ? String(server.port) : flag,
    );
    const withWrong = flags.map((flag) => (flag.endsWith('password.txt') ? wrong : flag));
    const run = await household.run([...BEGIN, '--connections', '3', ...withWrong]);
    expect(run).toMatchObject({ code: 6, stdout: expect.stringMatching(/login|password/i) });
    expect(server.connections()).toBe(1);
    const status = JSON.parse((await household.run(['status', 'project', '--json'])).stdout);
    expect(status).toMatchObject({ voters: 4, accepted: 0, refused: 0, pending: 4, inDoubt: 0 });
    expect((await household.run(['send', 'project', '--yes', ...flags])).code).toBe(0);
    expectOneEach(await host.messages(), voters);
    await server.close();
  });

  test('a certificate of an unknown CA is exit 6, and no login is tried', async () => {
    const withoutCa = host.flags.filter(
      (flag, index) => flag !== '--ca-file' && host.flags[index - 1] !== '--ca-file',
    );
    const run = await household.run([...BEGIN, ...withoutCa]);
    expect(run).toMatchObject({ code: 6, stdout: expect.stringMatching(/issued its certificate itself/) });
    expect(run.stdout).toContain('--ca-file');
  });

  test.each([
    ['implicit TLS where STARTTLS is spoken', 'ssl', 'starttls'],
    ['STARTTLS where TLS is expected at once', 'starttls', 'ssl'],
  ] as const)('%s is told as that and nothing is sent', { timeout: 60_000 }, async (_, encryption, port) => {
    const { sandbox } = host;
    const caFile = join(household.folder, 'ca.pem');
    const passwordFile = join(household.folder, 'password.txt');
    const flags = connectionFlags({
      host: sandbox.host,
      port: sandbox.ports[port],
      encryption,
      user: sandbox.user,
      caFile,
      passwordFile,
    });
    const run = await household.run(['test-connection', ...flags]);
    expect(run).toMatchObject({ code: 6, stdout: expect.stringMatching(/starttls|ssl/i) });
    expect(await host.messages()).toEqual([]);
  });

  test('an unreachable host is exit 5, all pending; --until ends the attempts', async () => {
    const closed = await freePort();
    const flags = connectionFlags({
      host: '127.0.0.1',
      port: closed,
      encryption: 'ssl',
      user: 'u',
      caFile: join(household.folder, 'ca.pem'),
      passwordFile: join(household.folder, 'password.txt'),
    });
    const until = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    const soon = until.format(Date.now() + 3_000).replace(' ', 'T');
    const run = await household.run([...BEGIN, '--until', soon, ...flags]);
    expect(run).toMatchObject({
      code: 5,
      stdout: expect.stringContaining('4 voters are still to be mailed'),
    });
    expect(run.milliseconds).toBeLessThan(30_000);
  });

  test('test-connection names the stage that failed, exit 6, and who must do what', async () => {
    const args = [
      'test-connection',
      ...host.flags.map((flag) => (flag === 'sandbox' ? 'somebody' : flag)),
      '--json',
    ];
    const run = await household.run(args);
    const { ok, stages } = JSON.parse(run.stdout);
    expect({ code: run.code, ok }).toEqual({ code: 6, ok: false });
    expect(stages.find(({ status }: { status: string }) => status === 'failed')).toMatchObject({
      stage: 'auth',
      kind: 'login-refused',
      reply: { code: 535 },
      advice: expect.arrayContaining([{ for: expect.any(String), text: expect.any(String) }]),
    });
  });
});

test('attack 11: a connection whose values come from the environment sends, and its password stays there', async () => {
  const { sandbox } = host;
  const env = {
    INVITE_HOST: sandbox.host,
    INVITE_PORT: String(sandbox.ports.starttls),
    INVITE_ENCRYPTION: 'starttls',
    INVITE_USER: sandbox.user,
    INVITE_PASSWORD: sandbox.password.reveal(),
    INVITE_SENDER: SENDER,
    INVITE_CA_FILE: join(household.folder, 'ca.pem'),
  };
  expect(await household.run(BEGIN, { env })).toMatchObject({ code: 0 });
  expectOneEach(await host.messages(), voters);
});

test('a password from stdin logs in', async () => {
  const at = host.flags.indexOf('--password-file');
  const flags = [...host.flags.slice(0, at), '--password-stdin', ...host.flags.slice(at + 2)];
  const run = await household.run([...BEGIN, ...flags], { input: `${host.sandbox.password.reveal()}\n` });
  expect(run).toMatchObject({ code: 0 });
  expectOneEach(await host.messages(), voters);
});

interface CountingProxy {
  readonly port: number;
  connections(): number;
  close(): Promise<void>;
}

/** A way to the server on which every connection is counted. */
async function countingProxy(target: number): Promise<CountingProxy> {
  let count = 0;
  const server = createServer((client) => {
    count += 1;
    const upstream = connect({ host: '127.0.0.1', port: target });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    port,
    connections: () => count,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
