/** Owns the door to mustache: its parser and its HTML escaping; lookup and rendering are ours (render.ts). */
import Mustache from 'mustache';
import type { TemplateSyntaxFault } from '../finding.js';
import type { RawToken } from './token.js';

export type Parsed =
  | { readonly kind: 'parsed'; readonly tokens: readonly RawToken[] }
  | {
      readonly kind: 'refused';
      readonly reason: TemplateSyntaxFault | 'changed-delimiters';
      /** The section the parser speaks of, null for a lone tag. */
      readonly tag: string | null;
      readonly place: string;
    };

/** As mustache 4.2 parses: symbol, value, start, end (offsets), then the section's own spans. */
type Span = readonly [symbol: string, value: string, start: number, end: number, inner?: unknown];

/** Offsets, asked for in ascending order, to places: one pass over the source however many tags it has. */
type PlaceAt = (offset: number) => string;

/**
 * Parses one file of a template. `source` has LF line ends; `file` is its name, for places. Partials are not
 * followed, comments are dropped, names come back in Unicode NFC like the headers of the roll. Throws nothing.
 */
export function parseMustache(source: string, file: string): Parsed {
  try {
    const spans = new Mustache.Writer().parse(source) as readonly Span[];
    const deep = tooDeep(spans);
    if (deep !== null) {
      const place = placesOf(source, file)(deep[2]);
      return { kind: 'refused', reason: 'nested-too-deep', tag: deep[1].trim(), place };
    }
    return { kind: 'parsed', tokens: convert(spans, source, placesOf(source, file)) };
  } catch (error) {
    return refusal(error instanceof Error ? error.message : '', source, file);
  }
}

/** Escapes a value for HTML text and quoted attributes; refuses no character. */
export function escapeHtml(value: string): string {
  return Mustache.escape(value);
}

/** Sections within sections; nothing that people write comes near. */
export const DEEPEST = 50;

/** The first section that stands too deep, found without going down: a recursion would end the program. */
function tooDeep(spans: readonly Span[]): Span | null {
  let level = spans;
  for (let depth = 0; level.length > 0; depth += 1) {
    const sections = level.filter(([symbol]) => symbol === '#' || symbol === '^');
    if (depth >= DEEPEST && sections[0] !== undefined) return sections[0];
    level = sections.flatMap((section) => section[4] as readonly Span[]);
  }
  return null;
}

function placesOf(source: string, file: string): PlaceAt {
  let line = 1;
  let seen = 0;
  return (offset) => {
    for (; seen < offset; seen++) if (source.charCodeAt(seen) === 10) line++;
    return `${file}:${line}`;
  };
}

function convert(spans: readonly Span[], source: string, placeAt: PlaceAt): RawToken[] {
  return spans.flatMap((span) => convertOne(span, source, placeAt) ?? []);
}

function convertOne(span: Span, source: string, placeAt: PlaceAt): RawToken | null {
  const [symbol, value, start, end, inner] = span;
  const place = placeAt(start);
  if (symbol === 'text') return { kind: 'text', text: inOnePiece(value), place };
  const name = value.trim().normalize('NFC');
  switch (symbol) {
    case 'name':
      return { kind: 'placeholder', name, place };
    case '#':
    case '^': {
      const tokens = convert(inner as readonly Span[], source, placeAt);
      return { kind: 'section', name, place, inverted: symbol === '^', tokens };
    }
    case '>':
      return { kind: 'partial', name, place, indentation: indentationOf(source, start, end) };
    case '=':
      return { kind: 'delimiters', place };
    case '!':
      return null;
    default:
      return { kind: 'unescaped', name, place };
  }
}

/**
 * The parser adds up a text character by character, and V8 keeps it as that many pieces until one is read. Unread, each
 * voter's invitation would put them together anew: four times as slow (bench/roll.js).
 */
function inOnePiece(text: string): string {
  return Number.isNaN(text.charCodeAt(0)) ? '' : text;
}

/** As the Mustache specification has it: only a partial alone on its line is indented. */
function indentationOf(source: string, start: number, end: number): string {
  const before = source.slice(source.lastIndexOf('\n', start - 1) + 1, start);
  const newline = source.indexOf('\n', end);
  const after = source.slice(end, newline === -1 ? source.length : newline);
  return start > 0 && /^[ \t]+$/.test(before) && after.trim() === '' ? before : '';
}

/** Mustache 4.2 says 'Unclosed section "x" at 17', 'Unopened section ...', 'Unclosed tag at 17', 'Invalid tags: ...'. */
function refusal(message: string, source: string, file: string): Parsed {
  const reason = reasonOf(message);
  const offset = Number(/ at (\d+)$/.exec(message)?.[1] ?? 0);
  const tag = /section "([\s\S]*)" at/.exec(message)?.[1] ?? null;
  // The parser says where it noticed; the mistake is looked for where the section begins.
  const start = reason === 'unclosed-section' ? (lastOpen(source.slice(0, offset)) ?? offset) : offset;
  return { kind: 'refused', reason, tag, place: placesOf(source, file)(start) };
}

const TAG = /\{\{\s*([#^/]?)[\s\S]*?\}\}/g;

/** Offset of the innermost section that is still open at the end of `source`. */
function lastOpen(source: string): number | undefined {
  const open: number[] = [];
  for (const { 1: sigil, index } of source.matchAll(TAG)) {
    if (sigil === '/') open.pop();
    else if (sigil !== '') open.push(index);
  }
  return open.at(-1);
}

function reasonOf(message: string): TemplateSyntaxFault | 'changed-delimiters' {
  if (message.startsWith('Invalid tags')) return 'changed-delimiters';
  if (message.startsWith('Unclosed section')) return 'unclosed-section';
  if (message.startsWith('Unopened section')) return 'unopened-section';
  return 'unclosed-tag';
}
