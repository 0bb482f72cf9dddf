/** Owns how the reading of a roll writes down what it found, and what of a cell may be quoted in it. */
import type { Finding, FindingDetails, FindingKind } from '../finding.js';

/** Where in the roll: physical line, from 1, on which the record starts; header as written. */
export interface Place {
  readonly row: number | null;
  readonly column: string | null;
}

/** Stands for a credential wherever a finding would quote it. */
export const MASK = '••••';

const LONGEST_QUOTE = 80;

/** An error: it forbids sending. */
export function rollError<K extends FindingKind>(kind: K, place: Place, details: FindingDetails[K]): Finding {
  // The compiler cannot see that kind and details belong together; the signature does.
  return { severity: 'error', kind, row: place.row, column: place.column, details } as Finding;
}

/** A warning: shown, and no obstacle. */
export function rollWarning<K extends FindingKind>(
  kind: K,
  place: Place,
  details: FindingDetails[K],
): Finding {
  return { severity: 'warning', kind, row: place.row, column: place.column, details } as Finding;
}

/** A cell as a finding quotes it: at most 80 characters, never half of one. */
export function quoted(cell: string): string {
  if (cell.length <= LONGEST_QUOTE) return cell;
  // Twice the length holds 80 whole characters even where each takes two code units.
  const characters = [...cell.slice(0, 2 * LONGEST_QUOTE)].slice(0, LONGEST_QUOTE - 1);
  return `${characters.join('')}…`;
}

const SHORTEST_HINTED = 8;

/**
 * A cell as a finding shows it where it may be a credential, in a shifted row or under another's header: its first and
 * last character, so that it is found again; of a short one nothing.
 */
export function hinted(cell: string): string {
  if (cell.length < SHORTEST_HINTED) return MASK;
  const last = [...cell.slice(-2)].at(-1) ?? '';
  return `${String.fromCodePoint(cell.codePointAt(0) ?? 0)}${MASK}${last}`;
}
