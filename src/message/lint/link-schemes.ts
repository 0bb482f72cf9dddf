/** Owns which constant links an invitation may have: a web page over HTTPS, a mailbox, a telephone. */
import type { Finding } from '../../finding.js';
import type { HtmlPage } from '../html-page.js';
import { templateFinding } from '../template-finding.js';

/** No user name before the host, no backslash: both show one host and lead to another. */
const SAFE = [
  /^https:\/\/[\p{L}\p{N}.-]+(?::\d+)?(?:[/?#][^\s\\]*)?$/iu,
  /^mailto:[^\s\\]/i,
  /^tel:[\d+(]/i,
  /^#/,
  /^$/,
];

/** Errors for links that begin otherwise; those with a placeholder are judged with it. */
export function linkSchemes({ marked, parts }: HtmlPage): Finding[] {
  return parts.flatMap(({ links }) =>
    links.flatMap(({ place: file, values }) =>
      (values ?? [])
        .filter((value) => !marked.mark().test(value) && !isSafe(value.trim()))
        .map((address) => templateFinding('link-not-allowed', { file, address })),
    ),
  );
}

function isSafe(address: string): boolean {
  if (!SAFE.some((pattern) => pattern.test(address))) return false;
  return !/^https:/i.test(address) || URL.canParse(address);
}
