/** Owns the tests of reminders: who is mailed, who counts, what is asked, and everything that keeps one from going out. */
import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household, type RunOptions } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import {
  type ExampleProject,
  localTime,
  makeProject,
  makeVoters,
  type RollVoter,
  rollText,
} from '../support/example-project.js';
import { REMINDER, writeList, writeListText, writeReminder } from '../support/reminder.js';
import { type ScriptedHost, startScriptedHost } from '../support/scripted-host.js';
import { type ConnectionScript, drop } from '../support/scripted-server.js';

const VOTERS = makeVoters(8);
const LIST = ['--not-voted', 'project/not-voted.csv'] as const;
const VISIBLE = '--accept-turnout-visible';

let household: Household;
let host: ScriptedHost;
let project: ExampleProject;
let script: ConnectionScript;

beforeEach(async () => {
  household = new Household();
  host = await startScriptedHost(household, () => script);
  project = makeProject(household, { voters: VOTERS });
  writeReminder(project);
  script = {};
});
afterEach(async () => {
  await host.server.close();
  household.remove();
});

const run = (args: readonly string[], options: RunOptions = {}) => runHere(household, args, options);
const send = (...args: string[]) => run(['send', 'project', '--yes', ...args, ...host.flags]);
const remind = (...args: string[]) => send(...REMINDER, ...LIST, VISIBLE, ...args);
const numbered = (...numbers: number[]): RollVoter[] =>
  numbers.map((number) => VOTERS[number - 1] as RollVoter);
const list = (...numbers: number[]) => writeList(project, numbered(...numbers));
const statePath = () => join(project.folder, 'invite.reminder.jsonl');
const state = () => readFileSync(statePath(), 'utf8');
const status = async () =>
  JSON.parse((await run(['status', 'project', '--mailing', 'reminder', '--json'])).stdout);
/** The recipients so far, in order. */
const mailed = (): string[] => host.server.accepted.flatMap(({ to }) => to);
const to = (...numbers: number[]): string[] => numbered(...numbers).map(({ email }) => email);
const ids = (...numbers: number[]): string[] => numbered(...numbers).map(({ id }) => id);

describe('a reminder', () => {
  test('goes to the listed alone, who alone count, and the plan says so', async () => {
    list(5, 2, 3);
    writeFileSync(join(project.folder, 'reminder', 'subject.mustache'), 'Erinnerung: {{firstName}}\n');
    const first = await remind('--new-mailing');
    expect(first.code).toBe(0);
    expect(mailed()).toEqual(to(2, 3, 5));
    expect(first.stderr).toMatch(/Not voted yet +project\/not-voted.csv, 3 of 8 voters, \d+ s old/);
    expect(first.stderr).toMatch(/To be mailed +3 voters/);
    expect(first.stderr).toMatch(new RegExp(`Subject +Erinnerung: ${VOTERS[1]?.firstName}`));
    expect(first.stderr).toMatch(/First +line 3: 0000002/);
    expect(first.stderr).toMatch(/Last +line 6: 0000005/);
    expect(first.stderr).toMatch(/can see in its log and in Sent Items who has not voted/);
    expect(first.stdout).toContain('3 voters accepted by the mail server, nobody left.');
    expect(state()).toMatch(/"v":2,.*"audience":"not-voted"/);
    expect(JSON.parse(state().split('\n')[1] ?? '').voters).toHaveLength(3);
    expect(await status()).toMatchObject({ audience: 'not-voted', voters: 3, accepted: 3, pending: 0 });
    const shown = await run(['status', 'project', '--mailing', 'reminder']);
    expect(shown.stdout).toContain('A reminder to those who have not voted');
  });

  test('tells a script what it is about', async () => {
    list(2, 3);
    const { stdout } = await remind('--new-mailing', '--json');
    const [started, ...others] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(started).toMatchObject({
      event: 'started',
      voters: 2,
      toMail: 2,
      notVoted: { listed: 2, of: 8, voted: 0 },
    });
    expect(others.at(-1)).toMatchObject({
      event: 'summary',
      voters: 2,
      accepted: 2,
      pending: 0,
      exitCode: 0,
    });
  });

  test('is resumed by the command that it names', async () => {
    list(1, 2, 3);
    const limited = await remind('--new-mailing', '--limit', '1');
    expect(limited.code).toBe(5);
    expect(limited.stdout).toMatch(
      /: invite send project --mailing reminder --template project\/reminder --not-voted project\/not-voted.csv --accept-turnout-visible --host .* --limit 1$/m,
    );
    expect(await status()).toMatchObject({ voters: 3, accepted: 1, pending: 2 });
    expect((await remind()).code).toBe(0);
    expect(mailed()).toEqual(to(1, 2, 3));
  });

  test('may carry no credentials, and is no address check then', async () => {
    writeFileSync(join(project.folder, 'reminder', 'template.yaml'), 'credentials: none\n');
    for (const part of ['text', 'html'])
      writeFileSync(
        join(project.folder, 'reminder', `${part}.mustache`),
        'Guten Tag {{firstName}}, Wähler-ID: {{id}}\n',
      );
    list(4);
    const done = await remind('--new-mailing');
    expect([done.code, done.stdout + done.stderr]).toEqual([
      0,
      expect.not.stringMatching(/address check|bounce is/),
    ]);
    expect(done.stderr).not.toContain('credentials included');
    expect(mailed()).toHaveLength(1);
  });

  test('is rehearsed without name and question, and begins anew once it is finished', async () => {
    const rehearse = (...args: string[]) =>
      run(['send', 'project', '--sandbox', '--template', 'project/reminder', ...args]);
    list(1, 2);
    for (const _ of [1, 2]) {
      const done = await rehearse(...LIST);
      expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('2 voters accepted')]);
      expect(done.stderr).not.toContain('Sent Items');
    }
    // One of another kind makes room.
    expect((await rehearse()).stdout).toContain('8 voters accepted');
    expect((await rehearse(...LIST)).stdout).toContain('2 voters accepted');
    expect(host.server.completed).toEqual([]);
  });

  test('is tried without a word to anybody', async () => {
    list(1, 2);
    const tried = await run(['send', 'project', '--dry-run', ...REMINDER, ...LIST]);
    expect([tried.code, tried.stderr]).toEqual([0, expect.stringMatching(/2 of 8 voters.*To be mailed +2/s)]);
    expect(existsSync(statePath())).toBe(false);
  });

  // Why: the roll is read a second time, whole: a row that nobody is mailed by may stand for one who is.
  test('ends where any row of the roll changes while it runs', async () => {
    // More than is read at once.
    const many = makeVoters(6_000);
    const changed = many.map((voter) => (voter.id === '0005999' ? { ...voter, lastName: 'Neu' } : voter));
    project.writeRoll(many);
    writeList(project, [many[0], many[5_999]] as RollVoter[]);
    script = {
      RCPT: () => {
        project.writeRoll(changed);
        return '250 2.1.5 ok';
      },
    };
    const ended = await remind('--new-mailing');
    expect([ended.code, ended.stdout]).toEqual([5, expect.stringMatching(/changed while .*line 6000/)]);
  });
});

describe('a newer, shorter list', () => {
  beforeEach(async () => {
    list(1, 2, 3, 4, 5);
    script = {
      RCPT: (line) =>
        line.includes('voter2@') ? '550 5.1.1 no' : line.includes('voter3@') ? '450 4.2.0 later' : '250 ok',
    };
    expect((await remind('--new-mailing', '--limit', '3', '--until', localTime(2))).code).toBe(5);
    expect(await status()).toMatchObject({ voters: 5, accepted: 1, refused: 1, deferred: 1, pending: 2 });
    script = {};
  });

  test('takes away who has voted, in whatever state but mailed, and says how many', async () => {
    list(5);
    const tried = await remind('--dry-run', '--json');
    expect(JSON.parse(tried.stdout)).toMatchObject({
      voters: 2,
      accepted: 1,
      refused: 0,
      deferred: 0,
      pending: 1,
    });
    const done = await remind();
    expect([done.code, done.stderr]).toEqual([
      0,
      expect.stringMatching(
        /1 of 8 voters.*Voted since +3 voters, not listed any more.*So far +1 accepted, 0 refused, 0 deferred.*To be mailed +1 voter$/ms,
      ),
    ]);
    expect(done.stdout).toContain('2 voters accepted by the mail server, nobody left.');
    expect(mailed()).toEqual(to(1, 5));
    expect(state()).toMatch(/"what":"removed"/);
    expect(await status()).toMatchObject({ voters: 2, accepted: 2, refused: 0, refusals: [], deferrals: [] });
    // And that stays so.
    const again = await remind('--json');
    expect(again.stdout).toContain('"voted":0');
  });

  test('keeps who was accepted, listed or not', async () => {
    list(4, 5);
    await remind();
    list(5);
    expect((await remind()).code).toBe(0);
    expect(await status()).toMatchObject({ voters: 3, accepted: 3 });
    expect(mailed()).toEqual(to(1, 4, 5));
  });

  test('keeps who is in doubt, and a resend is still possible', async () => {
    list(4, 5);
    const before = host.server.completed.length;
    script = { 'end-of-data': () => (host.server.completed.length === before + 1 ? drop : '250 ok') };
    expect((await remind()).code).toBe(4);
    script = {};
    list(5);
    expect((await remind()).code).toBe(4);
    expect(await status()).toMatchObject({ voters: 3, accepted: 2, inDoubt: 1 });
    expect((await remind('--in-doubt', 'resend')).code).toBe(0);
    expect(await status()).toMatchObject({ voters: 3, accepted: 3, inDoubt: 0 });
  });

  test('with new names needs their number, as in any mailing', async () => {
    list(5, 6, 7);
    const refused = await remind();
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/2 voters were added.*--accept-added 2/s),
    ]);
    expect(mailed()).toEqual(to(1));
    expect((await remind('--accept-added', '2')).code).toBe(0);
    expect(mailed()).toEqual(to(1, 5, 6, 7));
    // Who had left comes back as one who is new.
    list(4, 5);
    expect((await remind()).code).toBe(2);
    expect((await remind('--accept-added', '1')).code).toBe(0);
    expect(mailed()).toEqual(to(1, 5, 6, 7, 4));
  });

  test('is no word on who left the roll', async () => {
    project.writeRoll(VOTERS.filter(({ id }) => id !== '0000004'));
    list(5);
    const refused = await remind();
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/1 voter is missing.*--accept-removed 1/s),
    ]);
    expect((await remind('--accept-removed', '1')).code).toBe(0);
    expect(mailed()).toEqual(to(1, 5));
  });

  test('goes together with --retry-refused and --only', async () => {
    project.writeRoll(
      VOTERS.map((voter) => (voter.id === '0000002' ? { ...voter, email: 'right@voters.example' } : voter)),
    );
    list(2, 5);
    const one = await remind('--retry-refused', '--only', '0000002');
    expect([one.code, mailed()]).toEqual([5, [...to(1), 'right@voters.example']]);
    const gone = await remind('--only', '0000004');
    expect([gone.code, gone.stderr]).toEqual([
      2,
      expect.stringMatching(/does not name this voter: "0000004"/),
    ]);
    expect((await remind('--only', 'nobody')).stderr).toContain('The roll does not contain this voter ID');
    const everybody = ids(1, 2, 5).flatMap((id) => ['--only', id]);
    expect((await remind(...everybody)).stderr).toContain('names everybody, all 3 voters');
    expect((await remind('--only', '0000005')).code).toBe(0);
    expect(mailed()).toEqual([...to(1), 'right@voters.example', ...to(5)]);
  });
});

describe('a reminder and its mailing', () => {
  test('cannot go on without its list', async () => {
    list(1, 2);
    await remind('--new-mailing', '--limit', '1');
    const before = state();
    for (const more of [
      [],
      ['--dry-run'],
      ['--accept-added', '6'],
      ['--again', '0000001', '--reason', 'x'],
    ]) {
      const plain = await send(...REMINDER, ...more);
      expect([plain.code, plain.stderr]).toEqual([
        2,
        expect.stringMatching(/is a reminder .*--not-voted FILE/s),
      ]);
    }
    expect(state()).toBe(before);
    expect(mailed()).toHaveLength(1);
  });

  test('cannot be made of a mailing to everybody', async () => {
    await send(...REMINDER, '--new-mailing', '--limit', '1');
    list(2, 3);
    for (const more of [[], ['--dry-run'], ['--accept-removed', '6']]) {
      const listed = await remind(...more);
      expect([listed.code, listed.stderr]).toEqual([2, expect.stringMatching(/begun without a list/)]);
    }
    expect(mailed()).toHaveLength(1);
  });

  test.each([
    ['without a name', [...LIST, '--template', 'project/reminder'], /a mailing of its own with a state file/],
    [
      'in the first state file',
      [...REMINDER, ...LIST, '--state', 'project/invite.state.jsonl'],
      /a state file of its own/,
    ],
    [
      'with --again',
      [...REMINDER, ...LIST, '--again', '0000001', '--reason', 'x'],
      /--again repeats one invitation/,
    ],
    [
      'as a test',
      [...LIST, '--test-to', 'me@example.org'],
      /a test begins, continues and decides no mailing/,
    ],
    ['as a test with credentials', [...LIST, '--test'], /a test begins, continues and decides no mailing/],
    ['with its flag alone', [VISIBLE], /belong to --not-voted/],
    ['with two lists', [...REMINDER, ...LIST, ...LIST], /a single value/],
    ['with a list without a name', [...REMINDER, '--not-voted', ''], /A value is missing/],
  ])('%s is exit 2', async (_why, args, said) => {
    list(1, 2);
    const refused = await send('--new-mailing', ...args);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(host.server.completed).toEqual([]);
  });

  test('has a text of its own, also in a rehearsal', async () => {
    list(1, 2);
    expect((await send('--new-mailing', '--limit', '1')).code).toBe(5);
    cpSync(join(project.folder, 'invitation'), join(project.folder, 'copy'), { recursive: true });
    for (const args of [
      ['--mailing', 'reminder', '--new-mailing'],
      ['--mailing', 'reminder', '--dry-run'],
      ['--sandbox'],
    ]) {
      const same = await send(...args, '--template', 'project/copy', ...LIST, VISIBLE);
      expect([same.code, same.stderr]).toEqual([2, expect.stringMatching(/has the same template/)]);
    }
    expect(mailed()).toHaveLength(1);
    expect((await remind('--new-mailing')).code).toBe(0);
  });

  test('has a text of its own also after the first mailing’s was changed', async () => {
    list(1, 2);
    await send('--new-mailing', '--limit', '1');
    await send('--template', 'project/reminder', '--accept-changed', 'template', '--limit', '1');
    expect((await remind('--new-mailing')).stderr).toContain('has the same template');
  });

  // Why: another election's journal says nothing of this one's text.
  test.each([
    ['is not there', () => rmSync(project.keyPath)],
    ['is damaged', () => writeFileSync(project.statePath, 'x')],
    ['is another one’s', () => copyFileSync(join(project.folder, 'other.key'), project.keyPath)],
  ])('goes out where the first mailing’s state file %s', async (_why, spoil) => {
    writeFileSync(join(project.folder, 'other.key'), Buffer.alloc(32, 7), { mode: 0o600 });
    list(1, 2);
    await send('--new-mailing', '--limit', '1');
    spoil();
    expect((await send('--mailing', 'reminder', ...LIST, VISIBLE, '--new-mailing')).code).toBe(0);
  });
});

describe('the list', () => {
  test.each([
    [
      'is missing',
      () => rmSync(list(1)),
      /not-voted.csv" \(list of those who have not voted\) was not found/,
    ],
    ['names nobody', () => writeListText(project, 'Mitgliedsnummer\n'), /it names nobody/],
    ['names everybody', () => writeList(project, VOTERS), /it names everybody, all 8 voters/],
    ['is the roll itself', () => writeListText(project, rollText(VOTERS)), /it names everybody/],
    [
      'has no such column',
      () => writeListText(project, 'Name\nAnna\n'),
      /line 1\): no column holds the voter ID/,
    ],
    [
      'lacks an ID',
      () => writeListText(project, 'Mitgliedsnummer;x\n0000001;1\n;2\n'),
      /line 3\): the voter ID is missing/,
    ],
    [
      'names one twice',
      () => writeListText(project, 'Mitgliedsnummer\n0000001\n0000001\n'),
      /line 3\).*in line 2/,
    ],
    [
      'names a stranger',
      () => writeListText(project, 'Mitgliedsnummer\n0000001\n1\n'),
      /line 3\).*1 voter ID of the list \(line 3\)/,
    ],
    [
      'has a blank behind an ID',
      () => writeListText(project, 'Mitgliedsnummer\n0000001 \n'),
      /line 2\).*does not contain/,
    ],
    [
      'is damaged text',
      () => writeListText(project, Buffer.from('efbbbf4e720a31e40a', 'hex')),
      /different encodings/,
    ],
    ['is no text', () => writeListText(project, '%PDF-1.7'), /it is not a CSV file/],
  ])('row 69: that %s is exit 2 in both languages, and nothing begins', async (_why, write, said) => {
    write();
    const args = ['send', 'project', '--yes', ...REMINDER, ...LIST, VISIBLE, '--new-mailing', ...host.flags];
    const english = await run(args);
    expect([english.code, english.stderr]).toEqual([2, expect.stringMatching(said)]);
    const german = await run(args, { lang: 'de' });
    expect([german.code, german.stderr]).toEqual([
      2,
      expect.stringMatching(/Liste derer, die noch nicht gewählt haben/),
    ]);
    expect(existsSync(statePath())).toBe(false);
    expect(host.server.completed).toEqual([]);
  });

  test('of a faulty roll is not the first thing to be told', async () => {
    list(1);
    project.writeRoll([...VOTERS, VOTERS[0] as RollVoter]);
    const refused = await remind('--new-mailing');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/already stands in line 2/)]);
    writeFileSync(project.rollPath, '');
    expect((await remind('--new-mailing')).stderr).toContain('The roll contains no voters');
  });

  test.each([
    [25, /list of those who have not voted is 1 day 1 h old/, /1 of 8 voters, 1 day 1 h old/],
    [-2, /written in the future/, /1 of 8 voters, written in the future/],
    [2, null, /1 of 8 voters, 2 h old/],
  ])('that is %s hours old', async (hours, warning, plan) => {
    writeList(project, numbered(1), hours);
    const told = await remind('--new-mailing', '--accept-old-list');
    expect([told.code, told.stderr]).toEqual([0, expect.stringMatching(plan)]);
    writeList(project, numbered(1), hours);
    const quiet = (await remind('--quiet', '--accept-old-list')).stderr;
    expect(quiet).toMatch(warning ?? /^(?!.*The list of those who)/s);
  });

  // Why: its age was looked at once, and the reminder went on with it for three days.
  test('that grows too old while the reminder goes out is none for a script', async () => {
    writeList(project, numbered(1, 2, 3), 0);
    const slow = ['--rate', '2/d', '--new-mailing'];
    const waiting = await remind('--wait', ...slow);
    expect([waiting.code, waiting.stderr]).toEqual([2, expect.stringContaining('more than 24 hours old')]);
    expect(mailed()).toEqual([]);
    const ending = await remind(...slow);
    expect([ending.code, mailed().length]).toEqual([5, 2]);
    writeList(project, numbered(1, 2, 3), 2);
    const planned = await remind('--plan', '--wait', '--rate', '1/d');
    expect(planned.stderr).toMatch(/will be .* old when the last reminder goes out/);
  });

  // Why: a script mailed whoever had voted in the last three days, with a warning that nobody read.
  test.each([
    [25, 'more than 24 hours old'],
    [-2, 'written in the future'],
  ])(
    'that is %s hours old is none where nobody can be asked: exit 2, nothing begins',
    async (hours, words) => {
      writeList(project, numbered(1), hours);
      const refused = await remind('--new-mailing');
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(words)]);
      expect([existsSync(statePath()), host.server.accepted]).toEqual([false, []]);
    },
  );

  // Why: an export of who has voted and who has not, short of one voter, reminded everybody in it.
  test.each(['yes/no', 'ja/nein', '1/0', 'voted/open'])('that tells of both is none: %s', async (words) => {
    const [yes, no] = words.split('/');
    const [one, other] = numbered(1, 2);
    writeListText(project, `Mitgliedsnummer;voted\n${one?.id};${yes}\n${other?.id};${no}\n`);
    const refused = await remind('--new-mailing');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('yes of some voters and no')]);
    expect(host.server.accepted).toEqual([]);
    writeListText(project, `Mitgliedsnummer;voted\n${one?.id};${no}\n${other?.id};${no}\n`);
    expect((await remind('--new-mailing')).code).toBe(0);
  });

  test('goes by the address where the roll has no ID', async () => {
    const lines = VOTERS.slice(0, 5).map(({ email, firstName, lastName, password }) =>
      [email, firstName, lastName, password].join(';'),
    );
    writeFileSync(project.rollPath, ['E-Mail;Vorname;Nachname;Passwort', ...lines, ''].join('\n'));
    writeListText(project, 'Name;Mail\nAnna;voter2@VOTERS.example\n');
    const done = await remind('--new-mailing');
    expect([done.code, host.server.accepted.map(({ to }) => to[0])]).toEqual([0, ['voter2@voters.example']]);
  });
});

describe('that administrators can see who has not voted', () => {
  test.each([
    ['en', /needs an answer.*--accept-turnout-visible/s],
    ['de', /wird eine Antwort gebraucht.*--accept-turnout-visible/s],
  ] as const)('is not answered by --yes: exit 2 in %s, and nothing begins', async (lang, said) => {
    list(1, 2);
    const asked = await run(
      ['send', 'project', '--yes', '--new-mailing', ...REMINDER, ...LIST, ...host.flags],
      { lang },
    );
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(existsSync(statePath())).toBe(false);
    expect(host.server.completed).toEqual([]);
  });

  test('is asked again by every run that mails somebody, and by no other', async () => {
    list(1, 2);
    await remind('--new-mailing', '--limit', '1');
    const before = state();
    expect((await send(...REMINDER, ...LIST)).code).toBe(2);
    expect(state()).toBe(before);
    expect((await remind()).code).toBe(0);
    expect((await send(...REMINDER, ...LIST)).code).toBe(0);
  });
});
