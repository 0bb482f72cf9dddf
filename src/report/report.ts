/** Owns what every report is, whatever it reports on: plain text in order, which a renderer escapes and gives a form. */
import type { Verdict } from '../diagnosis/verdict.js';
import type { Language } from '../i18n/language.js';
import type { Section } from './blocks.js';
import type { ReportKind } from './marker.js';

/** All strings are plain text of strangers and ours mixed: on one line each, without secrets, not yet escaped. */
export interface Report {
  readonly kind: ReportKind;
  readonly language: Language;
  readonly status: Verdict;
  readonly title: string;
  /** One sentence. */
  readonly verdict: string;
  readonly opening: readonly string[];
  readonly sections: readonly Section[];
}

/** Where a report comes from. */
export interface ReportOrigin {
  /** Name and version of this program. */
  readonly tool: string;
  readonly version: string;
  /** When it was made, ISO 8601 with the offset of this computer's time zone. */
  readonly at: string;
}
