/** Owns which values stand so early that a locked screen or a list of messages shows them. */
import type { HtmlNode } from '../html-nodes.js';
import type { Token, View } from '../token.js';

/** Characters that a preview may show; iOS shows some 100, Gmail on a wide screen some 140. */
export const PREVIEW_LENGTH = 150;

export interface EarlyValue {
  readonly placeholder: string;
  /** As in "text.mustache:3". */
  readonly place: string;
}

/** The placeholders whose value begins within the first 150 characters of the plain text; blanks count once. */
export function earlyInText(tokens: readonly Token[], view: View): readonly EarlyValue[] {
  const early = new Early();
  const feed = (token: Token): boolean => {
    if (token.kind === 'text') return early.text(token.text);
    if (token.kind === 'placeholder') return early.value(token.name, token.place, view[token.name] ?? '');
    return (view[token.name] === '') === token.inverted ? token.tokens.every(feed) : true;
  };
  tokens.every(feed);
  return early.found;
}

/** The same for HTML: what is hidden as a preheader is the very thing that previews show. */
export function earlyInHtml(nodes: readonly HtmlNode[]): readonly EarlyValue[] {
  const early = new Early();
  for (const node of nodes) {
    if (node.kind === 'tag' || node.inside !== '') continue;
    const { placeholder, text, place } = node;
    if (!(placeholder === null ? early.text(text) : early.value(placeholder, place, text))) break;
  }
  return early.found;
}

/** Counts characters until enough have been seen; its methods say whether to go on. */
class Early {
  readonly found: EarlyValue[] = [];
  #length = 0;
  #afterBlank = true;

  text(text: string): boolean {
    // More than this is enough however many blanks there are.
    const words = text.replace(/\s+/g, ' ');
    this.#length += words.length - (this.#afterBlank && words.startsWith(' ') ? 1 : 0);
    if (words !== '') this.#afterBlank = words.endsWith(' ');
    return this.#length < PREVIEW_LENGTH;
  }

  value(placeholder: string, place: string, value: string): boolean {
    if (value !== '') this.found.push({ placeholder, place });
    return this.text(value);
  }
}
