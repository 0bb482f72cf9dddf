/** Owns the question in what kind of place of the HTML an offset lies: text, a tag, an attribute's value, a comment. */
import type { HtmlAttribute, HtmlEvent, TagEvent } from '../html/parse.js';
import { lastUpTo } from './marked-html.js';

export type HtmlPosition =
  /** `inside` is "" or the element whose content is no markup. */
  | { readonly kind: 'text'; readonly inside: string }
  /** `attribute` is null between attributes and in the tag's name. */
  | {
      readonly kind: 'tag';
      readonly tag: TagEvent;
      readonly attribute: HtmlAttribute | null;
      readonly value: Value | null;
    }
  | { readonly kind: 'comment' | 'doctype'; readonly event: HtmlEvent }
  /** Where the parser reads nothing at all: a tag that never ends. */
  | { readonly kind: 'nowhere' };

/** A quoted value as written, without its quotes; offsets into the source. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

/** Where the character at `offset` lies. */
export function positionOf(events: readonly HtmlEvent[], source: string, offset: number): HtmlPosition {
  const event = events[lastUpTo(events, offset, ({ start }) => start)];
  if (event === undefined || event.end <= offset) return { kind: 'nowhere' };
  return within(event, source, offset);
}

/** Where the gap before the character at `offset` lies: between two tokens it is text, or what the first one opens. */
export function gapAt(events: readonly HtmlEvent[], source: string, offset: number): HtmlPosition {
  if (offset === 0) return { kind: 'text', inside: '' };
  const event = events[lastUpTo(events, offset - 1, ({ start }) => start)];
  if (event === undefined || event.end < offset) return { kind: 'nowhere' };
  if (event.end > offset) return within(event, source, offset);
  if (event.kind === 'text') return { kind: 'text', inside: event.inside };
  return { kind: 'text', inside: event.kind === 'open' && event.opensRaw ? event.name : '' };
}

function within(event: HtmlEvent, source: string, offset: number): HtmlPosition {
  switch (event.kind) {
    case 'text':
      return { kind: 'text', inside: event.inside };
    case 'comment':
    case 'doctype':
      return { kind: event.kind, event };
    default: {
      const attribute = event.attributes.find(({ start, end }) => start <= offset && offset < end) ?? null;
      const value = attribute && quotedValue(attribute, source);
      const inValue = value !== null && value.start <= offset && offset <= value.end;
      return { kind: 'tag', tag: event, attribute, value: inValue ? value : null };
    }
  }
}

/** null for an attribute without a value or with one that is not quoted. */
export function quotedValue({ start, end }: HtmlAttribute, source: string): Value | null {
  const written = source.slice(start, end);
  const [before, quote = ''] = /^[^=\s]+\s*=\s*(["'])/.exec(written) ?? [];
  if (before === undefined || before.length >= written.length || !written.endsWith(quote)) return null;
  return { start: start + before.length, end: end - 1, quote };
}

/** Whether a tag could begin right before `offset`, so that what follows decides whether it does. */
export function mayOpenTag(source: string, offset: number): boolean {
  return /<[/!?]?-?[a-z]*$/i.test(source.slice(Math.max(offset - 30, 0), offset));
}
