/** Owns how a message's HTML is served to the frame of a local page: nothing in it runs, loads or leads away. */
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

/**
 * What a policy does not stop: connections opened ahead (preconnect; Chromium also connects for a nested frame
 * before it asks the policy, tried), reloading, another base, a link's address changed by an animation.
 */
const LEADING_TAGS =
  /<(\/?)(link|meta|base|iframe|frame|frameset|object|embed|applet|set|animate)(?=[\s/>])/gi;
/**
 * An attribute begins after a blank, a slash or the quote that ends the one before. Every place that could be
 * one is taken, also in plain text, so that none is missed by guessing wrongly what is quoted.
 */
const LINK = /([\s"'/])((?:xlink:)?href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*))/gi;
const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const MOST_LINKS = 50;

/**
 * Takes a stranger's HTML and returns what the frame may get. Tags that act without a script are renamed to
 * unknown ones. Links keep their look but lead nowhere: Chromium connects to a link's host as soon as the mouse
 * button goes down (tried), and the click would replace the message; a new window the sandbox refuses. The
 * message's own doctype, or its absence, is kept.
 */
export function framedHtml(html: string): string {
  const harmless = html.replace(LEADING_TAGS, '<$1x-$2').replace(LINK, '$1$2="#"');
  const doctype = DOCTYPE.exec(harmless)?.[0] ?? '';
  return `${doctype}<base target="_blank">${harmless.slice(doctype.length)}`;
}

/** Where the links lead, each once, in order, safe to show as text; at most fifty. */
export function linksIn(html: string): readonly string[] {
  const targets = new Set<string>();
  for (const [, , , double, single, bare] of html.matchAll(LINK)) {
    const target = safeText(decodeEntities(double ?? single ?? bare ?? ''), 500);
    if (target !== '' && !target.startsWith('#')) targets.add(target);
    if (targets.size === MOST_LINKS) break;
  }
  return [...targets];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/** The references that occur in a link; others are left as they are written. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|quot|apos|lt|gt));/gi,
    (_all, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10))
        : (NAMED[String(name).toLowerCase()] ?? ''),
  );
}
