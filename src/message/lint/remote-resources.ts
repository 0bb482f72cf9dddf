/** Owns the search for whatever an HTML invitation would load: an official notice loads nothing. */
import type { Finding } from '../../finding.js';
import type { HtmlNode, HtmlTag } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';

/** Attributes whose address is loaded by itself, and the elements; null for every element. */
const LOADING: Readonly<Record<string, readonly string[] | null>> = {
  src: null,
  srcset: null,
  imagesrcset: null,
  poster: null,
  background: null,
  dynsrc: null,
  lowsrc: null,
  'xlink:href': null,
  data: ['object'],
  href: ['link', 'base', 'image', 'use', 'feimage'],
};
/** The only place where a part of the message is shown by every mail program. */
const LOGO = '<img src>';
const STYLE_URL = /url\(\s*(?:['"]\s*)?([^'")\s]*)|@import\s+['"]([^'"]*)/gi;
/** Outlook for Windows reads what other programs take for a comment. */
const IN_COMMENT =
  /(?:src|background|href)\s*=\s*(?:['"]\s*)?((?:https?:)?\/\/[^\s'">]*)|url\(\s*['"]?([^'")\s]*)/gi;

/**
 * Errors for every address that is loaded when the message is opened, in tags, styles and comments for Outlook;
 * warnings for images written into the HTML, which Gmail and Outlook do not show. `cid:` is a part of the message.
 */
export function remoteResources(nodes: readonly HtmlNode[]): Finding[] {
  let forOutlook = false;
  return nodes.flatMap((node) => {
    if (node.kind === 'tag') return inTag(node);
    if (node.inside === 'style')
      return addressesIn(node.text, STYLE_URL).flatMap(judge(node.place, '<style>'));
    if (node.inside !== '!--') {
      forOutlook = false;
      return [];
    }
    forOutlook ||= node.text.includes('[if');
    return forOutlook ? addressesIn(node.text, IN_COMMENT).flatMap(judge(node.place, '<!--[if mso]>')) : [];
  });
}

function inTag({ name, closing, attributes, place }: HtmlTag): Finding[] {
  if (closing) return [];
  return [...attributes].flatMap(([attribute, value]) => {
    const where = `<${name} ${attribute}>`;
    if (attribute === 'style') return addressesIn(value, STYLE_URL).flatMap(judge(place, where));
    if (name === 'meta' && attribute === 'content' && /^\s*(?:\d+\s*)?;\s*url\s*=/i.test(value))
      return judge(place, where)(value.slice(value.indexOf('=') + 1));
    const elements = Object.hasOwn(LOADING, attribute) ? LOADING[attribute] : [];
    if (elements !== null && !elements?.includes(name)) return [];
    const addresses = attribute.endsWith('srcset') ? value.split(',') : [value];
    return addresses.flatMap(judge(place, where));
  });
}

function addressesIn(text: string, pattern: RegExp): string[] {
  const css = text.replace(/\\([0-9a-f]{1,6})\s?/gi, (written, hex: string) => character(hex) ?? written);
  return [...css.matchAll(pattern)].map(([, first, second]) => first ?? second ?? '');
}

function character(hex: string): string | null {
  const code = Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

function judge(file: string, where: string): (address: string) => Finding[] {
  return (written) => {
    const address = written.trim();
    if (address === '' || /^(?:#|about:)/i.test(address)) return [];
    if (where === LOGO && /^cid:/i.test(address)) return [];
    if (/^data:/i.test(address)) return [templateFinding('data-image', { file, where }, 'warning')];
    return [templateFinding('remote-resource', { file, where, address })];
  };
}
