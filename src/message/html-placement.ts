/** Owns the rule where a placeholder may stand in HTML, so that no cell of the roll can become markup or script. */
import { type HtmlPosition, htmlWalk } from './html-walk.js';
import type { Token } from './token.js';

/**
 * How a value inside `href` is checked for each voter: `whole` is the whole link; the others stand after constant
 * text with that scheme (and, for https, with a whole host).
 */
export type LinkRule = 'whole' | 'https' | 'mailto' | 'tel';

export interface LinkUse {
  readonly name: string;
  readonly place: string;
  readonly rule: LinkRule;
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
/** Elements whose content is characters with entities, no markup (HTML 13.1.2: escapable raw text). */
const ESCAPABLE = new Set(['title', 'textarea']);
/** Stands for a placeholder in the text of an attribute; no character that a link can begin with. */
const MARK = '\u0000';

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
 * Places every placeholder of an HTML template. Allowed are text, and quoted attributes of words; in the quoted
 * `href` of `<a>` the whole value, or after "https://host/", "mailto:" or "tel:". Nowhere else: not in tags,
 * unquoted attributes, `style`, `src`, `on...`, scripts, style sheets, comments.
 */
export function placementIn(tokens: readonly Token[]): HtmlPlacement {
  const placement: Growing = { links: [], refused: [], splits: [] };
  const walk = htmlWalk<Use>({ marked: (attribute) => judgeLink(attribute, placement) });
  place(tokens, walk, placement);
  for (const open of walk.end()) refuse(open, 'href', placement);
  return placement;
}

interface Use {
  readonly name: string;
  readonly place: string;
}

type Walk = ReturnType<typeof htmlWalk<Use>>;
interface Growing {
  readonly links: LinkUse[];
  readonly refused: { name: string; attribute: string; place: string }[];
  readonly splits: Use[];
}

function place(tokens: readonly Token[], walk: Walk, placement: Growing): void {
  for (const token of tokens) {
    if (token.kind === 'text') walk.text(token.text);
    else if (token.kind === 'placeholder') placeOne(token, walk, placement);
    else {
      const before = walk.context();
      place(token.tokens, walk, placement);
      if (walk.context() !== before) placement.splits.push({ name: token.name, place: token.place });
    }
  }
}

function placeOne(use: Use, walk: Walk, placement: Growing): void {
  const { state, tag, attribute } = walk.position();
  if (state === 'text' || (state === 'raw' && ESCAPABLE.has(tag))) return;
  if (state === 'quoted' && WORDS.has(attribute)) return;
  if (state === 'quoted' && attribute === 'href' && (tag === 'a' || tag === 'area')) {
    walk.mark(MARK, use);
    return;
  }
  walk.mark('', null);
  refuse(use, whereRefused(walk.position()), placement);
}

function whereRefused({ state, tag, attribute }: HtmlPosition): string {
  if (state === 'comment') return '<!-- -->';
  if (state === 'quoted' || state === 'unquoted') return attribute;
  return `<${tag}>`;
}

function judgeLink({ value, uses }: { value: string; uses: readonly Use[] }, placement: Growing): void {
  const rule = linkRule(value.trim());
  for (const use of uses) {
    if (rule === null) refuse(use, 'href', placement);
    else placement.links.push({ name: use.name, place: use.place, rule });
  }
}

/** The rule for a link in which placeholders are marked, or null where none may stand in it like that. */
function linkRule(value: string): LinkRule | null {
  if (value === MARK) return 'whole';
  const start = value.slice(0, value.indexOf(MARK));
  if (/^https:\/\/[^\s/?#]+[/?#]/i.test(start)) return 'https';
  if (/^mailto:/i.test(start)) return 'mailto';
  return /^tel:/i.test(start) ? 'tel' : null;
}

function refuse(use: Use, attribute: string, placement: Growing): void {
  placement.refused.push({ name: use.name, attribute, place: use.place });
}
