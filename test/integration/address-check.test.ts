/** Owns the address check: a mailing of its own without credentials, which no invitation can go on from. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { ProjectFields } from '../../src/message/placeholders.js';
import { knownPlaceholders, viewFor } from '../../src/message/placeholders.js';
import { prepareInvitation } from '../../src/message/prepare.js';
import { parseTemplate } from '../../src/message/template.js';
import { checkTemplate, credentialsIn } from '../../src/message/template-check.js';
import type { RollShape, Voter } from '../../src/voters/voter.js';
import { brief, FaultTrial } from '../support/fault-trial.js';
import { contrast, visibleTexts } from '../support/html-contrast.js';
import { readTemplate } from '../support/one-template.js';
import { formsOf } from '../support/secrets.js';

const CONTACT = '{ name: Wahlbüro, email: wahl@muster.example }';
const CHECK = { template: 'address-check', mailing: 'address-check' };
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

let trial: FaultTrial;
beforeEach(async () => {
  trial = new FaultTrial();
  await trial.listen();
  trial.project.writeSettings({ contact: CONTACT });
});
afterEach(() => trial.end());

const at = (name: string): string => join(trial.project.folder, name);
const told = (kind: string) => [{ error: { kind } }];

describe('an address check', () => {
  test('reaches the whole roll without anybody’s credentials, though the project requires some', async () => {
    const run = await trial.begin(CHECK);
    expect(brief(run)).toMatchObject({ code: 0, accepted: 4 });
    expect(run.accepted.map(({ to }) => to[0])).toEqual(trial.voters.map(({ email }) => email));
    const bytes = run.accepted.map((message) => message.bytes.toString()).join('\n');
    for (const { id, password } of trial.voters)
      for (const form of [...Object.values(formsOf(password)), id]) expect(bytes).not.toContain(form);
    expect(run.stderr).toContain('an address check');
    expect(run.stderr).not.toContain('credentials included');
  });

  test('needs no passwords in the roll yet', async () => {
    const roll = readFileSync(trial.project.rollPath, 'utf8');
    writeFileSync(trial.project.rollPath, roll.replace(/;[^;\r\n]*(?=\r\n)/g, ''));
    expect(brief(await trial.begin(CHECK))).toMatchObject({ code: 0, accepted: 4 });
  });

  test.each(['-', '1,23E+12', '{{Passwort}}', 'gleich'])('needs no sound passwords: %s', async (password) => {
    const roll = readFileSync(trial.project.rollPath, 'utf8');
    writeFileSync(trial.project.rollPath, roll.replace(/(?<=\n.*);[^;\r\n]*(?=\r\n)/g, `;${password}`));
    const run = await trial.begin(CHECK);
    expect(brief(run)).toMatchObject({ code: 0, accepted: 4 });
    expect(run.stdout + run.stderr).not.toContain(password === '-' ? '„-“' : password);
  });

  test.each([
    ['beside the languages', ''],
    ['in one language', 'en/'],
  ])('goes out in each voter’s language, with template.yaml %s', async (_, where) => {
    const roll = readFileSync(trial.project.rollPath, 'utf8').split('\r\n');
    const words = ['Sprache', 'de', 'en', 'de', 'en'];
    writeFileSync(
      trial.project.rollPath,
      roll.map((line, row) => (line === '' ? '' : `${line};${words[row]}`)).join('\r\n'),
    );
    const own = at('check');
    cpSync(join(TEMPLATES, 'address-check'), own, { recursive: true });
    for (const language of ['de/', 'en/'])
      if (language !== where) rmSync(join(own, language, 'template.yaml'));
    writeFileSync(join(own, where, 'template.yaml'), 'credentials: none\n');
    const run = await trial.begin({ ...CHECK, template: own });
    expect(brief(run)).toMatchObject({ code: 0, accepted: 4 });
    const languages = run.accepted.map(({ bytes }) => /Content-Language: (\S+)/.exec(bytes.toString())?.[1]);
    expect(languages).toEqual(['de', 'en', 'de', 'en']);
    expect(readFileSync(at('invite.address-check.jsonl'), 'utf8')).toContain('"credentials":"none"');
  });

  test('does not go out where one of its languages has a credential', async () => {
    const own = at('check');
    cpSync(join(TEMPLATES, 'address-check'), own, { recursive: true });
    rmSync(join(own, 'de', 'template.yaml'));
    writeFileSync(join(own, 'de', 'text.mustache'), 'Ihr Passwort: {{password}}\n');
    const run = await trial.begin({ ...CHECK, template: own });
    expect(brief(run)).toMatchObject({ code: 2, accepted: 0 });
  });

  test('keeps a state file of its own, and the invitations go to everybody afterwards', async () => {
    await trial.begin(CHECK);
    expect(brief(await trial.begin())).toMatchObject({ code: 0, accepted: 4 });
    expect(readFileSync(at('invite.address-check.jsonl'), 'utf8')).toContain('"credentials":"none"');
    expect(readFileSync(at('invite.state.jsonl'), 'utf8')).not.toContain('"credentials"');
  });

  // Why: whoever was accepted in an address check would have been taken for somebody who has an invitation.
  test('is never gone on with by invitations, whatever is accepted', async () => {
    await trial.begin({ ...CHECK, limit: 2 });
    const run = await trial.send({ mailing: 'address-check', acceptChanged: ['template'], takeOver: true });
    expect(brief(run)).toMatchObject({ code: 8, completed: 0, told: told('state-of-other-content') });
    expect(brief(await trial.send(CHECK))).toMatchObject({ code: 0, accepted: 2 });
  });

  test('never goes on with invitations, whatever is accepted', async () => {
    await trial.begin({ mailing: 'invitations', limit: 2 });
    const run = await trial.send({ ...CHECK, mailing: 'invitations', acceptChanged: ['template'] });
    expect(brief(run)).toMatchObject({ code: 8, completed: 0, told: told('state-of-other-content') });
  });

  test.each<readonly [string, object]>([
    ['without a name', { mailing: undefined }],
    [
      'under the name of the invitations’ state file',
      { mailing: undefined, state: 'project/invite.state.jsonl' },
    ],
    ['without a name, in a trial run', { mailing: undefined, dryRun: true }],
  ])('does not begin %s', async (_name, options) => {
    const given = Object.fromEntries(
      Object.entries({ ...CHECK, ...options }).filter(([, value]) => value !== undefined),
    );
    const run = await trial.send({ newMailing: true, ...given });
    expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: told('usage') });
  });

  test('can be tried on oneself without a name', async () => {
    const run = await trial.send({ template: 'address-check', testTo: ['me@muster.example'] });
    expect(brief(run)).toMatchObject({ code: 0, accepted: 1 });
  });
});

// The trial's clock stands at 2027-03-01T08:00 in Berlin.
describe('the time of an address check', () => {
  const dates = { electionStart: '2027-04-01T08:00', electionEnd: '2027-04-15T18:00' };

  test.each<readonly [string, Record<string, string>, object, number, number]>([
    ['is not that of the election', dates, CHECK, 0, 4],
    ['is not that of the invitations', { ...dates, sendAt: '2027-03-20T08:00' }, CHECK, 0, 4],
    ['is the one given for it', dates, { ...CHECK, sendAt: '2027-03-10T08:00' }, 5, 0],
    ['is never after the end of the election', { electionEnd: '2027-02-01T08:00' }, CHECK, 2, 0],
    ['does not let the invitations go earlier', dates, {}, 5, 0],
  ])('%s', async (_name, settings, options, code, accepted) => {
    trial.project.writeSettings({ contact: CONTACT, ...settings });
    expect(brief(await trial.begin(options))).toMatchObject({ code, accepted });
  });
});

describe('a template that says it has no credentials', () => {
  beforeEach(() => cpSync(join(TEMPLATES, 'address-check', 'de'), at('check'), { recursive: true }));

  test.each<readonly [string, string, string, string]>([
    ['a password', 'text.mustache', '{{password}}', 'findings'],
    ['a password under its header', 'html.mustache', '<p>{{Passwort}}</p>', 'findings'],
    ['a section that depends on one', 'text.mustache', '{{#password}}x{{/password}}y', 'findings'],
    ['a property nobody knows', 'template.yaml', 'credentials: some\n', 'template-properties'],
    ['a property too many', 'template.yaml', 'credentials: none\nsendAt: now\n', 'template-properties'],
    ['no property at all', 'template.yaml', '', 'template-properties'],
  ])('is refused with %s', async (_name, file, text, kind) => {
    writeFileSync(join(at('check'), file), text);
    const run = await trial.begin({ template: at('check'), mailing: 'check' });
    expect(brief(run)).toMatchObject({ code: 2, completed: 0, told: told(kind) });
  });

  test('may have a comment, and be an organiser’s own', async () => {
    writeFileSync(join(at('check'), 'template.yaml'), '# ours\ncredentials: none # really\n');
    expect(brief(await trial.begin({ template: at('check'), mailing: 'check' }))).toMatchObject({ code: 0 });
  });
});

const roles = { id: 0, email: 1, firstName: 2, lastName: 3, password: 4, link: 5 };
const headers = ['Nr', 'E-Mail', 'Vorname', 'Nachname', 'Passwort', 'Link'];
const SHAPE: RollShape = { encoding: 'utf-8', delimiter: ';', headers, roles, secrets: [4, 5] };
const VOTER: Voter = {
  id: '0004711',
  email: 'z@example.org',
  row: 2,
  cells: ['0004711', 'z@example.org', 'Željka', 'Müller', 'k7Rw4XmPh9', 'https://wahl.muster.example/'],
};

function fields(language: string): ProjectFields {
  return {
    title: 'Gremienwahl 2027',
    organiser: 'Musterverband e. V.',
    start: new Date('2027-03-01T07:00:00Z'),
    end: new Date('2027-03-15T17:00:00Z'),
    timezone: 'Europe/Berlin',
    language,
    contact: { name: 'Wahlbüro', email: 'wahl@muster.example', phone: '+49 30 000000' },
  };
}

describe.each(['de', 'en'])('the built-in address check in %s', (language) => {
  async function parsed() {
    const files = await readTemplate('address-check', { folder: TEMPLATES, language });
    const { template } = parseTemplate(files);
    if (!template) throw new Error('no template');
    const view = viewFor(VOTER, SHAPE, fields(language));
    const { invitation, findings } = prepareInvitation(template, view, 2);
    return { files, template, invitation, html: invitation.html ?? '', findings };
  }

  it('has no finding, no credential, and says of itself that it has none', async () => {
    const { files, template, invitation, html, findings } = await parsed();
    const known = knownPlaceholders(SHAPE, fields(language));
    expect([...checkTemplate(template, known, []), ...credentialsIn(template, known), ...findings]).toEqual(
      [],
    );
    expect(files.credentials).toBe('none');
    for (const part of [invitation.subject, invitation.text, html]) {
      for (const cell of [...VOTER.cells.slice(4), VOTER.id]) expect(part).not.toContain(cell);
    }
  });

  it('leads nowhere but to the contact, and names title, organiser and dates', async () => {
    const { invitation, html } = await parsed();
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual(['mailto:wahl@muster.example']);
    expect(invitation.text).not.toMatch(/https?:/);
    for (const fact of ['Gremienwahl 2027', 'Musterverband e. V.', '2027', 'Wahlbüro', '+49 30 000000'])
      for (const part of [invitation.text, html]) expect(part).toContain(fact);
  });

  it.each(['light', 'dark'] as const)('is legible on a %s screen', async (mode) => {
    const texts = visibleTexts((await parsed()).html, mode);
    expect(texts.length).toBeGreaterThan(12);
    for (const { text, color, background, size } of texts) {
      expect(contrast(color, background), text).toBeGreaterThanOrEqual(4.5);
      expect(size, text).toBeGreaterThanOrEqual(16);
    }
  });
});
