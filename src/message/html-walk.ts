/** Owns the walk through HTML text: at every character, whether we are in text, a tag, an attribute or a script. */

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

/** Elements whose content is no markup (HTML 13.1.2), until their end tag. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes']);
const BLANK = /\s/;

interface Cursor<U> {
  state: State;
  tag: string;
  closing: boolean;
  attribute: string;
  quote: string;
  value: string;
  uses: U[];
  /** Inside a script: after "<!--" a "<script>" has an end tag of its own (HTML 13.2.5.20 and what follows it). */
  script: 'plain' | 'escaped' | 'double';
}

/**
 * A walk in document order, after the tokenizer of the HTML standard (13.2.5), reduced to what the placement of a
 * placeholder depends on. `onMarked` is told of every quoted attribute that was marked, at its end.
 */
export function htmlWalk<U>(onMarked: (attribute: { value: string; uses: readonly U[] }) => void) {
  const at: Cursor<U> = {
    state: 'text',
    tag: '',
    closing: false,
    attribute: '',
    quote: '',
    value: '',
    uses: [],
    script: 'plain',
  };
  return {
    text(text: string): void {
      for (let i = 0; i < text.length; ) i = step(at, text, i, onMarked);
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
function step<U>(at: Cursor<U>, text: string, i: number, onMarked: (a: Cursor<U>) => void): number {
  switch (at.state) {
    case 'text':
      return stepText(at, text, i);
    case 'comment':
      return leaveAt(at, text, text.indexOf('-->', i), 3, 'text');
    case 'raw':
      return stepRaw(at, text, i);
    case 'quoted':
      stepQuoted(at, text.charAt(i), onMarked);
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

function stepText<U>(at: Cursor<U>, text: string, i: number): number {
  const open = text.indexOf('<', i);
  if (open === -1) return text.length;
  // Only "<!" is passed over: "<!-->" is a whole comment.
  if (text.startsWith('<!--', open)) return leaveAt(at, text, open, 2, 'comment');
  at.tag = '';
  at.closing = false;
  return leaveAt(at, text, open, 1, 'tag-open');
}

function stepRaw<U>(at: Cursor<U>, text: string, i: number): number {
  if (at.tag === 'script') return stepScript(at, text, i);
  const end = new RegExp(`</${at.tag}(?=[\\s/>])`, 'gi');
  end.lastIndex = i;
  const found = end.exec(text);
  if (found === null) return text.length;
  at.closing = true;
  return leaveAt(at, text, found.index, found[0].length, 'tag');
}

/** A "<script" at the very end of a text is taken for a tag: what follows is not known here. */
const IN_SCRIPT = /<!--|-->|<script(?=[\s/>]|$)|<\/script(?=[\s/>])/gi;

function stepScript<U>(at: Cursor<U>, text: string, i: number): number {
  const sign = new RegExp(IN_SCRIPT);
  sign.lastIndex = i;
  const found = sign.exec(text);
  if (found === null) return text.length;
  const [written] = found;
  switch (written.toLowerCase()) {
    case '<!--':
      if (at.script === 'plain') at.script = 'escaped';
      // Only "<!" is passed over: "<!-->" is a whole comment.
      return found.index + 2;
    case '-->':
      at.script = 'plain';
      break;
    case '<script':
      if (at.script === 'escaped') at.script = 'double';
      break;
    default:
      if (at.script === 'double') at.script = 'escaped';
      else return endScript(at, found.index + written.length);
  }
  return found.index + written.length;
}

function endScript<U>(at: Cursor<U>, after: number): number {
  at.script = 'plain';
  at.closing = true;
  at.state = 'tag';
  return after;
}

function stepQuoted<U>(at: Cursor<U>, char: string, onMarked: (a: Cursor<U>) => void): void {
  if (char !== at.quote) {
    at.value += char;
    return;
  }
  if (at.uses.length > 0) onMarked({ ...at });
  at.uses = [];
  at.state = 'tag';
}

function stepTag<U>(at: Cursor<U>, char: string): void {
  if (at.state === 'tag-open') openTag(at, char);
  else if (char === '>') closeTag(at);
  else if (at.state === 'tag-name') stepName(at, char);
  else if (at.state === 'before-value') stepBeforeValue(at, char);
  else if (at.state === 'unquoted') at.state = BLANK.test(char) ? 'tag' : 'unquoted';
  else stepBetween(at, char);
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
  at.state = !at.closing && RAW.has(at.tag) ? 'raw' : 'text';
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
}

/** Between attributes, in the name of one, or after it. */
function stepBetween<U>(at: Cursor<U>, char: string): void {
  if (char === '=' && at.state !== 'tag') at.state = 'before-value';
  else if (char === '/') at.state = 'tag';
  else if (BLANK.test(char)) at.state = at.state === 'attribute' ? 'after-attribute' : at.state;
  else if (at.state === 'attribute') at.attribute += char.toLowerCase();
  else {
    at.attribute = char.toLowerCase();
    at.state = 'attribute';
  }
}
