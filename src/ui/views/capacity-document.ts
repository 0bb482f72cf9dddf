/** Owns the JSON document of a server's capacity (docs/json.md); additions only. */
import type { Capacity, StepTime } from '../../diagnosis/capacity.js';
import type { MailingTime } from '../../diagnosis/mailing-time.js';
import type { AnnouncedLimits, ConnectionTarget } from '../../diagnosis/result.js';
import { type CapacityAdvice, capacityAdvice, capacitySentences } from '../../i18n/capacity-sentences.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import type { Provider } from '../../smtp/provider.js';

type TimeDocument = Omit<MailingTime, 'voters'> | null;

export interface CapacityDocument extends Pick<Capacity, 'pace' | 'voters'> {
  readonly connections: Capacity['probe'];
  readonly announced: AnnouncedLimits & Pick<Capacity, 'size'>;
  readonly provider: Pick<Provider, 'id' | 'name' | 'limits' | 'asOf'> | null;
  readonly time: TimeDocument;
  readonly byAge: readonly (Omit<StepTime, 'time'> & { readonly time: TimeDocument })[];
  readonly asSet: Pick<Capacity['asSet'], 'pace'> & { readonly time: TimeDocument };
  readonly messages: readonly string[];
  readonly advice: readonly CapacityAdvice[];
}

export function capacityDocument(
  capacity: Capacity,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): CapacityDocument {
  const { probe, size, announced, pace, voters, steps, asSet } = capacity;
  return {
    connections: probe,
    announced: { size, ...(announced ?? NOT_ANNOUNCED) },
    provider: capacity.provider && nameOf(capacity.provider),
    pace,
    voters,
    time: timeOf(capacity.time),
    byAge: steps.map(({ upToDays, limits, time }) => ({ upToDays, limits, time: timeOf(time) })),
    asSet: { pace: asSet.pace, time: timeOf(asSet.time) },
    messages: capacitySentences(capacity, target, texts).flatMap(({ text, below }) => [text, ...below]),
    advice: capacityAdvice(capacity, target, texts),
  };
}

const NOT_ANNOUNCED: AnnouncedLimits = { mailMax: null, rcptMax: null, rcptDomainMax: null };

function nameOf({ id, name, limits, asOf }: Provider): CapacityDocument['provider'] {
  return { id, name, limits, asOf };
}

function timeOf(time: MailingTime | null): TimeDocument {
  return time && { milliseconds: time.milliseconds, afterADay: time.afterADay };
}
