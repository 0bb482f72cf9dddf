/** Owns the check of all invitations: the templates before the first voter, then voter by voter. */
import { domainToUnicode } from 'node:url';
import type { Finding } from '../finding.js';
import type { RollShape, Voter } from '../voters/voter.js';
import {
  type Edition,
  type EditionPlan,
  inFolder,
  languageMissing,
  planEditions,
  type TemplateSet,
  unusedLanguages,
} from './editions.js';
import { IgnoredLanguages } from './ignored-languages.js';
import type { Invitation } from './invitation.js';
import { foreignPlaceholders } from './lint/foreign-placeholders.js';
import { lintTemplate } from './lint/lint-template.js';
import { RollLint } from './lint/roll-lint.js';
import { checkLogo } from './logo.js';
import { MASK } from './mask.js';
import {
  type KnownPlaceholders,
  knownPlaceholders,
  neededNames,
  type ProjectFields,
  placeholderColumns,
} from './placeholders.js';
import { prepareInvitation } from './prepare.js';
import { type Rendering, renderingOf } from './rendering.js';
import { parseTemplate, type Template } from './template.js';
import { checkTemplate, credentialsIn } from './template-check.js';

/** What the invitations of one mailing are made from. */
export interface InvitationInputs {
  readonly set: TemplateSet;
  readonly shape: RollShape;
  /** `language` is that of voters without one of their own. */
  readonly fields: ProjectFields;
  /** Placeholders that every invitation must have. */
  readonly required: readonly string[];
  /** No credential may stand in any of them: an address check. */
  readonly credentialFree?: boolean;
}

/** Checks the templates on its making; then every voter is shown to it once, in the order of the roll. */
export class InvitationCheck {
  /** What is wrong before any voter is looked at. */
  readonly findings: readonly Finding[];
  /** null where an error in a template forbids to render anything. */
  readonly rendering: Rendering | null;
  readonly #inputs: InvitationInputs;
  readonly #plan: EditionPlan;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #needed: ReadonlySet<string>;
  /** The names of the column of links. */
  readonly #links: ReadonlySet<string>;
  readonly #used = new Set<Edition>();
  readonly #known = new Map<Edition, KnownPlaceholders>();
  readonly #lint: RollLint;
  readonly #ignored: IgnoredLanguages;

  constructor(inputs: InvitationInputs) {
    const { set, shape, fields, required } = inputs;
    this.#inputs = inputs;
    this.#plan = planEditions(set, shape, fields.language);
    this.#columns = placeholderColumns(shape);
    const { link } = shape.roles;
    this.#links = new Set([...this.#columns].flatMap(([name, column]) => (column === link ? name : [])));
    this.#lint = new RollLint(shape);
    this.#ignored = new IgnoredLanguages(set, shape, fields.language);
    for (const edition of this.#plan.editions)
      this.#known.set(edition, knownPlaceholders(shape, { ...fields, language: edition.language }));
    this.#needed = neededNames(shape, required);
    const { findings, lint, templates } = checkEditions(this.#plan, inputs);
    const broken = [...this.#plan.findings, ...findings];
    this.findings = withoutRepeats([...broken, ...lint]);
    // What the lint finds forbids to send, not to look at the voters.
    const faulty = broken.some(({ severity }) => severity === 'error');
    this.rendering = faulty ? null : renderingOf(this.#plan, templates, shape, fields);
  }

  /** The voter's invitation, null where there is none; findings that only this voter has. */
  see(voter: Voter): { readonly invitation: Invitation | null; readonly findings: readonly Finding[] } {
    const { set, shape, fields } = this.#inputs;
    const edition = this.#plan.of(voter);
    if (edition === null) {
      const findings =
        this.#plan.editions.length === 0 ? [] : [languageMissing(voter, shape, set, fields.language)];
      return { invitation: null, findings };
    }
    this.#used.add(edition);
    this.#ignored.see(voter);
    if (this.rendering === null) return { invitation: null, findings: [] };
    const template = this.rendering.template(voter);
    const view = this.rendering.view(voter);
    const { invitation, findings } = prepareInvitation(template, view, voter.row, this.#needed, this.#links);
    const known = this.#known.get(edition) ?? new Map();
    if (findings.length === 0) this.#lint.see({ edition, voter, template, view, invitation, known });
    return { invitation, findings: findings.map((finding) => this.#withHeader(inFolder(finding, edition))) };
  }

  /** What only the whole roll shows, after its last voter; `linkDomains` are those of several voters' links. */
  finish(linkDomains: ReadonlySet<string>): Finding[] {
    const { set } = this.#inputs;
    const told = new Set(this.findings.map((finding) => JSON.stringify(finding)));
    const lint = withoutOwnDomains(this.#lint.finish(), linkDomains);
    const languages = [...unusedLanguages(set, this.#plan, this.#used), ...this.#ignored.finish()];
    const found = [...languages, ...lint];
    return withoutRepeats(found).filter((finding) => !told.has(JSON.stringify(finding)));
  }

  /** The template speaks of `{{password}}`; whoever has to fill the cell looks for the header "Passwort". */
  #withHeader(finding: Finding): Finding {
    const column = finding.column === null ? undefined : this.#columns.get(finding.column);
    const header = this.#inputs.shape.headers[column ?? -1];
    return header === undefined ? finding : { ...finding, column: header };
  }
}

/**
 * A domain that only one voter's link has may be that voter's credential ("token.vote.example"): it is masked, and left
 * out where the file is told of with another domain.
 */
function withoutOwnDomains(findings: readonly Finding[], linkDomains: ReadonlySet<string>): Finding[] {
  const isOpen = (domain: string): boolean =>
    linkDomains.has(domain) || linkDomains.has(domainToUnicode(domain));
  const told = new Set<string>();
  for (const { kind, details } of findings)
    if (kind === 'voting-domain-unnamed' && isOpen(details.domain)) told.add(details.file);
  return findings.flatMap((finding) => {
    if (finding.kind !== 'voting-domain-unnamed' || isOpen(finding.details.domain)) return finding;
    if (told.has(finding.details.file)) return [];
    return { ...finding, details: { ...finding.details, domain: MASK } };
  });
}

/** What can be said of the templates without the columns of the roll: where they cannot be read. */
export function unreadable({ languages }: TemplateSet): readonly Finding[] {
  return [...languages].flatMap(([name, files]) => {
    const folder = name === '' ? '' : `${name}/`;
    return parseTemplate(files).findings.map((finding) => inFolder(finding, { folder }));
  });
}

function checkEditions(plan: EditionPlan, inputs: InvitationInputs) {
  const { shape, fields, required, credentialFree = false } = inputs;
  const templates = new Map<Edition, Template>();
  const lint: Finding[] = [];
  const findings = plan.editions.flatMap((edition) => {
    const { language, folder, files } = edition;
    const { template, findings: unreadable } = parseTemplate(files, folder === '' ? null : language);
    if (template === null) return unreadable.map((finding) => inFolder(finding, edition));
    const { logo, findings: ofLogo } = checkLogo(
      files.logos ?? [],
      template.page?.parts.flatMap(({ nodes }) => nodes) ?? [],
    );
    templates.set(edition, { ...template, logo });
    const known = knownPlaceholders(shape, { ...fields, language });
    const found = [...ofLogo, ...lintTemplate(template, language), ...foreignPlaceholders(template, known)];
    lint.push(...found.map((finding) => inFolder(finding, edition)));
    const forbidden = credentialFree ? credentialsIn(template, known) : [];
    return [...checkTemplate(template, known, required), ...forbidden].map((finding) =>
      inFolder(finding, edition),
    );
  });
  return { templates, findings, lint };
}

/** What is wrong in every language is told once, where the finding names no file. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
