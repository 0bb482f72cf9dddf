import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Household, type Run } from '../../support/cli.js';
import { formsOf, placesOfSecrets } from '../../support/secrets.js';

const SECRET = 'Geheim+ü:9 "x"';
const QUIET: Run = { code: 0, stdout: '', stderr: '', commandLines: [], milliseconds: 0 };

let household: Household;
beforeEach(() => {
  household = new Household();
  household.secrets.add(SECRET);
});
afterEach(() => household.remove());

describe('the search for secrets', () => {
  test.each(Object.entries(formsOf(SECRET)))('finds the form %s in the output', (form, text) => {
    expect(placesOfSecrets({ ...QUIET, stderr: `so: ${text}!` }, household)).toContain(
      `stderr: form ${form} of secret 0`,
    );
  });

  test.each([
    ['a login (RFC 4616)', `\u0000wahl@muster.example\u0000${SECRET}`],
    ['a line with more around it', `password: ${SECRET}, port: 465`],
    ['the secret with one byte before it', `x${SECRET}xyz`],
    ['the secret with two bytes before it', `xy${SECRET}`],
  ])('finds the base64 of %s', (_, text) => {
    const stdout = Buffer.from(text).toString('base64');
    expect(placesOfSecrets({ ...QUIET, stdout }, household)).not.toEqual([]);
  });

  test('looks into command lines and every file that may not hold it', () => {
    mkdirSync(join(household.folder, 'project'));
    writeFileSync(join(household.folder, 'project', 'invite.state.jsonl'), `{"row":"${SECRET}"}`);
    writeFileSync(join(household.folder, 'project', 'voters.csv'), SECRET);
    writeFileSync(join(household.configFolder, 'note'), encodeURIComponent(SECRET));
    const places = placesOfSecrets({ ...QUIET, commandLines: [`node invite.js ${SECRET}`] }, household);
    expect(places).toEqual([
      'a command line: form plain of secret 0',
      'config/note: form url of secret 0',
      'project/invite.state.jsonl: form plain of secret 0',
    ]);
  });

  test('finds nothing in another secret', () => {
    const stdout = Object.values(formsOf('Geheim+ü:8 "y"')).join('\n');
    expect(placesOfSecrets({ ...QUIET, stdout }, household)).toEqual([]);
  });

  test('never repeats what it found', () => {
    expect(placesOfSecrets({ ...QUIET, stdout: SECRET }, household).join()).not.toContain('Geheim');
  });
});
