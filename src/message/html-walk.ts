/** Owns the walk through HTML text: at every character, whether we are in text, a tag, an attribute or a script. */
import { isRaw, rawStep, type ScriptState } from './html-raw.js';

type State =
  | 'text'
  | 'tag-open'
  | 'tag-name'
  | 'tag'
  | 'attribute'
  | 'after-attribute'
  | 'before-value'
  | 'quoted'
  | 'unquoted'
  | 'comment'
  | 'raw';

export interface HtmlPosition {
  readonly state: State;
  /** Lower case; the element whose tag or raw text we are in. */
  readonly tag: string;
  /** Lower case; the attribute we are in. */
  readonly attribute: string;
}

/** What a walk tells of what it passes; each is optional. */
export interface HtmlListener<U> {
  /** A quoted attribute that was marked, at its end. */
  readonly marked?: (attribute: { readonly value: string; readonly uses: readonly U[] }) => void;
  /** A whole tag, at its end. Attributes in small letters, values as written; of two of one name the first. */
  readonly tag?: (tag: {
    readonly name: string;
    readonly closing: boolean;
    readonly attributes: ReadonlyMap<string, string>;
  }) => void;
  /** Characters as written; `inside` is "" for text, the element for raw text, "!--" for a comment. */
  readonly text?: (text: string, inside: string) => void;
}

const BLANK = /\s/;

interface Cursor<U> {
  state: State;
  tag: string;
  closing: boolean;
  attribute: string;
  quote: string;
  value: string;
  uses: U[];
  attributes: Map<string, string>;
  readonly listener: HtmlListener<U>;
  script: ScriptState;
}

/**
 * A walk in document order, after the tokenizer of the HTML standard (13.2.5), reduced to what the placement of a
 * placeholder depends on.
 */
export function htmlWalk<U>(listener: HtmlListener<U>) {
  const at: Cursor<U> = {
    state: 'text',
    tag: '',
    closing: false,
    attribute: '',
    quote: '',
    value: '',
    uses: [],
    attributes: new Map(),
    listener,
    script: 'plain',
  };
  return {
    text(text: string): void {
      for (let i = 0; i < text.length; ) i = step(at, text, i);
    },
    position: (): HtmlPosition => ({ state: at.state, tag: at.tag, attribute: at.attribute }),
    /** Equal for two points between which markup can be left out without changing what follows. */
    context: (): string => {
      const { state, tag, attribute, quote, script } = at;
      if (state === 'raw') return `raw ${tag} ${script}`;
      if (state === 'text' || state === 'comment') return state;
      if (state === 'tag-name' || state === 'tag') return `tag ${tag}`;
      return [state, tag, attribute, quote].join(' ');
    },
    /** Something of unknown text stands here. */
    mark(sign: string, use: U | null): void {
      at.value += sign;
      if (use !== null) at.uses.push(use);
      if (at.state === 'before-value') at.state = 'unquoted';
    },
    /** The uses in an attribute that never ended. */
    end: (): readonly U[] => at.uses,
  };
}

/** Takes the character at `i`, or what belongs together there; returns the index after it. */
function step<U>(at: Cursor<U>, text: string, i: number): number {
  switch (at.state) {
    case 'text':
      return stepText(at, text, i);
    case 'comment':
      return stepComment(at, text, i);
    case 'raw':
      return stepRaw(at, text, i);
    case 'quoted':
      stepQuoted(at, text.charAt(i));
      return i + 1;
    default:
      stepTag(at, text.charAt(i));
      return i + 1;
  }
}

function leaveAt<U>(at: Cursor<U>, text: string, found: number, length: number, state: State): number {
  if (found === -1) return text.length;
  at.state = state;
  return found + length;
}

function stepComment<U>(at: Cursor<U>, text: string, i: number): number {
  const end = text.indexOf('-->', i);
  tell(at, text, i, end, '!--');
  return leaveAt(at, text, end, 3, 'text');
}

/** Tells the text from `start` to `end`, -1 for all the rest. */
function tell<U>({ listener }: Cursor<U>, text: string, start: number, end: number, inside: string): void {
  const told = text.slice(start, end === -1 ? text.length : end);
  if (told !== '') listener.text?.(told, inside);
}

function stepText<U>(at: Cursor<U>, text: string, i: number): number {
  const open = text.indexOf('<', i);
  tell(at, text, i, open, '');
  if (open === -1) return text.length;
  // Only "<!" is passed over: "<!-->" is a whole comment.
  if (text.startsWith('<!--', open)) return leaveAt(at, text, open, 2, 'comment');
  at.tag = '';
  at.closing = false;
  at.attributes = new Map();
  return leaveAt(at, text, open, 1, 'tag-open');
}

function stepRaw<U>(at: Cursor<U>, text: string, i: number): number {
  const { contentEnd, after, ended, script } = rawStep(at.tag, text, i, at.script);
  tell(at, text, i, contentEnd, at.tag);
  at.script = script;
  if (ended) {
    at.closing = true;
    at.attributes = new Map();
    at.state = 'tag';
  }
  return after;
}

function stepQuoted<U>(at: Cursor<U>, char: string): void {
  if (char !== at.quote) {
    at.value += char;
    return;
  }
  if (at.uses.length > 0) at.listener.marked?.({ value: at.value, uses: at.uses });
  at.uses = [];
  keepAttribute(at, at.value);
  at.state = 'tag';
}

function stepTag<U>(at: Cursor<U>, char: string): void {
  if (at.state === 'tag-open') openTag(at, char);
  else if (char === '>') closeTag(at);
  else if (at.state === 'tag-name') stepName(at, char);
  else if (at.state === 'before-value') stepBeforeValue(at, char);
  else if (at.state === 'unquoted') stepUnquoted(at, char);
  else stepBetween(at, char);
}

function stepUnquoted<U>(at: Cursor<U>, char: string): void {
  if (!BLANK.test(char)) at.value += char;
  else {
    keepAttribute(at, at.value);
    at.state = 'tag';
  }
}

function keepAttribute<U>({ attributes, attribute }: Cursor<U>, value: string): void {
  if (!attributes.has(attribute)) attributes.set(attribute, value);
}

/** "a < b" is text; "<!doctype" and "<?xml" are taken as tags of no interest. */
function openTag<U>(at: Cursor<U>, char: string): void {
  if (char === '/' && !at.closing) at.closing = true;
  else if (/[a-z!?]/i.test(char)) {
    at.tag = char.toLowerCase();
    at.state = 'tag-name';
  } else at.state = 'text';
}

function closeTag<U>(at: Cursor<U>): void {
  if (at.state === 'unquoted') keepAttribute(at, at.value);
  else if (at.state !== 'tag' && at.state !== 'tag-name') keepAttribute(at, '');
  at.listener.tag?.({ name: at.tag, closing: at.closing, attributes: at.attributes });
  at.state = !at.closing && isRaw(at.tag) ? 'raw' : 'text';
  at.attribute = '';
}

function stepName<U>(at: Cursor<U>, char: string): void {
  if (BLANK.test(char) || char === '/') at.state = 'tag';
  else at.tag += char.toLowerCase();
}

function stepBeforeValue<U>(at: Cursor<U>, char: string): void {
  if (BLANK.test(char)) return;
  at.value = '';
  at.quote = char === '"' || char === "'" ? char : '';
  at.state = at.quote === '' ? 'unquoted' : 'quoted';
  if (at.quote === '') at.value = char;
}

/** Between attributes, in the name of one, or after it. */
function stepBetween<U>(at: Cursor<U>, char: string): void {
  if (char === '=' && at.state !== 'tag') at.state = 'before-value';
  else if (BLANK.test(char)) at.state = at.state === 'attribute' ? 'after-attribute' : at.state;
  else if (at.state === 'attribute' && char !== '/') at.attribute += char.toLowerCase();
  else {
    // One without a value ends here.
    if (at.state !== 'tag') keepAttribute(at, '');
    at.state = 'tag';
    if (char === '/') return;
    at.attribute = char.toLowerCase();
    at.state = 'attribute';
  }
}
