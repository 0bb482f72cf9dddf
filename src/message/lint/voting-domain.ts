/** Owns the question whether an invitation says at which domain to vote, so that a false one can be told from it. */
import { domainToUnicode } from 'node:url';
import type { HtmlNode } from '../html-nodes.js';
import { site, WEB_ADDRESS } from './shown-targets.js';

/** The domain of the first web address in a text, or null. */
export function firstDomain(text: string): string | null {
  const [first] = text.matchAll(WEB_ADDRESS);
  return site(first?.[0] ?? '');
}

/** Whether the text names the domain in words, besides the link itself. */
export function namesDomain(text: string, domain: string): boolean {
  const words = text.replace(WEB_ADDRESS, ' ').toLowerCase();
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
