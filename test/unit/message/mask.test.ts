/** Owns the proof that no credential is left in what is shown. */
import { describe, expect, it } from 'vitest';
import { MASK, MASKED_ADDRESS, maskedView, maskedVoter } from '../../../src/message/mask.js';
import { viewFor } from '../../../src/message/placeholders.js';
import type { RollShape } from '../../../src/voters/voter.js';
import { project, shape, voter } from './examples.js';

const DOMAINS = new Set(['wahl.example']);
const secrecy = (roll: RollShape) => ({ shape: roll, linkDomains: DOMAINS });

describe('a masked voter', () => {
  it('keeps everything but the secret cells', () => {
    expect(maskedVoter(voter, shape)).toEqual({
      ...voter,
      cells: ['0042', 'Anna@Mitglieder.example', 'Anna', "O'Brien & Söhne", MASK, '', MASK],
    });
  });

  it.each([
    ['https://me:geheim@wahl.example/t?x=geheim#geheim', `https://wahl.example/${MASK}`],
    ['http://wahl.example/geheim', MASK],
    ['mailto:geheim@wahl.example', MASK],
    ['geheim', MASK],
  ])('keeps of the link %s no more than the domain', (link, kept) => {
    const roll = { ...shape, roles: { ...shape.roles, link: 6 }, secrets: [4, 6] };
    const person = { ...voter, cells: voter.cells.with(6, link) };
    expect(maskedVoter(person, roll).cells[6]).toBe(kept);
    const direct = maskedView(viewFor(person, roll, project), person, secrecy(roll));
    if (!link.startsWith('https:')) return;
    expect(
      maskedView(viewFor(maskedVoter(person, roll), roll, project), maskedVoter(person, roll), secrecy(roll)),
    ).toEqual(direct);
  });

  it('keeps its language, which chooses the template', () => {
    const roll = { ...shape, roles: { ...shape.roles, language: 2 }, secrets: [2, 4] };
    expect(maskedVoter(voter, roll).cells.slice(2, 5)).toEqual([voter.cells[2], voter.cells[3], MASK]);
  });

  it('loses an ID that is secret', () => {
    const masked = maskedVoter(voter, { ...shape, secrets: [0] });
    expect([masked.id, masked.cells[0]]).toEqual([MASK, MASK]);
  });

  it('keeps empty cells empty: a block would appear that its voter does not get', () => {
    const cells = voter.cells.with(4, '');
    expect(maskedVoter({ ...voter, cells }, shape).cells[4]).toBe('');
  });

  it('gives the same view as the masked view of the voter itself', () => {
    const direct = maskedView(viewFor(voter, shape, project), voter, secrecy(shape));
    expect(viewFor(maskedVoter(voter, shape), shape, project)).toEqual(direct);
  });
});

describe('a secret that stands in another column', () => {
  const roll: RollShape = { ...shape, roles: { ...shape.roles, link: 6 }, secrets: [4, 6] };
  const secret = 'Xk9qQwer1';
  const withCells = (cells: Readonly<Record<number, string>>) => {
    const all = voter.cells.map((cell, column) => cells[column] ?? (column === 4 ? secret : cell));
    return { ...voter, id: all[0] ?? '', email: all[1] ?? '', cells: all };
  };
  const shown = (cells: Readonly<Record<number, string>>) => {
    const person = withCells(cells);
    const kept = maskedVoter(person, roll);
    const direct = maskedView(viewFor(person, roll, project), person, secrecy(roll));
    expect(maskedView(viewFor(kept, roll, project), kept, secrecy(roll))).toEqual(direct);
    return [JSON.stringify(kept), JSON.stringify(direct)];
  };

  it.each([
    ['as the ID', { 0: secret }],
    ['as the first name', { 2: secret }],
    ['in the last name', { 3: `Müller ${secret}` }],
    ['as the address', { 1: `${secret}@muster.example` }],
    ['in the address', { 1: `anna.${secret}@muster.example` }],
    ['in the domain of the address', { 1: `anna@${secret.toLowerCase()}.example` }],
    ['in the link', { 6: `https://wahl.example/${secret}` }],
  ])('%s is not shown', (_, cells) => {
    for (const text of shown(cells)) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('leaves a name and an address alone that only have a few letters of it', () => {
    const [kept] = shown({ 4: 'An', 6: 'Nord' });
    expect(JSON.parse(kept ?? '')).toMatchObject({ id: voter.id, email: 'Anna@Mitglieder.example' });
  });

  it('gives an address that can be written into a message', () => {
    expect(maskedVoter(withCells({ 1: `${secret}@muster.example` }), roll).email).toBe(MASKED_ADDRESS);
  });
});

describe('the domain of a link', () => {
  const roll: RollShape = { ...shape, roles: { ...shape.roles, link: 6 }, secrets: [4, 6] };
  const domain = (link: string): string | undefined => {
    const person = { ...voter, cells: voter.cells.with(6, link) };
    return maskedView(viewFor(person, roll, project), person, secrecy(roll))['link.domain'];
  };

  it('is shown where several voters have it', () =>
    expect(domain('https://wahl.example/x')).toBe('wahl.example'));

  it('is not shown where it may be the voter’s own', () => {
    expect(domain('https://tok3nsub.vote.example/x')).toBe(MASK);
  });
});
