/** Shows `send --plan --report`: written where it may be, told before any work where not, and nobody's data in it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, localTime, makeProject, makeVoters } from '../support/example-project.js';
import { REMINDER, writeList, writeReminder } from '../support/reminder.js';

const HOUR = 60;
const PASSWORD = 'geheim-4711';
const VOTERS = makeVoters(90);
let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  household.secrets.add(PASSWORD);
  project = makeProject(household, { voters: VOTERS });
  project.writeSettings({
    sendAt: localTime(9 * HOUR),
    electionStart: localTime(10 * HOUR),
    electionEnd: localTime(90 * HOUR),
  });
});
afterEach(() => household.remove());

/** Nothing listens there: whoever connected would fail. */
const HOST = ['--host', 'smtp.office365.com', '--port', '587', '--encryption', 'starttls'];
const MAILBOX = [...HOST, '--user', 'wahl@muster.example', '--sender', 'Wahl <wahl@muster.example>'];
const send = (...args: string[]) =>
  runHere(household, ['send', 'project', ...MAILBOX, '--password-stdin', ...args], {
    input: `${PASSWORD}\n`,
  });
const plan = (...args: string[]) => send('--plan', ...args);
const inHousehold = (name: string) => join(household.folder, name);
const read = (name: string) => readFileSync(inHousehold(name), 'utf8');

describe('send --plan --report', () => {
  it('writes every form that it is asked for, and says so', async () => {
    const { code, stdout, stderr } = await plan(
      '--report',
      'p.html',
      '--report',
      'p.md',
      '--report',
      'p.json',
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('has a message before the start')]);
    for (const name of ['p.html', 'p.md', 'p.json'])
      expect(stderr).toContain(`Report: ${name} (names no voter`);
    expect(read('p.html')).toMatch(
      /^<!doctype html>\n<!-- invite plan report -->\n[\s\S]*<svg class="course"/,
    );
    expect(read('p.md')).toMatch(/^<!-- invite plan report -->\n\n# Plan of the mailing: Gremienwahl\n/);
    expect(JSON.parse(read('p.json'))).toMatchObject({
      report: 'plan',
      tool: '@wahlpost/invite',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*[+-]\d\d:\d\d$/),
      plan: { voters: 90, toMail: 90, inTime: true },
    });
    expect(existsSync(project.statePath)).toBe(false);
  });

  it('names none of the voters, and holds no password', async () => {
    await plan('--report', 'p.html', '--report', 'p.md', '--report', 'p.json');
    for (const text of [read('p.html'), read('p.md'), read('p.json')]) {
      const named = VOTERS.flatMap(({ email, id, lastName, password }) => [email, id, lastName, password]);
      expect(named.filter((one) => text.includes(one))).toEqual([]);
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(household.folder);
    }
  });

  it('leaves stdout the one document with --json', async () => {
    const { code, stdout } = await plan('--json', '--report', 'p.json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ plan: { toMail: 90 }, exitCode: 0 });
    expect(Object.keys(JSON.parse(read('p.json')).plan)).toEqual(Object.keys(document.plan));
  });

  it('replaces its earlier report', async () => {
    await plan('--report', 'p.md');
    expect(read('p.md')).toContain('Everybody has a message before the start');
    expect((await plan('--report', 'p.md', '--rate', '1/min')).code).toBe(0);
    expect(read('p.md')).toContain('29 messages go out only after the start');
    expect(readdirSync(household.folder).filter((name) => name.startsWith('p.md'))).toEqual(['p.md']);
  });

  it('of a reminder says that it tells the turnout', async () => {
    writeReminder(project);
    writeList(project, VOTERS.slice(0, 12));
    const { code, stderr } = await plan(
      ...REMINDER,
      '--not-voted',
      'project/not-voted.csv',
      '--report',
      'p.md',
    );
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/Report: p\.md .*tells how many have not voted/),
    ]);
    expect(read('p.md')).toMatch(/12 of 90 voters[\s\S]*To be mailed: 12 voters/);
    expect(read('p.md')).not.toContain('can be passed on as it is');
  });

  const FOREIGN: [string, string, string][] = [
    ['notes of somebody', 'p.md', '# My notes\n'],
    ['nothing at all', 'p.md', ''],
    ['a report on a connection test', 'p.html', '<!doctype html>\n<!-- invite test-connection report -->\n'],
    ['such a report as JSON', 'p.json', '{\n  "report": "test-connection",\n'],
  ];
  it.each(FOREIGN)('replaces no file that holds %s', async (_, name, text) => {
    writeFileSync(inHousehold(name), text);
    const { code, stdout, stderr } = await plan('--report', name);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('no report of an earlier plan')]);
    expect(read(name)).toBe(text);
  });

  it('is not replaced by a connection test', async () => {
    await plan('--report', 'p.md');
    const before = read('p.md');
    const args = ['test-connection', '--host', '127.0.0.1', '--port', '1', '--report', 'p.md'];
    const { code, stderr } = await runHere(household, args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('no report of an earlier connection test')]);
    expect(read('p.md')).toBe(before);
  });

  const SLIPS: [string, string, () => void, RegExp][] = [
    [
      'a folder that is not there',
      'missing/p.md',
      () => {},
      /missing\/p\.md" cannot be written.*Nothing has been planned yet/s,
    ],
    ['a folder', 'f.md', () => mkdirSync(inHousehold('f.md')), /f\.md" is a folder/],
    [
      'a link',
      'l.md',
      () => symlinkSync('x.md', inHousehold('l.md')),
      /l\.md" \(output file\) is not an ordinary file/,
    ],
    ['another ending', 'p.pdf', () => {}, /"p\.pdf".*\.md, \.html or \.json/s],
    ['no name', '', () => {}, /--report/],
  ];
  it.each(SLIPS)('tells %s before anything is read', async (_, name, before, words) => {
    before();
    // A roll that nobody could read: it would be told if it were.
    project.writeRoll([]);
    const { code, stdout, stderr } = await plan('--report', 'good.md', '--report', name);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(words)]);
    expect(existsSync(inHousehold('good.md'))).toBe(false);
  });

  it.each([[[]], [['--new-mailing', '--yes']], [['--dry-run']], [['--sandbox']], [['--print-schedule']]])(
    'belongs to --plan, and not to %j',
    async (args) => {
      const { code, stderr } = await send(...args, '--report', 'p.md');
      expect([code, stderr]).toEqual([2, expect.stringMatching(/--report .*belongs to --plan/)]);
      expect(existsSync(inHousehold('p.md'))).toBe(false);
    },
  );
});
