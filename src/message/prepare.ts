/** Owns the check of one voter's invitation: what only that voter's cells can make wrong. */
import type { Finding } from '../finding.js';
import { isSafeLink } from './html-placement.js';
import type { Invitation } from './invitation.js';
import { emptyPlaceholders, renderInvitation } from './render.js';
import { PARTS, type Template } from './template.js';
import { voterFinding } from './template-finding.js';
import type { View } from './token.js';

/**
 * Longest subject in characters. Clients show less than half; an ASCII word over 998 octets could not be folded and
 * would break the line limit of RFC 5322 2.1.1.
 */
export const LONGEST_SUBJECT = 200;

/**
 * Renders one voter's invitation and checks it. `row` is the voter's line in the roll, for the findings; no value of
 * a cell is repeated in them. Expects a template in which checkTemplate found no error; `needed` are the names that
 * no voter may go without.
 */
export function prepareInvitation(
  template: Template,
  view: View,
  row: number,
  needed: ReadonlySet<string> = new Set(),
): { readonly invitation: Invitation; readonly findings: readonly Finding[] } {
  const invitation = renderInvitation(template, view);
  const findings = [
    ...emptyCells(template, view, row, needed),
    ...unsafeLinks(template, view, row),
    ...emptyParts(invitation, row),
    ...checkSubject(invitation.subject, row),
  ];
  return { invitation, findings };
}

/** One finding for a cell, however often text and HTML use it. */
function emptyCells(template: Template, view: View, row: number, needed: ReadonlySet<string>): Finding[] {
  const byName = new Map(
    emptyPlaceholders(template, view)
      .map((empty) => [empty.placeholder, empty] as const)
      .reverse(),
  );
  return [...byName.values()].reverse().map(({ placeholder, file }) => {
    const details = { placeholder, file, needed: needed.has(placeholder) };
    return voterFinding('empty-placeholder', details, row, placeholder);
  });
}

function unsafeLinks(template: Template, view: View, row: number): Finding[] {
  return template.placement.links.flatMap(({ name: placeholder, place: file, rule }) => {
    const value = view[placeholder] ?? '';
    if (value === '' || isSafeLink(value, rule)) return [];
    return voterFinding('unsafe-link', { placeholder, file, of: 'cell' }, row, placeholder);
  });
}

/** Sections can leave a voter without any subject or text. */
function emptyParts(invitation: Invitation, row: number): Finding[] {
  return PARTS.filter((part) => invitation[part] !== null && !/\S/.test(invitation[part])).map((part) =>
    voterFinding('template-file-empty', { file: `${part}.mustache` }, row),
  );
}

const UNUSUAL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Findings about a rendered subject: more than one line, control characters, too long. */
export function checkSubject(subject: string, row: number): Finding[] {
  if (subject.length <= LONGEST_SUBJECT && !UNUSUAL.test(subject)) return [];
  const lines = subject.split(/\r\n|[\r\n\u0085\u2028\u2029]/).length;
  if (lines > 1) return [voterFinding('subject-lines', { lines }, row)];
  const position = subject.search(/[\u0000-\u001f\u007f-\u009f]/);
  if (position >= 0) {
    const codePoint = `U+${subject.charCodeAt(position).toString(16).toUpperCase().padStart(4, '0')}`;
    return [voterFinding('control-character', { codePoint, position: position + 1 }, row)];
  }
  const length = [...subject].length;
  const limit = LONGEST_SUBJECT;
  return length > limit ? [voterFinding('subject-too-long', { length, limit }, row)] : [];
}
