/** Owns the proof that no command asks anything without a terminal: each ends, with its code and a way out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/program.js';
import { Household } from '../support/cli.js';
import { runHere } from '../support/command-context.js';
import { makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
beforeEach(() => {
  household = new Household();
  makeProject(household, { voters: makeVoters(2) });
  mkdirSync(join(household.folder, 'full'));
  writeFileSync(join(household.folder, 'full', 'note.txt'), 'x');
  writeFileSync(join(household.folder, 'smtp.yaml'), SMTP);
});
afterEach(() => household.remove());

const SMTP =
  'host: 127.0.0.1\nport: 9\nencryption: ssl\nuser: wahl@muster.example\nsender: wahl@muster.example\n';
const SERVER = [
  ...['--host', '127.0.0.1', '--port', '9', '--encryption', 'ssl'],
  ...['--user', 'wahl', '--sender', 'wahl@muster.example'],
];

type Case = readonly [what: string, args: readonly string[], code: number, way: RegExp];

const CASES: readonly Case[] = [
  ['no mailbox to test', ['test-connection'], 7, /INVITE_HOST/],
  ['a mailbox in parts', ['test-connection', '--host', 'smtp.muster.example'], 2, /--password-stdin/],
  ['a profile file without a password', ['test-connection', '--profile-file', 'smtp.yaml'], 7, /INVITE_HOST/],
  // With a keychain the first missing value is named with its flag: test/e2e/profiles.test.ts.
  ['no keychain to store into', ['configure'], 7, /keychain/i],
  ['a profile in parts', ['configure', 'acme', '--host', 'smtp.muster.example'], 7, /keychain/i],
  ['no mailbox to send by', ['send', 'project', '--new-mailing', '--yes'], 7, /INVITE_HOST/],
  [
    'a mailbox in parts to send by',
    ['send', 'project', '--new-mailing', '--yes', ...SERVER],
    2,
    /--password-stdin/,
  ],
  [
    'a profile file without a password to send by',
    ['send', 'project', '--new-mailing', '--yes', '--profile-file', 'smtp.yaml'],
    7,
    /INVITE_PASSWORD/,
  ],
  ['no --new-mailing', ['send', 'project', '--yes', ...SERVER, '--password-stdin'], 8, /--new-mailing/],
  ['no --yes', ['send', 'project', '--new-mailing', ...SERVER, '--password-stdin'], 2, /--yes/],
  ['a rehearsal', ['send', 'project', '--sandbox'], 0, /./],
  ['a check', ['send', 'project', '--dry-run'], 0, /./],
  ['a preview', ['preview', 'project'], 0, /./],
  ['a letter', ['request', 'project'], 0, /./],
  ['a folder that is full', ['init', 'full'], 2, /empty/],
  ['no state file', ['status', 'project'], 8, /send/],
  ['a sandbox where a file lies', ['sandbox', '--folder', 'smtp.yaml'], 2, /folder/],
];

describe('without a terminal', () => {
  test.each(CASES)('%s ends by itself', async (_what, args, code, way) => {
    const run = await runHere(household, args, { input: 'geheim\n' });
    expect(run).toMatchObject({ code });
    expect(run.stdout + run.stderr).toMatch(way);
  });

  test('covers every command', () => {
    expect(new Set(CASES.map(([, [command]]) => command))).toEqual(new Set(COMMANDS));
  });
});
