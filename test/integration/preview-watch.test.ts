/** Owns the tests of what a preview notices of its files, keeps of its voters, and lets be approved. */
import { renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readPreview } from '../../src/cli/preview/read.js';
import { lookAt } from '../../src/cli/preview/watched-files.js';
import { readProject } from '../../src/project/project-file.js';
import { Household } from '../support/cli.js';
import { CANARY, type ExampleProject, makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
let project: ExampleProject;
beforeEach(() => {
  household = new Household();
  project = makeProject(household, { voters: makeVoters(3) });
});
afterEach(() => household.remove());

/** Whole seconds: what a file keeps of them is what it was given. */
const WHEN = 1_800_000_000;

const read = () =>
  readProject({ path: project.folder, named: true, overrides: {}, systemTimeZone: 'Europe/Berlin' });

// Why: programs that keep the time of a file when they replace it (rsync -t, an unpacked archive) were not noticed.
test.each<[string, (path: string) => void]>([
  [
    'replaced',
    (path) => {
      const { size } = statSync(path);
      writeFileSync(`${path}.new`, 'x'.repeat(size));
      utimesSync(`${path}.new`, WHEN, WHEN);
      renameSync(`${path}.new`, path);
    },
  ],
  [
    'written over',
    (path) => {
      const { size } = statSync(path);
      writeFileSync(path, 'x'.repeat(size));
      utimesSync(path, WHEN, WHEN);
    },
  ],
])('a file that is %s with its time and size kept is noticed', async (_name, change) => {
  const path = join(project.folder, 'invitation', 'text.mustache');
  utimesSync(path, WHEN, WHEN);
  const before = await lookAt(await read());
  expect(await lookAt(await read())).toBe(before);
  change(path);
  expect(await lookAt(await read())).not.toBe(before);
});

test.each([false, true])('voters are kept with their credentials only where revealed: %s', async (reveal) => {
  const { voters } = await readPreview(await read(), { serve: true, reveal });
  expect(JSON.stringify(voters.at(0)).includes(CANARY)).toBe(reveal);
});

// Why: the roll is the same to the byte, and another column is the password.
test('the fingerprint is another one with other columns', async () => {
  const fingerprint = async (columns: object) => {
    const { checked } = await readPreview({ ...(await read()), columns }, {});
    return checked.fingerprint;
  };
  const usual = await fingerprint({});
  expect(usual).toMatch(/^[0-9a-f]{4}-/);
  expect(await fingerprint({ salutation: 'Vorname', firstName: 'Nachname', lastName: 'Vorname' })).not.toBe(
    usual,
  );
});
