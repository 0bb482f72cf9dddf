/** Owns how a connection test is printed: one line per stage, then who must do what, then what is not proven. */
import { adviceFor } from '../../advice/advice-for.js';
import type { ConnectionTarget, ConnectionTest, StageResult, StageStatus } from '../../diagnosis/result.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import { endpoint } from '../../i18n/format.js';
import { formatReply } from '../../smtp/reply.js';
import type { Paint } from '../paint.js';
import { stageMessage } from './stage-message.js';

const SYMBOLS: Readonly<Record<StageStatus, string>> = {
  passed: '✓',
  warned: '!',
  failed: '✗',
  skipped: '·',
};
const PAINTS: Readonly<Record<StageStatus, keyof Paint>> = {
  passed: 'good',
  warned: 'warn',
  failed: 'bad',
  skipped: 'faint',
};

/** The whole result; every line is complete without colour. */
export function connectionLines(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  const { encryption, host, port } = test.target;
  return [
    paint.strong(texts.title(endpoint(host, port), encryption)),
    '',
    ...test.stages.flatMap((result) => stageLines(result, test.target, texts, paint)),
    '',
    verdict(test, texts, paint),
    ...exposure(test, texts),
    ...adviceLines(test, texts, paint),
    ...notProven(test, texts, paint),
  ];
}

/** One stage: symbol and word, name, duration, finding; below it the server's reply, as a quotation. */
export function stageLines(
  result: StageResult,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
  paint: Paint,
): string[] {
  const word = texts.statuses[result.status].padEnd(longest(Object.values(texts.statuses)));
  const name = texts.stages[result.stage].padEnd(longest(Object.values(texts.stages)));
  const time = result.status === 'skipped' ? '' : `${result.ms} ms`.padStart(9);
  const begin = `${paint[PAINTS[result.status]](`${SYMBOLS[result.status]} ${word}`)}  ${name}`;
  const line = `${begin} ${time}  ${stageMessage(result, target, texts)}`.trimEnd();
  return [line, ...details(result, texts).map((detail) => paint.faint(`    ${detail}`))];
}

function details(result: StageResult, texts: DiagnosisTexts): string[] {
  const { kind, reply, facts } = result;
  const lines = kind !== null && reply !== null ? [texts.replied(formatReply(reply))] : [];
  const fingerprint = facts.tls?.certificate?.fingerprint;
  return fingerprint === undefined ? lines : [...lines, texts.fingerprint(fingerprint)];
}

function verdict(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string {
  if (!test.ok) return paint.bad(texts.failed);
  const notices = test.stages.some(({ status }) => status === 'warned');
  return notices ? paint.warn(texts.warned) : paint.good(texts.passed);
}

/** A test that broke off before anything of the login was said has not exposed the password: worth a line. */
function exposure({ stages }: ConnectionTest, texts: DiagnosisTexts): string[] {
  const login = stages.find(({ stage }) => stage === 'auth');
  const kept = login?.facts.mechanism === undefined;
  return kept ? [texts.passwordKept, texts.nothingMailed] : [texts.nothingMailed];
}

/** Advice by role, in the order in which the stages name it. */
function adviceLines({ stages, target }: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  const all = stages.flatMap((result) => adviceFor(result, target));
  const roles = [...new Set(all.map((entry) => entry.for))];
  return roles.flatMap((role) => {
    const entries = new Set(all.filter((entry) => entry.for === role).map((entry) => entry.advice));
    const lines = [...entries].map((advice) => `  - ${texts.advice[advice](target)}`);
    return ['', paint.strong(`${texts.roles[role]}:`), ...lines];
  });
}

function notProven({ ok, target }: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  if (!ok) return [];
  return ['', paint.strong(texts.notProvenTitle), ...texts.notProven(target).map((line) => `  - ${line}`)];
}

function longest(words: readonly string[]): number {
  return Math.max(...words.map((word) => word.length));
}
