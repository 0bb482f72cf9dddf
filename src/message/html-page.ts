/** Owns an HTML template as a page: parsed once, by one reading for all that is asked of it. */
import { type CommentEvent, type ParsedHtml, parseHtml } from '../html/parse.js';
import { type HtmlNode, nodesOf } from './html-nodes.js';
import { type HtmlPlacement, placementIn } from './html-placement.js';
import { type MarkedHtml, markedHtml } from './marked-html.js';
import type { Token } from './token.js';
import { type WrittenLink, writtenLinks } from './written-links.js';

/** A part of the HTML that is read as one. */
export interface HtmlPart {
  readonly parsed: ParsedHtml;
  /** Offset of the part in the source. */
  readonly base: number;
  /** As a browser shows it, with every section. */
  readonly nodes: readonly HtmlNode[];
  readonly links: readonly WrittenLink[];
  /** For Outlook on Windows alone: it reads what others take for a comment. */
  readonly forOutlook: boolean;
}

export interface HtmlPage {
  readonly marked: MarkedHtml;
  /** The document first, then each comment for Outlook. */
  readonly parts: readonly [HtmlPart, ...HtmlPart[]];
  readonly placement: HtmlPlacement;
}

export function readPage(tokens: readonly Token[]): HtmlPage {
  const marked = markedHtml(tokens);
  const whole = readPart(marked.source, marked, 0, false);
  const comments = whole.parsed.events.flatMap((event) => (event.kind === 'comment' ? event : []));
  const placement = placementIn(whole.parsed, marked, whole.links);
  return {
    marked,
    parts: [whole, ...comments.flatMap((comment) => outlookPart(comment, marked))],
    placement,
  };
}

function readPart(source: string, marked: MarkedHtml, base: number, forOutlook: boolean): HtmlPart {
  const parsed = parseHtml(source);
  const nodes = nodesOf(parsed, marked, null, base);
  return { parsed, base, nodes, links: writtenLinks(parsed, marked, base), forOutlook };
}

/** `[if mso]>` and what follows it, without the end of a comment that shows the rest to other programs: `<!`. */
const CONDITION = /\[if[^>]*>/i;

function outlookPart({ start, text }: CommentEvent, marked: MarkedHtml): readonly HtmlPart[] {
  const condition = CONDITION.exec(text);
  if (condition === null || !marked.source.startsWith('<!--', start)) return [];
  const content = condition.index + condition[0].length;
  const html = text.slice(content).replace(/<!$/, '');
  return html.trim() === '' ? [] : [readPart(html, marked, start + '<!--'.length + content, true)];
}
