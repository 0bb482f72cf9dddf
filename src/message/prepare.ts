/** Owns the check of one voter's invitation: what only that voter's cells can make wrong. */
import type { Finding } from '../finding.js';
import { isSafeLink, type LinkUse } from './html-placement.js';
import type { Invitation } from './invitation.js';
import { emptyPlaceholders, renderInvitation } from './render.js';
import { PARTS, type Part, type Template } from './template.js';
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
 * no voter may go without, `links` those that are a web address also where a text shows them.
 */
export function prepareInvitation(
  template: Template,
  view: View,
  row: number,
  needed: ReadonlySet<string> = new Set(),
  links: ReadonlySet<string> = new Set(),
): { readonly invitation: Invitation; readonly findings: readonly Finding[] } {
  const invitation = renderInvitation(template, view);
  const findings = [
    ...emptyCells(template, view, row, needed),
    ...unsafeLinks(template, view, row, links),
    ...emptyParts(template, invitation, row),
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

/** One finding for a cell, however often text and HTML use it. */
function unsafeLinks(template: Template, view: View, row: number, links: ReadonlySet<string>): Finding[] {
  const found = new Map<string, Finding>();
  for (const { name, place, rule } of linksOf(template, links)) {
    const value = view[name] ?? '';
    if (value === '' || found.has(name) || isSafeLink(value, rule)) continue;
    found.set(name, voterFinding('unsafe-link', { placeholder: name, file: place, of: 'cell' }, row, name));
  }
  return found.size === 0 ? NONE : [...found.values()];
}

const NONE: Finding[] = [];

/** Mail programs make links of what a text shows, so that it must be a web address there, too. */
function linksOf(template: Template, names: ReadonlySet<string>): readonly LinkUse[] {
  const known = LINKS.get(template);
  if (known && known.names === names) return known.uses;
  const inText = template.uses.filter(({ name, part }) => part === 'text' && names.has(name));
  const uses = [
    ...template.placement.links,
    ...inText.map(({ name, place }): LinkUse => ({ name, place, rule: 'whole', host: null })),
  ];
  LINKS.set(template, { names, uses });
  return uses;
}

const LINKS = new WeakMap<Template, { names: ReadonlySet<string>; uses: readonly LinkUse[] }>();

/** Sections can leave a voter without any subject or text; to search every text for it would take a quarter of a check. */
function emptyParts(template: Template, invitation: Invitation, row: number): Finding[] {
  return conditionalParts(template).flatMap((part) =>
    invitation[part] === null || /\S/.test(invitation[part])
      ? []
      : [voterFinding('template-file-empty', { file: `${part}.mustache` }, row)],
  );
}

/** The parts without a word that every voter gets. */
function conditionalParts(template: Template): readonly Part[] {
  let parts = CONDITIONAL.get(template);
  if (parts === undefined) {
    parts = PARTS.filter(
      (part) => !template[part]?.some((token) => token.kind === 'text' && /\S/.test(token.text)),
    );
    CONDITIONAL.set(template, parts);
  }
  return parts;
}

const CONDITIONAL = new WeakMap<Template, readonly Part[]>();

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
