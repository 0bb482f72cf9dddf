/** Owns the search for HTML that programs read differently: what one takes for a comment is a tag for another. */
import type { Finding, HtmlFault } from '../../finding.js';
import type { CommentEvent } from '../../html/parse.js';
import type { HtmlPage, HtmlPart } from '../html-page.js';
import { templateFinding } from '../template-finding.js';

/** Parse errors of the standard (HTML 13.2.2) that matter here; most others every program forgives alike. */
const FAULTS: Readonly<Record<string, HtmlFault>> = {
  'duplicate-attribute': 'attribute-twice',
  'unexpected-character-in-attribute-name': 'attribute-quotes',
  'unexpected-character-in-unquoted-attribute-value': 'attribute-quotes',
  'unexpected-equals-sign-before-attribute-name': 'attribute-quotes',
  'missing-whitespace-between-attributes': 'attribute-quotes',
  'eof-in-tag': 'tag-not-closed',
};
/** `<![if !mso]>`: a condition that other programs pass over. */
const CONDITION = /^<!\[(?:if\b[^>]*|endif)\]?>?$/i;

/** One error for each kind of fault and line. */
export function writtenMarkup({ marked, parts }: HtmlPage): Finding[] {
  return parts.flatMap((part) => {
    const found = new Map<string, Finding>();
    const tell = (at: number, fault: HtmlFault): void => {
      const file = marked.placeAt(part.base + at);
      found.set(`${fault} ${file}`, templateFinding('html-malformed', { file, fault }));
    };
    for (const { code, at } of part.parsed.faults) {
      const fault = FAULTS[code];
      if (fault !== undefined) tell(at, fault);
    }
    for (const event of part.parsed.events) {
      if (event.kind === 'comment' && !isPlain(event, part, marked.source)) tell(event.start, 'comment');
    }
    if (!part.parsed.complete) tell(part.parsed.events.at(-1)?.start ?? 0, 'too-deep');
    return [...found.values()];
  });
}

function isPlain({ start, end }: CommentEvent, { base, forOutlook }: HtmlPart, source: string): boolean {
  const written = source.slice(base + start, base + end);
  if (!written.startsWith('<!--')) return CONDITION.test(written);
  // A comment in a comment ends where the outer one does.
  return forOutlook || (written.length >= '<!---->'.length && written.endsWith('-->'));
}
