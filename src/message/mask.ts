/** Owns what is secret in everything that is shown to somebody who is not the voter, and what is shown instead. */
import type { RollShape, Voter } from '../voters/voter.js';
import { LINK_DOMAIN, placeholderColumns } from './placeholders.js';
import { newView, type View } from './token.js';

/** What is shown instead of a secret: always the same, so that it tells nothing of it, not even its length. */
export const MASK = '••••••';
/** In place of an address that repeats a secret; nobody's (RFC 2606). */
export const MASKED_ADDRESS = 'masked@masked.invalid';

/** What tells the secrets of a roll from what everybody may know. */
export interface Secrecy {
  readonly shape: RollShape;
  /** Domains that the links of several voters have; any other may be a voter's own, and a credential. */
  readonly linkDomains: ReadonlySet<string>;
}

/** Shorter ones stand in other words by chance. */
const SHORTEST_CONTAINED = 4;

/**
 * Makes the judge of one voter's values: whether what stands in a column shows a cell of the `hidden` ones, as a whole
 * or in a longer text. An address is only compared with whole cells and the password: the name of a place that stands
 * in some column stands in many a domain.
 */
function revealing(voter: Voter, { roles }: RollShape, hidden: ReadonlySet<number>) {
  const cell = (column: number | undefined): string =>
    column === undefined ? '' : (voter.cells[column] ?? '');
  const secrets = [...hidden].map(cell).filter((value) => value !== '');
  const long = secrets.filter((value) => value.length >= SHORTEST_CONTAINED);
  const password = hidden.has(roles.password ?? -1) ? cell(roles.password) : '';
  return (value: string, column: number | null): boolean => {
    if (column !== null && hidden.has(column)) return true;
    if (secrets.includes(value)) return true;
    if (column === null || column !== roles.email) return long.some((secret) => value.includes(secret));
    const local = value.slice(0, value.lastIndexOf('@'));
    if (secrets.includes(local)) return true;
    return password.length >= SHORTEST_CONTAINED && value.toLowerCase().includes(password.toLowerCase());
  };
}

/**
 * A view in which no cell of the `hidden` columns shows, nor another that repeats one, nor a domain that may be the
 * voter's own. An empty cell stays empty: otherwise a block would be shown that its voter does not get.
 */
export function maskedView(
  view: View,
  voter: Voter,
  { shape, linkDomains }: Secrecy,
  { hidden = new Set(shape.secrets), mask = () => MASK }: MaskWishes = {},
): View {
  const reveals = revealing(voter, shape, hidden);
  const masked = newView();
  for (const name of Object.keys(view)) masked[name] = view[name] ?? '';
  for (const [name, column] of placeholderColumns(shape)) {
    const value = masked[name] ?? '';
    if (value !== '' && reveals(value, column)) masked[name] = mask(value);
  }
  const id = masked['id'] ?? '';
  if (id !== '' && reveals(id, shape.roles.id ?? shape.roles.email ?? null)) masked['id'] = mask(id);
  const domain = masked[LINK_DOMAIN] ?? '';
  if (domain !== '' && !linkDomains.has(domain)) masked[LINK_DOMAIN] = mask(domain);
  return masked;
}

export interface MaskWishes {
  /** Columns; by default those of secrets. */
  readonly hidden?: ReadonlySet<number>;
  /** What stands in place of a value. */
  readonly mask?: (value: string) => string;
}

/**
 * The voter with every secret cell masked, and ID, address and any other cell that repeats one; nothing else is
 * changed. Of the link the domain stays, which `maskedView` judges, and the language, which chooses the template.
 */
export function maskedVoter(voter: Voter, shape: RollShape): Voter {
  const { roles, secrets } = shape;
  const reveals = revealing(voter, shape, new Set(secrets));
  const cells = voter.cells.map((cell, column) => {
    if (cell === '' || column === roles.language || !reveals(cell, column)) return cell;
    return column === roles.link ? maskedLink(cell) : MASK;
  });
  const email = reveals(voter.email, roles.email ?? null) ? MASKED_ADDRESS : voter.email;
  const id = reveals(voter.id, roles.id ?? roles.email ?? null) ? MASK : voter.id;
  return { ...voter, id, email, cells };
}

function maskedLink(link: string): string {
  const { protocol, host } = URL.canParse(link) ? new URL(link) : { protocol: '', host: '' };
  return protocol === 'https:' ? `https://${host}/${MASK}` : MASK;
}
