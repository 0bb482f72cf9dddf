/** Owns the rendering of all examples, in one language, for the tests and for the page that a person reads. */
import type { FaultText, MailboxWay } from '../../../src/i18n/fault-text.js';
import type { Language } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { FAULTS } from './fault-examples.js';
import { FINDINGS } from './finding-examples.js';

export interface RenderedFault extends FaultText {
  readonly kind: string;
}

type Render<T> = (details: unknown) => T;

const WAYS = ['option', 'argument', 'questions'] as const satisfies readonly MailboxWay[];

/** One entry per example, and one more for each command that is told something else. */
export function renderedFaults(language: Language, change = unchanged): RenderedFault[] {
  const texts = textsFor(language).faults as Record<string, (details: unknown, way: MailboxWay) => FaultText>;
  return Object.entries(FAULTS).flatMap(([kind, examples]) =>
    examples.flatMap((details) => {
      const rendered = WAYS.map((way) => ({
        kind: `${kind}${SUFFIX[way]}`,
        text: texts[kind]?.(change(details), way),
      }));
      const usual = JSON.stringify(rendered[0]?.text);
      return rendered.flatMap(({ kind: name, text }, index) =>
        text && (index === 0 || JSON.stringify(text) !== usual) ? [{ kind: name, ...text }] : [],
      );
    }),
  );
}

const SUFFIX: Readonly<Record<MailboxWay, string>> = {
  option: '',
  argument: ' (test-connection)',
  questions: ' (configure)',
};

/** One entry per example. */
export function renderedFindings(
  language: Language,
  change = unchanged,
): { kind: string; sentence: string }[] {
  const texts = textsFor(language).findings as Record<string, Render<string>>;
  return Object.entries(FINDINGS).flatMap(([kind, examples]) =>
    examples.map((details) => ({ kind, sentence: (texts[kind] as Render<string>)(change(details)) })),
  );
}

/** All sentences of a language as a page: kind, message, hints. */
export function page(language: Language): string {
  const faults = renderedFaults(language).map(
    ({ kind, message, hints }) =>
      `## ${kind}\n\n${message}\n${hints.map((hint) => `\n- ${hint}`).join('')}\n`,
  );
  const findings = renderedFindings(language).map(({ kind, sentence }) => `- ${kind}: ${sentence}`);
  return `# Faults (${language})\n\n${faults.join('\n')}\n# Findings (${language})\n\n${findings.join('\n')}\n`;
}

function unchanged(details: unknown): unknown {
  return details;
}
