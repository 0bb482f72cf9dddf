/** Owns the options that several commands share, and how an option's text becomes a value. */

import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { Fault } from '../fault.js';
import type { Texts } from '../i18n/texts.js';
import { parseFingerprint } from '../profile/pin.js';
import { LARGEST_COUNT, MOST_CONNECTIONS } from '../project/project.js';
import type { ProjectValues } from '../project/project-file.js';
import { formatOf } from '../report/marker.js';
import { ROLES, type Role } from '../voters/voter.js';

export interface CommonOptions {
  readonly json?: boolean;
  readonly lang?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** commander's `--no-color`: undefined when not given, as we declare both. */
  readonly color?: boolean;
  readonly input?: boolean;
  readonly yes?: boolean;
}

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

const RATE_UNITS: Readonly<Record<string, keyof Rate>> = { min: 'perMinute', h: 'perHour', d: 'perDay' };

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

function column(
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

/** `yes`: what this command's question is about. */
export function addCommonOptions(command: Command, help: Texts['help'], yes = help.yes): Command {
  return command
    .option('--json', help.json)
    .option('--lang <de|en>', help.lang, oneOf(['de', 'en']))
    .option('-q, --quiet', help.quiet)
    .option('-v, --verbose', help.verbose)
    .option('--color', help.color)
    .option('--no-color', help.noColor)
    .option('--no-input', help.noInput)
    .option('-y, --yes', yes);
}

/** Everything invite.yaml can say, as flags. */
export interface ProjectOptions {
  readonly title?: string;
  readonly organiser?: string;
  readonly product?: string;
  readonly language?: string;
  readonly timezone?: string;
  readonly electionStart?: string;
  readonly electionEnd?: string;
  readonly sendAt?: string;
  readonly profile?: string;
  readonly voters?: string;
  readonly testVoters?: string;
  readonly sheet?: string;
  readonly expectVoters?: number;
  readonly column?: Partial<Record<Role, string>>;
  readonly secret?: string[];
  readonly template?: string;
  readonly required?: string[];
  readonly contactName?: string;
  readonly contactEmail?: string;
  readonly contactPhone?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
}

const ENCODING_NAMES = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh', 'cp850'] as const;

export function addProjectOptions(command: Command, help: Texts['help']): Command {
  return command
    .option('--voters <file>', help.voters)
    .option('--sheet <name>', help.sheet)
    .option('--template <folder>', help.template)
    .option('--expect-voters <n>', help.expectVoters, wholeNumber)
    .option('--title <text>', help.title)
    .option('--organiser <text>', help.organiser)
    .option('--product <name>', help.product, oneOf(['online-wahl', 'live-voting']))
    .option('--language <de|en>', help.language, oneOf(['de', 'en']))
    .option('--timezone <name>', help.timezone)
    .option('--election-start <time>', help.electionStart)
    .option('--election-end <time>', help.electionEnd)
    .option('--send-at <time>', help.sendAt)
    .option('--contact-name <text>', help.contactName)
    .option('--contact-email <address>', help.contactEmail)
    .option('--contact-phone <phone>', help.contactPhone)
    .option('--column <role=header>', help.column, column)
    .option('--secret <header>', help.secret, collect)
    .option('--required <placeholder>', help.required, collect)
    .addOption(new Option('--encoding <name>', help.encoding).argParser(oneOf(ENCODING_NAMES)))
    .option('--delimiter <character>', help.delimiter, oneOf([';', ',', 'tab', '|'], 'delimiter'));
}

/** The flags as values of invite.yaml, only those given. Their paths start from the current folder, not the project's. */
export function projectValues(
  cwd: string,
  options: ProjectOptions & { connections?: number; perConnection?: number; rate?: object },
): ProjectValues {
  const contact = { name: options.contactName, email: options.contactEmail, phone: options.contactPhone };
  const { connections, perConnection } = options;
  const pace = { ...(options.rate ?? {}), connections, perConnection };
  const values = {
    title: options.title,
    organiser: options.organiser,
    product: options.product,
    language: options.language,
    timezone: options.timezone,
    electionStart: options.electionStart,
    electionEnd: options.electionEnd,
    sendAt: options.sendAt,
    profile: options.profile,
    voters: options.voters === undefined ? undefined : resolve(cwd, options.voters),
    testVoters: options.testVoters === undefined ? undefined : resolve(cwd, options.testVoters),
    sheet: options.sheet,
    expectVoters: options.expectVoters,
    columns: options.column,
    secrets: options.secret,
    template: options.template?.match(/[/\\]/) ? resolve(cwd, options.template) : options.template,
    required: options.required,
    contact: given(contact),
    pace: given(pace),
  };
  return given(values) as ProjectValues;
}

function given<T extends object>(values: T): Partial<T> {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as Partial<T>;
}

/** The mailbox by flags; a password only from a file or stdin, never as an argument. */
export interface ConnectionOptions {
  readonly host?: string;
  readonly port?: string;
  readonly encryption?: string;
  readonly user?: string;
  readonly sender?: string;
  readonly caFile?: string;
  readonly passwordStdin?: boolean;
  readonly passwordFile?: string;
  /** Not of `configure`, which stores what it is given. */
  readonly profileFile?: string;
  readonly login?: string;
  readonly flow?: string;
  readonly tenant?: string;
  readonly clientId?: string;
  readonly scope?: string;
  readonly clientSecretStdin?: boolean;
  readonly clientSecretFile?: string;
  readonly keyFile?: string;
  readonly allowUnencrypted?: boolean;
}

export function addConnectionOptions(command: Command, help: Texts['help']): Command {
  return command
    .option('--host <name>', help.host)
    .option('--port <number>', help.port)
    .option('--encryption <ssl|starttls|none>', help.encryption)
    .option('--user <name>', help.user)
    .option('--sender <"Name <address>">', help.sender)
    .option('--ca-file <file>', help.caFile)
    .option('--password-stdin', help.passwordStdin)
    .option('--password-file <file>', help.passwordFile)
    .option('--login <microsoft|google|url>', help.login)
    .option('--flow <device|client-credentials|service-account>', help.flow)
    .option('--tenant <id>', help.tenant)
    .option('--client-id <id>', help.clientId)
    .option('--client-secret-stdin', help.clientSecretStdin)
    .option('--client-secret-file <file>', help.clientSecretFile)
    .option('--key-file <file>', help.keyFile)
    .option('--scope <scope>', help.scope)
    .option('--allow-unencrypted', help.allowUnencrypted);
}
