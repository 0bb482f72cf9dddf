/** Owns the faults in a mailing's inputs: a roll, template or sender that is wrong, or not what it was. */
import { rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type RollVoter, rollText, TEXT } from '../support/example-project.js';
import { expectInvariants, expectRecovery } from '../support/fault-invariants.js';
import { brief, FaultTrial } from '../support/fault-trial.js';

let trial: FaultTrial;
let voters: readonly RollVoter[];
beforeEach(async () => {
  trial = new FaultTrial();
  await trial.listen();
  voters = trial.voters;
});
afterEach(() => trial.end());

const changed = (index: number, change: Partial<RollVoter>): RollVoter[] =>
  voters.map((voter, at) => (at === index ? { ...voter, ...change } : voter));

describe('a roll that is wrong', () => {
  const text = () => rollText(voters);

  test.each<readonly [string, () => string | Buffer, RegExp]>([
    ['row 58: two rows with one ID', () => rollText(changed(2, { id: '0000001' })), /line 4/],
    ['row 58: an address that is none', () => rollText(changed(2, { email: 'Anna' })), /line 4/],
    ['row 58: cut in the middle of a row', () => text().slice(0, -40), /line 5/],
    ['row 58: addresses and names have changed places', () => swapped(text()), /"E-Mail"/],
    ['row 58: a workbook under the name of a roll', () => Buffer.from('PK\u0003\u0004'), /./],
    ['row 58: nothing in it', () => '', /./],
    ['row 61: one empty password', () => rollText(changed(2, { password: '' })), /line 4, column "Passwort"/],
    ['row 61: no column for the password', () => text().replace('Passwort', 'Bemerkung'), /password/],
  ])('%s: found before anything is sent', async (_name, roll, says) => {
    writeFileSync(trial.project.rollPath, roll());
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 2, completed: 0 });
    expect(run.stderr + run.stdout).toMatch(says);
    expect(trial.server.connections()).toBe(0);
    await expectInvariants(trial, run);
    trial.project.writeRoll(voters);
    await expectRecovery(trial);
  });

  test('row 58: another encoding, delimiter and no byte order mark are read as well', async () => {
    const roll = rollText(voters).slice(1).replaceAll(';', '\t');
    writeFileSync(trial.project.rollPath, Buffer.from(`\uFEFF${roll}`, 'utf16le'));
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    await expectInvariants(trial, run);
  });
});

/** The header stays where it is. */
function swapped(roll: string): string {
  const [header, ...rows] = roll.split('\r\n');
  const turned = rows.map((row) => row.replace(/^([^;]*);([^;]*);([^;]*);/, '$1;$3;$2;'));
  return [header, ...turned].join('\r\n');
}

describe('an input that changes between two runs', () => {
  const half = async (): Promise<void> => {
    expect(brief(await trial.begin({ limit: 2 }))).toMatchObject({ code: 5, completed: 2 });
  };

  test('row 56: the roll is in another order', async () => {
    await half();
    trial.project.writeRoll([...voters].reverse());
    await expectRecovery(trial);
  });

  test('row 57: the address of somebody who has the message', async () => {
    await half();
    trial.project.writeRoll(changed(0, { email: 'moved@voters.example' }));
    const run = await trial.send();
    expect(brief(run)).toMatchObject({ code: 2, completed: 0 });
    await expectInvariants(trial, run);
    expect(brief(await trial.send({ acceptChanged: ['rows'] }))).toMatchObject({ code: 0, completed: 2 });
    // Nothing went to the second address.
    expect(trial.completed.filter(({ to }) => to.includes('moved@voters.example'))).toEqual([]);
  });

  test.each<readonly [string, () => void, string]>([
    ['row 60: the text', () => trial.project.writeText(`${TEXT}Nachtrag\n`), 'template'],
    [
      'row 60: the title, which stands in it',
      () => trial.project.writeSettings({ title: 'Andere Wahl' }),
      'template',
    ],
    [
      'row 60: the sender',
      () => Object.assign(trial.options, { sender: 'Amt <amt@muster.example>' }),
      'sender',
    ],
    [
      'row 60: the user of the mailbox',
      () => Object.assign(trial.options, { user: 'other@muster.example' }),
      'host',
    ],
  ])('%s: nothing goes out before it is accepted', async (_name, change, what) => {
    await half();
    change();
    const run = await trial.send();
    expect(brief(run)).toMatchObject({ code: 2, completed: 0 });
    expect(run.stdout).toContain(`--accept-changed ${what}`);
    await expectInvariants(trial, run);
    await expectRecovery(trial, { changed: [what] });
    expect(trial.completed).toHaveLength(4);
  });
});

describe('a roll that is replaced during the run', () => {
  /** Rows so long that the file is read piece by piece: 40 of 4 kB. */
  const LONG = 40;
  const longRoll = (of: readonly RollVoter[]) =>
    rollText(of)
      .split('\r\n')
      .map((row, index) => (row === '' ? row : `${row};${index === 0 ? 'Bemerkung' : 'x'.repeat(4_000)}`))
      .join('\r\n');

  test('row 59: what has been read goes out, what differs from the check does not', async () => {
    await trial.end();
    trial = new FaultTrial({ voters: LONG });
    await trial.listen();
    const roll = longRoll(trial.voters);
    writeFileSync(trial.project.rollPath, roll);
    const moved = trial.voters.map((voter) => ({ ...voter, email: `moved-${voter.id}@voters.example` }));
    trial.script = {
      RCPT: (_line, count) => {
        // In place: a new file under the old name would leave the open one as it is.
        if (count === 3) writeFileSync(trial.project.rollPath, longRoll(moved));
        return '250 2.1.5 ok';
      },
    };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 5 });
    expect(run.completed.length).toBeGreaterThanOrEqual(3);
    expect(run.completed.length).toBeLessThan(LONG);
    // No message to an address that was never checked (the invariants look for the owner of each).
    await expectInvariants(trial, run);
    writeFileSync(trial.project.rollPath, roll);
    await expectRecovery(trial);
  });

  test('row 59: the roll is deleted', async () => {
    trial.script = {
      RCPT: () => {
        rmSync(trial.project.rollPath, { force: true });
        return '250 2.1.5 ok';
      },
    };
    const run = await trial.begin();
    expect(run.code === 0 || run.code === 5).toBe(true);
    await expectInvariants(trial, run);
    trial.project.writeRoll(voters);
    await expectRecovery(trial);
  });
});
