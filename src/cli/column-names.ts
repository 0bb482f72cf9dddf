/** Owns how the recognised columns are named to the user: "ID: Mitgliedsnummer". */
import { safeText } from '../smtp/reply.js';
import { ROLES, type RollShape } from '../voters/voter.js';
import type { Context } from './context.js';

/** One entry for each role that has a column, in a fixed order. */
export function columnNames({ texts }: Context, shape: RollShape): string[] {
  return ROLES.flatMap((role) => {
    const column = shape.roles[role];
    return column === undefined
      ? []
      : [`${texts.common.roles[role]}: ${safeText(shape.headers[column] ?? '')}`];
  });
}
