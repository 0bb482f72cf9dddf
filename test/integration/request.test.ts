/** Owns `invite request` as an election manager meets it: the letter, its files, its blanks, and wrong input. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, makeProject, makeVoters } from '../support/example-project.js';
import { startScriptedHost } from '../support/scripted-host.js';

const SETTINGS = {
  electionStart: '2099-03-01T08:00',
  electionEnd: '2099-03-15T18:00',
  organiser: 'Verein Nordlicht e. V.',
  contact: '{ name: Wahlbüro, email: wahl@nordlicht.example, phone: "+49 30 111111" }',
};

let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: makeVoters(12), settings: SETTINGS });
});
afterEach(() => household.remove());

const request = (...args: string[]) => runHere(household, ['request', ...args]);

describe('the letter', () => {
  test('stands on stdout alone, in the language of the invitation, the talk in that of the reader', async () => {
    const run = await request('project');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^Verein Nordlicht e\. V\.\nGremienwahl\n/);
    expect(run.stdout).toMatch(/Verein Nordlicht e\. V\.\n$/);
    expect(run.stdout).toContain('Bitte richten Sie es bis 1. Februar 2099 ein');
    expect(run.stdout).toContain('Wir versenden 12 Nachrichten');
    expect(run.stdout).toContain('1. März 2099, 08:00 Uhr (Europe/Berlin)');
    expect(run.stdout).not.toContain('--our-address');
    expect(run.stderr).toMatch(/--our-address IP.*--out FOLDER.*invite configure/s);
    expect(run.stderr).not.toMatch(/Warning/);
  });

  test('is written in English where that is asked for, its talk in German', async () => {
    const run = await runHere(
      household,
      ['request', 'project', '--language', 'en', '--our-address', '203.0.113.7'],
      {
        lang: 'de',
      },
    );
    expect(run.stdout).toContain('The connection comes from this address.');
    expect(run.stdout).toContain('\n- 203.0.113.7\n');
    expect(run.stderr).toContain('Sind die sechs Angaben da: invite configure');
    expect(run.stderr).not.toContain('--our-address');
  });

  test('follows the flags', async () => {
    const run = await request(
      ...['project', '--messages', '4711', '--rate', '500/h', '--title', 'Wahl "A" & B'],
      ...['--send-at', '2099-02-20T09:00', '--timezone', 'Europe/London', '--our-address', '2001:DB8::/48'],
      ...['--our-address', '203.0.113.7', '--our-address', '203.0.113.7', '--quiet'],
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain('Wahl "A" & B');
    expect(run.stdout).toContain('4.711 Nachrichten');
    expect(run.stdout).toContain('Bei 500 je Stunde dauert das etwa 9 h 25 min.');
    expect(run.stdout).toContain('20. Februar 2099, 09:00 Uhr (Europe/London)');
    expect(run.stdout).toContain('\n- 2001:db8::/48\n- 203.0.113.7\n\n');
  });

  test('counts what invite.yaml expects before it looks into the roll', async () => {
    project.writeSettings({ ...SETTINGS, expectVoters: 3000 });
    project.writeRoll(makeVoters(1));
    expect((await request('project')).stdout).toContain('Wir versenden 3.000 Nachrichten');
  });

  test('names a test that runs', async () => {
    const host = await startScriptedHost(household, () => ({}));
    try {
      const { stdout } = await request('project', '--language', 'en');
      const options = /invite test-connection (--host .*)/.exec(stdout)?.[1] ?? '';
      const values: Readonly<Record<string, string>> = {
        HOST: '127.0.0.1',
        PORT: String(host.server.port),
        starttls: 'none',
        USER: 'wahl',
        '"NAME <ADDRESS>"': 'Wahl <wahl@muster.example>',
      };
      const words = options.match(/"[^"]*"|\S+/g)?.map((word) => values[word] ?? word) ?? [];
      // At a terminal the password is asked; here nobody answers.
      const password = ['--password-file', 'password.txt'];
      const run = await runHere(household, ['test-connection', ...words, ...password, '--json']);
      expect(run.code).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ ok: true, leadTimeDays: null });
    } finally {
      await host.server.close();
    }
  });
});

describe('the files of the letter', () => {
  test.each(['de', 'en'] as const)(
    'are text, HTML and a draft that another parser reads, in %s',
    async (language) => {
      const run = await request(
        ...['project', '--out', 'letter', '--to', 'it@muster.example', '--language', language],
        ...['--title', '<script>alert("x")</script>'],
      );
      expect(run).toMatchObject({ code: 0, stdout: '' });
      expect(run.stderr).toMatch(/letter\/request\.txt.*request\.html.*request\.eml.*Outlook.*Thunderbird/s);
      const folder = join(household.folder, 'letter');
      expect(readdirSync(folder).sort()).toEqual(['request.eml', 'request.html', 'request.txt']);
      const text = readFileSync(join(folder, 'request.txt'), 'utf8');
      const html = readFileSync(join(folder, 'request.html'), 'utf8');
      expect(html).not.toContain('<script');
      expect(html).toContain(`<html lang="${language}"`);
      const bytes = readFileSync(join(folder, 'request.eml'));
      const mail = await PostalMime.parse(bytes);
      expect(mail.to).toEqual([{ address: 'it@muster.example', name: '' }]);
      expect(mail.subject).toContain('<script>alert("x")</script>');
      expect(mail.text?.trimEnd()).toBe(text.trimEnd());
      expect(mail.html?.trimEnd()).toBe(html.trimEnd());
      expect(bytes.toString('latin1')).toMatch(/^X-Unsent: 1\r\n/);
      expect(bytes.toString('latin1')).not.toMatch(/^(?:From|Date|Message-ID):/im);
    },
  );

  test.each([
    ['a folder with something in it', 'full', /full" is not empty.*Name a new or an empty folder/s],
    ['a file', 'full/note.txt', /note\.txt" is a file.*Name a new folder/s],
    ['a place where none can be made', 'full/note.txt/letter', /note\.txt.letter/],
  ])('are not written into %s', async (_, out, words) => {
    mkdirSync(join(household.folder, 'full'));
    writeFileSync(join(household.folder, 'full', 'note.txt'), 'mine');
    const run = await request('project', '--out', out);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
    expect(readdirSync(join(household.folder, 'full'))).toEqual(['note.txt']);
    expect(readFileSync(join(household.folder, 'full', 'note.txt'), 'utf8')).toBe('mine');
  });

  test('are not written over by the same command', async () => {
    expect((await request('project', '--out', 'letter')).code).toBe(0);
    const before = readFileSync(join(household.folder, 'letter', 'request.txt'));
    const again = await runHere(household, ['request', 'project', '--title', 'Andere', '--out', 'letter'], {
      lang: 'de',
    });
    expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/letter“ ist nicht leer/) });
    expect(readFileSync(join(household.folder, 'letter', 'request.txt'))).toEqual(before);
  });
});

describe('the document of --json', () => {
  test('is one line with days, instants, numbers and both forms of the letter', async () => {
    const args = ['--json', '--our-address', '203.0.113.0/28', '--send-at', '2099-02-28T18:00'];
    const run = await request('project', ...args);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
    const document = JSON.parse(run.stdout);
    expect(Object.keys(document)).toEqual([
      ...['date', 'deadline', 'messages', 'start', 'mailing', 'addresses', 'leadTimeDays'],
      ...['subject', 'text', 'html'],
    ]);
    expect(document).toMatchObject({
      date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
      deadline: '2099-02-01',
      messages: 12,
      start: '2099-03-01T07:00:00.000Z',
      mailing: '2099-02-28T17:00:00.000Z',
      addresses: ['203.0.113.0/28'],
      subject: 'Postfach für die Wahleinladungen: Gremienwahl, bitte bis 1. Februar 2099',
    });
    const days = (Date.parse('2099-03-01') - Date.parse(document.date)) / 86_400_000;
    expect(document.leadTimeDays).toBe(days);
    expect(document.text).toBe((await request('project', ...args.slice(1))).stdout);
    expect(document.html).toMatch(/^<!doctype html>/);
  });

  test('is null where nothing is known, and still writes the files', async () => {
    const run = await request('--json', '--out', 'letter');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ...{ deadline: null, messages: null, start: null, mailing: null, addresses: [], leadTimeDays: null },
    });
    expect(readdirSync(join(household.folder, 'letter'))).toHaveLength(3);
  });
});

describe('what is missing', () => {
  test.each([
    [
      'en',
      /title" is missing.*organiser.*electionStart.*contact.*--contact-email.*--messages N.*request FOLDER/s,
    ],
    ['de', /title“ fehlt.*organiser.*electionStart.*contact.*--contact-email.*--messages N.*request ORDNER/s],
  ] as const)('is a blank and a warning, in a folder without a project (%s)', async (lang, words) => {
    const run = await runHere(household, ['request'], { lang });
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(words) });
    expect(run.stdout).toMatch(/^________\n________\n/);
    expect(run.stdout).toContain(lang === 'de' ? 'Guten Tag,' : 'Hello,');
  });

  test('is warned of by its key even with --quiet', async () => {
    project.writeSettings({ ...SETTINGS, contact: '{}' });
    const run = await request('project', '--quiet');
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(run.stderr).toMatch(/^Warning: "contact" is missing/);
    expect(run.stdout).toContain('Fragen beantwortet: ________.');
  });

  test.each([
    ['that is not there', 'voters: nobody.csv', /nobody\.csv" .*was not found.*--messages N/],
    ['that is a folder', 'voters: invitation', /is a folder.*--messages N/],
    ['with errors in it', 'voters: broken.csv', /broken\.csv" has 1 error.*--messages N/],
    ['that is empty', 'voters: empty.csv', /empty\.csv" has 1 error\..*--messages N/],
  ])('is the number, for a roll %s', async (_, line, words) => {
    const rows = ['Mitgliedsnummer;E-Mail;Passwort', '1;no address;x', '1;a@b.example;y', '2;b@b.example;z'];
    writeFileSync(join(project.folder, 'broken.csv'), `${rows.join('\r\n')}\r\n`);
    writeFileSync(join(project.folder, 'empty.csv'), '');
    project.writeSettings({ ...SETTINGS, voters: line.replace('voters: ', '') });
    const run = await request('project');
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(words) });
    expect(run.stdout).toContain('Wir versenden ________');
    expect((await request('project', '--messages', '7')).stderr).not.toContain('Warning');
  });

  test('is no address of an inner network, about which a word is said', async () => {
    const run = await request('project', '--our-address', '192.168.178.20');
    expect(run).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/192\.168\.178\.20 is .*inner network/),
    });
  });
});

describe('wrong input', () => {
  test.each([
    ['an address that is a name', ['--our-address', 'smtp.example.org'], /203\.0\.113\.0\/28/],
    ['an address with a port', ['--our-address', '203.0.113.7:25'], /--our-address/],
    ['an address of this computer', ['--our-address', '127.0.0.1'], /other computers see/],
    [
      'a network that does not begin there',
      ['--our-address', '203.0.113.7/24'],
      /203\.0\.113\.7 or 203\.0\.113\.0\/24/,
    ],
    ['an endless address', ['--our-address', '1'.repeat(5000)], /--our-address/],
    ['a number of messages that is none', ['--messages', 'many'], /whole number/],
    ['no messages at all', ['--messages', '0'], /whole number/],
    ['a recipient without a domain', ['--to', 'it'], /e-mail address/],
    ['two recipients', ['--to', 'a@b.example, c@d.example'], /e-mail address/],
    ['a title over two lines', ['--title', 'A\nBcc: x@y.example'], /--title/],
    ['a title of 500 characters', ['--title', 'x'.repeat(500)], /200 characters/],
    ['a time that is none', ['--election-start', 'tomorrow'], /2027-03-01T08:00/],
    ['an option that is none', ['--our-adress', '203.0.113.7'], /--our-address/],
  ])('%s is refused with what was expected', async (_, args, words) => {
    const run = await request('project', ...args);
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) });
  });

  test('a broken invite.yaml is told with its line', async () => {
    writeFileSync(join(project.folder, 'invite.yaml'), 'title: A\n\torganiser: B\n');
    for (const [lang, words] of [
      ['en', /invite\.yaml.*line 2/],
      ['de', /invite\.yaml.*Zeile 2/],
    ] as const)
      expect(await runHere(household, ['request', 'project'], { lang })).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(words),
      });
  });

  test('a folder without a project, named as one, is refused', async () => {
    const run = await request('config');
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/no project file.*invite init/s) });
  });

  test('is a document with --json', async () => {
    const run = await request('project', '--our-address', 'x', '--json');
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { kind: 'bad-option-value' }, exitCode: 2 });
  });
});
