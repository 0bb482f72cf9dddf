import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { invitees } from '../../src/cli/send/invitees.js';
import { createPseudonyms } from '../../src/delivery/pseudonym.js';
import { checkRoll } from '../../src/voters/check-roll.js';
import { detectShape } from '../../src/voters/detect-shape.js';
import type { RollSource } from '../../src/voters/roll-source.js';
import { rowText } from '../../src/voters/row-text.js';
import { type RollVoter, rollText } from '../support/example-project.js';
import { brief, FaultTrial } from '../support/fault-trial.js';
import { type WorkbookWishes, workbookOf } from '../support/workbook.js';

function bookOf(voters: readonly RollVoter[], wishes: WorkbookWishes = {}): Buffer {
  const rows = rollText(voters)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(';'));
  return workbookOf(rows, wishes);
}

describe('a mailing from a workbook', () => {
  let trial: FaultTrial;
  let path: string;
  beforeEach(async () => {
    trial = new FaultTrial();
    await trial.listen();
    path = join(trial.project.folder, 'voters.xlsx');
  });
  afterEach(() => trial.end());

  it('goes on with one that began from a CSV file of the same rows', async () => {
    expect(brief(await trial.begin({ limit: 2 }))).toMatchObject({ completed: 2 });
    writeFileSync(path, bookOf(trial.voters));
    const run = await trial.send({ voters: path });
    expect({ ...brief(run), stderr: run.stderr }).toMatchObject({ code: 0, completed: 2 });
    expect(new Set(trial.accepted.flatMap(({ to }) => to)).size).toBe(4);
  });

  it('stops where a mailed voter has another password in it', async () => {
    await trial.begin({ limit: 2 });
    const other = trial.voters.map((voter, index) =>
      index === 0 ? { ...voter, password: 'anders-7' } : voter,
    );
    writeFileSync(path, bookOf(other));
    const run = await trial.send({ voters: path });
    expect(brief(run)).toMatchObject({ completed: 0 });
    expect(run.stdout).toContain('inputs-changed');
  });

  it('needs the name of the sheet where there are several', async () => {
    const sheets = [
      { name: 'Mitglieder' },
      { name: 'Notizen', data: '<row r="1"><c r="A1"><v>1</v></c></row>' },
    ];
    writeFileSync(path, bookOf(trial.voters, { sheets }));
    expect(brief(await trial.begin({ voters: path }))).toMatchObject({ code: 2, completed: 0 });
    expect(brief(await trial.begin({ voters: path, sheet: 'Mitglieder' }))).toMatchObject({
      code: 0,
      completed: 4,
    });
  });
});

describe('a workbook that changes between the two readings', () => {
  const rows = [
    ['ID', 'E-Mail', 'PIN'],
    ['1', 'a@muster.example', '11'],
    ['2', 'b@muster.example', '22'],
  ];
  const pseudonyms = createPseudonyms(Buffer.alloc(32, 7));

  async function secondReading(second: Uint8Array): Promise<string[]> {
    let bytes: Uint8Array = workbookOf(rows);
    async function* open(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    const source: RollSource = { name: 'voters.xlsx', bytes: bytes.length, open };
    const { shape } = await detectShape(source);
    const index = new Map<string, { digest: string; row: number }>();
    await checkRoll(source, shape, (voter) => {
      const digest = pseudonyms.row(rowText(voter, shape));
      index.set(pseudonyms.voter(voter.id), { digest, row: voter.row });
      return [];
    });
    bytes = second;
    const frame = { from: { name: '', address: 'wahl@muster.example' }, replyTo: null, language: 'de' };
    const from = {
      checked: { source, shape },
      rendering: null,
      pseudonyms,
      mailing: 'm',
      frame,
      index,
      addressees: index,
      again: null,
    };
    const read: string[] = [];
    try {
      for await (const { id } of invitees(from as never, { entry: () => ({}) } as never)) read.push(id);
    } catch (error) {
      read.push(String((error as { kind: string }).kind));
    }
    return read;
  }

  it.each<[string, () => Uint8Array, string[]]>([
    ['not', () => workbookOf(rows), ['1', '2']],
    [
      'in one cell',
      () => workbookOf(rows.with(2, ['2', 'b@muster.example', '23'])),
      ['1', 'roll-changed-while-running'],
    ],
    ['by a row', () => workbookOf(rows.slice(0, 2)), ['1', 'roll-changed-while-running']],
    [
      'in the order of its rows',
      () => workbookOf([rows[0] ?? [], rows[2] ?? [], rows[1] ?? []]),
      ['roll-changed-while-running'],
    ],
    ['into a file that was cut off', () => workbookOf(rows).subarray(0, 500), ['roll-changed-while-running']],
    [
      'into a CSV file',
      () => Buffer.from('ID;E-Mail;PIN\n1;a@muster.example;11\n'),
      ['roll-changed-while-running'],
    ],
  ])('%s', async (_, second, expected) => {
    expect(await secondReading(second())).toEqual(expected);
  });
});
