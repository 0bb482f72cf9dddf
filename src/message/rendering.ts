/** Owns the rendering of a whole roll: every voter in the voter's own language. */
import type { RollShape, Voter } from '../voters/voter.js';
import type { Edition, EditionPlan } from './editions.js';
import type { Invitation } from './invitation.js';
import { type ProjectFields, viewer } from './placeholders.js';
import { renderInvitation } from './render.js';
import type { Template } from './template.js';
import type { View } from './token.js';

/** The templates over one roll. All but `fits` throw Error, a bug, for a voter whose language has no template. */
export interface Rendering {
  /** Whether there is a template in the voter's language. */
  fits(voter: Voter): boolean;
  template(voter: Voter): Template;
  /** The voter's values, dates in the language of the voter's template. */
  view(voter: Voter): View;
  render(voter: Voter): Invitation;
}

/** `templates` holds one for each edition of `plan`. */
export function renderingOf(
  plan: EditionPlan,
  templates: ReadonlyMap<Edition, Template>,
  shape: RollShape,
  fields: ProjectFields,
): Rendering {
  const viewers = new Map(
    plan.editions.map((edition) => [edition, viewer(shape, { ...fields, language: edition.language })]),
  );
  const template = (voter: Voter): Template => found(templates.get(found(plan.of(voter))));
  const view = (voter: Voter): View => found(viewers.get(found(plan.of(voter))))(voter);
  const fits = (voter: Voter): boolean => plan.of(voter) !== null;
  return { fits, template, view, render: (voter) => renderInvitation(template(voter), view(voter)) };
}

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('no template in the language of this voter');
  return value;
}
