/** Owns how an invitation is made to be looked at: like the voter's own, its credentials masked unless told otherwise. */
import type { Invitation } from '../message/invitation.js';
import { maskedView } from '../message/mask.js';
import { renderInvitation } from '../message/render.js';
import type { RollShape, Voter } from '../voters/voter.js';
import type { Rendering } from './check-project.js';

export function shownInvitation(
  rendering: Rendering,
  shape: RollShape,
  voter: Voter,
  reveal: boolean,
): Invitation {
  const view = rendering.view(voter);
  return renderInvitation(rendering.template(voter), reveal ? view : maskedView(view, shape));
}
