import { describe, expect, it } from 'vitest';
import { InvitationCheck } from '../../../../src/message/invitation-check.js';
import type { TemplateFiles } from '../../../../src/message/template.js';
import type { RollShape, Voter } from '../../../../src/voters/voter.js';
import { files, project } from '../examples.js';

const shape: RollShape = {
  encoding: 'utf-8',
  delimiter: ';',
  headers: ['Nr', 'E-Mail', 'Vorname', 'Passwort', 'Link'],
  roles: { id: 0, email: 1, firstName: 2, password: 3, link: 4 },
  secrets: [3, 4],
};
const LINK = 'https://wahl.muster.example/';
const LONG = 'Sie sind wahlberechtigt und können Ihre Stimme im Internet abgeben. '.repeat(3);

function person(
  row: number,
  cells: Partial<{ email: string; name: string; password: string; link: string }> = {},
): Voter {
  const { email = `v${row}@muster.example`, name = 'Anna', password = `geheim${row}`, link = LINK } = cells;
  return { id: `${row}`, email, row, cells: [`${row}`, email, name, password, link] };
}

const DOMAINS = ['wahl.muster.example', 'wahl.example'];

function told(
  parts: Partial<Omit<TemplateFiles, 'partials'>>,
  voters: readonly Voter[],
  roll = shape,
  domains: readonly string[] = DOMAINS,
) {
  const set = { builtIn: false, languages: new Map([['', files({ text: 'Guten Tag', ...parts })]]) };
  const check = new InvitationCheck({ set, shape: roll, fields: project, required: [] });
  const rows = voters.flatMap((voter) => check.see(voter).findings);
  return [...check.findings, ...rows, ...check.finish(new Set(domains))].map(
    ({ kind, details }) => [kind, details] as const,
  );
}

/** Without the question at which domain to vote, which has its own tests. */
const early = (...input: Parameters<typeof told>) =>
  told(...input).filter(([kind]) => kind !== 'voting-domain-unnamed');

const two = [person(2), person(3)];

describe('a credential that a locked screen would show is pointed out', () => {
  it('in the text, with its line', () => {
    expect(early({ text: 'Guten Tag,\nIhr Passwort: {{password}}' }, two)).toEqual([
      ['credential-in-preview', { placeholder: 'password', file: 'text.mustache:2', characters: 150 }],
    ]);
  });

  it('in a preheader, and right behind it', () => {
    const html =
      '<html lang="de"><title>{{password}}</title>\n<div style="display:none">Hallo {{firstName}}</div>\n<p>{{password}}</p>';
    expect(early({ html }, two)).toEqual([
      ['credential-in-preview', { placeholder: 'password', file: 'html.mustache:3', characters: 150 }],
    ]);
  });

  it.each([
    `${LONG}{{password}}`,
    `${'a '.repeat(75)}{{password}}`,
    'Hallo{{^firstName}} {{password}}{{/firstName}}',
    'Nr {{id}}, {{firstName}}',
  ])('but not in %j', (text) => {
    expect(early({ text }, two)).toEqual([]);
  });

  it('nor is what is the same for everybody', () => {
    const same = [person(2, { password: 'x' }), person(3, { password: 'x' })];
    expect(early({ text: '{{password}}' }, same)).toEqual([]);
    expect(early({ text: '{{link}} wahl.muster.example' }, two)).toEqual([]);
    const own = [person(2, { link: `${LINK}a` }), person(3, { link: `${LINK}b` })];
    expect(early({ text: '{{link}} wahl.muster.example' }, own)).toMatchObject([
      ['credential-in-preview', {}],
    ]);
  });

  it('blanks in the template do not hide it', () => {
    expect(early({ text: `Hallo${' \n'.repeat(200)}{{password}}` }, two)).toHaveLength(1);
  });
});

describe('a text that names no voting domain is pointed out', () => {
  it.each<[string, string | null, string[]]>([
    ['{{link}}', null, ['text.mustache']],
    ['{{link}}', '<html lang="de"><a href="{{link}}">{{link}}</a>', ['text.mustache', 'html.mustache']],
    ['{{link}} wahl.muster.example', '<html lang="de"><p>WAHL.Muster.example</p>', []],
    ['{{link}} nur auf {{link.domain}}', '<html lang="de"><p>{{link.domain}}', []],
    ['{{link}} nur auf muster.example', null, ['text.mustache']],
  ])('%j and %j', (text, html, lacking) => {
    const found = told({ text: LONG + text, html }, two).filter(([kind]) => kind === 'voting-domain-unnamed');
    expect(found.map(([, details]) => details)).toEqual(
      lacking.map((file) => ({ domain: 'wahl.muster.example', file })),
    );
  });

  it('also where the link stands in the template itself', () => {
    const { link: _, ...roles } = shape.roles;
    const roll = { ...shape, roles };
    expect(told({ text: 'Hier: https://www.wahl.example/a' }, two, roll)).toEqual([
      ['voting-domain-unnamed', { domain: 'wahl.example', file: 'text.mustache' }],
    ]);
    expect(told({ text: 'Kommen Sie zur Urne.' }, two, roll)).toEqual([]);
  });

  it('in Unicode, as people read it', () => {
    const voters = [person(2, { link: 'https://wählen.example/' })];
    expect(told({ text: `${LONG}{{link}} {{link.domain}}` }, voters)).toEqual([]);
  });
});

it('one link among many that shows another address is found', () => {
  const html = '<html lang="de"><a href="{{link}}">wahl.muster.example</a> wahl.muster.example evil.example';
  const voters = [person(2), person(3), person(4, { link: 'https://evil.example/' }), person(5)];
  const text = 'wahl.muster.example evil.example';
  expect(told({ text, html }, voters)).toEqual([
    [
      'link-leads-elsewhere',
      { file: 'html.mustache:1', shown: 'wahl.muster.example', leads: 'evil.example' },
    ],
  ]);
});

it('an ID of seven digits is a number to call, without a guard', () => {
  const voter: Voter = { ...person(2), cells: ['0004711', 'v@muster.example', 'Anna', 'x', ''] };
  const html = '<html lang="de"><p>{{id}}</p>';
  expect(told({ html }, [{ ...voter, id: '0004711' }])).toEqual([
    ['call-number', { file: 'html.mustache:1' }],
  ]);
});

it('HTML that Gmail would clip is pointed out once, with the largest size', () => {
  const html = `<html lang="de">${'a'.repeat(99_990)}{{firstName}}`;
  expect(told({ html }, [person(2), person(3, { name: 'Anna Katharina' }), person(4)])).toEqual([
    ['html-clipped', { file: 'html.mustache', bytes: 100_020, limit: 100_000 }],
  ]);
  expect(told({ html: html.replace('a'.repeat(100), '') }, two)).toEqual([]);
});

describe('one subject twice in one mailbox is pointed out', () => {
  const family = ['Anna', 'Bernd', 'Anna'].map((name, index) =>
    person(index + 2, { name, email: index === 1 ? 'Familie@muster.example' : 'familie@muster.example' }),
  );

  it('with the rows', () => {
    expect(told({ subject: 'Wahl' }, family)).toEqual([['same-subject', { rows: [2, 3], count: 2 }]]);
    expect(told({ subject: 'Wahl, {{firstName}}' }, family)).toEqual([
      ['same-subject', { rows: [2, 4], count: 1 }],
    ]);
  });

  it('but not in two mailboxes, or where the subject has the ID', () => {
    expect(told({ subject: 'Wahl' }, two)).toEqual([]);
    expect(told({ subject: 'Wahl {{id}}' }, family)).toEqual([]);
  });
});

describe('the invitations that are looked at closely', () => {
  const site = (row: number) => person(row, { link: `https://w${row}.example/` });
  const sites = Array.from({ length: 70 }, (_, index) => `w${index}.example`);
  const others = (voters: readonly Voter[]) =>
    told({ text: `${LONG}{{link}} {{password}}` }, voters, shape, sites)
      .filter(([kind]) => kind === 'voting-domain-unnamed')
      .map(([, details]) => ('domain' in details ? details.domain : ''));

  // Why: without a limit, a link of its own domain for everybody makes a finding for everybody.
  it('are fifty of one template', () => {
    const rows = Array.from({ length: 60 }, (_, index) => index + 2);
    const expected = rows.slice(0, 50).map((row) => `w${row}.example`);
    expect(others(rows.map(site))).toEqual(expected);
  });

  it('are the first, and the first for every further domain', () => {
    expect(others([site(2), site(2), site(3)])).toEqual(['w2.example', 'w3.example']);
  });
});

describe('the characters that a locked screen shows', () => {
  const isEarly = (text: string) => early({ text }, two).length > 0;

  it.each([
    ['x'.repeat(149), true],
    ['x'.repeat(150), false],
    [`${'x'.repeat(74)} ${'x'.repeat(74)}`, true],
    [`${'x'.repeat(75)} ${'x'.repeat(74)}`, false],
    // Blanks count once, also where a value stands between them, and none at the beginning.
    [`${'x'.repeat(148)} \n\n `, true],
    [`${'x'.repeat(149)} `, false],
    [` \n ${'x'.repeat(149)}`, true],
    [`${'x'.repeat(144)} {{firstName}}`, true],
    [`${'x'.repeat(145)} {{firstName}}`, false],
    [`${'x'.repeat(143)} {{firstName}} `, true],
    [`${'x'.repeat(144)} {{firstName}} `, false],
    [`${'x'.repeat(149)}{{^firstName}}xx{{/firstName}}`, true],
    [`${'x'.repeat(149)}{{#firstName}}x{{/firstName}}`, false],
  ])('are 150: %j', (text, expected) => {
    expect(isEarly(`${text}{{password}}`)).toBe(expected);
  });
});
