/** Owns the tests of one rehearsal after another: when it begins anew, and with what command it goes on. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { expectOneEach, readSandbox } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { type ExampleProject, makeProject, makeVoters } from '../support/example-project.js';

const VOTERS = makeVoters(5);
const CONTACT = '{ name: Wahlbüro, email: wahlbuero@verein.example }';

let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: VOTERS.slice(0, 4), settings: { contact: CONTACT } });
});
afterEach(() => household.remove());

const rehearse = (...args: string[]) =>
  runHere(household, ['send', 'project', '--sandbox', '--yes', ...args]);
const rehearsed = () => readSandbox(`${project.folder}/.invite-sandbox`);

// Why: rehearse, correct the roll, rehearse again is what everybody does, and the second time was refused.
test.each<readonly [string, () => void, number]>([
  ['one voter more', () => project.writeRoll(VOTERS), 5],
  ['one voter fewer', () => project.writeRoll(VOTERS.slice(1, 4)), 3],
  ['another address', () => project.writeRoll([{ ...VOTERS[0], email: 'new@voters.example' } as never]), 1],
  ['another text', () => project.writeText('{{id}} {{password}} neu\n'), 4],
])('a finished rehearsal begins anew with %s', async (_name, change, count) => {
  expect((await rehearse()).code).toBe(0);
  change();
  expect((await rehearse()).code).toBe(0);
  expect(await rehearsed()).toHaveLength(count);
});

test('an unfinished one goes on, and of a changed one the way on is a rehearsal', async () => {
  expect((await rehearse('--limit', '2')).code).toBe(5);
  project.writeRoll(VOTERS);
  const { code, stderr } = await rehearse();
  // Why: the way out that was told would have begun the real mailing.
  expect([code, stderr]).toEqual([2, expect.stringMatching(/: invite send --sandbox$/m)]);
  expect((await rehearse('--accept-added', '1')).code).toBe(0);
  expectOneEach(await rehearsed(), VOTERS);
});

// Why: one invitation and four address checks were "5 accepted, the rehearsal is complete".
test('an address check and invitations are rehearsed apart', async () => {
  expect((await rehearse('--template', 'address-check', '--limit', '3')).code).toBe(5);
  const run = await rehearse();
  expect([run.code, run.stdout]).toEqual([0, expect.stringContaining('4 voters accepted')]);
  expectOneEach(await rehearsed(), VOTERS.slice(0, 4));
});
