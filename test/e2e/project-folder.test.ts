/** Owns the way from nothing to a checked project: init, `npx invite` in the new folder, preview in all its forms. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { census, readMessage } from '../support/arrived.js';
import { Household } from '../support/cli.js';
import { CANARY, makeProject, makeVoters } from '../support/example-project.js';

let household: Household;
beforeEach(() => {
  household = new Household();
});
afterEach(() => household.remove());

/** npm without the network and without this machine's settings. */
const offline = () => ({ npm_config_offline: 'true', npm_config_cache: join(household.folder, 'npm-cache') });

describe('a new project folder', () => {
  test.each([
    ['online-wahl', 'de'],
    ['online-wahl', 'en'],
    ['live-voting', 'de'],
    ['live-voting', 'en'],
  ])('for %s in %s passes its own preview', async (product, language) => {
    const init = await household.run(['init', 'wahl', '--product', product, '--language', language], {
      env: offline(),
    });
    expect(init).toMatchObject({ code: 0, stderr: '' });
    const preview = await household.run(['preview', 'wahl', '--json']);
    expect(JSON.parse(preview.stdout)).toMatchObject({ ok: true, findings: [{ kind: 'example-values' }] });
  });

  test('is one in which `npx invite` works, without the network', { timeout: 90_000 }, async () => {
    const init = await household.run(['init', 'wahl'], { env: offline() });
    expect(init).toMatchObject({ code: 0, stdout: expect.stringContaining('npx invite preview') });
    // Why: "in this folder" was said of another one, and the steps left out what must be filled in.
    expect(init.stdout).toMatch(/works in the new folder.*cd wahl.*invite\.yaml.*voters\.csv.*preview/s);
    const inside = { cwd: join(household.folder, 'wahl'), program: ['npx', 'invite'], env: offline() };
    const preview = await household.run(['preview'], inside);
    expect(preview).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Roll and template are in order'),
    });
    const rehearsal = await household.run(['send', '--sandbox'], inside);
    expect(rehearsal).toMatchObject({ code: 0, stdout: expect.stringContaining('npx invite sandbox') });
    const status = await household.run(['status', '--sandbox'], inside);
    expect(status).toMatchObject({ code: 0 });
  });

  test('is never made over files that are there', async () => {
    await household.run(['init', 'wahl'], { env: offline() });
    const before = readFileSync(join(household.folder, 'wahl', 'invite.yaml'), 'utf8');
    for (const [lang, words] of [
      ['en', /not empty/],
      ['de', /nicht leer/],
    ] as const)
      expect(await household.run(['init', 'wahl'], { lang })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(words),
      });
    expect(readFileSync(join(household.folder, 'wahl', 'invite.yaml'), 'utf8')).toBe(before);
  });

  // Why: the answer was "cannot be opened: EEXIST", with the advice to check permissions.
  test.each([
    ['init', ['init', 'wahl.csv']],
    ['preview --out', ['preview', 'project', '--out', 'wahl.csv']],
  ])('is not made of a file: %s', async (_, args) => {
    makeProject(household, { voters: makeVoters(1) });
    writeFileSync(join(household.folder, 'wahl.csv'), 'x');
    for (const [lang, words] of [
      ['en', /wahl\.csv" is a file.*Name a new folder/s],
      ['de', /wahl\.csv“ ist eine Datei.*neuen Ordner/s],
    ] as const)
      expect(await household.run(args, { lang })).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(words),
      });
  });

  test('carries title and organiser as given', async () => {
    await household.run(['init', 'wahl', '--title', 'Wahl: "A" & B', '--organiser', "O'Neill e. V."], {
      env: offline(),
    });
    const preview = await household.run(['preview', 'wahl']);
    expect(preview).toMatchObject({ code: 0, stdout: expect.stringContaining('Wahl: "A" & B') });
  });
});

describe('preview', () => {
  const voters = makeVoters(5);

  test('shows one invitation with its credentials masked', async () => {
    makeProject(household, { voters });
    const run = await household.run(['preview', 'project', '--voter', '0000003']);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('voter3@voters.example') });
    expect(run.stdout).toMatch(/Ihr Kennwort: +•+/);
  });

  // Why: columns that blanks had lined up were shown out of line, and were asked about by those who had lined them up.
  test('shows the text as voters get it, runs of blanks included', async () => {
    const project = makeProject(household, { voters });
    const lines = ['Liste A:    Anna   Muster', '\tListe B:\u00a0 Bert', '  - eingerückt  '];
    project.writeText(`{{id}} {{password}}\n${lines.join('\n')}\n`);
    const { stdout } = await household.run(['preview', 'project']);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(lines));
  });

  // Why: of a photograph it was said that it holds 0 voters, read as macintosh.
  test.each([
    ['no table', Buffer.from('PK\u0003\u0004photo.jpg\u00e4\u00f6\u0000\u0001', 'latin1')],
    ['a table with headers at fault', 'ID;Anna;Anna\n1;2;3\n'],
  ])('counts no voters in %s', async (_, content) => {
    const project = makeProject(household, { voters });
    writeFileSync(project.rollPath, content);
    const run = await household.run(['preview', 'project']);
    expect(run).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/voters\.csv: the rows could not be checked/),
    });
    expect(run.stdout).not.toMatch(/\d voters|macintosh/);
  });

  test('says as one document what it found, and where', async () => {
    const [first, second, ...others] = voters;
    if (!first || !second) throw new Error('two voters are needed');
    const roll = [
      first,
      { ...second, email: 'two@@muster.example' },
      ...others,
      { ...first, email: 'b@muster.example' },
    ];
    makeProject(household, { voters: roll });
    const run = await household.run(['preview', 'project', '--json']);
    const document = JSON.parse(run.stdout);
    expect(run).toMatchObject({ code: 2, stderr: '' });
    expect(document).toMatchObject({
      ok: false,
      fingerprint: null,
      roll: { encoding: 'utf-8', delimiter: ';' },
    });
    expect(document.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'error',
          kind: 'duplicate-id',
          row: 7,
          column: 'Mitgliedsnummer',
        }),
        expect.objectContaining({ severity: 'error', kind: 'invalid-email', row: 3, column: 'E-Mail' }),
      ]),
    );
  });

  test('writes every invitation masked; the files are the owner’s alone', async () => {
    makeProject(household, { voters });
    // Messages in files hold no secret unless --reveal says so.
    household.mayHoldSecrets.splice(0, Number.POSITIVE_INFINITY, /\.csv$/);
    const run = await household.run(['preview', 'project', '--out', 'out']);
    expect(run.code).toBe(0);
    const names = readdirSync(join(household.folder, 'out'));
    expect(names).toHaveLength(3 * voters.length);
    for (const name of names) expect(statSync(join(household.folder, 'out', name)).mode & 0o077).toBe(0);
  });

  test('writes them with their credentials only with --reveal, and says what these files are', async () => {
    makeProject(household, { voters });
    // Showing credentials is what --reveal is for, on the terminal too.
    household.secrets.delete(CANARY);
    household.mayHoldSecrets.push(/^(?:out|link|mine|open|[a-z-]+)\/0000\d\d\.(?:eml|txt|html)$/);
    const run = await household.run(['preview', 'project', '--out', 'out', '--reveal', '--quiet']);
    expect(run).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/credentials of \d+ voters\. Delete them/),
    });
    const folder = join(household.folder, 'out');
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.eml'))
      .sort();
    const messages = await Promise.all(
      files.map((name, index) => readMessage(voters[index]?.email ?? '', readFileSync(join(folder, name)))),
    );
    expect(census(messages, voters).once).toEqual(voters.map(({ id }) => id));
  });

  // Why: credentials were written into a folder that everybody could read, or behind a link that anybody had set.
  test('writes no credentials into a folder that is open to others, or behind a link', async () => {
    makeProject(household, { voters });
    // Showing credentials is what --reveal is for, on the terminal too.
    household.secrets.delete(CANARY);
    household.mayHoldSecrets.push(/^(?:out|link|mine|open|[a-z-]+)\/0000\d\d\.(?:eml|txt|html)$/);
    const path = (name: string) => join(household.folder, name);
    mkdirSync(path('open'));
    chmodSync(path('open'), 0o755);
    mkdirSync(path('own'), { mode: 0o700 });
    symlinkSync(path('own'), path('link'));
    for (const [folder, words] of [
      ['open', /other users/],
      ['link', /a link/],
    ] as const) {
      const run = await household.run(['preview', 'project', '--out', folder, '--reveal'], { lang: 'en' });
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(words) });
      expect(readdirSync(path(folder))).toEqual([]);
    }
    expect((await household.run(['preview', 'project', '--out', 'own', '--reveal'])).code).toBe(0);
  });

  test('writes into no folder that holds something', async () => {
    makeProject(household, { voters });
    const run = await household.run(['preview', 'project', '--out', 'project']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/not empty/) });
  });

  test('attack 28: terminal escapes and other tricks in a cell do not reach the terminal', async () => {
    const { rollPath } = makeProject(household, { voters });
    const text = readFileSync(rollPath, 'utf8').replace('Jürgen', 'Evil\u001b]0;x\u0007');
    writeFileSync(rollPath, text);
    const run = await household.run(['preview', 'project']);
    expect(run.stdout + run.stderr).not.toContain('\u001b');
    expect(run.stdout + run.stderr).not.toContain('\u0007');
  });
});
