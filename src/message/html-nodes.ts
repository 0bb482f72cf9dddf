/** Owns the reading of a template's HTML as tags and texts, each with its file and line. */
import { htmlWalk } from './html-walk.js';
import type { Token, View } from './token.js';

export interface HtmlTag {
  readonly kind: 'tag';
  /** Small letters. */
  readonly name: string;
  readonly closing: boolean;
  /** Values with their character references resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  /** As in "html.mustache:12". */
  readonly place: string;
}

export interface HtmlText {
  readonly kind: 'text';
  /** Character references resolved. */
  readonly text: string;
  /** "" for text that is shown, else the element it stands in ("style", "title"), "!--" for a comment. */
  readonly inside: string;
  readonly place: string;
  /** The placeholder whose value this is, else null. */
  readonly placeholder: string | null;
}

export type HtmlNode = HtmlTag | HtmlText;

/** Stands for a value that is not known; no character of a template. */
export const UNKNOWN = '\u0000';

/**
 * The nodes in order, with the values and sections of one voter's view; without a view every section's, each value
 * being UNKNOWN. A value is never read as markup, as it is not in the invitation. Linear in the length of the HTML.
 */
export function htmlNodes(tokens: readonly Token[], view: View | null = null): readonly HtmlNode[] {
  const nodes: HtmlNode[] = [];
  let place = '';
  const walk = htmlWalk<never>({
    tag: ({ name, closing, attributes }) => {
      const resolved = new Map([...attributes].map(([key, value]) => [key, resolve(value)] as const));
      nodes.push({ kind: 'tag', name, closing, attributes: resolved, place });
    },
    text: (text, inside) =>
      nodes.push({ kind: 'text', text: resolve(text), inside, place, placeholder: null }),
  });
  const feed = (token: Token): void => {
    if (token.kind === 'section') {
      if (view === null || (view[token.name] === '') === token.inverted) token.tokens.forEach(feed);
    } else if (token.kind === 'text') {
      for (const [line, at] of linesOf(token)) {
        place = at;
        walk.text(line);
      }
    } else {
      place = token.place;
      const value = view === null ? UNKNOWN : (view[token.name] ?? '');
      const { state, tag } = walk.position();
      if (state !== 'text' && state !== 'raw') walk.mark(value, null);
      else {
        const inside = state === 'raw' ? tag : '';
        nodes.push({ kind: 'text', text: value, inside, place, placeholder: token.name });
      }
    }
  };
  tokens.forEach(feed);
  return nodes;
}

/** Line by line, so that every tag gets its own; a line keeps its end. */
function* linesOf({
  text,
  place,
}: {
  readonly text: string;
  readonly place: string;
}): Generator<[string, string]> {
  const colon = place.lastIndexOf(':');
  const file = place.slice(0, colon);
  let number = Number(place.slice(colon + 1));
  for (let start = 0; start < text.length; number++) {
    const end = text.indexOf('\n', start) + 1 || text.length;
    yield [text.slice(start, end), `${file}:${number}`];
    start = end;
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  colon: ':',
  sol: '/',
  period: '.',
  commat: '@',
};
const REFERENCE =
  /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos|nbsp|colon|sol|period|commat));?/gi;

/** Resolves numeric character references, and the named ones that an address could be hidden in. */
function resolve(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (written, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? written;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : written;
  });
}
