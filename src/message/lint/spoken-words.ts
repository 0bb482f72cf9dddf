/** Owns what a screen reader needs to read an invitation aloud: the language, and words for every image. */
import type { Finding } from '../../finding.js';
import { type HtmlNode, type HtmlTag, UNKNOWN } from '../html-nodes.js';
import { templateFinding } from '../template-finding.js';

/** Warns where `<html lang>` is missing or says another language than `language` (RFC 5646). */
export function missingLanguage(nodes: readonly HtmlNode[], language: string): Finding[] {
  const html = openTags(nodes).find(({ name }) => name === 'html');
  const found = html?.attributes.get('lang')?.trim() || null;
  if (found !== null && (found.includes(UNKNOWN) || primary(found) === primary(language))) return [];
  const file = html?.place ?? nodes[0]?.place ?? 'html.mustache:1';
  return [templateFinding('html-language', { file, found, language }, 'warning')];
}

/** Warns of every `<img>` without `alt`; an empty one says that the image is decoration. */
export function imagesWithoutAlt(nodes: readonly HtmlNode[]): Finding[] {
  return openTags(nodes)
    .filter(({ name, attributes }) => name === 'img' && !attributes.has('alt'))
    .map(({ place: file }) => templateFinding('image-without-alt', { file }, 'warning'));
}

function openTags(nodes: readonly HtmlNode[]): HtmlTag[] {
  return nodes.filter((node): node is HtmlTag => node.kind === 'tag' && !node.closing);
}

function primary(tag: string): string {
  return (tag.split(/[-_]/)[0] ?? '').toLowerCase();
}
