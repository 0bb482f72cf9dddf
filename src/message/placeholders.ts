/** Owns what a placeholder can stand for: a column by its header, a role, or a field of the project. */
import { nearestHeader } from '../voters/header-words.js';
import { linkDomains } from '../voters/link-domain.js';
import { ROLES, type Role, type RollShape, type Voter } from '../voters/voter.js';
import { electionDateFormat } from './election-date.js';
import { newView, type View } from './token.js';

/** What the project knows of its election; a field that is null or empty has no placeholder. */
export interface ProjectFields {
  readonly title: string | null;
  readonly organiser: string | null;
  readonly start: Date | null;
  readonly end: Date | null;
  /** IANA name. */
  readonly timezone: string;
  /** Language of the invitation, RFC 5646. */
  readonly language: string;
  readonly contact: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
  } | null;
}

export const PROJECT_PLACEHOLDERS = [
  'election.title',
  'election.organiser',
  'election.start',
  'election.end',
  'contact.name',
  'contact.email',
  'contact.phone',
] as const;

/** The domain of the voter's link, so that a text can say which page is the right one. */
export const LINK_DOMAIN = 'link.domain';

export type KnownPlaceholder =
  | { readonly kind: 'column'; readonly column: number; readonly secret: boolean }
  | { readonly kind: 'project'; readonly value: string }
  /** Made from another value of the same voter. */
  | { readonly kind: 'derived' }
  /** A role without a column, or a field that the project leaves out: empty for everybody. */
  | {
      readonly kind: 'absent';
      readonly of: 'role' | 'project';
      /** The header of a column that is perhaps meant for the role. */
      readonly suggestion: string | null;
    }
  /** The name of a role or field, and the header of a column that is something else. */
  | { readonly kind: 'ambiguous' };

export type KnownPlaceholders = ReadonlyMap<string, KnownPlaceholder>;

/**
 * Every name a template may use, and what it stands for. A role's name or a project field's never means a column
 * by its header, unless the column plays that very role; a roll with such a header makes the name ambiguous, and a
 * template that uses it is refused. A role without a column and a field that is left out are empty for everybody,
 * so they may only stand in a section of their own; but `id` a voter always has.
 */
export function knownPlaceholders(shape: RollShape, project: ProjectFields): KnownPlaceholders {
  const known = new Map<string, KnownPlaceholder>();
  for (const role of ROLES) {
    known.set(role, { kind: 'absent', of: 'role', suggestion: nearestHeader(role, shape.headers) });
  }
  for (const [name, value] of projectValues(project)) {
    known.set(
      name,
      value === '' ? { kind: 'absent', of: 'project', suggestion: null } : { kind: 'project', value },
    );
  }
  if (shape.roles.link !== undefined) known.set(LINK_DOMAIN, { kind: 'derived' });
  else known.set(LINK_DOMAIN, { kind: 'absent', of: 'role', suggestion: null });
  for (const [name, column] of placeholderColumns(shape)) {
    known.set(name, { kind: 'column', column, secret: shape.secrets.includes(column) });
  }
  shape.headers.forEach((header, column) => {
    if (isOtherThanItSays(header, column, shape)) known.set(header, { kind: 'ambiguous' });
  });
  return known;
}

/** Name -> index into a voter's cells, for headers and roles. Of two equal headers the first counts. */
export function placeholderColumns(shape: RollShape): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  shape.headers.forEach((header, column) => {
    if (!columns.has(header) && !isOtherThanItSays(header, column, shape)) columns.set(header, column);
  });
  for (const role of ROLES) {
    const column = role === 'id' ? (shape.roles.id ?? shape.roles.email) : shape.roles[role];
    if (column !== undefined) columns.set(role, column);
  }
  return columns;
}

/**
 * The names for which no voter may have an empty cell: what the project requires and the password, under every name
 * of their columns.
 */
export function neededNames(shape: RollShape, required: readonly string[]): ReadonlySet<string> {
  const columns = placeholderColumns(shape);
  const names = new Set([...required, 'password']);
  const needed = new Set([...names].map((name) => columns.get(name)));
  for (const [name, column] of columns) if (needed.has(column)) names.add(name);
  return names;
}

/**
 * The views of all voters of one roll. Made once for a roll, because the project's values, dates among them, are
 * the same for everybody. Throws RangeError for a time zone or language that does not exist.
 */
export function viewer(shape: RollShape, project: ProjectFields): (voter: Voter) => View {
  const fields = [...projectValues(project)];
  const columns = [...placeholderColumns(shape)];
  const domainOf = linkDomains();
  return (voter) => {
    const view = newView();
    for (const role of ROLES) view[role] = '';
    for (const [name, value] of fields) view[name] = value;
    for (const [name, column] of columns) view[name] = voter.cells[column] ?? '';
    view['id'] = voter.id;
    view[LINK_DOMAIN] = domainOf(view['link'] ?? '');
    return view;
  };
}

/** The view of one voter; for many, make a `viewer`. */
export function viewFor(voter: Voter, shape: RollShape, project: ProjectFields): View {
  return viewer(shape, project)(voter);
}

function isOtherThanItSays(header: string, column: number, shape: RollShape): boolean {
  if (header === LINK_DOMAIN || (PROJECT_PLACEHOLDERS as readonly string[]).includes(header)) return true;
  if (!(ROLES as readonly string[]).includes(header)) return false;
  return shape.roles[header as Role] !== column;
}

function projectValues(project: ProjectFields): ReadonlyMap<string, string> {
  const dateText = electionDateFormat(project.language, project.timezone);
  const values: Record<(typeof PROJECT_PLACEHOLDERS)[number], string | null | undefined> = {
    'election.title': project.title,
    'election.organiser': project.organiser,
    'election.start': project.start && dateText(project.start),
    'election.end': project.end && dateText(project.end),
    'contact.name': project.contact?.name,
    'contact.email': project.contact?.email,
    'contact.phone': project.contact?.phone,
  };
  return new Map(PROJECT_PLACEHOLDERS.map((name) => [name, values[name] ?? '']));
}
