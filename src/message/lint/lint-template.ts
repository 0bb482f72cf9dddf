/** Owns the lint of a template by itself: what is wrong whoever reads it. */
import type { Finding } from '../../finding.js';
import { htmlNodes } from '../html-nodes.js';
import type { Template } from '../template.js';
import { callNumbers } from './call-numbers.js';
import { lowContrast } from './contrast.js';
import { linkTargets } from './link-targets.js';
import { remoteResources } from './remote-resources.js';
import { imagesWithoutAlt, missingLanguage } from './spoken-words.js';

/** Findings in the HTML of a template, which is to be in `language` (RFC 5646). Linear in its length. */
export function lintTemplate({ html }: Template, language: string): readonly Finding[] {
  if (html === null) return [];
  const nodes = htmlNodes(html);
  return [
    ...remoteResources(nodes),
    ...linkTargets(nodes),
    ...missingLanguage(nodes, language),
    ...imagesWithoutAlt(nodes),
    ...lowContrast(nodes),
    ...callNumbers(nodes),
  ];
}
