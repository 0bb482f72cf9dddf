/** Owns the masking of credentials in everything that is shown to somebody who is not the voter. */
import type { RollShape, Voter } from '../voters/voter.js';
import { placeholderColumns } from './placeholders.js';
import { newView, type View } from './token.js';

/** What is shown instead of a secret: always the same, so that it tells nothing of it, not even its length. */
export const MASK = '••••••';

/**
 * A view in which every secret cell is masked, under its header and under the role it plays. An empty cell stays
 * empty: otherwise a block would be shown that its voter does not get.
 */
export function maskedView(view: View, shape: RollShape): View {
  const masked = newView();
  for (const name of Object.keys(view)) masked[name] = view[name] ?? '';
  for (const [name, column] of placeholderColumns(shape)) {
    if (shape.secrets.includes(column) && masked[name] !== undefined && masked[name] !== '') {
      masked[name] = MASK;
    }
  }
  return masked;
}

/**
 * The voter with every secret cell masked, the ID too where its column is secret; nothing else is changed. Of the link
 * the domain stays, which `{{link.domain}}` says to everybody, and the language, which chooses the template.
 */
export function maskedVoter(voter: Voter, { roles, secrets }: RollShape): Voter {
  const cells = voter.cells.map((cell, column) => {
    if (cell === '' || !secrets.includes(column) || column === roles.language) return cell;
    return column === roles.link ? maskedLink(cell) : MASK;
  });
  const isSecret = roles.id !== undefined && secrets.includes(roles.id);
  return { ...voter, id: isSecret ? MASK : voter.id, cells };
}

function maskedLink(link: string): string {
  const { protocol, host } = URL.canParse(link) ? new URL(link) : { protocol: '', host: '' };
  return protocol === 'https:' ? `https://${host}/${MASK}` : MASK;
}
