import { describe, expect, it } from 'vitest';
import { electionDateFormat } from '../../../src/message/election-date.js';
import { MASK, maskedView } from '../../../src/message/mask.js';
import { knownPlaceholders, neededNames, viewer, viewFor } from '../../../src/message/placeholders.js';
import { closest } from '../../../src/suggestion.js';
import { project, shape, voter } from './examples.js';

describe('viewFor', () => {
  const view = viewFor(voter, shape, project);

  it.each([
    ['Mitgliedsnummer', '0042'],
    ['id', '0042'],
    ['E-Mail', 'Anna@Mitglieder.example'],
    ['email', 'Anna@Mitglieder.example'],
    ['lastName', "O'Brien & Söhne"],
    ['password', 'x7Kp-2Qm9'],
    ['salutation', ''],
    ['election.title', 'Gremienwahl 2027'],
    ['election.start', '1. März 2027, 08:00 Uhr'],
    ['election.end', '15. März 2027, 18:00 Uhr'],
    ['contact.phone', '+49 30 000000'],
    ['link', ''],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('has for %s: %s', (name, value) => {
    expect(view[name]).toBe(value);
  });

  it('has no prototype, even with a column of that name', () => {
    const odd = { ...shape, headers: ['__proto__', ...shape.headers.slice(1)] };
    const made = viewFor(voter, odd, project);
    expect(Object.getPrototypeOf(made)).toBeNull();
    expect(Object.entries(made)).toContainEqual(['__proto__', '0042']);
  });

  it('has the address for the ID where the roll has no ID column', () => {
    const { id: _, ...roles } = shape.roles;
    const made = viewFor({ ...voter, id: voter.email }, { ...shape, roles }, project);
    expect(made['id']).toBe('anna@mitglieder.example');
  });

  it('has an empty value for a cell that a short row lacks', () => {
    expect(viewFor({ ...voter, cells: ['0042'] }, shape, project)['password']).toBe('');
  });

  it('knows exactly the names that knownPlaceholders knows', () => {
    expect(Object.keys(view).sort()).toEqual([...knownPlaceholders(shape, project).keys()].sort());
  });

  it('takes the first of two equal headers, as the roll check reports', () => {
    const odd = { ...shape, headers: ['x', 'E-Mail', 'x'], roles: { email: 1 } };
    expect(viewFor({ ...voter, cells: ['1', 'a', '2'] }, odd, project)['x']).toBe('1');
  });

  it('gives one voter nothing of another', () => {
    const viewOf = viewer(shape, project);
    const first = viewOf(voter);
    viewOf({ ...voter, id: '0043', cells: shape.headers.map(() => 'other') });
    expect(first).toEqual(view);
  });

  it('lets the role win over a column that has its name but is another', () => {
    const odd = { ...shape, headers: ['password', 'E-Mail', 'a', 'b', 'Kennwort', 'c', 'election.title'] };
    const made = viewFor(voter, odd, project);
    expect([made['password'], made['election.title']]).toEqual(['x7Kp-2Qm9', 'Gremienwahl 2027']);
  });
});

describe('knownPlaceholders', () => {
  it('tells an absent field and a role without a column from those that have a value', () => {
    const bare = { ...project, title: '', organiser: null, start: null, end: null, contact: null };
    const known = [...knownPlaceholders({ ...shape, headers: ['E-Mail'], roles: { email: 0 } }, bare)];
    const names = known.filter(([, source]) => source.kind !== 'absent').map(([name]) => name);
    expect(names.sort()).toEqual(['E-Mail', 'email', 'id']);
    expect(Object.fromEntries(known)).toMatchObject({
      link: { kind: 'absent', of: 'role' },
      'contact.phone': { kind: 'absent', of: 'project' },
    });
  });

  it('knows the secrets under header and role', () => {
    const known = [...knownPlaceholders(shape, project)];
    const secret = known.filter(([, source]) => source.kind === 'column' && source.secret);
    expect(secret.map(([name]) => name).sort()).toEqual(['Kennwort', 'Wahlkreis', 'password']);
  });

  it.each([
    ['the name of a role that another column plays', 'password', { password: 4 }, 'ambiguous'],
    ['the name of a role that no column plays', 'link', {}, 'ambiguous'],
    ['the name of a project field', 'election.title', {}, 'ambiguous'],
    ['the name of the role it plays', 'password', { password: 0 }, 'column'],
  ])('takes a header with %s as told', (_, header, roles, kind) => {
    const odd = {
      ...shape,
      headers: [header, 'E-Mail', 'a', 'b', 'Kennwort'],
      roles: { email: 1, ...roles },
    };
    expect(knownPlaceholders(odd, project).get(header)?.kind).toBe(kind);
  });
});

describe('electionDateFormat', () => {
  it.each([
    ['de', 'Europe/Berlin', '2027-03-01T07:00:00Z', '1. März 2027, 08:00 Uhr'],
    ['de-AT', 'Europe/Vienna', '2027-07-01T22:30:00Z', '2. Juli 2027, 00:30 Uhr'],
    ['en', 'Europe/Berlin', '2027-03-01T07:00:00Z', '1 March 2027, 08:00'],
    ['en', 'UTC', '2027-03-01T00:05:00Z', '1 March 2027, 00:05'],
    ['en-US', 'America/New_York', '2027-03-01T18:00:00Z', 'March 1, 2027, 13:00'],
    ['fr', 'Europe/Paris', '2027-03-01T07:00:00Z', '1 mars 2027, 08:00'],
  ])('writes in %s and %s %s as %s', (language, zone, moment, expected) => {
    expect(electionDateFormat(language, zone)(new Date(moment))).toBe(expected);
  });

  it('refuses a time zone that does not exist', () => {
    expect(() => electionDateFormat('de', 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('maskedView', () => {
  const view = viewFor(voter, shape, project);
  const masked = maskedView(view, voter, { shape, linkDomains: new Set() });

  it('masks secrets under header and role and nothing else', () => {
    const changed = Object.keys(view).filter((name) => masked[name] !== view[name]);
    expect(changed.sort()).toEqual(['Kennwort', 'Wahlkreis', 'password']);
    expect(new Set(changed.map((name) => masked[name]))).toEqual(new Set([MASK]));
  });

  it('shows the same for a short and for a long secret, in a view without a prototype', () => {
    const long = viewFor({ ...voter, cells: voter.cells.with(4, 'x'.repeat(99)) }, shape, project);
    expect(maskedView(long, voter, { shape, linkDomains: new Set() })).toEqual(masked);
    expect(Object.getPrototypeOf(masked)).toBeNull();
  });

  it('keeps an empty secret empty, so that its block stays away', () => {
    const empty = viewFor({ ...voter, cells: voter.cells.with(4, '') }, shape, project);
    expect(maskedView(empty, voter, { shape, linkDomains: new Set() })['password']).toBe('');
  });

  it('leaves the view it was given alone', () => {
    expect(view['password']).toBe('x7Kp-2Qm9');
  });

  it('masks the ID where the roll says that it is secret', () => {
    expect(maskedView(view, voter, { shape: { ...shape, secrets: [0] }, linkDomains: new Set() })['id']).toBe(
      MASK,
    );
  });
});

describe('closest', () => {
  it.each([
    ['Kenwort', ['Kennwort', 'Vorname'], 'Kennwort'],
    ['vorname', ['Nachname', 'Vorname'], 'Vorname'],
    ['e mail', ['E-Mail'], 'E-Mail'],
    ['Waehler', ['Wähler-ID'], null],
    ['Strasse', ['Straße'], 'Straße'],
    ['Psasword', ['Password'], 'Password'],
    ['x', ['y'], null],
    ['ID', ['id', 'ie'], 'id'],
    ['emial', ['email'], 'email'],
    ['link', ['Vorname'], null],
    ['', ['a'], null],
    ['a', [], null],
  ])('for %s among %j is %s', (name, candidates, expected) => {
    expect(closest(name, candidates)).toBe(expected);
  });
});

describe('neededNames', () => {
  it.each([
    ['the password always, under its header too', [], ['password', 'Kennwort']],
    ['what is required, under every name of its column', ['Anrede'], ['Anrede', 'salutation']],
    ['what is required and nowhere', ['link'], ['link']],
  ])('has %s', (_, required, names) => {
    const needed = neededNames(shape, required);
    expect([...needed]).toEqual(expect.arrayContaining(names));
    expect(needed.has('firstName')).toBe(false);
  });

  it('takes two absent names for no reason to need a third', () => {
    expect([...neededNames({ ...shape, roles: {} }, ['link'])].sort()).toEqual(['link', 'password']);
  });
});
