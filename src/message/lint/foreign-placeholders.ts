/** Owns the placeholders of other programs in a template: «Vorname» of a mail merge would be sent as it stands. */
import type { Finding } from '../../finding.js';
import { roleOfHeader } from '../../voters/header-words.js';
import type { KnownPlaceholders } from '../placeholders.js';
import type { Template } from '../template.js';
import { templateFinding } from '../template-finding.js';
import type { Token } from '../token.js';

const WORD = String.raw`\s*([\p{L}_][\p{L}\p{N}_ .-]{0,40}?)\s*`;
/** The same as in a cell of the roll, and the single signs that people write by hand. */
const FOREIGN = new RegExp(
  [
    ['«', '»'],
    ['&laquo;', '&raquo;'],
    ['<<', '>>'],
    ['&lt;&lt;', '&gt;&gt;'],
    [String.raw`\$\{`, String.raw`\}`],
    ['%', '%'],
    ['#', '#'],
    [String.raw`\[`, String.raw`\]`],
    [String.raw`\{`, String.raw`\}`],
  ]
    .map(([open, close]) => `${open}${WORD}${close}`)
    .join('|'),
  'gu',
);

/** A warning for each: nobody writes the name of a column between such signs and means it. */
export function foreignPlaceholders(template: Template, known: KnownPlaceholders): Finding[] {
  return [template.subject, template.text, template.html ?? []].flatMap((tokens) => inTokens(tokens, known));
}

function inTokens(tokens: readonly Token[], known: KnownPlaceholders): Finding[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'section') return inTokens(token.tokens, known);
    if (token.kind !== 'text') return [];
    return [...token.text.matchAll(FOREIGN)].flatMap((match) => {
      const [value, ...words] = match;
      const word = words.find((found) => found !== undefined) ?? '';
      if (roleOfHeader(word) === null && !known.has(word)) return [];
      const file = placeBehind(token.place, token.text.slice(0, match.index));
      return [templateFinding('foreign-placeholder-in-text', { value, file }, 'warning')];
    });
  });
}

/** `place` is that of the text's first character. */
function placeBehind(place: string, before: string): string {
  const [, file = '', line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
  return `${file}:${Number(line) + before.split('\n').length - 1}`;
}
