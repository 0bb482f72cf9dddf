/** Owns the rule where a placeholder may stand in HTML, so that no cell of the roll can become markup or script. */
import type { ParsedHtml } from '../html/parse.js';
import { gapAt, type HtmlPosition, mayOpenTag, positionOf } from './html-position.js';
import type { Marked, MarkedHtml, MarkedSection } from './marked-html.js';
import type { WrittenLink } from './written-links.js';

/**
 * How a value inside `href` is checked for each voter: `whole` is the whole link; the others stand after constant
 * text with that scheme (and, for https, with a whole host).
 */
export type LinkRule = 'whole' | 'https' | 'mailto' | 'tel';

export interface LinkUse {
  readonly name: string;
  readonly place: string;
  readonly rule: LinkRule;
  /** For "https" the host that gets the value, as written; else null. */
  readonly host: string | null;
}

export interface HtmlPlacement {
  readonly links: readonly LinkUse[];
  /** Placeholders where none may stand; `attribute` is its name, or "<a>", "<style>", "<!-- -->" outside of one. */
  readonly refused: readonly { readonly name: string; readonly attribute: string; readonly place: string }[];
  /** Sections that begin in one context and end in another: shown or not, they would change what follows. */
  readonly splits: readonly { readonly name: string; readonly place: string }[];
}

export const NO_PLACEMENT: HtmlPlacement = { links: [], refused: [], splits: [] };

/** Attributes that are only ever read as words. */
const WORDS = new Set(['alt', 'title', 'lang', 'dir', 'aria-label', 'aria-description']);
const LINKS = new Set(['a', 'area']);
/** Elements whose content is characters with entities, no markup (HTML 13.1.2: escapable raw text). */
const ESCAPABLE = new Set(['', 'title', 'textarea']);

const LINK_VALUES: Readonly<Record<LinkRule, RegExp>> = {
  whole: /^(?:https:\/\/[^\s/?#]+(?:[/?#]\S*)?|mailto:\S+)$/i,
  https: /^[\w.~@-]*$/,
  mailto: /^[\w.~@+-]*$/,
  tel: /^[\d+() ./-]*$/,
};

/** Whether `value` may stand in a link under `rule`: no other scheme, nothing that changes the rest of the link. */
export function isSafeLink(value: string, rule: LinkRule): boolean {
  return LINK_VALUES[rule].test(value);
}

/**
 * Places every placeholder and every section of an HTML template. Placeholders are allowed in text, and in quoted
 * attributes of words; in the quoted `href` of `<a>` as the whole value, or after "https://host/", "mailto:" or
 * "tel:". Nowhere else: not in tags, unquoted attributes, `style`, `src`, `on...`, scripts, style sheets, comments.
 *
 * One parse with every section shown is enough for all voters: a section that begins and ends in the same state of
 * the tokenizer can be left out without changing how the rest is read. Elements that would let the tree have a say
 * in that (SVG, MathML, `<select>`, `<noscript>` ...) are refused by the lint.
 */
export function placementIn(
  parsed: ParsedHtml,
  marked: MarkedHtml,
  writtenLinks: readonly WrittenLink[],
): HtmlPlacement {
  const placing: Placing = { parsed, marked, links: new Map(), refused: new Map(), splits: [] };
  for (const mark of marked.placeholders) placeOne(mark, placing);
  for (const link of writtenLinks) placeLink(link, placing);
  for (const section of marked.sections) placeSection(section, placing);
  return {
    links: [...placing.links.values()],
    refused: [...placing.refused.values()],
    splits: placing.splits,
  };
}

interface Placing {
  readonly parsed: ParsedHtml;
  readonly marked: MarkedHtml;
  /** By all that they say, so that none is told twice. */
  readonly links: Map<string, LinkUse>;
  readonly refused: Map<string, HtmlPlacement['refused'][number]>;
  readonly splits: { name: string; place: string }[];
}

function placeOne(mark: Marked, placing: Placing): void {
  const { parsed, marked } = placing;
  const { source } = marked;
  const at = positionOf(parsed.events, source, mark.start);
  if (at.kind === 'text' && ESCAPABLE.has(at.inside) && !mayOpenTag(source, mark.start)) return;
  // Links are judged by themselves.
  if (at.kind === 'tag' && at.value !== null && (isWords(at) || isLink(at))) return;
  refuse(mark, whereRefused(at, marked), placing);
}

function isWords({ tag, attribute }: HtmlPosition & { kind: 'tag' }): boolean {
  return tag.kind === 'open' && attribute !== null && WORDS.has(attribute.name);
}

function isLink({ tag, attribute }: HtmlPosition & { kind: 'tag' }): boolean {
  return tag.kind === 'open' && attribute?.name === 'href' && LINKS.has(tag.name);
}

function whereRefused(at: HtmlPosition, marked: MarkedHtml): string {
  switch (at.kind) {
    case 'text':
      return `<${at.inside}>`;
    case 'tag': {
      const isName = at.attribute === null || marked.mark().test(at.attribute.name);
      const slash = at.tag.kind === 'close' ? '/' : '';
      return isName ? `<${slash}${at.tag.name.replace(marked.mark(), '')}>` : (at.attribute?.name ?? '');
    }
    case 'comment':
      return '<!-- -->';
    case 'doctype':
      return '<!doctype>';
    case 'nowhere':
      return '<...';
  }
}

function placeLink({ tag, values, quoted, marks }: WrittenLink, placing: Placing): void {
  // Refused already, wherever they stand in it.
  if (!quoted || !LINKS.has(tag.name)) return;
  if (values === null) for (const mark of marks) refuse(mark, 'href', placing);
  for (const value of values ?? []) {
    const rule = linkRule(value.trim(), placing.marked);
    for (const { 1: index } of value.matchAll(placing.marked.mark())) {
      const mark = placing.marked.placeholders[Number(index)];
      if (mark === undefined) continue;
      if (rule === null) refuse(mark, 'href', placing);
      else keep({ name: mark.name, place: mark.place, ...rule }, placing.links);
    }
  }
}

function keep<T>(one: T, kept: Map<string, T>): void {
  kept.set(JSON.stringify(one), one);
}

/** The rule for a link in which placeholders are marked, or null where none may stand in it like that. */
function linkRule(value: string, { mark }: MarkedHtml): Pick<LinkUse, 'rule' | 'host'> | null {
  const first = mark().exec(value);
  if (first?.[0] === value) return { rule: 'whole', host: null };
  const start = value.slice(0, first?.index ?? 0);
  const host = /^https:\/\/([\p{L}\p{N}.-]+(?::\d+)?)[/?#]/iu.exec(start)?.[1];
  if (host !== undefined) return { rule: 'https', host: host.toLowerCase() };
  if (/^mailto:/i.test(start)) return { rule: 'mailto', host: null };
  return /^tel:/i.test(start) ? { rule: 'tel', host: null } : null;
}

function refuse(
  { name, place }: { readonly name: string; readonly place: string },
  attribute: string,
  { refused }: Placing,
): void {
  keep({ name, attribute, place }, refused);
}

function placeSection(section: MarkedSection, placing: Placing): void {
  const { parsed, marked, splits } = placing;
  const { name, place, start, end } = section;
  if (start === end) return;
  const [from, to] = [start, end].map((offset) => gapAt(parsed.events, marked.source, offset));
  const found = from && to ? judgeSection(section, from, to, marked) : 'split';
  if (found === 'split') splits.push({ name, place });
  else if (found !== null) refuse(section, found, placing);
}

/** null where the section can be left out without changing the rest; else "split", or the place where none may be. */
function judgeSection(
  { start, end }: MarkedSection,
  from: HtmlPosition,
  to: HtmlPosition,
  { source }: MarkedHtml,
): string | null {
  if (from.kind === 'text' && to.kind === 'text') {
    if (from.inside !== to.inside || mayOpenTag(source, start) || mayOpenTag(source, end)) return 'split';
    return ESCAPABLE.has(from.inside) ? null : `<${from.inside}>`;
  }
  if (from.kind === 'tag' && to.kind === 'tag') return judgeInTag(from, to, source.slice(start, end + 1));
  if (from.kind !== 'comment' || to.kind !== 'comment') return 'split';
  return from.event === to.event ? '<!-- -->' : 'split';
}

/** Whole attributes with the blanks before them, and what follows the section. */
const ATTRIBUTES = /^(?:\s+[a-z][\w:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)+\s*[\s/>]$/i;

function judgeInTag(
  from: HtmlPosition & { kind: 'tag' },
  to: HtmlPosition & { kind: 'tag' },
  content: string,
): string | null {
  if (from.tag !== to.tag) return 'split';
  if (from.value === null && to.value === null) return ATTRIBUTES.test(content) ? null : 'split';
  if (from.attribute !== to.attribute || from.value === null || to.value === null) return 'split';
  return isWords(from) || isLink(from) ? null : (from.attribute?.name ?? '');
}
