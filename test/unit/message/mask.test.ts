/** Owns the proof that no credential is left in what is shown. */
import { describe, expect, it } from 'vitest';
import { MASK, maskedView, maskedVoter } from '../../../src/message/mask.js';
import { viewFor } from '../../../src/message/placeholders.js';
import { project, shape, voter } from './examples.js';

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
    const direct = maskedView(viewFor(person, roll, project), roll);
    if (!link.startsWith('https:')) return;
    expect(maskedView(viewFor(maskedVoter(person, roll), roll, project), roll)).toEqual(direct);
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
    const direct = maskedView(viewFor(voter, shape, project), shape);
    expect(viewFor(maskedVoter(voter, shape), shape, project)).toEqual(direct);
  });
});
