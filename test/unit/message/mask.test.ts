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
