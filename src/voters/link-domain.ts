/** Owns where the link of a voter leads: its domain as a person reads it, and what would hide it. */
import { domainToUnicode } from 'node:url';

/** Why a link leads elsewhere than it seems: "https://wahl.example@evil.example/", "https://wahl.example\\@evil.example/". */
export type LinkFault = 'userinfo' | 'backslash';

const ORIGIN = /^https:\/\/[^/?#\\]+/i;
/** Scripts whose letters look like those of another (UTS #39); each with what it is mixed with by right. */
const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

/** null for a link that means what it shows, and for what is no link. */
export function linkFault(link: string): LinkFault | null {
  if (link.includes('\\')) return 'backslash';
  if (!link.includes('@')) return null;
  return /^https?:\/\/[^/?#]*@/i.test(link) ? 'userinfo' : null;
}

/** Whether one label of a domain mixes scripts, as in "w\u0430hl" with a Cyrillic "a". */
export function mixesScripts(domain: string): boolean {
  if (!/xn--|[^ -~]/.test(domain)) return false;
  const labels = domainToUnicode(domain).split('.');
  return labels.some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
}

/**
 * Makes a reader of domains, as a browser sees them: in Unicode, or in ASCII where a label mixes scripts; '' for what
 * is no https address. It remembers the last: nearly all voters have the same.
 */
export function linkDomains(): (link: string) => string {
  let [origin, domain] = ['\u0000', ''];
  return (link) => {
    if (link.startsWith(origin) && isEnd(link.charCodeAt(origin.length))) return domain;
    const found = ORIGIN.exec(link)?.[0];
    if (found === undefined) return URL.canParse(link) ? readable(new URL(link).hostname) : '';
    [origin, domain] = [found, URL.canParse(found) ? readable(new URL(found).hostname) : ''];
    return domain;
  };
}

/** "/", "?", "#", a backslash, or nothing more. */
function isEnd(code: number): boolean {
  return code === 0x2f || code === 0x3f || code === 0x23 || code === 0x5c || Number.isNaN(code);
}

function readable(hostname: string): string {
  return mixesScripts(hostname) ? hostname : domainToUnicode(hostname);
}
