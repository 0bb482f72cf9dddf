/** Owns the options that several commands share. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { Texts } from '../i18n/texts.js';
import type { ProjectValues } from '../project/project-file.js';
import type { Role } from '../voters/voter.js';
import { collect, column, oneOf, wholeNumber } from './option-values.js';

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
