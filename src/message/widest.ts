/** Owns which voter's invitation is the widest: with it an organiser sees whether long names still fit. */
import type { RollShape, Voter } from '../voters/voter.js';
import type { Invitation } from './invitation.js';
import { placeholderColumns } from './placeholders.js';
import type { Template } from './template.js';

/** As `widthMeter`, for a roll with a template for each language: made once, whatever template a voter has. */
export function rollWidthMeter(): (
  template: Template,
  shape: RollShape,
  voter: Voter,
  invitation: Invitation,
) => number {
  const meters = new Map<Template, ReturnType<typeof widthMeter>>();
  return (template, shape, voter, invitation) => {
    const meter = meters.get(template) ?? widthMeter(template, shape);
    meters.set(template, meter);
    return meter(voter, invitation);
  };
}

/**
 * How much the invitation of one voter has to hold: the characters of its subject and of every cell that the template
 * puts in, or of the name. Secret cells do not count: their length is nobody's business. Made once for a roll; to
 * be compared with those of the other voters.
 */
export function widthMeter(
  template: Pick<Template, 'usesByName'>,
  shape: RollShape,
): (voter: Voter, invitation: Invitation) => number {
  const columns = shownColumns(template, shape);
  return (voter, { subject }) =>
    columns.reduce((sum, column) => sum + (voter.cells[column]?.length ?? 0), subject.length);
}

function shownColumns(template: Pick<Template, 'usesByName'>, shape: RollShape): readonly number[] {
  const { firstName, lastName } = shape.roles;
  const columns = new Set([firstName, lastName]);
  for (const [name, column] of placeholderColumns(shape)) {
    if (template.usesByName.has(name)) columns.add(column);
  }
  return [...columns].filter((column) => column !== undefined && !shape.secrets.includes(column)) as number[];
}
