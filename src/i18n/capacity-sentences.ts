/** Owns which sentences tell of a server's capacity, and in which order; the same for the terminal and for JSON. */
import type { AdviceRole } from '../advice/advice.js';
import type { Capacity } from '../diagnosis/capacity.js';
import type { RefusedConnection } from '../diagnosis/connection-probe.js';
import type { ConnectionTarget } from '../diagnosis/result.js';
import type { HostFamily } from '../smtp/provider.js';
import { formatReply, type Reply } from '../smtp/reply.js';
import { paceText } from './capacity-text.js';
import type { DiagnosisTexts } from './en/diagnosis.js';

export interface CapacitySentence {
  readonly text: string;
  readonly warns: boolean;
  /** The server's own words below it, and further lines that belong to it. */
  readonly below: readonly string[];
}

export interface CapacityAdvice {
  readonly for: AdviceRole;
  readonly text: string;
}

const ROLES: Readonly<Record<HostFamily, AdviceRole>> = {
  'microsoft-365': 'microsoft-365-admin',
  google: 'google-workspace-admin',
  other: 'organiser-it',
};

export function capacitySentences(
  capacity: Capacity,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): readonly CapacitySentence[] {
  return [
    ...connectionSentences(capacity, target, texts),
    ...limitSentences(capacity, texts),
    ...timeSentences(capacity, texts),
    ...settingSentences(capacity, texts),
    plain(texts.capacity.notProven),
  ];
}

/** The election manager sets the pace; limits are confirmed and raised by whoever administers the mailbox. */
export function capacityAdvice(
  capacity: Capacity,
  { user }: ConnectionTarget,
  { capacity: texts }: DiagnosisTexts,
): readonly CapacityAdvice[] {
  const { provider, time, asSet, tooMany } = capacity;
  const family = provider?.family ?? 'other';
  const inOrder = asSet.compared === 'same' && tooMany === null;
  const setting: CapacityAdvice = { for: 'election-manager', text: texts.write(yamlOf(capacity)) };
  return [...(inOrder ? [] : [setting]), { for: ROLES[family], text: texts.confirm[family](user, time) }];
}

function connectionSentences(
  { probe }: Capacity,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): CapacitySentence[] {
  if (probe === null) return [];
  const { granted, dropped, refused } = probe;
  return [
    plain(texts.capacity.granted(probe)),
    ...(dropped > 0 ? [plain(texts.capacity.dropped(dropped))] : []),
    ...(refused === null ? [] : [refusal(refused, granted + dropped + 1, target, texts)]),
  ];
}

function refusal(
  { stage, kind, reply }: RefusedConnection,
  number: number,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): CapacitySentence {
  const below = reply === null ? [] : [texts.replied(formatReply(reply))];
  if (stage === 'auth' && isPermanent(reply))
    return { text: texts.capacity.loginRefused(number), warns: true, below };
  const problem = texts.problems[kind](target, {});
  return { text: texts.capacity.notGranted(number, problem), warns: false, below };
}

function isPermanent(reply: Reply | null): boolean {
  return reply !== null && reply.code >= 500;
}

function limitSentences(capacity: Capacity, { capacity: texts }: DiagnosisTexts): CapacitySentence[] {
  const { size, announced, provider } = capacity;
  const remark = provider?.remark ? [texts.remarks[provider.remark]] : [];
  return [plain(texts.announced(size, announced)), plain([texts.provider(provider), ...remark].join(' '))];
}

function timeSentences(capacity: Capacity, { capacity: texts }: DiagnosisTexts): CapacitySentence[] {
  const { time, pace, steps } = capacity;
  const later = time === null || time.afterADay === 0 ? [] : [texts.later(time)];
  const text = time === null ? texts.askVoters : timeText(time, paceText(pace, texts), texts);
  const younger = steps.flatMap(({ upToDays, limits, time: then }) => {
    const { perMinute, perHour } = limits;
    const rate = perMinute === null ? texts.rates.perHour(perHour ?? 0) : texts.rates.perMinute(perMinute);
    return upToDays === null ? [] : [texts.step(upToDays, rate, then)];
  });
  const oldest = steps.at(-2)?.upToDays ?? null;
  const heading = oldest === null ? [] : [{ text: texts.steps(oldest), warns: false, below: younger }];
  return [plain([text, ...later].join(' ')), ...heading];
}

function timeText(
  time: NonNullable<Capacity['time']>,
  pace: string,
  texts: DiagnosisTexts['capacity'],
): string {
  return pace === '' ? texts.unlimited(time.voters) : texts.time(time, pace);
}

function settingSentences(
  { asSet, tooMany }: Capacity,
  { capacity: texts }: DiagnosisTexts,
): CapacitySentence[] {
  const now = paceText(asSet.pace, texts);
  const lines: CapacitySentence[] = [];
  if (asSet.compared === 'faster') lines.push(warning(texts.faster(now)));
  if (asSet.compared === 'slower') lines.push(plain(texts.slower(now, asSet.time)));
  if (tooMany !== null) lines.push(warning(texts.tooMany(tooMany.set, tooMany.most)));
  return lines;
}

/** "pace: { perMinute: 30, perDay: 10000 }", as it stands in invite.yaml. */
function yamlOf({ pace, tooMany }: Capacity): string {
  const limits = {
    connections: tooMany?.most,
    perMinute: pace.perMinute?.limit,
    perHour: pace.perHour?.limit,
    perDay: pace.perDay?.limit,
  };
  const pairs = Object.entries(limits).filter(([, limit]) => limit !== undefined);
  return `pace: { ${pairs.map(([name, limit]) => `${name}: ${limit}`).join(', ')} }`;
}

function plain(text: string): CapacitySentence {
  return { text, warns: false, below: [] };
}

function warning(text: string): CapacitySentence {
  return { text, warns: true, below: [] };
}
