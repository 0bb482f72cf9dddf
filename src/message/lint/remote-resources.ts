/** Owns the search for whatever an HTML invitation would load or run: an official notice does neither. */
import type { Finding } from '../../finding.js';
import { isAllowedAttribute, isAllowedElement, isOfficeElement } from '../../html/allowed.js';
import type { HtmlAttribute, HtmlEvent, TagEvent } from '../../html/parse.js';
import type { HtmlPage, HtmlPart } from '../html-page.js';
import type { MarkedHtml } from '../marked-html.js';
import { templateFinding } from '../template-finding.js';
import { styleFaults } from './style-sheet.js';

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
  'o:href': null,
  'o:althref': null,
  data: ['object'],
  href: ['link', 'base', 'image', 'use', 'feimage'],
};
/** The only place where a part of the message is shown by every mail program. */
const LOGO = '<img src>';
/** What `<meta http-equiv>` may set; "refresh" loads another page. */
const HARMLESS_SETTINGS = new Set(['content-type', 'content-language', 'x-ua-compatible']);

/**
 * Errors for every address that is loaded when the message is opened, and for elements and attributes that have no
 * place in one, in tags, styles and comments for Outlook; warnings for images written into the HTML, which Gmail and
 * Outlook do not show. `cid:` is a part of the message.
 */
export function remoteResources({ marked, parts }: HtmlPage): Finding[] {
  return parts.flatMap((part) => {
    const placeAt = (offset: number): string => marked.placeAt(part.base + offset);
    return [...tagFindings(part, placeAt, marked), ...sheetFindings(part.parsed.events, placeAt)];
  });
}

type PlaceAt = (offset: number) => string;

function tagFindings(
  { parsed, forOutlook }: HtmlPart,
  placeAt: PlaceAt,
  { asWritten }: MarkedHtml,
): Finding[] {
  return parsed.events.flatMap((tag) => {
    if (tag.kind !== 'open') return [];
    const place = placeAt(tag.start);
    const loading = tag.attributes.flatMap((attribute) =>
      inAttribute(tag, { ...attribute, value: asWritten(attribute.value) }, place, forOutlook),
    );
    return loading.length > 0 ? loading : notAllowed(tag, place, forOutlook);
  });
}

function inAttribute(tag: TagEvent, attribute: HtmlAttribute, place: string, forOutlook: boolean): Finding[] {
  const { name, value } = attribute;
  const where = `<${tag.name} ${name}>`;
  if (name === 'style') return inStyle(value, place, where);
  if (tag.name === 'meta' && name === 'content' && isRefresh(tag))
    return [templateFinding('remote-resource', { file: place, where, address: value })];
  if (!isLoading(tag.name, name, forOutlook)) return [];
  const addresses = name.endsWith('srcset') ? value.split(',') : [value];
  return addresses.flatMap((address) => judge(address, place, where));
}

function isRefresh({ attributes }: TagEvent): boolean {
  return attributes.some(({ name, value }) => name === 'http-equiv' && /^\s*refresh\s*$/i.test(value));
}

function isLoading(element: string, attribute: string, forOutlook: boolean): boolean {
  // Outlook knows many more attributes than are told anywhere; those of its links are looked at as links.
  if (forOutlook && attribute === 'href')
    return element !== 'a' && element !== 'area' && !element.startsWith('v:');
  const elements = Object.hasOwn(LOADING, attribute) ? LOADING[attribute] : [];
  return elements === null || elements?.includes(element) === true;
}

function notAllowed(tag: TagEvent, file: string, forOutlook: boolean): Finding[] {
  const { name, attributes } = tag;
  const office = forOutlook && isOfficeElement(name);
  if (!office && !isAllowedElement(name))
    return [templateFinding('html-not-allowed', { file, what: `<${name}>` })];
  return attributes
    .filter((attribute) => !isHarmless(tag, attribute, office))
    .map((attribute) => templateFinding('html-not-allowed', { file, what: `<${name} ${attribute.name}>` }));
}

function isHarmless({ name }: TagEvent, attribute: HtmlAttribute, office: boolean): boolean {
  if (attribute.name === 'http-equiv') return HARMLESS_SETTINGS.has(attribute.value.trim().toLowerCase());
  return office ? /^(?!on)[a-z][a-z0-9:_-]*$/.test(attribute.name) : isAllowedAttribute(name, attribute.name);
}

/** A style sheet is many tokens: words and blanks. */
function sheetFindings(events: readonly HtmlEvent[], placeAt: PlaceAt): Finding[] {
  const findings: Finding[] = [];
  let [sheet, start] = ['', 0];
  const end = (): void => {
    if (sheet !== '') findings.push(...inStyle(sheet, placeAt(start), '<style>'));
    sheet = '';
  };
  for (const event of events) {
    if (event.kind !== 'text' || event.inside !== 'style') end();
    else {
      if (sheet === '') start = event.start;
      sheet += event.text;
    }
  }
  end();
  return findings;
}

function inStyle(css: string, file: string, where: string): Finding[] {
  return styleFaults(css).flatMap((fault) =>
    fault.kind === 'loads'
      ? judge(fault.address, file, where)
      : [templateFinding('html-not-allowed', { file, what: `${where} ${fault.written}` })],
  );
}

function judge(written: string, file: string, where: string): Finding[] {
  const address = written.trim();
  if (address === '' || /^(?:#|about:)/i.test(address)) return [];
  if (where === LOGO && /^cid:/i.test(address)) return [];
  if (/^data:image\//i.test(address)) return [templateFinding('data-image', { file, where }, 'warning')];
  return [templateFinding('remote-resource', { file, where, address })];
}
