/** Owns the check before anything is sent or shown: roll and template read, checked and rendered for every voter. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import type { Finding } from '../finding.js';
import { isCredentialFree, type TemplateSet } from '../message/editions.js';
import type { Invitation, MessageFrame } from '../message/invitation.js';
import { InvitationCheck, unreadable } from '../message/invitation-check.js';
import type { Secrecy } from '../message/mask.js';
import type { ProjectFields } from '../message/placeholders.js';
import type { Rendering } from '../message/rendering.js';
import { templateFinding } from '../message/template-finding.js';
import { readTemplates } from '../message/template-folder.js';
import type { Sender } from '../profile/profile.js';
import { parseSender } from '../profile/sender.js';
import { examplesOf } from '../project/example-values.js';
import type { Project } from '../project/project.js';
import { checkRoll, type RollSummary } from '../voters/check-roll.js';
import { detectShape } from '../voters/detect-shape.js';
import { openRoll } from '../voters/roll-file.js';
import type { RollSource } from '../voters/roll-source.js';
import type { RollShape, Voter } from '../voters/voter.js';
import { withoutCredentials } from '../voters/without-credentials.js';
import { PACKAGE_FOLDER } from './context.js';
import { type RollWishes, shapeWishes } from './roll-wishes.js';

/** A project whose roll and template have been read; findings say whether anything may be sent. */
export interface CheckedProject {
  readonly project: Project;
  readonly source: RollSource;
  readonly shape: RollShape;
  /** null where an error in the template or the roll's shape kept the rows from being looked at. */
  readonly rendering: Rendering | null;
  readonly summary: RollSummary | null;
  readonly findings: readonly Finding[];
  readonly errors: number;
  readonly warnings: number;
  /** The template's files and the project's fields that stand in the text. */
  readonly templateText: string;
  /** Which column has which role, by their headers: another column for the address is another mailing. */
  readonly columnsText: string;
  /** The template says of itself that it carries no credentials: an address check, no invitation. */
  readonly credentialFree: boolean;
  /** What `--approve` compares: roll and template. Null while there are errors. */
  readonly fingerprint: string | null;
}

export type { Rendering };

/** Called for every sound voter of the first reading, with the invitation. */
export type OnVoter = (voter: Voter, shape: RollShape, invitation: Invitation) => void;

/** A voter of the first reading, sound or not. */
export interface SeenVoter {
  readonly voter: Voter;
  readonly shape: RollShape;
  /** null where an error in the template keeps every invitation from being made; so is the invitation then. */
  readonly rendering: Rendering | null;
  /** null also where the template has not the voter's language. */
  readonly invitation: Invitation | null;
  /** Without an error in the voter's own cells. */
  readonly sound: boolean;
}

/**
 * Reads the whole roll once. Throws faults for files that cannot be read at all; what is wrong inside them is a
 * finding. `onVoter` sees every sound voter in the order of the roll, `onEach` also those with an error of their own.
 */
export async function checkProject(
  project: Project,
  wishes: RollWishes,
  onVoter: OnVoter,
  onEach: (seen: SeenVoter) => void = () => {},
): Promise<CheckedProject> {
  const source = openRoll(required(project, 'voters', '--voters'));
  const set = await readTemplates(await templateOf(project), join(PACKAGE_FOLDER, 'templates'));
  const credentialFree = isCredentialFree(set);
  // What must stand in every invitation need not stand in what is none.
  const mandatory = credentialFree ? [] : project.required;
  const { shape: whole, findings } = await detectShape(source, shapeWishes(project, wishes));
  const shape = credentialFree ? withoutCredentials(whole) : whole;
  const fields = projectFields(project);
  const inputs = { set, shape, fields, required: mandatory, credentialFree };
  const check = hasErrors(findings) ? null : new InvitationCheck(inputs);
  const summary = check && (await checkRows(source, shape, check, onVoter, onEach));
  const templates = check
    ? [...check.findings, ...check.finish(summary?.linkDomains ?? new Set())]
    : unreadable(set);
  const around = [...examples(project), ...findings, ...templates];
  const inRows = summary?.findings ?? [];
  const told = inRows.filter((finding) => !isToldByRow(finding, inRows));
  const repeated = inRows.length - told.length;
  const errors = around.filter(isError).length + (summary?.errors ?? 0);
  const warnings = around.filter((finding) => !isError(finding)).length + (summary?.warnings ?? 0) - repeated;
  const templateText = templateTextOf(set, fields);
  const columnsText = columnsTextOf(shape);
  const { encoding, delimiter, sheet } = shape;
  const reading = JSON.stringify([columnsText, encoding, delimiter, ...(sheet === undefined ? [] : [sheet])]);
  const fingerprint = summary && errors === 0 ? fingerprintOf(summary.digest, reading, templateText) : null;
  return {
    project,
    source,
    shape,
    rendering: check?.rendering ?? null,
    summary,
    findings: [...around, ...told],
    errors,
    warnings,
    templateText,
    columnsText,
    credentialFree,
    fingerprint,
  };
}

/** A warning: to look at them and to rehearse is what they are for. */
function examples(project: Project): Finding[] {
  const keys = examplesOf(project);
  return keys.length === 0 ? [] : [templateFinding('example-values', { keys }, 'warning')];
}

function checkRows(
  source: RollSource,
  shape: RollShape,
  check: InvitationCheck,
  onVoter: OnVoter,
  onEach: (seen: SeenVoter) => void,
): Promise<RollSummary> {
  return checkRoll(source, shape, (voter) => {
    const { invitation, findings } = check.see(voter);
    const sound = findings.length === 0;
    onEach({ voter, shape, rendering: check.rendering, invitation, sound });
    if (invitation && sound) onVoter(voter, shape, invitation);
    return findings;
  });
}

/** What of a checked roll is secret. */
export function secrecyOf({ shape, summary }: Pick<CheckedProject, 'shape' | 'summary'>): Secrecy {
  return { shape, linkDomains: summary?.linkDomains ?? new Set() };
}

/** The frame of every message of a project. */
export function frameOf(project: Project, from: Sender): MessageFrame {
  return { from, replyTo: replyTo(project), language: project.language };
}

function replyTo(project: Project): Sender | null {
  const { name, email } = project.contact ?? { name: null, email: null };
  if (email === null) return null;
  const parsed = parseSender(email);
  if (!('value' in parsed)) {
    const path = project.file ?? project.folder;
    throw new Fault('project-bad-value', {
      path,
      line: 1,
      key: 'contact.email',
      value: email,
      expected: 'address',
    });
  }
  return { name: name ?? '', address: parsed.value.address };
}

/** A value without which nothing can be checked; says how to give it. */
function required(project: Project, key: 'voters' | 'template', flag: string): string {
  const value = project[key];
  if (value !== null) return value;
  throw new Fault('project-missing-value', { path: project.file ?? project.folder, key, flag });
}

/** A plain name is a folder of the project where there is one, else a built-in template. */
export async function templateOf(project: Project): Promise<string> {
  const name = required(project, 'template', '--template');
  const inProject = join(project.folder, name);
  const isPlain = !name.includes('/') && !name.includes('\\');
  return isPlain && (await stat(inProject).catch(() => null)) ? inProject : name;
}

function projectFields(project: Project): ProjectFields {
  const { title, organiser, electionStart: start, electionEnd: end, timezone, language, contact } = project;
  return { title, organiser, start, end, timezone, language, contact };
}

/** Every language: whoever is mailed later must get the same words. */
function templateTextOf({ languages }: TemplateSet, fields: ProjectFields): string {
  const templates = [...languages].map(([language, files]) => {
    const { subject, text, html, partials, logos = [], credentials = [] } = files;
    const sorted = [...partials].sort(([a], [b]) => (a < b ? -1 : 1));
    const pictures = logos.map(({ name, bytes }) => [name, createHash('sha256').update(bytes).digest('hex')]);
    return [language, subject, text, html, sorted, pictures].concat(credentials);
  });
  return JSON.stringify([templates, fields]);
}

function columnsTextOf({ roles, headers }: RollShape): string {
  const named = Object.entries(roles).map(([role, column]) => [role, headers[column] ?? '']);
  return JSON.stringify(named.sort());
}

/** Short enough to be read out on the telephone: 64 bits in groups of four. */
function fingerprintOf(rollDigest: string, reading: string, templateText: string): string {
  const digest = createHash('sha256')
    .update(`${rollDigest}\n${reading}\n`)
    .update(templateText)
    .digest('hex');
  return digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1-');
}

/** Gaps in a column need no warning where each of them is an error already, nor does a word that is no language. */
function isToldByRow(finding: Finding, findings: readonly Finding[]): boolean {
  const inColumn = findings.filter(({ column }) => column === finding.column);
  if (finding.kind === 'empty-values') return inColumn.some(({ kind }) => kind === 'empty-placeholder');
  if (finding.kind !== 'unknown-language') return false;
  return inColumn.some(({ kind, row }) => kind === 'language-without-template' && row === finding.row);
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(isError);
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
