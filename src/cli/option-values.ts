/** Owns how an option's text becomes a value, and what is said where it cannot. */
import { InvalidArgumentError } from 'commander';
import { Fault } from '../fault.js';
import { parseFingerprint } from '../profile/pin.js';
import { LARGEST_COUNT, MOST_CONNECTIONS } from '../project/project.js';
import { formatOf } from '../report/marker.js';
import { ROLES, type Role } from '../voters/voter.js';

/** Thrown by an option's parser; the command line makes a `bad-option-value` fault of it. */
export class BadValue extends InvalidArgumentError {
  readonly value: string;
  readonly expected: string;

  constructor(value: string, expected: string) {
    super(expected);
    this.value = value;
    this.expected = expected;
  }
}

export function wholeNumber(text: string): number {
  return countUpTo(LARGEST_COUNT, text, 'whole-number');
}

export function connections(text: string): number {
  return countUpTo(MOST_CONNECTIONS, text, 'connections');
}

export function port(text: string): number {
  return countUpTo(65_535, text, 'port');
}

function countUpTo(most: number, text: string, expected: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most) throw new BadValue(text, expected);
  return Number(text);
}

/** "5" or "5%"; 100 is the whole. */
export function percent(text: string): number {
  return countUpTo(100, text.replace(/\s?%$/, ''), 'percent');
}

/** For options that may be given several times; never variadic, which would swallow the project's path. */
export function collect(text: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** For an option that means one thing: of two, neither is passed over. */
export function once(text: string, before: string | undefined): string {
  if (before !== undefined) throw new BadValue(text, 'given-once');
  return text;
}

/** Whole numbers, one for each time the option is given. */
export function collectNumber(text: string, before: readonly number[] | undefined): number[] {
  return [...(before ?? []), wholeNumber(text)];
}

/** A DKIM selector is one or several labels of a domain name (RFC 6376 3.1). */
export function collectSelector(text: string, before: readonly string[] | undefined): string[] {
  const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
  const isSelector = text.length <= 100 && new RegExp(`^${label}(?:\\.${label})*$`, 'i').test(text);
  if (!isSelector) throw new BadValue(text, 'dkim-selector');
  return [...(before ?? []), text.toLowerCase()];
}

/** For `--report`: the ending chooses the form. */
export function reportFile(text: string, before: readonly string[] | undefined): string[] {
  if (formatOf(text) === null) throw new BadValue(text, 'report-file');
  return collect(text, before);
}

/** As they are typed behind the slash. */
export const RATE_UNITS: Readonly<Record<string, keyof Rate>> = {
  min: 'perMinute',
  h: 'perHour',
  d: 'perDay',
};

interface Rate {
  readonly perMinute?: number;
  readonly perHour?: number;
  readonly perDay?: number;
}

/** "30/min", "500/h", "10000/d"; given several times, each of a unit of its own. */
export function rate(text: string, before: Rate | undefined): Rate {
  const found = /^([1-9]\d{0,8})\/(min|h|d)$/.exec(text);
  const count = Number(found?.[1]);
  if (!found || count > LARGEST_COUNT) throw new BadValue(text, 'rate');
  const unit = RATE_UNITS[found[2] ?? ''];
  if (unit === undefined || before?.[unit] !== undefined) throw new BadValue(text, 'given-once');
  return { ...before, [unit]: count };
}

/** A SHA-256 fingerprint with or without colons, in the one form in which fingerprints are compared. */
export function fingerprint(text: string): string {
  const parsed = parseFingerprint(text);
  if (parsed === null) throw new BadValue(text, 'fingerprint');
  return parsed;
}

/**
 * For `--seal-for`; whether it is a key at all is checked where the library is loaded that knows. A private one is told
 * at once and never repeated.
 */
export function collectRecipient(text: string, before: readonly string[] | undefined): string[] {
  if (/AGE-SECRET-KEY-/i.test(text)) throw new Fault('identity-as-argument', {});
  return [...new Set([...(before ?? []), text.trim()])];
}

/** For `--column`: "role=header". */
export function column(
  text: string,
  before: Partial<Record<Role, string>> | undefined,
): Partial<Record<Role, string>> {
  const [role, ...header] = text.split('=');
  if (!ROLES.includes(role as Role) || header.join('=') === '') throw new BadValue(text, 'role-to-header');
  return { ...before, [role as Role]: header.join('=') };
}

/** `expected` is the word for src/i18n where the values themselves would make no sentence. */
export function oneOf<T extends string>(
  allowed: readonly T[],
  expected = allowed.join(' | '),
): (text: string) => T {
  return (text) => {
    if (!(allowed as readonly string[]).includes(text)) throw new BadValue(text, expected);
    return text as T;
  };
}
