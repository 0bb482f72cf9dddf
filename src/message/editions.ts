/** Owns the editions of an invitation: one template for each language, and which voter gets which. */
import type { Finding } from '../finding.js';
import { isLanguageWord } from '../voters/language-word.js';
import { hinted, quoted } from '../voters/roll-finding.js';
import type { RollShape, Voter } from '../voters/voter.js';
import { canonicalLanguage, languageChoice } from './language-choice.js';
import type { TemplateFiles } from './template.js';
import { templateFinding, voterFinding } from './template-finding.js';

/** What lies in a template's folder. */
export interface TemplateSet {
  readonly builtIn: boolean;
  /** Name of the subfolder ("de", "pt-BR") -> its template; "" where the folder itself is one, for everybody. */
  readonly languages: ReadonlyMap<string, TemplateFiles>;
}

/**
 * Whether the template says of itself that no credential may stand in it. Where only some of its languages do, the
 * others are held to it as well: a mailing is one thing for everybody, and this is the side on which nothing leaks.
 */
export function isCredentialFree({ languages }: TemplateSet): boolean {
  return [...languages.values()].some(({ credentials }) => credentials === 'none');
}

export interface Edition {
  /** RFC 5646, for dates and Content-Language. */
  readonly language: string;
  /** Stands before the names of its files in findings: "" or "de/". */
  readonly folder: string;
  readonly files: TemplateFiles;
}

export interface EditionPlan {
  /** Those that a voter can get. */
  readonly editions: readonly Edition[];
  /** The voter's own; null where no folder fits the voter's language. */
  readonly of: (voter: Voter) => Edition | null;
  /** What is wrong for everybody. */
  readonly findings: readonly Finding[];
}

/**
 * Plans who gets which edition. A template without languages is everybody's, in the project's `language`; one with
 * languages follows the roll's language column, and without such a column the project's language.
 */
export function planEditions(set: TemplateSet, shape: RollShape, language: string): EditionPlan {
  const only = set.languages.get('');
  if (only) return everybodys({ language, folder: '', files: only }, []);
  const names = [...set.languages.keys()];
  const all = new Map([...set.languages].map(([name, files]) => [name, editionOf(name, files)]));
  const choose = languageChoice(names, language);
  const { language: column } = shape.roles;
  if (column !== undefined) {
    const of = (voter: Voter) => all.get(choose(voter.cells[column] ?? '') ?? '') ?? null;
    return { editions: [...all.values()], of, findings: [] };
  }
  const chosen = choose('');
  const edition = all.get(chosen ?? '');
  if (!edition) {
    const findings = [templateFinding('language-without-template', { value: language, languages: names })];
    return { editions: [], of: () => null, findings };
  }
  const unused = set.builtIn ? [] : names.filter((name) => name !== chosen);
  return everybodys(
    edition,
    unused.map((name) => unusedLanguage(name, 'no-column')),
  );
}

function everybodys(edition: Edition, findings: readonly Finding[]): EditionPlan {
  return { editions: [edition], of: () => edition, findings };
}

function editionOf(name: string, files: TemplateFiles): Edition {
  return { language: canonicalLanguage(name) ?? name, folder: `${name}/`, files };
}

/** The finding for a voter whose language has no folder, with the cell. */
export function languageMissing(voter: Voter, shape: RollShape, set: TemplateSet, language: string): Finding {
  const column = shape.roles.language ?? -1;
  const cell = voter.cells[column] ?? '';
  // Under another's header this may be a credential.
  const value = cell === '' ? language : isLanguageWord(cell) ? quoted(cell) : hinted(cell);
  const details = { value, languages: [...set.languages.keys()] };
  return voterFinding('language-without-template', details, voter.row, shape.headers[column] ?? null);
}

/** Warnings for the languages that no voter of the whole roll has; a built-in template may have as many as it likes. */
export function unusedLanguages(set: TemplateSet, plan: EditionPlan, used: ReadonlySet<Edition>): Finding[] {
  if (set.builtIn || plan.editions.length < 2) return [];
  return plan.editions
    .filter((edition) => !used.has(edition))
    .map((edition) => unusedLanguage(edition.folder.slice(0, -1), 'no-voter'));
}

function unusedLanguage(language: string, reason: 'no-column' | 'no-voter'): Finding {
  return templateFinding('language-unused', { language, reason }, 'warning');
}

/** The finding with its file as seen from the template's folder: "de/text.mustache:3". */
export function inFolder<F extends Finding>(finding: F, { folder }: Pick<Edition, 'folder'>): F {
  if (folder === '' || !('file' in finding.details)) return finding;
  return { ...finding, details: { ...finding.details, file: `${folder}${finding.details.file}` } };
}
