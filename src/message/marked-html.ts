/** Owns a template's HTML written out for the parser: a mark where each placeholder stands, and what line is where. */
import type { PlaceholderToken, TextToken, Token, View } from './token.js';

/** Where a placeholder or a section stands in the source; offsets in UTF-16 units. */
export interface Marked {
  readonly name: string;
  /** As in "html.mustache:12". */
  readonly place: string;
  readonly start: number;
  readonly end: number;
}

export interface MarkedSection extends Marked {
  readonly inverted: boolean;
}

export interface MarkedHtml {
  readonly source: string;
  /** In order; the n-th is written as `mark` says. */
  readonly placeholders: readonly Marked[];
  /** Those whose content is in the source, from outside to inside, in order. */
  readonly sections: readonly MarkedSection[];
  /** Finds marks, its group being their number; a new one for each search, because it is global. */
  readonly mark: () => RegExp;
  /** The text with "{{name}}" for each mark, as the template has it. */
  readonly asWritten: (text: string) => string;
  /** File and line of an offset, as in "html.mustache:12". */
  readonly placeAt: (offset: number) => string;
}

/**
 * Writes out the sections of one voter's view, or every section without a view. A mark is letters and digits, as most
 * values are: it stands for any value, which is escaped, and cannot be mistaken for a text of the template.
 */
export function markedHtml(tokens: readonly Token[], view: View | null = null): MarkedHtml {
  const word = unusedWord(tokens);
  const writing = new Writing(word, view);
  writing.write(tokens);
  const { source, placeholders, sections, pieces } = writing;
  return {
    source,
    placeholders,
    sections,
    mark: () => new RegExp(`${word}(\\d+)z`, 'g'),
    asWritten: (text) =>
      text.replace(new RegExp(`${word}(\\d+)z`, 'g'), (mark, index: string) => {
        const name = placeholders[Number(index)]?.name;
        return name === undefined ? mark : `{{${name}}}`;
      }),
    placeAt: placesIn(source, pieces),
  };
}

/** Small letters, because names of tags and attributes are read as such. */
function unusedWord(tokens: readonly Token[]): string {
  const text = textOf(tokens).toLowerCase();
  let number = 0;
  while (text.includes(`mark${number}q`)) number += 1;
  return `mark${number}q`;
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.kind === 'text') return token.text;
      return token.kind === 'section' ? textOf(token.tokens) : '';
    })
    .join('');
}

interface Piece {
  readonly start: number;
  readonly place: string;
}

class Writing {
  source = '';
  readonly placeholders: Marked[] = [];
  readonly sections: MarkedSection[] = [];
  readonly pieces: Piece[] = [];
  readonly #word: string;
  readonly #view: View | null;

  constructor(word: string, view: View | null) {
    this.#word = word;
    this.#view = view;
  }

  write(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.kind === 'section') this.#section(token);
      else this.#piece(token);
    }
  }

  #piece(token: TextToken | PlaceholderToken): void {
    const { place } = token;
    const start = this.source.length;
    this.pieces.push({ start, place });
    if (token.kind === 'text') {
      this.source += token.text;
      return;
    }
    this.source += `${this.#word}${this.placeholders.length}z`;
    this.placeholders.push({ name: token.name, place, start, end: this.source.length });
  }

  #section({ name, place, inverted, tokens }: Token & { kind: 'section' }): void {
    if (this.#view !== null && (this.#view[name] === '') !== inverted) return;
    const start = this.source.length;
    const index = this.sections.push({ name, place, inverted, start, end: start }) - 1;
    this.write(tokens);
    this.sections[index] = { name, place, inverted, start, end: this.source.length };
  }
}

function placesIn(source: string, pieces: readonly Piece[]): (offset: number) => string {
  const lineStarts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return (offset) => {
    const piece = pieces[lastUpTo(pieces, offset, ({ start }) => start)];
    if (piece === undefined) return 'html.mustache:1';
    const lines = lastUpTo(lineStarts, offset, Number) - lastUpTo(lineStarts, piece.start, Number);
    const colon = piece.place.lastIndexOf(':');
    return `${piece.place.slice(0, colon)}:${Number(piece.place.slice(colon + 1)) + lines}`;
  };
}

/** Index of the last of ascending items that begins at `offset` or before it; -1 where none does. */
export function lastUpTo<T>(items: readonly T[], offset: number, startOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle] as T) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
