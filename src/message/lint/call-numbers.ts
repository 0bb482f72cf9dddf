/** Owns the search for numbers that a telephone turns into links that call somebody: an ID of seven digits does. */
import type { Finding } from '../../finding.js';
import type { HtmlNode } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';

const NUMBER = /\d{7,}/;

/**
 * One warning, for the first bare run of seven digits or more outside of links, where nothing forbids the telephone
 * to guess (`format-detection`, or a style for `x-apple-data-detectors`). The number itself may be a credential.
 */
export function callNumbers(nodes: readonly HtmlNode[]): Finding[] {
  if (nodes.some(forbidsGuessing)) return [];
  let inLink = false;
  for (const node of nodes) {
    if (node.kind === 'tag') inLink = node.name === 'a' ? !node.closing : inLink;
    else if (node.inside === '' && !inLink && NUMBER.test(node.text))
      return [templateFinding('call-number', { file: node.place }, 'warning')];
  }
  return [];
}

function forbidsGuessing(node: HtmlNode): boolean {
  if (node.kind === 'text') return node.inside === 'style' && node.text.includes('x-apple-data-detectors');
  const { name, attributes } = node;
  if (attributes.get('x-apple-data-detectors') === 'false') return true;
  if (name !== 'meta' || attributes.get('name')?.toLowerCase() !== 'format-detection') return false;
  return /telephone\s*=\s*no/i.test(attributes.get('content') ?? '');
}
