/** Owns the languages of voters that a template in one language leaves aside. */
import type { Finding } from '../finding.js';
import { isLanguageWord } from '../voters/language-word.js';
import type { RollShape, Voter } from '../voters/voter.js';
import type { TemplateSet } from './editions.js';
import { languageChoice } from './language-choice.js';
import { templateFinding } from './template-finding.js';

/** Counts voters whose language is another than that of the one template for everybody. */
export class IgnoredLanguages {
  readonly #column: number | undefined;
  readonly #language: string;
  readonly #choose: (cell: string) => string | null;
  #count = 0;

  constructor({ languages }: TemplateSet, { roles }: RollShape, language: string) {
    this.#column = languages.has('') ? roles.language : undefined;
    this.#language = language;
    this.#choose = languageChoice([language], language);
  }

  see({ cells }: Voter): void {
    if (this.#column === undefined) return;
    const cell = cells[this.#column] ?? '';
    // What is no language has a finding of its own.
    if (isLanguageWord(cell) && this.#choose(cell) === null) this.#count += 1;
  }

  /** A warning: what the roll says of a voter's language is meant for something. */
  finish(): Finding[] {
    if (this.#count === 0) return [];
    return [templateFinding('language-ignored', { language: this.#language, count: this.#count }, 'warning')];
  }
}
