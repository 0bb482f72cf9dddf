/** Owns the comparison of what a link shows with where it leads: the trick of every phishing mail. */
import type { Finding } from '../../finding.js';
import { type HtmlNode, type HtmlTag, type HtmlText, UNKNOWN } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';
import { shownTargets, site, webAddresses } from './shown-targets.js';

interface OpenLink {
  readonly href: string;
  readonly place: string;
  /** All that is read: text, and words for images. */
  text: string;
  /** The same without credentials: a password may look like the name of a site. */
  public: string;
}

/** Placeholder -> the voter's value. */
export type Secrets = ReadonlyMap<string, string>;

const NOTHING_SECRET: Secrets = new Map();

/**
 * Errors for links whose text shows an address, of a site or a mailbox, other than the one they lead to. What is or
 * stands in a secret value is not told, but the name of its placeholder.
 */
export function linkTargets(nodes: readonly HtmlNode[], secrets = NOTHING_SECRET): Finding[] {
  const findings: Finding[] = [];
  const open: OpenLink[] = [];
  for (const node of nodes) {
    const link = open.at(-1);
    if (node.kind === 'text') {
      if (link !== undefined && node.inside === '') show(link, node, secrets);
    } else if (isLink(node)) {
      if (!node.closing) open.push(linkOf(node));
      else if (link !== undefined) findings.push(...judge(open.pop() ?? link, secrets));
    } else if (link !== undefined) showWords(link, node);
  }
  return findings;
}

function isLink({ name }: HtmlTag): boolean {
  return name === 'a' || name === 'area' || name.startsWith('v:');
}

function linkOf(tag: HtmlTag): OpenLink {
  const link = { href: tag.attributes.get('href') ?? '', place: tag.place, text: '', public: '' };
  showWords(link, tag);
  return link;
}

/** What is read aloud, or shown under the mouse. */
function showWords(link: OpenLink, { attributes }: HtmlTag): void {
  for (const name of ['alt', 'title', 'aria-label']) {
    const words = attributes.get(name);
    if (words !== undefined) add(link, ` ${words} `);
  }
}

function show(link: OpenLink, { text, placeholder }: HtmlText, secrets: Secrets): void {
  const isSecret = placeholder !== null && secrets.has(placeholder);
  add(link, text, isSecret ? UNKNOWN : text);
}

function add(link: OpenLink, text: string, known = text): void {
  link.text += text;
  link.public += known;
}

function judge({ href, place: file, ...link }: OpenLink, secrets: Secrets): Finding[] {
  const leads = leadsTo(href.trim());
  if (leads === null) return [];
  const elsewhere = (address: string): boolean => address !== leads;
  const openly = [...webAddresses(link.public), ...shownTargets(link.public)].find(elsewhere);
  const secretly = webAddresses(link.text).find(elsewhere);
  const shown = openly ?? (secretly === undefined ? undefined : withoutSecrets(secretly, secrets));
  if (shown === undefined) return [];
  const details = { file, shown, leads: withoutSecrets(leads, secrets) };
  return [templateFinding('link-leads-elsewhere', details)];
}

function withoutSecrets(address: string, secrets: Secrets): string {
  for (const [name, value] of secrets) {
    const secret = value.toLowerCase();
    if (secret === '' || !(secret.includes(address) || address.includes(secret))) continue;
    return /^https?:/.test(secret) ? withoutFirstLabels(address) : `{{${name}}}`;
  }
  return address;
}

/** "….muster.example": the first labels of a personal link's host may be a credential. */
function withoutFirstLabels(host: string): string {
  const labels = host.split('.');
  return labels.length > 2 ? `….${labels.slice(-2).join('.')}` : host;
}

function leadsTo(href: string): string | null {
  if (href.includes(UNKNOWN)) return hostIsWritten(href) ? site(href.slice(0, href.indexOf(UNKNOWN))) : null;
  const mailbox = /^mailto:([^?]*)/i.exec(href)?.[1];
  return mailbox === undefined ? site(href) : decoded(mailbox).toLowerCase();
}

function decoded(mailbox: string): string {
  try {
    return decodeURIComponent(mailbox);
  } catch {
    return mailbox;
  }
}

function hostIsWritten(href: string): boolean {
  return /^https?:\/\/[^/?#]+[/?#]/i.test(href.slice(0, href.indexOf(UNKNOWN)));
}
