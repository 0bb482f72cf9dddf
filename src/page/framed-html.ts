/** Owns how a message's HTML is served to the frame of a local page: nothing in it runs, loads or leads away. */
import { isAllowedAttribute, isAllowedElement } from '../html/allowed.js';
import {
  type HtmlElement,
  type HtmlTreeNode,
  isElement,
  isHtmlElement,
  modeOf,
  parseHtml,
  writeHtml,
} from '../html/parse.js';
import { safeText } from '../smtp/reply.js';

/**
 * For the response that carries the message. `sandbox` without any allowance: no scripts, forms, pop-ups or
 * navigation of the page around it, also when the address is opened on its own.
 */
export const FRAME_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: cid:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/** Elements that are left out with all that is in them: what they hold is no text of the message. */
const LEFT_OUT = new Set([
  'script',
  'template',
  'iframe',
  'object',
  'applet',
  'noembed',
  'noframes',
  'frameset',
]);
const MOST_LINKS = 50;
/** Five times of what Gmail shows. */
const LONGEST = 500_000;
const BASE = '<base target="_blank">';
/** Each mode of the standard (HTML 13.2.6.4.1) is brought about by a doctype, or by none. */
const DOCTYPES = {
  'no-quirks': '<!DOCTYPE html>',
  'limited-quirks': '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">',
  quirks: '',
};

/**
 * Takes a stranger's HTML and returns what the frame may get: the tree that a browser makes of it, without elements
 * and attributes that could load, run or send something, written anew. A policy alone is not enough: Chromium opens
 * connections ahead, and to a nested frame or a link's host before it asks the policy (tried). Links keep their look
 * but lead nowhere; a new window the sandbox refuses. Standards mode or quirks are the message's own. What is nested
 * too deep to be read, or would read differently when it is parsed again, is shown as its source.
 */
export function framedHtml(html: string): string {
  if (html.length > LONGEST) return asSource(html);
  const { document, complete } = parseHtml(html);
  if (!complete) return asSource(html);
  clean(document.childNodes);
  // The standard makes a head for every document, and here it has no attributes.
  const framed = DOCTYPES[modeOf(document)] + writeHtml(document).replace('<head>', `<head>${BASE}`);
  return leadsNowhere(framed) ? framed : asSource(html);
}

/** Where the links lead, each once, in order, safe to show as text; at most fifty. */
export function linksIn(html: string): readonly string[] {
  const targets = new Set<string>();
  for (const event of parseHtml(html.slice(0, LONGEST)).events) {
    if (event.kind !== 'open') continue;
    for (const { name, value } of event.attributes) {
      const target = isLink(name) ? safeText(value, 500) : '';
      if (target !== '' && !target.startsWith('#')) targets.add(target);
      if (targets.size === MOST_LINKS) return [...targets];
    }
  }
  return [...targets];
}

function isLink(attribute: string): boolean {
  return attribute === 'href' || attribute === 'xlink:href';
}

/** Changes the children in place. */
function clean(children: HtmlTreeNode[]): void {
  const kept = children.flatMap((node) => {
    if (!isElement(node)) return node.nodeName === '#text' ? node : [];
    // Of a drawing nothing is kept: most mail programs show none, and it can change links by itself.
    if (!isHtmlElement(node) || LEFT_OUT.has(node.tagName)) return [];
    if (node.tagName === 'link' || node.tagName === 'base' || isActingMeta(node)) return [];
    cleanElement(node);
    clean(node.childNodes);
    return node;
  });
  children.splice(0, children.length, ...kept);
}

function isActingMeta({ tagName, attrs }: HtmlElement): boolean {
  return tagName === 'meta' && attrs.some(({ name }) => name === 'http-equiv');
}

/** Fields, buttons and players become plain boxes with the same content. */
function cleanElement(node: HtmlElement): void {
  if (!isAllowedElement(node.tagName)) {
    node.tagName = 'span';
    node.nodeName = 'span';
  }
  const { tagName } = node;
  if (tagName === 'head') node.attrs = [];
  node.attrs = node.attrs
    .filter(
      ({ name, value }) => isAllowedAttribute(tagName, name) && name !== 'target' && !isLoading(name, value),
    )
    .map((attribute) => (attribute.name === 'href' ? { ...attribute, value: '#' } : attribute));
}

function isLoading(name: string, value: string): boolean {
  if (name === 'src') return !/^\s*(?:data:image\/|cid:)/i.test(value);
  return name === 'srcset' || name === 'background';
}

/** What the browser will make of it: the same as was written. */
function leadsNowhere(html: string): boolean {
  const { events, complete } = parseHtml(html);
  return (
    complete &&
    events.every(
      (event) =>
        event.kind !== 'open' ||
        (event.name === 'base' && event.attributes.length === 1) ||
        (isAllowedElement(event.name) &&
          event.attributes.every(({ name, value }) => !isLink(name) || value === '#')),
    )
  );
}

function asSource(html: string): string {
  const text = html.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!DOCTYPE html>${BASE}<pre style="white-space:pre-wrap">${text}</pre>`;
}
