/** Owns the check before anything is sent or shown: roll and template read, checked and rendered for every voter. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import type { Finding } from '../finding.js';
import type { Invitation, MessageFrame } from '../message/invitation.js';
import {
  knownPlaceholders,
  neededNames,
  type ProjectFields,
  placeholderColumns,
  viewer,
} from '../message/placeholders.js';
import { prepareInvitation } from '../message/prepare.js';
import { renderInvitation } from '../message/render.js';
import { parseTemplate, type Template, type TemplateFiles } from '../message/template.js';
import { checkTemplate, credentialsIn } from '../message/template-check.js';
import { readTemplate } from '../message/template-folder.js';
import type { View } from '../message/token.js';
import type { Sender } from '../profile/profile.js';
import { parseSender } from '../profile/sender.js';
import type { Project } from '../project/project.js';
import { checkRoll, type RollSummary } from '../voters/check-roll.js';
import { detectShape } from '../voters/detect-shape.js';
import { openRoll } from '../voters/roll-file.js';
import type { RollSource } from '../voters/roll-source.js';
import type { Delimiter, RollShape, TextEncoding, Voter } from '../voters/voter.js';
import { PACKAGE_FOLDER } from './context.js';

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

/** One template over one roll. */
export interface Rendering {
  readonly template: Template;
  view(voter: Voter): View;
  render(voter: Voter): Invitation;
}

export interface RollWishes {
  readonly encoding: TextEncoding | undefined;
  readonly delimiter: Delimiter | undefined;
}

/** Called for every voter of the first reading; may add findings. */
export type OnVoter = (voter: Voter, shape: RollShape, invitation: Invitation) => void;

/** A voter of the first reading, sound or not. */
export interface SeenVoter {
  readonly voter: Voter;
  readonly shape: RollShape;
  /** null where an error in the template keeps every invitation from being made; so is the invitation then. */
  readonly rendering: Rendering | null;
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
  const files = await readTemplate(await templateOf(project), builtIns(project));
  const parsed = parseTemplate(files);
  const credentialFree = files.credentials === 'none';
  // What must stand in every invitation need not stand in what is none.
  const mandatory = credentialFree ? [] : project.required;
  const { columns, secrets } = project;
  const { shape, findings } = await detectShape(source, {
    ...wishes,
    columns,
    secrets: secrets ?? undefined,
    sheet: project.sheet ?? undefined,
  });
  const fields = projectFields(project);
  const before = [...findings, ...parsed.findings];
  if (parsed.template && !hasErrors(findings)) {
    const known = knownPlaceholders(shape, fields);
    before.push(...checkTemplate(parsed.template, known, mandatory));
    if (credentialFree) before.push(...credentialsIn(parsed.template, known));
  }
  const rendering =
    parsed.template && !hasErrors(before) ? renderingOf(parsed.template, shape, fields) : null;
  const summary = hasErrors(findings)
    ? null
    : await checkRows(source, shape, rendering, neededNames(shape, mandatory), onVoter, onEach);
  const inRows = summary?.findings ?? [];
  const told = inRows.filter((finding) => !isToldByRow(finding, inRows));
  const all = [...before, ...told];
  const errors = before.filter(isError).length + (summary?.errors ?? 0);
  const repeated = inRows.length - told.length;
  const warnings = before.filter((finding) => !isError(finding)).length + (summary?.warnings ?? 0) - repeated;
  const templateText = templateTextOf(files, fields);
  const columnsText = columnsTextOf(shape);
  const { encoding, delimiter, sheet } = shape;
  const reading = JSON.stringify([columnsText, encoding, delimiter, ...(sheet === undefined ? [] : [sheet])]);
  const fingerprint = summary && errors === 0 ? fingerprintOf(summary.digest, reading, templateText) : null;
  return {
    project,
    source,
    shape,
    rendering,
    summary,
    findings: all,
    errors,
    warnings,
    templateText,
    columnsText,
    credentialFree,
    fingerprint,
  };
}

function checkRows(
  source: RollSource,
  shape: RollShape,
  rendering: Rendering | null,
  needed: ReadonlySet<string>,
  onVoter: OnVoter,
  onEach: (seen: SeenVoter) => void,
): Promise<RollSummary> {
  const columns = placeholderColumns(shape);
  return checkRoll(source, shape, (voter) => {
    if (!rendering) {
      onEach({ voter, shape, rendering, invitation: null, sound: true });
      return [];
    }
    const view = rendering.view(voter);
    const { invitation, findings } = prepareInvitation(rendering.template, view, voter.row, needed);
    const sound = findings.length === 0;
    onEach({ voter, shape, rendering, invitation, sound });
    if (sound) onVoter(voter, shape, invitation);
    return findings.map((finding) => withHeader(finding, columns, shape));
  });
}

/** The template speaks of `{{password}}`; whoever has to fill the cell looks for the header "Passwort". */
function withHeader(finding: Finding, columns: ReadonlyMap<string, number>, shape: RollShape): Finding {
  const column = finding.column === null ? undefined : columns.get(finding.column);
  return column === undefined ? finding : { ...finding, column: shape.headers[column] ?? finding.column };
}

function renderingOf(template: Template, shape: RollShape, fields: ProjectFields): Rendering {
  const view = viewer(shape, fields);
  return { template, view, render: (voter) => renderInvitation(template, view(voter)) };
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

function builtIns(project: Project): { folder: string; language: string } {
  return { folder: join(PACKAGE_FOLDER, 'templates'), language: project.language };
}

function projectFields(project: Project): ProjectFields {
  const { title, organiser, electionStart: start, electionEnd: end, timezone, language, contact } = project;
  return { title, organiser, start, end, timezone, language, contact };
}

function templateTextOf(files: TemplateFiles, fields: ProjectFields): string {
  const partials = [...files.partials].sort(([a], [b]) => (a < b ? -1 : 1));
  const { subject, text, html, credentials = [] } = files;
  return JSON.stringify([subject, text, html, partials, fields].concat(credentials));
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

/** Gaps in a column need no warning where each of them is an error already. */
function isToldByRow(finding: Finding, findings: readonly Finding[]): boolean {
  if (finding.kind !== 'empty-values') return false;
  return findings.some(({ kind, column }) => kind === 'empty-placeholder' && column === finding.column);
}

function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(isError);
}

function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
