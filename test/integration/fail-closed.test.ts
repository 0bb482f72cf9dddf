/** Owns the proof that a selection which is empty, unknown or mistyped mails nobody: it is never taken for "all". */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { brief, FaultTrial } from '../support/fault-trial.js';

let trial: FaultTrial;
beforeEach(async () => {
  trial = new FaultTrial();
  await trial.listen();
});
afterEach(() => trial.end());

const SELECTIONS: readonly (readonly [string, object, string])[] = [
  ['an empty ID', { only: [''] }, 'bad-option-value'],
  ['an ID of blanks', { only: ['  '] }, 'bad-option-value'],
  ['no ID at all', { only: [] }, 'selection-empty'],
  ['an ID named twice', { only: ['0000001', '0000001'] }, 'bad-option-value'],
  ['an ID that nobody has', { only: ['0000009'] }, 'voter-unknown'],
  ['an ID without its zeros', { only: ['1'] }, 'voter-unknown'],
  ['a known ID beside an unknown one', { only: ['0000001', 'x'] }, 'voter-unknown'],
  ['an address instead of an ID', { only: ['voter1@voters.example'] }, 'voter-unknown'],
  ['several IDs in one word', { only: ['0000001,0000002'] }, 'voter-unknown'],
  ['a pattern', { only: ['*'] }, 'voter-unknown'],
  ['at most nobody', { limit: 0 }, 'selection-empty'],
  ['at most fewer than nobody', { limit: -1 }, 'selection-empty'],
  ['at most what is no number', { limit: Number.NaN }, 'selection-empty'],
  ['lines without a test', { row: [2] }, 'usage'],
  ['the widest without a test', { widest: true }, 'usage'],
  ['test voters without a test', { testVoters: 'test.csv' }, 'usage'],
];

describe.each(SELECTIONS)('a selection of %s', (_name, selection, kind) => {
  test('begins no mailing and mails nobody', async () => {
    const run = await trial.begin(selection);
    expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: [{ error: { kind } }] });
    expect(run.events.some(({ event }) => event === 'started')).toBe(false);
  });

  test('is no trial run either', async () => {
    const run = await trial.send({ dryRun: true, ...selection });
    expect(brief(run)).toMatchObject({ code: 2, told: [{ error: { kind } }] });
  });
});

test('a voter who has left the roll is nobody', async () => {
  expect((await trial.begin({ limit: 1 })).code).toBe(5);
  trial.project.writeRoll(trial.voters.slice(0, 3));
  const run = await trial.send({ acceptRemoved: 1, only: ['0000004'] });
  expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: [{ error: { kind: 'voter-unknown' } }] });
});

test('a voter who has the message already is nobody to be mailed', async () => {
  expect((await trial.begin({ only: ['0000002'] })).code).toBe(5);
  const run = await trial.send({ only: ['0000002'] });
  expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: [{ error: { kind: 'selection-done' } }] });
});

test.each([{ again: '' }, { again: '9' }])('a repetition for nobody: %j', async (options) => {
  expect((await trial.begin()).code).toBe(0);
  const run = await trial.send({ ...options, reason: 'rang up' });
  expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: [{ error: { kind: 'voter-unknown' } }] });
});
