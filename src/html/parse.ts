/** Owns the door to parse5: HTML read as browsers read it, as the tokens in order and as the tree they make. */
import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html,
  Parser,
  type ParserError,
  serialize,
  type Token,
  TokenizerMode,
} from 'parse5';

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlTreeNode = DefaultTreeAdapterTypes.ChildNode;

/** Offsets into the source: UTF-16 units from 0, `end` behind the last one. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface HtmlAttribute extends Span {
  /** Small letters. */
  readonly name: string;
  /** Character references resolved. */
  readonly value: string;
}

export interface TagEvent extends Span {
  readonly kind: 'open' | 'close';
  /** Small letters. */
  readonly name: string;
  /** Of two with one name the first, as the standard has it; the other is among the faults. */
  readonly attributes: readonly HtmlAttribute[];
  /** Whether what follows is no markup until the element's end tag. */
  readonly opensRaw: boolean;
}

export interface TextEvent extends Span {
  readonly kind: 'text';
  /** Character references resolved. */
  readonly text: string;
  /** "" for markup, else the element whose content is none: "style", "title", "script". */
  readonly inside: string;
}

export interface CommentEvent extends Span {
  readonly kind: 'comment';
  readonly text: string;
}

/** What the tokenizer met, in order, also where it makes no node of the tree. */
export type HtmlEvent = TagEvent | TextEvent | CommentEvent | (Span & { readonly kind: 'doctype' });

export interface ParsedHtml {
  readonly events: readonly HtmlEvent[];
  readonly document: HtmlDocument;
  /** Parse errors by their names in the HTML standard, with the offset. */
  readonly faults: readonly { readonly code: string; readonly at: number }[];
  /** False where reading ended early, at HTML that is nested deeper or holds more elements than any invitation. */
  readonly complete: boolean;
}

/** Browsers stop at 512; nothing that people write comes near. */
const DEEPEST = 400;
/** Elements that one document may come to: some markup makes more than it has characters. */
const MOST_ELEMENTS = 200_000;

/**
 * Reads HTML by the algorithm of the HTML standard (13.2), with scripting off as in mail programs: the content of
 * `<noscript>` is markup. Throws nothing.
 */
export function parseHtml(source: string): ParsedHtml {
  const parser = new Listening(source.length);
  let complete = true;
  try {
    parser.tokenizer.write(source, true);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    complete = false;
  }
  const { events, faults, document } = parser;
  return { events, faults, document, complete };
}

/** A tree as HTML; its doctype is only "<!DOCTYPE name>". */
export function writeHtml(document: HtmlDocument): string {
  return serialize(document, { scriptingEnabled: false });
}

/** Standards mode, or which kind of quirks (HTML 13.2.6.4.1). */
export function modeOf(document: HtmlDocument): 'no-quirks' | 'quirks' | 'limited-quirks' {
  return document.mode;
}

export function isElement(node: HtmlTreeNode): node is HtmlElement {
  return defaultTreeAdapter.isElementNode(node);
}

/** The offset where a node was written; null for one that the standard adds. */
export function startOf(node: HtmlTreeNode): number | null {
  return node.sourceCodeLocation?.startOffset ?? null;
}

/** Whether an element is one of HTML, not of SVG or MathML. */
export function isHtmlElement({ namespaceURI }: HtmlElement): boolean {
  return namespaceURI === html.NS.HTML;
}

class TooMuch extends Error {}

/** The parser of the standard, which tells every token before it acts on it. */
class Listening extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  readonly events: HtmlEvent[] = [];
  readonly faults: { code: string; at: number }[] = [];
  #raw = '';
  #told = 0;
  #text: { -readonly [K in keyof TextEvent]: TextEvent[K] } | null = null;
  readonly #length: number;

  constructor(length: number) {
    let elements = 0;
    const treeAdapter: typeof defaultTreeAdapter = {
      ...defaultTreeAdapter,
      createElement: (...about) => {
        elements += 1;
        if (elements > MOST_ELEMENTS) throw new TooMuch();
        return defaultTreeAdapter.createElement(...about);
      },
    };
    const onParseError = (error: ParserError): void => {
      this.faults.push({ code: error.code, at: error.startOffset });
    };
    super({ scriptingEnabled: false, sourceCodeLocationInfo: true, treeAdapter, onParseError });
    this.#length = length;
  }

  override onStartTag(token: Token.TagToken): void {
    const event = tagEvent('open', token);
    this.#tell(event);
    super.onStartTag(token);
    event.opensRaw = this.tokenizer.state !== TokenizerMode.DATA;
    this.#raw = event.opensRaw ? event.name : '';
    if (this.openElements.stackTop > DEEPEST) throw new TooMuch();
  }

  override onEndTag(token: Token.TagToken): void {
    this.#raw = '';
    this.#tell(tagEvent('close', token));
    super.onEndTag(token);
  }

  override onComment(token: Token.CommentToken): void {
    this.#tell({ kind: 'comment', text: token.data, ...spanOf(token.location) });
    super.onComment(token);
  }

  override onDoctype(token: Token.DoctypeToken): void {
    this.#tell({ kind: 'doctype', ...spanOf(token.location) });
    super.onDoctype(token);
  }

  override onCharacter(token: Token.CharacterToken): void {
    this.#tellText(token);
    super.onCharacter(token);
  }

  override onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.#tellText(token);
    super.onWhitespaceCharacter(token);
  }

  override onNullCharacter(token: Token.CharacterToken): void {
    this.#tellText(token);
    super.onNullCharacter(token);
  }

  /** Words and the blanks between them are tokens of their own, and one text here. */
  #tellText({ chars, location }: Token.CharacterToken): void {
    const { start, end } = spanOf(location);
    const text = this.#text;
    if (text === null || text !== this.events.at(-1) || text.inside !== this.#raw) {
      this.#text = { kind: 'text', text: chars, inside: this.#raw, start, end };
      this.#tell(this.#text);
    } else if (start >= this.#told) {
      text.text += chars;
      text.end = end;
      this.#told = end;
    }
  }

  /** Once: the parser looks at a token again where one state hands it to another. */
  #tell(event: HtmlEvent): void {
    if (event.start < this.#told) return;
    this.#told = event.end;
    // A comment without an end is told to end behind the last character.
    this.events.push(event.end > this.#length ? { ...event, end: this.#length } : event);
  }
}

function tagEvent(
  kind: TagEvent['kind'],
  { tagName, attrs, location }: Token.TagToken,
): TagEvent & { opensRaw: boolean } {
  const places = location?.attrs;
  const attributes = attrs.map(({ name, value }) => ({ name, value, ...spanOf(places?.[name] ?? null) }));
  return { kind, name: tagName, attributes, opensRaw: false, ...spanOf(location) };
}

function spanOf(location: Token.Location | null): Span {
  return { start: location?.startOffset ?? 0, end: location?.endOffset ?? 0 };
}
