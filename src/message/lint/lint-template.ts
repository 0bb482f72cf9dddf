/** Owns the lint of a template by itself: what is wrong whoever reads it. */
import type { Finding } from '../../finding.js';
import type { Template } from '../template.js';
import { callNumbers } from './call-numbers.js';
import { lowContrast } from './contrast.js';
import { linkSchemes } from './link-schemes.js';
import { linkTargets } from './link-targets.js';
import { remoteResources } from './remote-resources.js';
import { imagesWithoutAlt, missingLanguage } from './spoken-words.js';
import { writtenMarkup } from './written-markup.js';

/** Findings in the HTML of a template, which is to be in `language` (RFC 5646). Linear in its length. */
export function lintTemplate({ page }: Template, language: string): readonly Finding[] {
  if (page === null) return [];
  const [{ nodes }, ...forOutlook] = page.parts;
  return [
    ...writtenMarkup(page),
    ...remoteResources(page),
    ...linkSchemes(page),
    ...linkTargets(nodes),
    ...forOutlook.flatMap((part) => linkTargets(part.nodes)),
    ...missingLanguage(nodes, language),
    ...imagesWithoutAlt(nodes),
    ...lowContrast(nodes),
    ...callNumbers(nodes),
  ];
}
