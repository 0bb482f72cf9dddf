/** Owns how a server's capacity is printed below the stages: what was found, then who is asked what. */
import type { ConnectionTest } from '../../diagnosis/result.js';
import { capacityAdvice, capacitySentences } from '../../i18n/capacity-sentences.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import type { Paint } from '../paint.js';

/** Empty where nothing of capacity was asked for. */
export function capacityLines(
  { capacity, target }: ConnectionTest,
  texts: DiagnosisTexts,
  paint: Paint,
): string[] {
  if (capacity === undefined) return [];
  const sentences = capacitySentences(capacity, target, texts);
  const advice = capacityAdvice(capacity, target, texts);
  return [
    '',
    paint.strong(texts.capacity.title),
    ...sentences.flatMap(({ text, warns, below }) => [
      `  - ${warns ? paint.warn(text) : text}`,
      ...below.map((line) => paint.faint(`      ${line}`)),
    ]),
    ...advice.flatMap((entry) => ['', paint.strong(`${texts.roles[entry.for]}:`), `  - ${entry.text}`]),
  ];
}
