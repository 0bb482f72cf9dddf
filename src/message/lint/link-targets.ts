/** Owns the comparison of what a link shows with where it leads: the trick of every phishing mail. */
import type { Finding } from '../../finding.js';
import { type HtmlNode, UNKNOWN } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';

interface OpenLink {
  readonly href: string;
  readonly place: string;
  shown: string;
}

/** Errors for links whose text is an address, of a site or a mailbox, other than the one they lead to. */
export function linkTargets(nodes: readonly HtmlNode[]): Finding[] {
  const findings: Finding[] = [];
  let open: OpenLink | null = null;
  const close = (): void => {
    if (open !== null) findings.push(...judge(open));
    open = null;
  };
  for (const node of nodes) {
    if (node.kind === 'text') {
      if (open !== null && node.inside === '') (open as OpenLink).shown += node.text;
    } else if (node.name === 'a') {
      close();
      const href = node.closing ? undefined : node.attributes.get('href');
      if (href !== undefined) open = { href, place: node.place, shown: '' };
    }
  }
  close();
  return findings;
}

function judge({ href, place: file, shown: text }: OpenLink): Finding[] {
  const shown = shownTarget(text.replace(/\s+/g, ' ').trim());
  const leads = leadsTo(href.trim());
  if (shown === null || leads === null || shown === leads) return [];
  return [templateFinding('link-leads-elsewhere', { file, shown, leads })];
}

/** Longer texts are sentences. */
const LONGEST = 2_000;
/** "Hinweise.pdf" is a file, not a site. */
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|txt|html?|ics|od[tsp]|csv|jpe?g|png|zip)$/i;
const MAILBOX = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+$/;
const SITE = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/u;

/** The site ("wahl.example") or mailbox ("a@b.example") that a text shows, or null. */
function shownTarget(text: string): string | null {
  if (text.length > LONGEST || text.includes(UNKNOWN)) return null;
  const written = /https?:\/\/[^\s<>"']+/i.exec(text)?.[0];
  if (written !== undefined) return site(written);
  if (MAILBOX.test(text)) return text.toLowerCase();
  return SITE.test(text) && !FILE.test(text) ? site(`https://${text}`) : null;
}

function leadsTo(href: string): string | null {
  if (href.includes(UNKNOWN)) return hostIsWritten(href) ? site(href.slice(0, href.indexOf(UNKNOWN))) : null;
  const mailbox = /^mailto:([^?]*)/i.exec(href)?.[1];
  return mailbox === undefined ? site(href) : mailbox.toLowerCase();
}

function hostIsWritten(href: string): boolean {
  return /^https?:\/\/[^/?#]+[/?#]/i.test(href.slice(0, href.indexOf(UNKNOWN)));
}

/** The host of a web address, without "www.": "https://evil.example" hides in "https://wahl.example@evil.example". */
export function site(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/^www\./, '');
}
