/** Owns how an invitation is made to be looked at: like the voter's own, its credentials masked unless told otherwise. */
import type { Invitation } from '../message/invitation.js';
import { maskedView } from '../message/mask.js';
import { renderInvitation } from '../message/render.js';
import type { Voter } from '../voters/voter.js';
import { type CheckedProject, type Rendering, secrecyOf } from './check-project.js';

export function shownInvitation(
  rendering: Rendering,
  checked: Pick<CheckedProject, 'shape' | 'summary'>,
  voter: Voter,
  reveal: boolean,
): Invitation {
  const view = rendering.view(voter);
  const shown = reveal ? view : maskedView(view, voter, secrecyOf(checked));
  return renderInvitation(rendering.template(voter), shown);
}
