/** Owns the name of a voter as it stands in the To header. */
import type { RollShape, Voter } from '../voters/voter.js';

/** "Anna Müller"; null where the roll has no names. */
export function displayName(voter: Voter, shape: RollShape): string | null {
  const part = (role: 'firstName' | 'lastName'): string => {
    const column = shape.roles[role];
    return column === undefined ? '' : (voter.cells[column] ?? '');
  };
  return `${part('firstName')} ${part('lastName')}`.trim() || null;
}
