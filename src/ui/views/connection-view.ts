/** Owns how a connection test is printed: one line per stage, then who must do what, then what is not proven. */
import type { ConnectionTarget, ConnectionTest, StageResult, StageStatus } from '../../diagnosis/result.js';
import { dutiesOf, verdictOf } from '../../diagnosis/verdict.js';
import {
  exposureSentences,
  networkSentences,
  notProvenSentences,
  proposalSentence,
  stageDetails,
} from '../../i18n/connection-sentences.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import { endpoint } from '../../i18n/format.js';
import { stageMessage } from '../../i18n/stage-message.js';
import type { Paint } from '../paint.js';
import { capacityLines } from './capacity-view.js';

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
    ...exposureSentences(test, texts),
    ...pairLines(test, texts, paint),
    ...adviceLines(test, texts, paint),
    ...capacityLines(test, texts, paint),
    ...notProven(test, texts, paint),
    '',
    ...networkSentences(test, texts),
    texts.network.holdsHere,
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
  return [line, ...stageDetails(result, target, texts).map((detail) => paint.faint(`    ${detail}`))];
}

function verdict(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string {
  const word = verdictOf(test);
  return paint[PAINTS[word]](texts[word]);
}

/** The neighbouring ports, and which of them to use. */
function pairLines(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  if (test.pairs.length === 0) return [];
  const proposal = proposalSentence(test, texts);
  const tried = test.pairs.map((pair) => `  - ${texts.pairs.line(pair)}`);
  return [
    '',
    paint.strong(texts.pairs.title),
    ...tried,
    ...(proposal === null ? [] : ['', paint.strong(proposal)]),
  ];
}

function adviceLines(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  return dutiesOf(test).flatMap(({ role, advice }) => {
    const lines = advice.map((one) => `  - ${texts.advice[one](test.target)}`);
    return ['', paint.strong(`${texts.roles[role]}:`), ...lines];
  });
}

function notProven(test: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  const sentences = notProvenSentences(test, texts);
  if (sentences.length === 0) return [];
  return ['', paint.strong(texts.notProvenTitle), ...sentences.map((line) => `  - ${line}`)];
}

function longest(words: readonly string[]): number {
  return Math.max(...words.map((word) => word.length));
}
