/** Owns the search for text that weak eyes cannot read: inline colours too close to the colour behind them. */
import type { Finding } from '../../finding.js';
import type { HtmlNode, HtmlTag } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';
import { contrastOf, writtenColour } from './colour.js';
import { type InlineStyle, PLAIN, styleInside } from './inline-style.js';

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
  '!doctype',
]);
/** Elements that end where the next of their kind begins, as people leave them open. */
const ENDS_ITSELF = new Set(['p', 'li', 'td', 'th', 'tr', 'option', 'dt', 'dd']);
/** Deeper than any invitation; beyond it nothing is judged. */
const DEEPEST = 500;
/** WCAG 2.2, 1.4.3: large is 24 px, or 18.66 px in bold. */
const LEAST = 4.5;
const LEAST_LARGE = 3;

interface Open {
  readonly name: string;
  readonly style: InlineStyle;
}

/** One warning for each pair of colours whose contrast is below 4.5 to 1, or 3 to 1 for large text. */
export function lowContrast(nodes: readonly HtmlNode[]): Finding[] {
  const open: Open[] = [{ name: '', style: PLAIN }];
  const found = new Map<string, Finding>();
  for (const node of nodes) {
    const style = open.at(-1)?.style ?? PLAIN;
    if (node.kind === 'tag') follow(node, open);
    else if (node.inside === '' && node.text.trim() !== '') {
      const finding = judge(style, node.place);
      const pair = JSON.stringify({ ...finding?.details, file: '' });
      if (finding !== null && !found.has(pair)) found.set(pair, finding);
    }
  }
  return [...found.values()];
}

function follow(tag: HtmlTag, open: Open[]): void {
  const { name, closing } = tag;
  if (VOID.has(name)) return;
  if (closing) {
    const index = open.findLastIndex((one) => one.name === name);
    if (index > 0) open.length = index;
    return;
  }
  if (ENDS_ITSELF.has(name) && open.at(-1)?.name === name) open.pop();
  if (open.length < DEEPEST) open.push({ name, style: styleInside(tag, open.at(-1)?.style ?? PLAIN) });
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
