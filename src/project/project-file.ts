/** Owns reading invite.yaml and its flags into a project; every mistake is told with its line. */
import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { Fault } from '../fault.js';
import { NO_LIMITS } from '../profile/profile.js';
import { parseSender } from '../profile/sender.js';
import { safeText } from '../smtp/reply.js';
import { closest } from '../suggestion.js';
import * as v from '../validation.js';
import type { Project } from './project.js';
import { parseProjectYaml } from './project-yaml.js';
import { expectationOf, flagOf, LATER_KEYS, PROFILE_KEYS, projectSchema } from './schema.js';
import { zonedTime } from './zoned-time.js';

export const PROJECT_FILE = 'invite.yaml';
const LARGEST_FILE = 1_000_000;

/** Values as the schema wants them, keyed as in invite.yaml; given by flags, they win over the file's. */
export type ProjectValues = v.InferOutput<typeof projectSchema>;

export interface ProjectRequest {
  /** A folder with an invite.yaml, or that file. */
  readonly path: string;
  /** Whether the user named the path: then it must be there. */
  readonly named: boolean;
  /** From flags and environment; objects are merged key by key. */
  readonly overrides: ProjectValues;
  readonly systemTimeZone: string;
}

/** Throws `project-…` faults with the line. Without a file the overrides alone make the project. */
export async function readProject(request: ProjectRequest): Promise<Project> {
  checkFlags(request.overrides);
  const found = await findProjectFile(request);
  const origin = found ? await parseProjectFile(found) : NOTHING;
  const values = merge(origin.values, request.overrides);
  const folder = found ? dirname(found) : resolve(request.path);
  return toProject(values, {
    folder,
    file: found,
    systemTimeZone: request.systemTimeZone,
    flags: request.overrides,
    lineOf: origin.lineOf,
  });
}

async function findProjectFile({ path, named }: ProjectRequest): Promise<string | null> {
  const absolute = resolve(path);
  const facts = await stat(absolute).catch(() => null);
  if (!facts) throw new Fault('project-not-found', { path });
  if (facts.isFile() && /\.ya?ml$/.test(absolute)) return absolute;
  if (facts.isFile()) throw new Fault('project-not-found', { path });
  const file = join(absolute, PROJECT_FILE);
  if (await stat(file).catch(() => null)) return file;
  if (named) throw new Fault('project-not-found', { path: file });
  return null;
}

interface Origin {
  readonly values: ProjectValues;
  /** Line of a key ("contact.email"), from 1. */
  lineOf(key: string): number;
}

const NOTHING: Origin = { values: {}, lineOf: () => 0 };

async function parseProjectFile(path: string): Promise<Origin> {
  const { values, lineOf } = parseProjectYaml(path, await readText(path));
  return { values: checkValues(path, values, lineOf), lineOf };
}

async function readText(path: string): Promise<string> {
  const { size } = await stat(path);
  if (size > LARGEST_FILE)
    throw new Fault('file-too-large', { path, what: 'project', bytes: size, limit: LARGEST_FILE });
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Fault('project-unreadable', { path, reason: error.code ?? error.name });
  });
  if (!isUtf8(bytes)) throw new Fault('project-unreadable', { path, reason: 'not-utf-8' });
  return new TextDecoder('utf-8').decode(bytes);
}

function checkValues(path: string, raw: unknown, lineOf: (key: string) => number): ProjectValues {
  const result = v.safeParse(projectSchema, raw);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const steps = issue.path ?? [];
  // A list where a mapping belongs: its numbers are no keys that somebody wrote.
  const isList = Array.isArray(steps.at(-1)?.input) && issue.type === 'strict_object';
  const keys = (isList ? steps.slice(0, -1) : steps).map((step) => String(step.key));
  const key = keys.join('.');
  const line = key === '' ? 1 : lineOf(key);
  if (issue.type === 'strict_object' && issue.expected === 'never' && !isList)
    throw unknownKey(path, line, keys);
  // A key with nothing behind it.
  const value = issue.input === null ? '' : safeText(JSON.stringify(issue.input) ?? '', 80);
  throw new Fault('project-bad-value', { path, line, key, value, expected: expectationOf(key) });
}

/** Flags are held to the same rules as the file. */
function checkFlags(overrides: ProjectValues): void {
  const result = v.safeParse(projectSchema, overrides);
  if (result.success) return;
  const [issue] = result.issues;
  const key = (issue.path ?? []).map((step) => String(step.key)).join('.');
  throw wrongFlag(key, String(issue.input), expectationOf(key));
}

function wrongFlag(key: string, value: string, expected: string): Fault {
  return new Fault('bad-option-value', { option: flagOf(key), value: safeText(value, 80), expected });
}

function unknownKey(path: string, line: number, keys: readonly string[]): Fault {
  const key = safeText(keys.join('.'), 80);
  if (LATER_KEYS.includes(key)) return new Fault('project-key-later', { path, line, key });
  if (PROFILE_KEYS.includes(key)) return new Fault('project-key-of-profile', { path, line, key });
  const suggestion = closest(keys.at(-1) ?? '', knownKeys(keys.slice(0, -1)));
  return new Fault('project-unknown-key', { path, line, key, suggestion });
}

function knownKeys(parents: readonly string[]): string[] {
  const entries = projectSchema.entries;
  const parent = entries[parents[0] as keyof typeof entries] as
    | { wrapped?: { entries?: object } }
    | undefined;
  return Object.keys(parents.length === 0 ? entries : (parent?.wrapped?.entries ?? {}));
}

function merge(file: ProjectValues, flags: ProjectValues): ProjectValues {
  return {
    ...file,
    ...flags,
    columns: { ...file.columns, ...flags.columns },
    contact: { ...file.contact, ...flags.contact },
    pace: { ...file.pace, ...flags.pace },
  };
}

interface Place {
  readonly folder: string;
  readonly file: string | null;
  readonly systemTimeZone: string;
  /** What the flags said: it is not to be looked for in the file. */
  readonly flags: ProjectValues;
  lineOf(key: string): number;
}

function toProject(values: ProjectValues, place: Place): Project {
  const timezone = values.timezone ?? place.systemTimeZone;
  const instant = (key: 'electionStart' | 'electionEnd' | 'sendAt'): Date | null => {
    const text = values[key];
    if (text === undefined) return null;
    const time = zonedTime(text, timezone);
    if (time.kind === 'instant') return time.date;
    throw wrongValue(key, text, time.kind === 'skipped' ? 'existing-hour' : 'local-time', place);
  };
  const contact = values.contact && Object.values(values.contact).some((part) => part !== undefined);
  const project: Project = {
    folder: place.folder,
    file: place.file,
    title: values.title ?? null,
    organiser: values.organiser ?? null,
    product: values.product ?? null,
    language: values.language ?? 'de',
    timezone,
    electionStart: instant('electionStart'),
    electionEnd: instant('electionEnd'),
    sendAt: instant('sendAt'),
    profile: values.profile ?? null,
    sheet: values.sheet ?? null,
    voters: values.voters === undefined ? null : resolve(place.folder, values.voters),
    expectVoters: values.expectVoters ?? null,
    testVoters: values.testVoters === undefined ? null : resolve(place.folder, values.testVoters),
    columns: defined(values.columns),
    secrets: values.secrets ?? null,
    template: values.template === undefined ? null : templatePath(values.template, place.folder),
    required: values.required ?? [],
    contact: contact ? { name: null, email: null, phone: null, ...defined(values.contact) } : null,
    pace: { ...NO_LIMITS, ...defined(values.pace) },
  };
  checkOrder(project, values, place);
  checkContact(project, place);
  return project;
}

/** The fault names the flag where the value came from one, else the line of the file. */
function wrongValue(key: string, value: string, expected: string, place: Place): Fault {
  if (isFlagged(key, place)) return wrongFlag(key, value, expected);
  const path = place.file ?? place.folder;
  return new Fault('project-bad-value', { path, line: place.lineOf(key), key, value, expected });
}

function isFlagged(key: string, { flags }: Place): boolean {
  const steps = key.split('.');
  return (
    steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], flags) !==
    undefined
  );
}

type Time = 'electionStart' | 'electionEnd' | 'sendAt';

function checkOrder(project: Project, values: ProjectValues, place: Place): void {
  const { electionStart, electionEnd, sendAt } = project;
  // Of two that do not fit, the one just typed is to be corrected.
  const wrong = (late: Time, tooLate: string, early: Time, tooEarly: string): Fault =>
    isFlagged(early, place) && !isFlagged(late, place)
      ? wrongValue(early, values[early] ?? '', tooEarly, place)
      : wrongValue(late, values[late] ?? '', tooLate, place);
  if (electionStart && electionEnd && electionEnd <= electionStart)
    throw wrong('electionEnd', 'after-start', 'electionStart', 'before-end');
  if (sendAt && electionEnd && sendAt >= electionEnd)
    throw wrong('sendAt', 'before-end', 'electionEnd', 'after-sending');
}

/** Every voter reads it and may answer to it; found here, it is one mistake and not one for each voter. */
function checkContact({ contact }: Project, place: Place): void {
  const email = contact?.email ?? null;
  if (email === null) return;
  const isPlain = !/[\s<>:]/.test(email) && 'value' in parseSender(email);
  if (!isPlain) throw wrongValue('contact.email', email, 'address', place);
}

/** A name without a separator may be a built-in template; a folder of that name in the project wins. */
function templatePath(name: string, folder: string): string {
  const plain = basename(name) === name && !isAbsolute(name) && name !== '.' && name !== '..';
  return plain ? name : resolve(folder, name);
}

/** Without the keys that are there but undefined. */
function defined<T extends object>(values: T | undefined): { [K in keyof T]: NonNullable<T[K]> } {
  const entries = Object.entries(values ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: NonNullable<T[K]> };
}
