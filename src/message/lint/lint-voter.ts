/** Owns the lint of one voter's invitation: what only the values put in can show. */
import type { Finding } from '../../finding.js';
import { htmlNodes } from '../html-nodes.js';
import type { Invitation } from '../invitation.js';
import type { KnownPlaceholders } from '../placeholders.js';
import type { Template } from '../template.js';
import { templateFinding } from '../template-finding.js';
import type { View } from '../token.js';
import { callNumbers } from './call-numbers.js';
import { type EarlyValue, earlyInHtml, earlyInText, PREVIEW_LENGTH } from './early-values.js';
import { linkTargets } from './link-targets.js';
import { secretLinks } from './secret-links.js';
import { firstDomain, namesDomain, textOutsideLinks } from './voting-domain.js';

/** Findings about one invitation, without any value of a cell but the domain of a link. */
export function lintVoter(
  template: Template,
  view: View,
  invitation: Invitation,
  known: KnownPlaceholders,
): readonly Finding[] {
  const nodes = template.html === null ? [] : htmlNodes(template.html, view);
  const domain = votingDomain(template, view, invitation, known);
  const secrets = new Map(secretNames(known).map((name) => [name, view[name] ?? '']));
  return [
    ...linkTargets(nodes, secrets),
    ...secretLinks(template, view, secrets),
    ...callNumbers(nodes),
    ...[...earlyInText(template.text, view), ...earlyInHtml(nodes)].flatMap((early) =>
      credential(early, known),
    ),
    ...unnamed(domain, invitation.text, 'text.mustache'),
    ...(template.html === null ? [] : unnamed(domain, textOutsideLinks(nodes), 'html.mustache')),
  ];
}

/** null where the invitation neither has a link nor anything that could be typed into a false page. */
function votingDomain(
  template: Template,
  view: View,
  { text }: Invitation,
  known: KnownPlaceholders,
): string | null {
  const written = firstDomain(text);
  const confidential = template.uses.some(({ name }) => isSecret(name, known));
  return confidential || written !== null ? (firstDomain(view['link'] ?? '') ?? written) : null;
}

function isSecret(name: string, known: KnownPlaceholders): boolean {
  const source = known.get(name);
  return source?.kind === 'column' && source.secret;
}

/** The password stays one where the project's list of secrets leaves it out. */
function secretNames(known: KnownPlaceholders): string[] {
  const password = known.get('password');
  return [...known].flatMap(([name, source]) => {
    if (source.kind !== 'column') return [];
    const isPassword = password?.kind === 'column' && password.column === source.column;
    return source.secret || isPassword ? name : [];
  });
}

function credential({ placeholder, place: file }: EarlyValue, known: KnownPlaceholders): Finding[] {
  if (!isSecret(placeholder, known)) return [];
  const details = { placeholder, file, characters: PREVIEW_LENGTH };
  return [templateFinding('credential-in-preview', details, 'warning')];
}

function unnamed(domain: string | null, text: string, file: string): Finding[] {
  if (domain === null || namesDomain(text, domain)) return [];
  return [templateFinding('voting-domain-unnamed', { domain, file }, 'warning')];
}
