/** Owns a template: subject, text and perhaps HTML, parsed once, with all that is asked of it per voter. */
import type { Finding } from '../finding.js';
import { type HtmlPage, readPage } from './html-page.js';
import { type HtmlPlacement, NO_PLACEMENT } from './html-placement.js';
import type { Logo, LogoFile } from './logo.js';
import { assemble } from './partials.js';
import { templateFinding } from './template-finding.js';
import type { Token } from './token.js';

/** A template as read from its folder: texts with LF line ends, without byte order mark. */
export interface TemplateFiles {
  readonly subject: string;
  readonly text: string;
  /** null where there is no html.mustache. */
  readonly html: string | null;
  /** Partial name -> source. */
  readonly partials: ReadonlyMap<string, string>;
  /** "none" where template.yaml says that no credential may stand in it: no invitation, an address check. */
  readonly credentials?: 'none';
  /** Pictures named "logo"; absent where there are none. */
  readonly logos?: readonly LogoFile[];
}

export const PARTS = ['subject', 'text', 'html'] as const;
export type Part = (typeof PARTS)[number];

/** A section round a placeholder: its block shows where `name` is not empty (`present`), or where it is. */
export interface Condition {
  readonly name: string;
  readonly present: boolean;
  readonly place: string;
}

/** One `{{name}}`, and the sections it stands in, from outside to inside. */
export interface PlaceholderUse {
  readonly name: string;
  readonly part: Part;
  readonly place: string;
  readonly conditions: readonly Condition[];
}

export interface Template {
  readonly subject: readonly Token[];
  readonly text: readonly Token[];
  readonly html: readonly Token[] | null;
  /** In order of appearance, subject first; those of a partial once for each time it is put in. */
  readonly uses: readonly PlaceholderUse[];
  /** The same, by name: what is empty for a voter is rare, so the names are asked first. */
  readonly usesByName: ReadonlyMap<string, readonly PlaceholderUse[]>;
  /** Every section, as the condition it sets. */
  readonly sections: readonly Condition[];
  /** The HTML as it was parsed; null without any. */
  readonly page: HtmlPage | null;
  /** Where the placeholders of the HTML stand. */
  readonly placement: HtmlPlacement;
  /** RFC 5646; null where the template has no language of its own. */
  readonly language: string | null;
  /** What `cid:logo` in the HTML refers to, once it was checked. */
  readonly logo: Logo | null;
}

/**
 * Parses the files of a template. `template` is null where something in it cannot be read or is refused whatever
 * the roll says: syntax, `{{{x}}}`, `{{&x}}`, changed delimiters, unknown or circular partials, an empty file.
 * What depends on the roll is checkTemplate's.
 */
export function parseTemplate(
  files: TemplateFiles,
  language: string | null = null,
): {
  readonly template: Template | null;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const subject = parsePart(files.subject.trim(), 'subject', files, findings);
  const text = parsePart(files.text, 'text', files, findings);
  const html = files.html === null ? null : parsePart(files.html, 'html', files, findings);
  if (findings.length > 0) return { template: null, findings: withoutRepeats(findings) };
  const uses = [
    ...usesOf(subject, 'subject', []),
    ...usesOf(text, 'text', []),
    ...usesOf(html ?? [], 'html', []),
  ];
  const page = html === null ? null : readPage(html);
  const template = {
    subject,
    text,
    html,
    uses,
    usesByName: byName(uses),
    sections: [subject, text, html ?? []].flatMap((tokens) => sectionsOf(tokens)),
    page,
    placement: page?.placement ?? NO_PLACEMENT,
    language,
    logo: null,
  };
  return { template, findings };
}

function parsePart(source: string, part: Part, files: TemplateFiles, findings: Finding[]): readonly Token[] {
  const file = `${part}.mustache`;
  if (source.trim() === '') {
    findings.push(templateFinding('template-file-empty', { file }));
    return [];
  }
  const tokens = assemble(source, file, { partials: files.partials, findings });
  // Style sheets end in braces as often as not; elsewhere they are a placeholder with a typing error.
  if (part !== 'html' && hasStrayBraces(tokens)) {
    findings.push(templateFinding('template-syntax', { file, reason: 'stray-braces', tag: null }));
  }
  return tokens;
}

function hasStrayBraces(tokens: readonly Token[]): boolean {
  return tokens.some((token) =>
    token.kind === 'text'
      ? token.text.includes('}}')
      : token.kind === 'section' && hasStrayBraces(token.tokens),
  );
}

function usesOf(tokens: readonly Token[], part: Part, conditions: readonly Condition[]): PlaceholderUse[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'text') return [];
    if (token.kind === 'section') return usesOf(token.tokens, part, [...conditions, conditionOf(token)]);
    return [{ name: token.name, part, place: token.place, conditions }];
  });
}

function sectionsOf(tokens: readonly Token[]): Condition[] {
  return tokens.flatMap((token) =>
    token.kind === 'section' ? [conditionOf(token), ...sectionsOf(token.tokens)] : [],
  );
}

function conditionOf(section: Token & { kind: 'section' }): Condition {
  return { name: section.name, present: !section.inverted, place: section.place };
}

function byName(uses: readonly PlaceholderUse[]): ReadonlyMap<string, readonly PlaceholderUse[]> {
  const names = new Map<string, PlaceholderUse[]>();
  for (const use of uses) {
    const known = names.get(use.name);
    if (known) known.push(use);
    else names.set(use.name, [use]);
  }
  return names;
}

/** A partial used in text and HTML is parsed twice and found faulty twice. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
