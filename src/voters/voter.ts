/** Owns what a voter is to the rest of the program: an ID, one address, and the cells of one row. */

/** Roles that a column of the roll can play; every other column is only a placeholder. */
export const ROLES = [
  'id',
  'email',
  'firstName',
  'lastName',
  'salutation',
  'title',
  'password',
  'link',
  'language',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * One row of the roll, cleaned as docs/roll.md says. A voter is an ID, not an address: two may share a
 * mailbox.
 */
export interface Voter {
  /** Never altered; without an ID column, the address. */
  readonly id: string;
  /** One recipient, domain in lower-case ASCII (IDNA), local part as written. */
  readonly email: string;
  /** Physical line on which the record starts, from 1. */
  readonly row: number;
  /** Cells in the order of `RollShape.headers`. */
  readonly cells: readonly string[];
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh' | 'cp850';
/** `xlsx` is an Excel workbook, which has neither an encoding of its own nor a delimiter. */
export type Encoding = TextEncoding | 'xlsx';
export type Delimiter = ';' | ',' | '\t' | '|';

/** How a roll was read: what was detected or told, shown to the user before anything is sent. */
export interface RollShape {
  readonly encoding: Encoding;
  /** Nothing but the likeliest German letters spoke for the encoding. */
  readonly guessed?: true;
  /** Null for a workbook. */
  readonly delimiter: Delimiter | null;
  /** The sheet that was read; only of a workbook. */
  readonly sheet?: string;
  /** Headers as written (cleaned), blank trailing columns dropped. */
  readonly headers: readonly string[];
  /** Role -> index into `headers`. */
  readonly roles: Readonly<Partial<Record<Role, number>>>;
  /** Indexes of the columns that hold secrets: masked everywhere but in the message. */
  readonly secrets: readonly number[];
  /** Indexes of the columns whose cells nobody is sent, and which are not checked; none where it is absent. */
  readonly unread?: readonly number[];
}
