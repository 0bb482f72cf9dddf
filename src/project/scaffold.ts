/** Owns the files of a new project folder, as `invite init` writes them: their contents, not the writing. */
import { Fault } from '../fault.js';
import { scaffold as de } from '../i18n/de/scaffold.js';
import { scaffold as en } from '../i18n/en/scaffold.js';
import { safeParse } from '../validation.js';
import { type ExampleDates, exampleDates } from './example-dates.js';
import type { Product } from './project.js';
import { projectSchema } from './schema.js';

export interface ScaffoldOptions {
  readonly product: Product;
  /** Of the invitation, and of the comments in the files. */
  readonly language: 'de' | 'en';
  readonly title?: string | undefined;
  readonly organiser?: string | undefined;
  /** This package and what npm installs it from: a version range, or the path of a tarball. */
  readonly packageName: string;
  readonly packageSpec: string;
  /** The built-in template of this product and language: file name -> bytes. */
  readonly templateFiles: ReadonlyMap<string, Uint8Array>;
  /** The example dates are some weeks after it. */
  readonly today: Date;
}

/** One file; `path` is relative to the folder, with "/"; `mode` only where others must not read it. */
export interface ScaffoldFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode?: number;
}

type Comment = readonly string[];
type ScaffoldTexts = typeof en;

const TEXTS: Readonly<Record<ScaffoldOptions['language'], ScaffoldTexts>> = { de, en };
const IGNORED = ['*.csv', '*.xlsx', 'invite.*.jsonl', 'invite.*.key', '.invite-sandbox/', 'node_modules/'];
/** Without it Excel reads UTF-8 as Windows-1252. */
const BYTE_ORDER_MARK = '\ufeff';
const OWNER_ONLY = 0o600;

/** ID, first name, last name, address, password, link: nobody's, at domains that nobody can own (RFC 2606). */
const REHEARSAL_VOTERS = [
  ['00101', 'Anna', 'Müller', 'anna@muster.example', 'probe7Rw4X', 'https://wahl.muster.example/probe'],
  ['00102', 'Jürgen', 'Weiß', 'juergen@example.org', 'probeK9mh3', 'https://wahl.muster.example/probe'],
  ['00103', 'Željka', 'Šimić', 'zeljka@example.net', 'probe4TzP8', 'https://wahl.muster.example/probe'],
  ['00104', 'Kim', 'Öztürk', 'kim@example.com', 'probeW6cd2', 'https://wahl.muster.example/probe'],
  ['00105', 'Peter', 'Brandt', 'peter@muster.example', 'probe3Ngv5', 'https://wahl.muster.example/probe'],
] as const;

/**
 * The files of a new project, in the order in which a reader meets them. What is not given is an example, marked as
 * one. Pure: the same options give the same bytes. Throws the fault `bad-option-value` for a title or organiser
 * that invite.yaml could not hold.
 */
export function scaffold(options: ScaffoldOptions): readonly ScaffoldFile[] {
  const { product, language } = options;
  const texts = TEXTS[language];
  const dates = exampleDates(product, options.today);
  const given = {
    title: checked('title', options.title),
    organiser: checked('organiser', options.organiser),
  };
  const title = given.title ?? texts.title[product](dates.year);
  const dependencies = { [options.packageName]: options.packageSpec };
  return [
    file('README.md', joined(texts.readme(title, texts.profile))),
    file('invite.yaml', projectFile({ ...given, dates, product, language })),
    { ...file('voters.csv', roll(texts)), mode: OWNER_ONLY },
    ...[...options.templateFiles].map(([name, bytes]) => ({ path: `templates/invitation/${name}`, bytes })),
    file('package.json', joined([JSON.stringify({ private: true, dependencies }, null, 2)])),
    file('.gitignore', joined([`# ${texts.ignore}`, ...IGNORED])),
  ];
}

/** The rule is the project file's own, so that what is written here is read there. */
function checked(key: 'title' | 'organiser', value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const result = safeParse(projectSchema.entries[key], value);
  if (result.success) return result.output;
  throw new Fault('bad-option-value', { option: `--${key}`, value, expected: 'text' });
}

interface ProjectFileParts {
  readonly title: string | undefined;
  readonly organiser: string | undefined;
  readonly dates: ExampleDates;
  readonly product: Product;
  readonly language: ScaffoldOptions['language'];
}

function projectFile(parts: ProjectFileParts): string {
  const texts = TEXTS[parts.language];
  const example = `  # ${texts.example}`;
  return joined([
    ...commented(texts.heading),
    ...electionLines(parts, texts, example),
    ...mailingLines(texts, example),
  ]);
}

function electionLines(parts: ProjectFileParts, texts: ScaffoldTexts, example: string): string[] {
  const { title, organiser, dates, product, language } = parts;
  const { comments } = texts;
  const named = (given: string | undefined, instead: string): string =>
    given === undefined ? quoted(instead) + example : quoted(given);
  return [
    ...entry(comments.title, `title: ${named(title, texts.title[product](dates.year))}`),
    ...entry(comments.organiser, `organiser: ${named(organiser, texts.organiser)}`),
    ...entry(comments.product, `product: ${product}`),
    ...entry(comments.language, `language: ${language}`),
    ...entry(comments.timezone, 'timezone: Europe/Berlin'),
    ...entry(comments.electionStart[product], `electionStart: ${dates.start}${example}`),
    `electionEnd: ${dates.end}${example}`,
    ...entry(comments.sendAt[product], sendAtLine(dates, example)),
  ];
}

function mailingLines({ comments, contact, profile }: ScaffoldTexts, example: string): string[] {
  return [
    ...entry(comments.profile, `profile: ${profile}`),
    ...entry(comments.voters, 'voters: voters.csv'),
    ...entry(comments.expectVoters, `expectVoters: ${REHEARSAL_VOTERS.length}${example}`),
    ...entry(comments.template, 'template: templates/invitation'),
    ...entry(comments.required, 'required: [id, password]'),
    ...entry(comments.contact, `contact:${example}`),
    `  name: ${quoted(contact.name)}`,
    `  email: ${quoted(contact.email)}`,
    `  phone: ${quoted(contact.phone)}`,
    // Not set: a number of nobody's would outrank what the host's provider publishes.
    ...entry(comments.pace, '# pace: { perMinute: 20 }'),
  ];
}

function sendAtLine({ sendAt, start }: ExampleDates, example: string): string {
  return sendAt === null ? `# sendAt: ${start}` : `sendAt: ${sendAt}${example}`;
}

function entry(comment: Comment, line: string): string[] {
  return ['', ...commented(comment), line];
}

function commented(lines: Comment): string[] {
  return lines.map((line) => `# ${line}`);
}

/** A JSON string is a double-quoted scalar of YAML (YAML 1.2, 7.3.1): no value can become a key or a comment. */
function quoted(value: string): string {
  return JSON.stringify(value);
}

/** Semicolon and CRLF, as the spreadsheet of a German office writes it. No cell needs quoting. */
function roll(texts: ScaffoldTexts): string {
  const rows = [texts.rollHeaders, ...REHEARSAL_VOTERS];
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.join(';')}\r\n`).join('');
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function file(path: string, text: string): ScaffoldFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
