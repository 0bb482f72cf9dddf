/** Owns the search for text that weak eyes cannot read: inline colours too close to the colour behind them. */
import type { Finding } from '../../finding.js';
import type { HtmlNode } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';
import { contrastOf, writtenColour } from './colour.js';
import { type InlineStyle, PLAIN, styleInside } from './inline-style.js';

/** WCAG 2.2, 1.4.3: large is 24 px, or 18.66 px in bold. */
const LEAST = 4.5;
const LEAST_LARGE = 3;

/** One warning for each pair of colours whose contrast is below 4.5 to 1, or 3 to 1 for large text. */
export function lowContrast(nodes: readonly HtmlNode[]): Finding[] {
  const open: InlineStyle[] = [PLAIN];
  const found = new Map<string, Finding>();
  for (const node of nodes) {
    const style = open.at(-1) ?? PLAIN;
    if (node.kind === 'tag') {
      if (node.closing) open.pop();
      else open.push(styleInside(node, style));
    } else if (node.inside === '' && node.text.trim() !== '') {
      const finding = judge(style, node.place);
      const pair = JSON.stringify({ ...finding?.details, file: '' });
      if (finding !== null && !found.has(pair)) found.set(pair, finding);
    }
  }
  return [...found.values()];
}

function judge({ colour, background, size, bold, hidden }: InlineStyle, file: string): Finding | null {
  if (colour === null || background === null || hidden) return null;
  const ratio = contrastOf(colour, background);
  const needed = size >= 24 || (bold && size >= 18.66) ? LEAST_LARGE : LEAST;
  if (ratio >= needed) return null;
  const details = {
    file,
    colour: writtenColour(colour),
    background: writtenColour(background),
    // Down, so that 4.49 is not said to be 4.5.
    ratio: Math.floor(ratio * 10) / 10,
    needed,
  };
  return templateFinding('low-contrast', details, 'warning');
}
