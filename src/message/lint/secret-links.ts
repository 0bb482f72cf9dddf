/** Owns the search for credentials that a link of the template would hand to somebody else than the voting site. */
import { domainToUnicode } from 'node:url';
import type { Finding } from '../../finding.js';
import { LINK_DOMAIN } from '../placeholders.js';
import type { Template } from '../template.js';
import { templateFinding } from '../template-finding.js';
import type { View } from '../token.js';
import type { Secrets } from './link-targets.js';

/**
 * Errors for a secret in a link to another site than the voter's own link leads to, or to a mailbox or telephone;
 * warnings where the voter has no link that would say which site is the right one.
 */
export function secretLinks({ placement }: Template, view: View, secrets: Secrets): Finding[] {
  const domain = view[LINK_DOMAIN] ?? '';
  return placement.links.flatMap(({ name: placeholder, place: file, rule, host }) => {
    if (rule === 'whole' || !secrets.has(placeholder)) return [];
    const target = host === null ? null : siteOf(host);
    if (target !== null && target === domain) return [];
    const severity = target !== null && domain === '' ? 'warning' : 'error';
    return [templateFinding('secret-in-link', { placeholder, file, host: target }, severity)];
  });
}

function siteOf(host: string): string {
  const address = `https://${host}/`;
  return URL.canParse(address) ? domainToUnicode(new URL(address).hostname) : host;
}
