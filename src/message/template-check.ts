/** Owns the check of a template against the roll's columns and the project: before the first voter is looked at. */
import type { Finding } from '../finding.js';
import { closest } from '../suggestion.js';
import { isSafeLink } from './html-placement.js';
import { type KnownPlaceholder, type KnownPlaceholders, LINK_DOMAIN } from './placeholders.js';
import type { Condition, Part, Template } from './template.js';
import { templateFinding } from './template-finding.js';
import type { Token } from './token.js';

/**
 * Checks a parsed template. `required` names the placeholders that must stand in the text, and in the HTML where
 * there is one, outside of any section: every voter gets them. Another name for the same column will do. Returns
 * findings in the order of the files; one that is repeated on a line is told once.
 */
export function checkTemplate(
  template: Template,
  known: KnownPlaceholders,
  required: readonly string[],
): readonly Finding[] {
  const findings = [
    ...namesNotUsable(template, known),
    ...absentNames(template, known, new Set([...required, 'password'])),
    ...required.flatMap((name) => requiredMissing(name, template, known)),
    ...secretsInSubject(template, known),
    ...subjectLines(template),
    ...htmlPlaces(template),
    ...projectLinks(template, known),
  ];
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

function namesNotUsable(template: Template, known: KnownPlaceholders): Finding[] {
  // A name without a value would be no help.
  const names = [...known].filter(([, source]) => source.kind !== 'absent').map(([name]) => name);
  return [...template.uses, ...template.sections].flatMap(({ name: placeholder, place: file }) => {
    const source = known.get(placeholder);
    if (source?.kind === 'ambiguous') return templateFinding('ambiguous-placeholder', { placeholder, file });
    if (source !== undefined) return [];
    const suggestion = closest(placeholder, names);
    return templateFinding('unknown-placeholder', { placeholder, file, suggestion });
  });
}

/**
 * Empty for everybody: an error where it would show as nothing. Told once for each name, for one cause is behind all
 * its places; where its own section leaves it out, as a warning.
 */
function absentNames(template: Template, known: KnownPlaceholders, needed: ReadonlySet<string>): Finding[] {
  return [...template.usesByName].flatMap(([placeholder, uses]) => {
    const source = known.get(placeholder);
    if (source?.kind !== 'absent') return [];
    const { of, suggestion } = source;
    const shown = uses.filter(({ conditions }) => !leavesOut(conditions, placeholder));
    const [file, ...others] = new Set(shown.map(({ place }) => place));
    // Told of the link already.
    if (file === undefined && placeholder === LINK_DOMAIN) return [];
    if (file === undefined)
      return templateFinding('placeholder-left-out', { placeholder, of, suggestion }, 'warning');
    const details = {
      placeholder,
      file,
      more: others.length,
      of,
      needed: needed.has(placeholder),
      suggestion,
    };
    return templateFinding('placeholder-without-value', details);
  });
}

function leavesOut(conditions: readonly Condition[], placeholder: string): boolean {
  return conditions.some(({ name, present }) => name === placeholder && present);
}

function requiredMissing(name: string, template: Template, known: KnownPlaceholders): Finding[] {
  const wanted = known.get(name);
  const parts: readonly Part[] = template.html === null ? ['text'] : ['text', 'html'];
  return parts
    .filter((part) => {
      const unconditional = template.uses.filter((use) => use.part === part && use.conditions.length === 0);
      return !unconditional.some((use) => use.name === name || sameColumn(known.get(use.name), wanted));
    })
    .map((part) =>
      templateFinding('required-placeholder-missing', { placeholder: name, file: `${part}.mustache` }),
    );
}

function sameColumn(a: KnownPlaceholder | undefined, b: KnownPlaceholder | undefined): boolean {
  return a?.kind === 'column' && b?.kind === 'column' && a.column === b.column;
}

/** For a template that says of itself that it has none: the places of those it has all the same. */
export function credentialsIn(template: Template, known: KnownPlaceholders): readonly Finding[] {
  const credentials = ['password', 'link'].map((role) => known.get(role));
  const findings = [...template.uses, ...template.sections].flatMap(({ name: placeholder, place: file }) => {
    const source = known.get(placeholder);
    // The domain of a link can be the voter's own, too.
    const isCredential =
      source?.kind === 'derived' ||
      (source?.kind === 'column' &&
        (source.secret || credentials.some((credential) => sameColumn(credential, source))));
    return isCredential ? templateFinding('credential-not-allowed', { placeholder, file }) : [];
  });
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** A subject is shown in lists, notifications and logs of every host on the way. */
function secretsInSubject(template: Template, known: KnownPlaceholders): Finding[] {
  return template.uses.flatMap(({ part, name: placeholder }) => {
    const source = known.get(placeholder);
    if (part !== 'subject' || source?.kind !== 'column' || !source.secret) return [];
    return templateFinding('secret-in-subject', { placeholder }, 'warning');
  });
}

/** Only what every voter gets; lines that sections or cells make are found when the voters are checked. */
function subjectLines(template: Template): Finding[] {
  const lines = unconditionalText(template.subject).trim().split('\n').length;
  return lines > 1 ? [templateFinding('subject-lines', { lines })] : [];
}

function unconditionalText(tokens: readonly Token[]): string {
  const texts = { text: (text: string) => text, placeholder: () => 'x', section: () => '' };
  return tokens.map((token) => texts[token.kind](token.kind === 'text' ? token.text : '')).join('');
}

function htmlPlaces({ placement }: Template): Finding[] {
  return [
    ...placement.refused.map(({ name, attribute, place }) =>
      templateFinding('placeholder-in-attribute', { placeholder: name, attribute, file: place }),
    ),
    ...placement.splits.map(({ name, place }) =>
      templateFinding('template-syntax', { file: place, reason: 'section-splits-tag', tag: name }),
    ),
  ];
}

/** What invite.yaml says is the same for everybody, so it is told once and not for every voter. */
function projectLinks({ placement }: Template, known: KnownPlaceholders): Finding[] {
  return placement.links.flatMap(({ name: placeholder, place: file, rule }) => {
    const source = known.get(placeholder);
    if (source?.kind !== 'project' || isSafeLink(source.value, rule)) return [];
    return templateFinding('unsafe-link', { placeholder, file, of: 'project' });
  });
}
