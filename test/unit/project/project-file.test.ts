import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Fault } from '../../../src/fault.js';
import type { Project } from '../../../src/project/project.js';
import { type ProjectValues, readProject } from '../../../src/project/project-file.js';

async function folderWith(yaml: string | Buffer | null): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'project-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  if (yaml !== null) await writeFile(join(folder, 'invite.yaml'), yaml);
  return folder;
}

async function read(yaml: string | Buffer | null, overrides: ProjectValues = {}): Promise<Project> {
  const path = await folderWith(yaml);
  return readProject({ path, named: false, overrides, systemTimeZone: 'Europe/Berlin' });
}

async function fault(yaml: string | Buffer, overrides: ProjectValues = {}): Promise<Fault> {
  return read(yaml, overrides).then(
    () => Promise.reject(new Error('no fault')),
    (error: Fault) => error,
  );
}

const WHOLE = `# a project
title: Gremienwahl 2027
organiser: Musterverband e. V.
product: online-wahl
language: de
timezone: Europe/Berlin
electionStart: 2027-03-01T08:00
electionEnd: 2027-03-15 18:00
sendAt: 2027-03-01T08:00
profile: musterverband
voters: rolls/voters.csv
expectVoters: 3000
columns: { id: Mitgliedsnummer, email: E-Mail }
secrets: [Kennwort]
template: online-wahl
required: [password]
contact: { name: Wahlbüro, email: wahl@muster.example }
pace: { connections: 2, perMinute: 30, perDay: 10000 }
`;

describe('reading a project', () => {
  it('takes everything that the file says', async () => {
    const project = await read(WHOLE);
    expect(project).toMatchObject({
      title: 'Gremienwahl 2027',
      product: 'online-wahl',
      language: 'de',
      expectVoters: 3000,
      columns: { id: 'Mitgliedsnummer', email: 'E-Mail' },
      secrets: ['Kennwort'],
      required: ['password'],
      contact: { name: 'Wahlbüro', email: 'wahl@muster.example', phone: null },
      pace: { connections: 2, perMinute: 30, perHour: null, perDay: 10_000 },
      template: 'online-wahl',
    });
    expect(project.electionStart?.toISOString()).toBe('2027-03-01T07:00:00.000Z');
    expect(project.voters).toBe(join(project.folder, 'rolls', 'voters.csv'));
  });

  it('lets flags win, key by key', async () => {
    const pace = { perMinute: 5 };
    const project = await read(WHOLE, { title: 'Other', pace, columns: { email: 'Mail' } });
    expect(project).toMatchObject({
      title: 'Other',
      organiser: 'Musterverband e. V.',
      pace: { connections: 2, perMinute: 5, perDay: 10_000 },
      columns: { id: 'Mitgliedsnummer', email: 'Mail' },
    });
  });

  it.each(['', '# nothing\n', '---\n'])('needs nothing: %j', async (yaml) => {
    expect(await read(yaml)).toMatchObject({ title: null, language: 'de', required: [], contact: null });
  });

  it('needs no file where nobody named one', async () => {
    expect(await read(null, { title: 'x' })).toMatchObject({ file: null, title: 'x' });
  });

  it.each([
    ['./here', /here$/],
    ['templates/invitation', /templates\/invitation$/],
    ['..', /\/[^/]+$/],
  ])('takes the template %s for a path', async (template, pattern) => {
    const project = await read(`template: ${template}\n`);
    expect(project.template).toMatch(/^\//);
    expect(project.template).toMatch(pattern);
  });
});

type Told = [yaml: string, details: { kind: string; [detail: string]: unknown }];

describe('a mistake in the project', () => {
  it.each<Told>([
    ['title: a\ntitel: b\n', { kind: 'project-unknown-key', line: 2, key: 'titel', suggestion: 'title' }],
    ['xyz: 1\n', { kind: 'project-unknown-key', line: 1, key: 'xyz', suggestion: null }],
    [
      'title: a\npace: { perMinutes: 3 }\n',
      { kind: 'project-unknown-key', line: 2, key: 'pace.perMinutes', suggestion: 'perMinute' },
    ],
    ['columns: { adress: x }\n', { kind: 'project-unknown-key', line: 1, key: 'columns.adress' }],
    ['__proto__: x\n', { kind: 'project-unknown-key', line: 1 }],
    ['<<: { title: x }\n', { kind: 'project-unknown-key', line: 1 }],
    // Why: the parser's English words "Map keys must be unique" stood in German sentences.
    ['title: a\norganiser: b\ntitle: c\n', { kind: 'project-duplicate-key', line: 3, key: 'title' }],
    ['title: a\n"title": c\n', { kind: 'project-duplicate-key', line: 2, key: 'title' }],
    ['pace: { perDay: 1,\n perDay: 2 }\n', { kind: 'project-duplicate-key', line: 2, key: 'perDay' }],
    // Why: whoever wrote the mail server into invite.yaml was told of an unknown word, not where it belongs.
    ...['host', 'port', 'user', 'password', 'sender', 'encryption'].map(
      (key) => [`title: a\n${key}: x\n`, { kind: 'project-key-of-profile', line: 2, key }] as Told,
    ),
    // Why: an alias to what it is part of ended as an internal error.
    ['product: a\ntitle: &a [*a]\n', { kind: 'project-syntax', line: 2, column: 12 }],
    ['title: &a { b: { c: *a } }\n', { kind: 'project-syntax', line: 1 }],
    ['title: a\n\tpace: b\n', { kind: 'project-syntax' }],
    ['title: [a\n', { kind: 'project-syntax' }],
    ['{ title: a\n', { kind: 'project-syntax' }],
    ['title: a\n---\ntitle: b\n', { kind: 'project-syntax' }],
    ['title: *nobody\n', { kind: 'project-syntax' }],
    ['- a\n- b\n', { kind: 'project-bad-value', line: 1, expected: 'mapping' }],
    ['just words\n', { kind: 'project-bad-value', line: 1, expected: 'mapping' }],
    ['a: 1\n'.replace('a', 'title'), { kind: 'project-bad-value', line: 1, key: 'title', expected: 'text' }],
    // Why: an entry without a value was said to be "null", which nobody had written.
    ['title: a\norganiser:\n', { kind: 'project-bad-value', line: 2, key: 'organiser', value: '' }],
    [
      'contact:\n  name: a\n  phone:\n',
      { kind: 'project-bad-value', line: 3, key: 'contact.phone', value: '' },
    ],
    ['title: ""\n', { kind: 'project-bad-value', key: 'title', expected: 'text' }],
    ['title: "a\\nb"\n', { kind: 'project-bad-value', key: 'title', expected: 'text' }],
    ['\nproduct: poll\n', { kind: 'project-bad-value', line: 2, expected: 'product' }],
    ['language: fr\n', { kind: 'project-bad-value', expected: 'language' }],
    ['timezone: Mars/Phobos\n', { kind: 'project-bad-value', expected: 'timezone' }],
    ['expectVoters: "3000"\n', { kind: 'project-bad-value', expected: 'whole-number' }],
    ['expectVoters: 0\n', { kind: 'project-bad-value', expected: 'whole-number' }],
    ['expectVoters: 2.5\n', { kind: 'project-bad-value', expected: 'whole-number', value: '2.5' }],
    ['secrets: Kennwort\n', { kind: 'project-bad-value', expected: 'list-of-headers' }],
    ['columns: [id]\n', { kind: 'project-bad-value', expected: 'role-to-header' }],
    // Why: "a whole number from 1" was no help for 51 connections, nor for a pace that is a number itself.
    [
      'pace:\n  connections: 51\n',
      { kind: 'project-bad-value', line: 2, key: 'pace.connections', expected: 'connections' },
    ],
    ['pace: { perDay: 100000001 }\n', { kind: 'project-bad-value', expected: 'whole-number' }],
    ['pace: 5\n', { kind: 'project-bad-value', key: 'pace', expected: 'pace', value: '5' }],
    // Why: a wrong address for questions was found for each voter, in a link of the template.
    ...[
      'wahl@muster',
      'wahl muster@example.org',
      'Wahl <wahl@muster.example>',
      'mailto:wahl@muster.example',
    ].map(
      (email) =>
        [
          `contact:\n  name: a\n  email: "${email}"\n`,
          { kind: 'project-bad-value', line: 3, key: 'contact.email', value: email, expected: 'address' },
        ] as Told,
    ),
    ['sendAt: tomorrow\n', { kind: 'project-bad-value', expected: 'local-time' }],
    ['sendAt: 2027-02-30T08:00\n', { kind: 'project-bad-value', expected: 'local-time', line: 1 }],
    ['\nsendAt: 2027-03-28T02:30\n', { kind: 'project-bad-value', expected: 'existing-hour', line: 2 }],
    [
      'electionStart: 2027-03-02T08:00\nelectionEnd: 2027-03-01T08:00\n',
      { kind: 'project-bad-value', expected: 'after-start', line: 2, value: '2027-03-01T08:00' },
    ],
    [
      'sendAt: 2027-03-02T08:00\nelectionEnd: 2027-03-01T08:00\n',
      { kind: 'project-bad-value', expected: 'before-end', line: 1 },
    ],
  ])('%j is told with its place', async (yaml, { kind, ...details }) => {
    const found = await fault(yaml);
    expect(found).toMatchObject({ kind, details });
    expect(found.details).toMatchObject({ line: expect.any(Number) });
  });

  it('is an alias bomb, refused in no time', async () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [name, before] of [...'bcdefghi'].map((letter, index) => [letter, 'abcdefgh'[index]]))
      lines.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`);
    const begun = performance.now();
    expect(await fault(lines.join('\n'))).toMatchObject({ kind: 'project-syntax' });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('is a file that is not UTF-8, too large, or a folder', async () => {
    // Why: saved in Windows-1252, the file was called unreadable for the reason ERR_ENCODING_INVALID_ENCODED_DATA.
    expect(await fault(Buffer.from('title: W\xfcrde\n', 'latin1'))).toMatchObject({
      kind: 'project-unreadable',
      details: { reason: 'not-utf-8' },
    });
    expect((await fault(`# ${'x'.repeat(1_000_001)}`)).kind).toBe('file-too-large');
    const folder = await folderWith(null);
    await mkdir(join(folder, 'invite.yaml'));
    const request = { path: folder, named: true, overrides: {}, systemTimeZone: 'UTC' };
    await expect(readProject(request)).rejects.toMatchObject({ kind: 'project-unreadable' });
  });

  it.each(['missing', 'missing/invite.yaml', 'voters.csv', '.'])(
    'is a path that is none: %s',
    async (path) => {
      const folder = await folderWith(null);
      await writeFile(join(folder, 'voters.csv'), 'x');
      const request = { path: join(folder, path), named: true, overrides: {}, systemTimeZone: 'UTC' };
      await expect(readProject(request)).rejects.toMatchObject({ kind: 'project-not-found' });
    },
  );

  it.each([
    [{ timezone: 'Mars/Phobos' }, '--timezone', 'timezone'],
    [{ electionStart: 'tomorrow' }, '--election-start', 'local-time'],
    [{ title: 'a\nb' }, '--title', 'text'],
    [{ contact: { email: 'a' } }, '--contact-email', 'address'],
    [{ contact: { phone: 'a\nb' } }, '--contact-phone', 'contact'],
    [{ secrets: [''] }, '--secret', 'list-of-headers'],
    // Why: the option was called --pace, which does not exist.
    [{ pace: { connections: 99_999_999 } }, '--connections', 'connections'],
    [{ pace: { perHour: 999_999_999 } }, '--rate', 'whole-number'],
  ])('is in the flags: %o', async (overrides, option, expected) => {
    expect(await fault('', overrides)).toMatchObject({
      kind: 'bad-option-value',
      details: { option, expected },
    });
  });

  // Why: a time typed as an option was looked for in a line of invite.yaml, and shown two hours off, in UTC.
  it.each([
    [{ electionEnd: '2027-03-01T07:00' }, '--election-end', 'after-start'],
    [{ electionStart: '2027-03-16T08:00' }, '--election-start', 'before-end'],
    [{ sendAt: '2027-03-15 18:00' }, '--send-at', 'before-end'],
    [
      { electionEnd: '2027-03-01T08:00', electionStart: '2027-02-01T08:00' },
      '--election-end',
      'after-sending',
    ],
    [{ sendAt: '2027-03-28T02:30' }, '--send-at', 'existing-hour'],
  ])('is in the flags, against the file: %o', async (overrides: ProjectValues, option, expected) => {
    expect(await fault(WHOLE, overrides)).toMatchObject({
      kind: 'bad-option-value',
      details: { option, expected, value: Object.values(overrides)[0] },
    });
  });
});
