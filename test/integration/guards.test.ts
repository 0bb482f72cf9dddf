/** Owns the guards of a mailing: each wrong step ends with its code, a sentence that helps, and not one message. */
import { copyFileSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { expectOneEach } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import {
  type ExampleProject,
  localTime,
  makeProject,
  makeVoters,
  type RollVoter,
  TEXT,
} from '../support/example-project.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';

const DAY = 24 * 60;
const VOTERS = 6;

let household: Household;
let host: MailHost;
let voters: RollVoter[];
let project: ExampleProject;

beforeEach(async () => {
  household = new Household();
  host = await startMailHost(household);
  voters = makeVoters(VOTERS);
  project = makeProject(household, { voters });
});
afterEach(async () => {
  await host.close();
  household.remove();
});

/** A command that must change nothing: run once in each language. */
interface Refusal {
  readonly args: readonly string[];
  readonly code: number;
  readonly en: RegExp;
  readonly de: RegExp;
}

async function expectRefusal({ args, code, en, de }: Refusal): Promise<void> {
  const before = (await host.messages()).length;
  for (const [lang, words] of [
    ['en', en],
    ['de', de],
  ] as const) {
    const run = await runHere(household, args, { lang });
    expect({ code: run.code, said: run.stderr + run.stdout }).toEqual({
      code,
      said: expect.stringMatching(words),
    });
  }
  expect(await host.messages()).toHaveLength(before);
}

function send(...args: string[]): string[] {
  return ['send', 'project', ...args, ...host.flags];
}

const begin = (...args: string[]) => send('--new-mailing', '--yes', ...args);
const resume = (...args: string[]) => send('--yes', ...args);

/** A mailing that stopped half-way. */
async function beginHalf(): Promise<void> {
  expect((await runHere(household, begin('--limit', '3'))).code).toBe(5);
  expect(await host.messages()).toHaveLength(3);
}

/** Everybody who is still missing gets the message when the flag is given; nobody gets two. */
async function expectGoesOn(flags: readonly string[], all: readonly RollVoter[]): Promise<void> {
  expect(await runHere(household, resume(...flags))).toMatchObject({ code: 0 });
  expectOneEach(await host.messages(), all);
}

describe('a mailing is begun once', () => {
  test('a second --new-mailing is exit 8 and says how to continue', async () => {
    await runHere(household, begin());
    await expectRefusal({
      args: begin(),
      code: 8,
      en: /already been begun.*Continue the mailing.*invite send.*Do not delete the state file/s,
      de: /schon begonnen.*Setzen Sie den Versand fort.*invite send.*Löschen Sie die Zustandsdatei nicht/s,
    });
  });

  test('row 53: a deleted state file does not make a mailing new', async () => {
    await runHere(household, begin());
    rmSync(project.statePath);
    rmSync(project.keyPath);
    const words = {
      code: 8,
      en: /6 invitations were accepted.*missing.*Do not begin again.*Restore/s,
      de: /6 Einladungen angenommen.*fehlt.*Beginnen Sie nicht von vorn.*Stellen Sie.*wieder her/s,
    };
    await expectRefusal({ args: begin(), ...words });
    // Why: `status` said that nothing had begun, and advised to begin.
    await expectRefusal({ args: ['status', 'project'], ...words });
    await expectRefusal({
      args: ['status', 'project', '--mailing', 'other'],
      code: 8,
      en: /begun/,
      de: /begonnen/,
    });
  });

  test('nothing begins without --new-mailing where nobody can be asked', async () => {
    await expectRefusal({
      args: resume(),
      code: 8,
      en: /No mailing has been begun.*--new-mailing/s,
      de: /noch kein Versand begonnen.*--new-mailing/s,
    });
  });

  test('row 44: nothing starts without --yes where nobody can be asked', async () => {
    await expectRefusal({
      args: send('--new-mailing'),
      code: 2,
      en: /6 messages.*nobody can be asked.*--yes/s,
      de: /6 Nachrichten.*niemand gefragt.*--yes/s,
    });
    expect(readState()).toBeNull();
  });

  test('another name is another mailing, with a state file of its own', async () => {
    await runHere(household, begin());
    expect((await runHere(household, begin('--mailing', 'reminder'))).code).toBe(0);
    expect(await host.messages()).toHaveLength(2 * VOTERS);
    expect(readFileSync(join(project.folder, 'invite.reminder.jsonl'), 'utf8')).toContain('"header"');
  });
});

describe('nothing goes out at the wrong time', () => {
  test('before sendAt it is exit 5, with both times and both ways on', async () => {
    project.writeSettings({
      electionStart: localTime(3 * DAY),
      electionEnd: localTime(9 * DAY),
      sendAt: localTime(DAY),
    });
    await expectRefusal({
      args: begin('--no-input'),
      code: 5,
      en: /begin only on .* now it is .*--wait.*--now --yes/s,
      de: /erst am .* jetzt ist .*--wait.*--now --yes/s,
    });
    expect(readState()).toBeNull();
    expect((await runHere(household, begin('--now'))).code).toBe(0);
  });

  test('before electionStart, where there is no sendAt, it is exit 5 as well', async () => {
    project.writeSettings({ electionStart: localTime(DAY), electionEnd: localTime(2 * DAY) });
    await expectRefusal({ args: begin(), code: 5, en: /begin only on/, de: /erst am/ });
  });

  test('with --wait the mailing begins at its second, not before', async () => {
    const planned = Math.floor(Date.now() / 1_000 + 4) * 1_000;
    project.writeSettings({ sendAt: localTime((planned - Date.now()) / 60_000) });
    const waiting = household.start(begin('--wait'));
    await waiting.until(/Waiting until/);
    expect(await host.messages()).toEqual([]);
    expect((await waiting.ended).code).toBe(0);
    expect(Date.now()).toBeGreaterThanOrEqual(planned);
    expectOneEach(await host.messages(), voters);
  });

  test('with --wait it waits, and a signal meanwhile leaves a mailing that has not begun', async () => {
    project.writeSettings({ sendAt: localTime(3) });
    const waiting = household.start(begin('--wait'));
    await waiting.until(/Waiting until/);
    expect(await host.messages()).toEqual([]);
    waiting.child.kill('SIGINT');
    expect((await waiting.ended).code).toBe(130);
    expect(readState()).toBeNull();
  });

  // Why: a mailing was begun that could mail nobody.
  test('after --until nothing begins, and nothing goes on', async () => {
    const over = {
      args: begin('--until', localTime(-1)),
      code: 5,
      en: /set with --until has been over since.*could mail nobody.*later time/s,
      de: /mit --until gesetzte Zeit ist seit dem .* vorbei.*späteren Zeitpunkt/s,
    };
    await expectRefusal(over);
    const sendAt = localTime(60);
    project.writeSettings({ sendAt });
    await expectRefusal({
      args: begin('--wait', '--until', sendAt),
      code: 5,
      en: /not after the beginning/,
      de: /nicht nach dem Beginn des Versands/,
    });
    expect(readState()).toBeNull();
    expect((await runHere(household, begin('--now', '--limit', '2'))).code).toBe(5);
    const before = readState();
    await expectRefusal({ ...over, args: resume('--now', '--until', localTime(-1)) });
    expect(readState()).toBe(before);
  });

  test('after electionEnd nothing goes out, whatever the flags', async () => {
    project.writeSettings({ electionStart: localTime(-9 * DAY), electionEnd: localTime(-DAY) });
    await expectRefusal({
      args: begin('--now', '--wait'),
      code: 2,
      en: /election has been over since.*electionEnd/s,
      de: /Die Wahl ist seit dem .* zu Ende.*electionEnd/s,
    });
  });
});

describe('nothing goes out that was not meant', () => {
  test('another number of voters than expected is exit 2', async () => {
    project.writeSettings({ expectVoters: 7 });
    await expectRefusal({
      args: begin(),
      code: 2,
      en: /holds 6 voters, but 7 are expected.*expectVoters: 6/s,
      de: /6 Wahlberechtigte, erwartet werden 7.*expectVoters: 6/s,
    });
  });

  test('another roll or template than the approved one is exit 2; the fingerprint of preview lets it go', async () => {
    const preview = JSON.parse((await runHere(household, ['preview', 'project', '--json'])).stdout);
    await expectRefusal({
      args: begin('--approve', '0123-4567-89ab-cdef'),
      code: 2,
      en: /no longer what was approved.*preview/s,
      de: /nicht mehr.*freigegeben.*preview/is,
    });
    project.writeText(`${TEXT}Nachtrag\n`);
    await expectRefusal({
      args: begin('--approve', preview.fingerprint),
      code: 2,
      en: /approved/,
      de: /freigegeben/i,
    });
    project.writeText(TEXT);
    expect((await runHere(household, begin('--approve', preview.fingerprint.toUpperCase()))).code).toBe(0);
  });

  test('an ID that is not in the roll selects nobody, exit 2', async () => {
    await expectRefusal({
      args: begin('--only', '0000001', '--only', '1'),
      code: 2,
      en: /does not contain.*"1".*exactly as in the roll/s,
      de: /gibt es diese Wähler-ID nicht: „1“.*genau so/s,
    });
  });
});

// Why: the examples of a new project folder went out to a real roll, without a word.
describe('examples of a new project folder', () => {
  const examples = { organiser: 'Beispielverband e. V.' };

  test.each([['--new-mailing'], ['--dry-run'], []])('do not go out, with %j', async (...flags) => {
    project.writeSettings(examples);
    await expectRefusal({
      args: send('--yes', ...flags),
      code: 2,
      en: /"organiser" is still the example.*marked EXAMPLE/s,
      de: /„organiser“ noch das Beispiel.*an dem BEISPIEL steht/s,
    });
  });

  test('are pointed out in a preview, and may be rehearsed', async () => {
    project.writeSettings({ ...examples, contact: '{ email: wahl@beispielverband.example }' });
    const preview = await runHere(household, ['preview', 'project']);
    expect([preview.code, preview.stdout]).toEqual([
      0,
      expect.stringMatching(/"organiser" and "contact" are/),
    ]);
    expect((await runHere(household, ['send', 'project', '--sandbox'])).code).toBe(0);
  });
});

describe('a mailing that has begun', () => {
  // Why: it ended with 0 and "all accepted", and whoever had mistyped the ID thought that a message had gone.
  test('has nobody left among voters who are settled: exit 2, nothing changed', async () => {
    await beginHalf();
    const before = readState();
    const [first, second] = voters.map(({ id }) => id);
    await expectRefusal({
      args: resume('--only', first ?? '', '--only', second ?? ''),
      code: 2,
      en: /line 2 and line 3/,
      de: /Zeile 2 und Zeile 3/,
    });
    expect(readState()).toBe(before);
    const [, , third, fourth] = voters.map(({ id }) => id);
    expect((await runHere(household, resume('--only', third ?? '', '--only', fourth ?? ''))).code).toBe(5);
    expect(await host.messages()).toHaveLength(4);
  });

  // Why: the plan of a dry run promised everybody a message, also those who had theirs.
  test('is planned by --dry-run for those who are left, and stays as it is', async () => {
    await beginHalf();
    const before = readState();
    const words = await runHere(household, ['send', 'project', '--dry-run']);
    expect(words).toMatchObject({ code: 0, stderr: expect.stringMatching(/\b3 (messages|voters)/) });
    const summary = JSON.parse((await runHere(household, ['send', 'project', '--dry-run', '--json'])).stdout);
    expect(summary).toMatchObject({ voters: 6, accepted: 3, pending: 3, exitCode: 0 });
    expect(readState()).toBe(before);
    expect(await host.messages()).toHaveLength(3);
  });
});

describe('changed inputs stop a mailing that has begun', () => {
  test('row 56: added voters, until --accept-added names their number', async () => {
    await beginHalf();
    const all = makeVoters(VOTERS + 2);
    project.writeRoll(all);
    const words = {
      en: /2 voters were added.*--accept-added 2/s,
      de: /2 Wahlberechtigte sind hinzugekommen.*--accept-added 2/s,
    };
    await expectRefusal({ args: resume(), code: 2, ...words });
    await expectRefusal({ args: resume('--accept-added', '1'), code: 2, ...words });
    await expectGoesOn(['--accept-added', '2'], all);
  });

  test('row 57: a removed voter who has a message, until --accept-removed names the number', async () => {
    await beginHalf();
    const left = voters.slice(1);
    project.writeRoll(left);
    await expectRefusal({
      args: resume(),
      code: 2,
      en: /1 voter is missing from the roll.*--accept-removed 1/s,
      de: /1 \S+ fehlt im Verzeichnis.*--accept-removed 1/s,
    });
    const run = await runHere(household, resume('--accept-removed', '1'));
    expect(run.code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  // Why: a pending voter who fell out of the roll was never mailed, and the mailing was called complete.
  test('row 57: a removed voter who has none yet, until --accept-removed names the number', async () => {
    await beginHalf();
    const left = voters.slice(0, -2);
    project.writeRoll(left);
    const words = { en: /2 voters are missing from the roll.*--accept-removed 2/s, de: /--accept-removed 2/ };
    await expectRefusal({ args: resume(), code: 2, ...words });
    await expectRefusal({ args: resume('--accept-removed', '1'), code: 2, ...words });
    await expectGoesOn(['--accept-removed', '2'], left);
  });

  test('row 57: a changed row of a voter who has a message, until --accept-changed rows; no second message then', async () => {
    await beginHalf();
    project.writeRoll(
      voters.map((voter, index) => (index === 0 ? { ...voter, email: 'moved@voters.example' } : voter)),
    );
    await expectRefusal({
      args: resume(),
      code: 2,
      en: /\(line 2\).*--accept-changed rows/s,
      de: /\(Zeile 2\).*--accept-changed rows/s,
    });
    await expectGoesOn(['--accept-changed', 'rows'], voters);
  });

  test('a changed row of a voter who has none yet needs no flag', async () => {
    await beginHalf();
    const all = voters.map((voter, index) =>
      index === 5 ? { ...voter, email: 'moved@voters.example' } : voter,
    );
    project.writeRoll(all);
    await expectGoesOn([], all);
  });

  test('a roll in another order is the same roll', async () => {
    await beginHalf();
    project.writeRoll([...voters].reverse());
    await expectGoesOn([], voters);
  });

  test('row 60: a changed template, until --accept-changed template', async () => {
    await beginHalf();
    project.writeText(`${TEXT}Nachtrag\n`);
    await expectRefusal({
      args: resume('--accept-changed', 'rows'),
      code: 2,
      en: /the template is different.*--accept-changed template/s,
      de: /die Vorlage ist anders.*--accept-changed template/s,
    });
    await expectGoesOn(['--accept-changed', 'template'], voters);
    expect((await host.messages()).filter(({ text }) => text.includes('Nachtrag'))).toHaveLength(3);
  });

  test('row 60: another port is another host, until --accept-changed host', async () => {
    await beginHalf();
    const { ports } = host.sandbox;
    const other = host.flags.map((flag) =>
      flag === String(ports.ssl) ? String(ports.starttls) : flag === 'ssl' ? 'starttls' : flag,
    );
    await expectRefusal({
      args: ['send', 'project', '--yes', ...other],
      code: 2,
      en: /mail server or the user name is different.*--accept-changed host/s,
      de: /Mailserver oder der Benutzername ist anders.*--accept-changed host/s,
    });
    const run = await runHere(household, ['send', 'project', '--yes', '--accept-changed', 'host', ...other]);
    expect(run.code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  test('several changes at once are all named, each with its flag', async () => {
    await beginHalf();
    project.writeRoll(makeVoters(VOTERS + 1));
    project.writeText(`${TEXT}Nachtrag\n`);
    await expectRefusal({
      args: resume('--accept-changed', 'template'),
      code: 2,
      en: /--accept-added 1/,
      de: /--accept-added 1/,
    });
    await expectGoesOn(['--accept-changed', 'template', '--accept-added', '1'], makeVoters(VOTERS + 1));
  });
});

describe('the state file is the mailing', () => {
  test('row 53: a copied project folder is exit 8 until --take-over', async () => {
    await beginHalf();
    cpSync(project.folder, join(household.folder, 'copy'), { recursive: true });
    const args = ['send', 'copy', '--yes', ...host.flags];
    await expectRefusal({ args, code: 8, en: /is a copy.*--take-over/s, de: /ist eine Kopie.*--take-over/s });
    expect((await runHere(household, [...args, '--take-over'])).code).toBe(0);
    expectOneEach(await host.messages(), voters);
    // From now on the copy is the mailing, and the former file is the older one.
    await expectRefusal({
      args: resume(),
      code: 8,
      en: /older than the last known/,
      de: /älter als der letzte bekannte/,
    });
  });

  test('row 53: an older version of the state file is exit 8, with --take-over too', async () => {
    await beginHalf();
    const backup = join(household.folder, 'backup');
    copyFileSync(project.statePath, backup);
    await runHere(household, resume('--limit', '1'));
    writeFileSync(project.statePath, readFileSync(backup));
    await expectRefusal({
      args: resume('--take-over'),
      code: 8,
      en: /older than the last known state.*Find the newer state file/s,
      de: /älter als der letzte bekannte Stand.*neuere Zustandsdatei/s,
    });
  });

  test('row 54: a second process while the first one runs is exit 8 and names its process', async () => {
    const first = household.start(begin('--rate', '1/min'));
    await waitForMessages(1);
    await expectRefusal({
      args: resume(),
      code: 8,
      en: new RegExp(`process ${first.pid}\\).*Wait until it has finished`, 's'),
      de: new RegExp(`Prozess ${first.pid}\\).*Warten Sie`, 's'),
    });
    first.child.kill('SIGKILL');
    await first.ended;
    expect((await runHere(household, resume())).code).toBe(0);
    expectOneEach(await host.messages(), voters);
  });

  test('without its key the state file is of no use, exit 8', async () => {
    await beginHalf();
    rmSync(project.keyPath);
    await expectRefusal({
      args: resume(),
      code: 8,
      en: /key file .* is missing.*Restore the key file/s,
      de: /Schlüsseldatei .* fehlt.*Stellen Sie die Schlüsseldatei wieder her/s,
    });
  });

  test('with another mailing’s key it is of no use either', async () => {
    await beginHalf();
    writeFileSync(project.keyPath, `${'0'.repeat(64)}\n`, { mode: 0o600 });
    await expectRefusal({ args: resume(), code: 8, en: /does not belong/, de: /gehört nicht zu/ });
  });

  test('damaged in the middle it is exit 8 and stays as it is', async () => {
    await runHere(household, begin());
    const bytes = readFileSync(project.statePath);
    bytes[Math.floor(bytes.length / 2)] = 0x00;
    writeFileSync(project.statePath, bytes);
    const words = { en: /damaged.*Do not begin again/s, de: /beschädigt.*Beginnen Sie nicht von vorn/s };
    await expectRefusal({ args: resume(), code: 8, ...words });
    await expectRefusal({ args: ['status', 'project'], code: 8, ...words });
    expect(readFileSync(project.statePath)).toEqual(bytes);
  });

  test('a torn last line is cut off, and the mailing goes on', async () => {
    await beginHalf();
    const bytes = readFileSync(project.statePath);
    writeFileSync(project.statePath, Buffer.concat([bytes, Buffer.from('{"t":"committing","voter":"ab')]));
    await expectGoesOn([], voters);
  });

  test('nobody else can read state file and key, where the system knows that', async () => {
    await runHere(household, begin());
    const mode = process.platform === 'win32' ? 0o666 : 0o600;
    for (const path of [project.statePath, project.keyPath]) expect(statSync(path).mode & 0o777).toBe(mode);
  });

  test('the state file tells nothing of anybody', async () => {
    await runHere(household, begin());
    const state = readState() ?? '';
    for (const { id, email, lastName } of voters)
      for (const text of [id, email, lastName]) expect(state).not.toContain(text);
  });
});

function readState(): string | null {
  try {
    return readFileSync(project.statePath, 'utf8');
  } catch {
    return null;
  }
}

async function waitForMessages(count: number): Promise<void> {
  await expect.poll(async () => (await host.messages()).length).toBeGreaterThanOrEqual(count);
}
