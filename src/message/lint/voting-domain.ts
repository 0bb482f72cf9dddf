/** Owns the question whether an invitation says at which domain to vote, so that a false one can be told from it. */
import { domainToUnicode } from 'node:url';
import type { HtmlNode } from '../html-nodes.js';
import { site } from './shown-targets.js';

const ADDRESS = /https?:\/\/[^\s<>"']+/gi;

/** The domain of the first web address in a text, or null. */
export function firstDomain(text: string): string | null {
  return site(/https?:\/\/[^\s<>"']+/i.exec(text)?.[0] ?? '');
}

/** Whether the text names the domain in words, besides the link itself. */
export function namesDomain(text: string, domain: string): boolean {
  const words = text.replace(ADDRESS, ' ').toLowerCase();
  return words.includes(domain) || words.includes(domainToUnicode(domain));
}

/** What an HTML invitation says outside of its links. */
export function textOutsideLinks(nodes: readonly HtmlNode[]): string {
  let inLink = false;
  let text = '';
  for (const node of nodes) {
    if (node.kind === 'tag') inLink = node.name === 'a' ? !node.closing : inLink;
    else if (node.inside === '' && !inLink) text += node.text;
  }
  return text;
}
