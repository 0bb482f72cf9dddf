/** Owns which column of a roll plays which role, and which columns hold secrets. */
import type { Finding } from '../finding.js';
import { closest } from '../suggestion.js';
import { clean } from './characters.js';
import { shownHeaders } from './header-shown.js';
import { isRemarkedAddress, nearestHeader, roleOfHeader } from './header-words.js';
import { MASK, type Place, rollError, rollWarning } from './roll-finding.js';
import { ROLES, type Role } from './voter.js';

/** What the project says about the columns; headers as written in the roll. */
export interface ColumnWishes {
  readonly columns?: Partial<Record<Role, string>> | undefined;
  /** The columns that hold secrets; by default every one but those in `OPEN_ROLES`. */
  readonly secrets?: readonly string[] | undefined;
}

export type RoleColumns = Partial<Record<Role, number>>;

/** What may be shown: who the voter is. Any other column may hold a credential. */
const OPEN_ROLES: readonly Role[] = [
  'id',
  'email',
  'firstName',
  'lastName',
  'salutation',
  'title',
  'language',
];

/**
 * Without these two nobody can be told apart or reached; a guess between two columns would be a wrong
 * mailing.
 */
const VITAL_ROLES: readonly Role[] = ['id', 'email'];

/**
 * Finds each role's column: the one that `columns` names, else the only one whose header is a word for it.
 * Two candidates are none: an error for ID and address, a warning for the others, which then are only
 * placeholders by their headers.
 */
export function assignRoles(
  headers: readonly string[],
  wishes: ColumnWishes,
  headerRow: number,
): { roles: RoleColumns; findings: Finding[] } {
  const findings: Finding[] = [];
  const roles = namedRoles(headers, wishes, headerRow, findings);
  const claimed = new Set(Object.values(roles));
  for (const role of ROLES) {
    if (wishes.columns?.[role] !== undefined) continue;
    // An ID may be the address itself; any other claim takes a column out of the guessing.
    const isFree = (index: number): boolean => !claimed.has(index) || role === 'email';
    const named = headers.flatMap((header, index) =>
      header !== '' && roleOfHeader(header) === role && isFree(index) ? [index] : [],
    );
    const remarked = role === 'email' && named.length === 0;
    const candidates = remarked
      ? [...headers.keys()].filter((index) => isRemarkedAddress(headers[index] ?? ''))
      : named;
    const [only] = candidates;
    if (candidates.length === 1 && only !== undefined) roles[role] = only;
    if (candidates.length > 1) findings.push(ambiguous(role, headers, candidates, headerRow));
  }
  const doubles = doubleRoles(roles, headers, headerRow);
  return {
    roles,
    findings: [...findings, ...doubles, ...vitalFindings(roles, headers, findings, headerRow)],
  };
}

/** The address may be the ID; any other column is one thing. */
function doubleRoles(roles: RoleColumns, headers: readonly string[], row: number): Finding[] {
  const byColumn = new Map<number, Role[]>();
  for (const role of ROLES) {
    const column = roles[role];
    if (column !== undefined) byColumn.set(column, [...(byColumn.get(column) ?? []), role]);
  }
  return [...byColumn].flatMap(([column, named]) => {
    if (named.every((role) => VITAL_ROLES.includes(role)) || named.length < 2) return [];
    const header = headers[column] ?? '';
    return [rollError('column-in-two-roles', { row, column: header }, { header, roles: named })];
  });
}

/**
 * Indexes of the columns that hold secrets, ascending. A password always is one, also where `secrets` forgets
 * it.
 */
export function assignSecrets(
  headers: readonly string[],
  roles: RoleColumns,
  wishes: ColumnWishes,
  headerRow: number,
): { secrets: number[]; findings: Finding[] } {
  if (wishes.secrets === undefined) {
    const open = new Set(OPEN_ROLES.map((role) => roles[role]));
    return { secrets: [...headers.keys()].filter((index) => !open.has(index)), findings: [] };
  }
  const findings: Finding[] = [];
  const secrets = new Set<number>(roles.password === undefined ? [] : [roles.password]);
  for (const wished of wishes.secrets) {
    const index = columnNamed(headers, wished);
    if (index >= 0) secrets.add(index);
    else findings.push(missing('secrets', wished, headers, headerRow));
  }
  return { secrets: [...secrets].sort((a, b) => a - b), findings };
}

function namedRoles(
  headers: readonly string[],
  wishes: ColumnWishes,
  headerRow: number,
  findings: Finding[],
): RoleColumns {
  const roles: RoleColumns = {};
  for (const role of ROLES) {
    const wished = wishes.columns?.[role];
    if (wished === undefined) continue;
    const index = columnNamed(headers, wished);
    if (index >= 0) roles[role] = index;
    else findings.push(missing(role, wished, headers, headerRow));
  }
  return roles;
}

function vitalFindings(
  roles: RoleColumns,
  headers: readonly string[],
  found: readonly Finding[],
  row: number,
): Finding[] {
  const isExplained = (role: Role): boolean =>
    found.some(({ details }) => 'role' in details && details.role === role);
  const findings: Finding[] = [];
  if (roles.email === undefined && !isExplained('email')) {
    findings.push(missingAddress(headers, row));
  }
  if (idIsAddress(roles) && !isExplained('id')) {
    findings.push(rollWarning('id-is-address', { row: null, column: null }, {}));
  }
  return findings;
}

/** Whether the address stands for the ID: no ID column, or the same one. */
export function idIsAddress(roles: RoleColumns): boolean {
  return roles.id === undefined || roles.id === roles.email;
}

/** Index of the column with this header, -1 where there is none; a column without a header has no name. */
function columnNamed(headers: readonly string[], wished: string): number {
  const header = clean(wished);
  return header === '' ? -1 : headers.indexOf(header);
}

function ambiguous(role: Role, headers: readonly string[], candidates: number[], row: number): Finding {
  const place: Place = { row, column: null };
  const details = { role, headers: candidates.map((index) => headers[index] ?? '') };
  return VITAL_ROLES.includes(role)
    ? rollError('ambiguous-column', place, details)
    : rollWarning('ambiguous-column', place, details);
}

function missing(role: string, wished: string, headers: readonly string[], row: number): Finding {
  const found = told(headers);
  const suggestion = closest(wished, found.headers);
  return rollError('missing-column', { row, column: clean(wished) }, { role, ...found, suggestion });
}

function missingAddress(headers: readonly string[], row: number): Finding {
  const found = told(headers);
  const suggestion = nearestHeader('email', found.headers);
  return rollError('missing-column', { row, column: null }, { role: 'email', ...found, suggestion });
}

/** The headers a person may choose from. */
function told(headers: readonly string[]): { headers: readonly string[]; hidden: number } {
  const shown = shownHeaders(headers).filter((header) => header !== MASK);
  return { headers: shown, hidden: headers.length - shown.length };
}
