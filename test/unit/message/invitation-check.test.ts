import { describe, expect, it } from 'vitest';
import { isCredentialFree, type TemplateSet } from '../../../src/message/editions.js';
import { InvitationCheck } from '../../../src/message/invitation-check.js';
import type { TemplateFiles } from '../../../src/message/template.js';
import type { RollShape, Voter } from '../../../src/voters/voter.js';
import { files, project } from './examples.js';

const shape: RollShape = {
  encoding: 'utf-8',
  delimiter: ';',
  headers: ['Nr', 'E-Mail', 'Passwort', 'Sprache'],
  roles: { id: 0, email: 1, password: 2, language: 3 },
  secrets: [2],
};
const german = files({ subject: 'Wahl', text: 'Beginn {{election.start}}, Passwort {{password}}' });
const english = files({ subject: 'Vote', text: 'Start {{election.start}}, password {{password}}' });

function person(language: string, row = 2, password = 'geheim'): Voter {
  return {
    id: `${row}`,
    email: `v${row}@muster.example`,
    row,
    cells: [`${row}`, `v${row}@muster.example`, password, language],
  };
}

function setOf(languages: Record<string, TemplateFiles>, builtIn = false): TemplateSet {
  return { builtIn, languages: new Map(Object.entries(languages)) };
}

function checked(set: TemplateSet, voters: readonly Voter[], roll = shape) {
  const check = new InvitationCheck({ set, shape: roll, fields: project, required: ['password'] });
  const seen = voters.map((voter) => check.see(voter));
  const findings = [
    ...check.findings,
    ...seen.flatMap((one) => one.findings),
    ...check.finish(new Set(['wahl.muster.example', 'wahl.example'])),
  ];
  const told = findings.map(({ severity, kind, row, column, details }) => [
    severity,
    kind,
    row,
    column,
    details,
  ]);
  return { check, invitations: seen.map(({ invitation }) => invitation), told };
}

describe('a voter gets the template of the voter’s language', () => {
  const both = setOf({ de: german, en: english });

  it('with the dates of that language, and says which it is', () => {
    const { invitations, told } = checked(both, [
      person('de'),
      person('EN', 3),
      person('', 4),
      person('de-AT', 5),
    ]);
    expect(told).toEqual([]);
    expect(invitations.map((one) => [one?.subject, one?.language])).toEqual([
      ['Wahl', 'de'],
      ['Vote', 'en'],
      ['Wahl', 'de'],
      ['Wahl', 'de'],
    ]);
    expect(invitations[0]?.text).toContain('1. März 2027, 08:00 Uhr');
    expect(invitations[1]?.text).toContain('1 March 2027, 08:00');
  });

  it('and a language without a folder is told with its row, also where a template has an error', () => {
    const finding = [
      'error',
      'language-without-template',
      3,
      'Sprache',
      { value: 'fr', languages: ['de', 'en'] },
    ];
    expect(checked(both, [person('de'), person('fr', 3), person('en', 4)]).told).toEqual([finding]);
    const faulty = setOf({ de: german, en: files({ text: '{{nobody}} {{password}}' }) });
    const { told, check } = checked(faulty, [person('de'), person('fr', 3), person('en', 4)]);
    expect(told).toContainEqual(finding);
    expect(told[0]).toMatchObject([
      'error',
      'unknown-placeholder',
      null,
      null,
      { file: 'en/text.mustache:1' },
    ]);
    expect(check.rendering).toBeNull();
  });

  it('and an empty cell is one without a folder where the project’s language has none', () => {
    const { told } = checked(setOf({ en: english, fr: english }), [
      person('en'),
      person('', 3),
      person('fr', 4),
    ]);
    expect(told).toEqual([
      ['error', 'language-without-template', 3, 'Sprache', { value: 'de', languages: ['en', 'fr'] }],
    ]);
  });

  it('and what a cell makes wrong is told with the file of that language', () => {
    const { told } = checked(both, [person('de'), person('en', 3, '')]);
    expect(told).toMatchObject([
      ['error', 'empty-placeholder', 3, 'Passwort', { file: 'en/text.mustache:1' }],
    ]);
  });

  it('and a language that nobody has is pointed out, but not of a built-in template', () => {
    const voters = [person('de'), person('', 3)];
    expect(checked(both, voters).told).toEqual([
      ['warning', 'language-unused', null, null, { language: 'en', reason: 'no-voter' }],
    ]);
    expect(checked({ ...both, builtIn: true }, voters).told).toEqual([]);
  });
});

describe('a template in one language', () => {
  // Why: `init` makes such a template, and whoever has "en" in the roll got German without a word.
  it.each([
    [['de', '', 'de-AT', 'Deutsch'], 0],
    [['de', 'en', 'Englisch', 'FR'], 3],
    [['Mitglied', '-'], 0],
  ])('says how many have another: %j', (words, count) => {
    const { told } = checked(
      setOf({ '': german }),
      words.map((word, index) => person(word, index + 2)),
    );
    const details = { language: 'de', count };
    expect(told).toEqual(count === 0 ? [] : [['warning', 'language-ignored', null, null, details]]);
  });
});

describe('without a column for the language', () => {
  const roll: RollShape = {
    ...shape,
    headers: ['Nr', 'E-Mail', 'Passwort'],
    roles: { id: 0, email: 1, password: 2 },
  };

  it('everybody gets the project’s, and the others are pointed out unread', () => {
    const { invitations, told } = checked(
      setOf({ de: german, en: files({ text: '{{nobody}}' }) }),
      [person('en')],
      roll,
    );
    expect(invitations[0]?.subject).toBe('Wahl');
    expect(told).toEqual([
      ['warning', 'language-unused', null, null, { language: 'en', reason: 'no-column' }],
    ]);
  });

  it('a template without the project’s language is refused once', () => {
    const { told } = checked(setOf({ en: english }), [person(''), person('', 3)], roll);
    expect(told).toEqual([
      ['error', 'language-without-template', null, null, { value: 'de', languages: ['en'] }],
    ]);
  });
});

it('a template without languages is everybody’s, whatever the column says', () => {
  const { invitations, told } = checked(setOf({ '': german }), [person('fr'), person('en', 3)]);
  expect(told).toEqual([['warning', 'language-ignored', null, null, { language: 'de', count: 2 }]]);
  expect(invitations.map((one) => one?.language)).toEqual([undefined, undefined]);
});

describe('a template without credentials', () => {
  const free = (text: string): TemplateFiles => ({ ...files({ text }), credentials: 'none' });
  const without = free('Beginn {{election.start}}');

  it.each<[string, TemplateSet, boolean]>([
    ['no language says so', setOf({ de: german, en: english }), false],
    ['the only one does', setOf({ '': without }), true],
    ['every language does', setOf({ de: without, en: without }), true],
    ['one of them does', setOf({ de: german, en: without }), true],
  ])('is one where %s: %#', (_, set, expected) => {
    expect(isCredentialFree(set)).toBe(expected);
  });

  it('is told of each language in which a credential stands all the same', () => {
    const set = setOf({ de: without, en: english });
    const inputs = { set, shape, fields: project, required: [] };
    const kinds = ({ findings }: InvitationCheck) => findings.map(({ kind, details }) => [kind, details]);
    expect(kinds(new InvitationCheck({ ...inputs, credentialFree: true }))).toContainEqual([
      'credential-not-allowed',
      { placeholder: 'password', file: 'en/text.mustache:1' },
    ]);
    expect(kinds(new InvitationCheck(inputs)).flat()).not.toContain('credential-not-allowed');
  });
});
