/** Owns which addresses, of sites and mailboxes, a reader sees in a text. */
import { withoutInvisible } from '../../invisible.js';

/** Longer texts are no link's; what they hide beyond this nobody reads. */
const LONGEST = 2_000;
/** Not anchored, all occurrences. */
export const WEB_ADDRESS = /https?:\/\/[^\s<>"']+/gi;
const MAILBOX = /[^\s@<>()[\]:;,"'\0]+@[^\s@<>()[\]:;,"'\0]+\.\p{L}{2,}/gu;
const SITE = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?/gu;
/** "Hinweise.pdf" is a file, not a site. */
const FILE = /\.(?:pdf|docx?|xlsx?|pptx?|txt|html?|ics|od[tsp]|csv|jpe?g|png|zip)$/i;

/** The sites of the addresses with "https://" in a text. */
export function webAddresses(text: string): readonly string[] {
  return [...plain(text).matchAll(WEB_ADDRESS)].flatMap(([written]) => site(written) ?? []);
}

/** The sites ("wahl.example") and mailboxes ("a@b.example") that a text shows, however it is dressed up. */
export function shownTargets(text: string): readonly string[] {
  const rest = plain(text).replace(WEB_ADDRESS, ' ');
  const mailboxes = [...rest.matchAll(MAILBOX)].map(([written]) => written.toLowerCase());
  const sites = [...rest.replace(MAILBOX, ' ').matchAll(SITE)].flatMap(([written]) =>
    isSite(written, rest.trim()) ? (site(`https://${written}`) ?? []) : [],
  );
  return [...mailboxes, ...sites];
}

/** What takes no room hides an address from programs, not from readers. */
function plain(text: string): string {
  return withoutInvisible(text.slice(0, LONGEST)).normalize('NFKC').replace(/\s+/g, ' ');
}

/** Within a sentence "Uhr.Dann" is a missing blank, and "z.B." no site; alone, whatever could be one is taken for it. */
function isSite(written: string, whole: string): boolean {
  const host = written.split(/[:/?#]/)[0] ?? '';
  const last = host.slice(host.lastIndexOf('.') + 1);
  if (!/^(?:\p{L}{2,}|xn--[a-z0-9-]+)$/iu.test(last) || FILE.test(written)) return false;
  return written === whole || last === last.toLowerCase() || last === last.toUpperCase();
}

/** The host of a web address, without "www.": "https://evil.example" hides in "https://wahl.example@evil.example". */
export function site(address: string): string | null {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/^www\./, '');
}
