/** Owns the reading of a template's HTML as the elements and texts that a browser makes of it, each with its line. */
import {
  type HtmlElement,
  type HtmlTreeNode,
  isElement,
  type ParsedHtml,
  parseHtml,
  startOf,
} from '../html/parse.js';
import { type MarkedHtml, markedHtml } from './marked-html.js';
import type { Token, View } from './token.js';

export interface HtmlTag {
  readonly kind: 'tag';
  /** Small letters. */
  readonly name: string;
  /** Every element is closed, also where the template leaves that to the browser. */
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
 * being UNKNOWN. A value is never read as markup, as it is not in the invitation. Empty where the HTML is too much
 * to be read.
 */
export function htmlNodes(tokens: readonly Token[], view: View | null = null): readonly HtmlNode[] {
  const marked = markedHtml(tokens, view);
  return nodesOf(parseHtml(marked.source), marked, view);
}

/** The same for HTML that was parsed already; `base` is the offset of what was parsed in the marked source. */
export function nodesOf(
  { document, complete }: ParsedHtml,
  marked: MarkedHtml,
  view: View | null = null,
  base = 0,
): readonly HtmlNode[] {
  if (!complete) return [];
  const reading = new Reading(marked, view, base);
  reading.read(document.childNodes, '');
  return reading.nodes;
}

/** Elements whose text is not shown in the message. */
const UNSEEN = new Set(['style', 'title', 'script', 'noembed', 'noframes', 'iframe', 'template']);

class Reading {
  readonly nodes: HtmlNode[] = [];
  readonly #marked: MarkedHtml;
  readonly #view: View | null;
  readonly #base: number;

  constructor(marked: MarkedHtml, view: View | null, base: number) {
    this.#marked = marked;
    this.#view = view;
    this.#base = base;
  }

  /** As deep as the parser lets a tree become. */
  read(children: readonly HtmlTreeNode[], inside: string): void {
    for (const node of children) {
      if (isElement(node)) this.#element(node, inside);
      else if (node.nodeName === '#text') this.#text(node, 'value' in node ? node.value : '', inside);
      else if (node.nodeName === '#comment') this.#text(node, 'data' in node ? node.data : '', '!--');
    }
  }

  #element(node: HtmlElement, inside: string): void {
    const { tagName: name, attrs, childNodes } = node;
    // One that the browser adds, such as the body around everything.
    if (startOf(node) === null) {
      this.read(childNodes, inside);
      return;
    }
    const place = this.#placeOf(node);
    const written = (value: string): string =>
      value.replace(this.#marked.mark(), (_mark, index: string) => this.#value(Number(index)));
    const attributes = new Map(
      attrs.map((attr) => [attr.prefix ? `${attr.prefix}:${attr.name}` : attr.name, written(attr.value)]),
    );
    this.nodes.push({ kind: 'tag', name, closing: false, attributes, place });
    this.read(childNodes, UNSEEN.has(name) ? name : inside);
    this.nodes.push({ kind: 'tag', name, closing: true, attributes: new Map(), place });
  }

  /** Line by line and value by value. */
  #text(node: HtmlTreeNode, text: string, inside: string): void {
    let at = this.#offsetOf(node);
    let constantFrom = 0;
    for (const { 0: mark, 1: index, index: position } of text.matchAll(this.#marked.mark())) {
      this.#lines(text.slice(constantFrom, position), inside, at);
      constantFrom = position + mark.length;
      const placeholder = this.#marked.placeholders[Number(index)];
      if (placeholder === undefined) continue;
      const { name, place, end } = placeholder;
      at = end;
      this.nodes.push({ kind: 'text', text: this.#value(Number(index)), inside, place, placeholder: name });
    }
    this.#lines(text.slice(constantFrom), inside, at);
  }

  #lines(text: string, inside: string, from: number): void {
    const { source, placeAt } = this.#marked;
    let at = from;
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start) + 1 || text.length;
      const line = text.slice(start, end);
      this.nodes.push({ kind: 'text', text: line, inside, place: placeAt(at), placeholder: null });
      if (end < text.length) at = source.indexOf('\n', at) + 1 || at;
      start = end;
    }
  }

  #value(index: number): string {
    const name = this.#marked.placeholders[index]?.name ?? '';
    return this.#view === null ? UNKNOWN : (this.#view[name] ?? '');
  }

  #placeOf(node: HtmlTreeNode): string {
    return this.#marked.placeAt(this.#offsetOf(node));
  }

  #offsetOf(node: HtmlTreeNode): number {
    return this.#base + (startOf(node) ?? 0);
  }
}
