import { describe, expect, it } from 'vitest';
import { assignRoles, assignSecrets, type ColumnWishes } from '../../../src/voters/columns.js';
import { foldHeader, roleOfHeader } from '../../../src/voters/header-words.js';
import { brief } from './rolls.js';

const assign = (headers: string[], wishes: ColumnWishes = {}) => {
  const { roles, findings } = assignRoles(headers, wishes, 1);
  const secret = assignSecrets(headers, roles, wishes, 1);
  return { roles, secrets: secret.secrets, findings: [...findings, ...secret.findings].map(brief) };
};

describe('a header', () => {
  it.each([
    ['E-Mail', 'email'],
    ['eMail-Adresse', 'email'],
    ['E\u2011MAIL', 'email'],
    [' e mail ', 'email'],
    ['mail', 'email'],
    ['Wählernummer', 'id'],
    ['Wa\u0308hler-ID', 'id'],
    ['WAEHLERNUMMER', 'id'],
    ['Mitgliedsnummer', 'id'],
    ['Matrikel-Nr.', 'id'],
    ['Personalnummer', 'id'],
    ['ID', 'id'],
    ['Nr.', 'id'],
    ['voter_id', 'id'],
    ['Vorname', 'firstName'],
    ['first_name', 'firstName'],
    ['Rufname', 'firstName'],
    ['Name', 'lastName'],
    ['Familienname', 'lastName'],
    ['Anrede', 'salutation'],
    ['akad. Titel', 'title'],
    ['Passwort', 'password'],
    ['PIN', 'password'],
    ['TAN', 'password'],
    ['Wahllink', 'link'],
    ['URL', 'link'],
    ['Sprache', 'language'],
    ['firstName', 'firstName'],
    ['Ort', null],
    ['lfd. Nr.', null],
    ['E-Mail privat', null],
    ['', null],
    ['#', null],
  ])('%j names the role %s', (header, role) => {
    expect(roleOfHeader(header)).toBe(role);
  });

  it('is compared by its letters and digits', () => {
    expect(foldHeader(' Straße-Nr. 5 (Büro)')).toBe('strassenr5buro');
  });
});

describe('the columns of a roll', () => {
  it('are recognised, and all others are secret', () => {
    expect(
      assign(['Mitgliedsnummer', 'Anrede', 'Titel', 'Vorname', 'Name', 'E-Mail', 'PIN', 'Ort', 'Sprache']),
    ).toEqual({
      roles: {
        id: 0,
        salutation: 1,
        title: 2,
        firstName: 3,
        lastName: 4,
        email: 5,
        password: 6,
        language: 8,
      },
      secrets: [6, 7],
      findings: [],
    });
  });

  it('are those that the project names, whatever they are called', () => {
    const wishes = { columns: { id: 'Schlüssel', email: 'Kontakt', password: 'Wort' } };
    expect(
      assign(
        ['Kontakt', 'E-Mail', 'Schlu\u0308ssel ', 'Nr', 'Wort'].map((h) => h.normalize('NFC').trim()),
        wishes,
      ),
    ).toEqual({
      roles: { id: 2, email: 0, password: 4 },
      secrets: [1, 3, 4],
      findings: [],
    });
  });

  it('cannot be named where there are none of that name', () => {
    const wishes = { columns: { id: 'Schlüssel', password: '' }, secrets: ['Kenwort'] };
    expect(assign(['ID', 'E-Mail', 'Kennwort', ''], wishes).findings).toEqual([
      'error missing-column 1 Schlüssel',
      'error missing-column 1 ',
      'error missing-column 1 Kenwort',
    ]);
  });

  it('must hold addresses', () => {
    const { findings } = assignRoles(['ID', 'Name', 'PIN'], {}, 3);
    expect(findings).toEqual([
      {
        severity: 'error',
        kind: 'missing-column',
        row: 3,
        column: null,
        details: { role: 'email', headers: ['ID', 'Name', 'PIN'], hidden: 0, suggestion: null },
      },
    ]);
  });

  // Why: with the header "E-Mial" nothing said that this column was meant.
  it.each([
    [['ID', 'E-Mial'], {}, 'E-Mial'],
    [['ID', 'Ort', 'Mailadrese'], {}, 'Mailadrese'],
    [['ID', 'Ort'], {}, null],
    [['ID', 'Dienstmail'], { columns: { email: 'Dienst-Mial' } }, 'Dienstmail'],
  ])('of %j with %j suggest %j for the address', (headers, wishes, suggestion) => {
    const [finding] = assignRoles(headers, wishes, 1).findings;
    expect(finding).toMatchObject({ kind: 'missing-column', details: { role: 'email', suggestion } });
  });

  it('need no ID: the address is one, and this is said', () => {
    expect(assign(['E-Mail', 'PIN']).findings).toEqual(['warning id-is-address - -']);
    expect(assign(['Mail', 'PIN'], { columns: { id: 'Mail' } })).toEqual({
      roles: { id: 0, email: 0, password: 1 },
      secrets: [1],
      findings: ['warning id-is-address - -'],
    });
  });

  it('are not guessed between two candidates', () => {
    const ids = assignRoles(['Nr', 'Mitgliedsnummer', 'E-Mail'], {}, 1);
    expect(ids.roles).toEqual({ email: 2 });
    expect(ids.findings.map(brief)).toEqual(['error ambiguous-column 1 -']);
    expect(ids.findings[0]?.details).toEqual({ role: 'id', headers: ['Nr', 'Mitgliedsnummer'] });
    expect(assign(['ID', 'E-Mail', 'Mail']).findings).toEqual(['error ambiguous-column 1 -']);
    expect(assign(['ID', 'E-Mail', 'PIN', 'TAN'])).toEqual({
      roles: { id: 0, email: 1 },
      secrets: [2, 3],
      findings: ['warning ambiguous-column 1 -'],
    });
  });

  it('are no candidates any more once the project has named them', () => {
    const wishes = { columns: { id: 'Code' } };
    expect(assign(['Code', 'PIN', 'E-Mail'], wishes).roles).toEqual({ id: 0, password: 1, email: 2 });
    expect(assign(['Code', 'E-Mail'], wishes).roles).toEqual({ id: 0, email: 1 });
  });

  it('are secret where the project says so, and a password always', () => {
    const headers = ['ID', 'E-Mail', 'Ort', 'Kennwort', 'Link'];
    expect(assign(headers, { secrets: ['Link'] }).secrets).toEqual([3, 4]);
    expect(assign(headers, { secrets: [] }).secrets).toEqual([3]);
    expect(assign(headers).secrets).toEqual([2, 3, 4]);
  });
});
