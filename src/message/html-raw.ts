/** Owns how far the content of an element goes that is no markup: scripts, style sheets, titles. */

/** Inside a script: after "<!--" a "<script>" has an end tag of its own (HTML 13.2.5.20 and what follows it). */
export type ScriptState = 'plain' | 'escaped' | 'double';

export interface RawStep {
  /** Up to here it is content. */
  readonly contentEnd: number;
  /** From here on it is not decided yet; behind the name of the end tag where `ended`. */
  readonly after: number;
  readonly ended: boolean;
  readonly script: ScriptState;
}

/** Elements whose content is no markup (HTML 13.1.2), until their end tag. */
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes']);

export function isRaw(tag: string): boolean {
  return RAW.has(tag);
}

/** One step from `i` through the content of `tag`, or all of it where no end tag follows in this text. */
export function rawStep(tag: string, text: string, i: number, script: ScriptState): RawStep {
  const sign = tag === 'script' ? new RegExp(IN_SCRIPT) : new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
  sign.lastIndex = i;
  const found = sign.exec(text);
  if (found === null) return { contentEnd: text.length, after: text.length, ended: false, script };
  const end = found.index + found[0].length;
  if (tag !== 'script') return { contentEnd: found.index, after: end, ended: true, script };
  return stepScript(found[0].toLowerCase(), found.index, end, script);
}

/** A "<script" at the very end of a text is taken for a tag: what follows is not known here. */
const IN_SCRIPT = /<!--|-->|<script(?=[\s/>]|$)|<\/script(?=[\s/>])/gi;

function stepScript(sign: string, start: number, end: number, script: ScriptState): RawStep {
  const on = { contentEnd: end, after: end, ended: false };
  switch (sign) {
    case '<!--':
      // Only "<!" is passed over: "<!-->" is a whole comment.
      return {
        ...on,
        contentEnd: start + 2,
        after: start + 2,
        script: script === 'plain' ? 'escaped' : script,
      };
    case '-->':
      return { ...on, script: 'plain' };
    case '<script':
      return { ...on, script: script === 'escaped' ? 'double' : script };
    default:
      if (script === 'double') return { ...on, script: 'escaped' };
      return { contentEnd: start, after: end, ended: true, script: 'plain' };
  }
}
