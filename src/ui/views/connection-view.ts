/** Owns how a connection test is printed: one line per stage, then who must do what, then what is not proven. */
import { adviceFor } from '../../diagnosis/advice.js';
import type {
  ConnectionTarget,
  ConnectionTest,
  StageName,
  StageResult,
  StageStatus,
} from '../../diagnosis/result.js';
import type { SenderDomainFacts } from '../../diagnosis/sender-domain/facts.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import { endpoint } from '../../i18n/format.js';
import { formatReply } from '../../smtp/reply.js';
import type { Paint } from '../paint.js';
import { capacityLines } from './capacity-view.js';
import { furtherMessages, stageMessage } from './stage-message.js';

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
    ...pairLines(test, texts, paint),
    ...adviceLines(test, texts, paint),
    ...capacityLines(test, texts, paint),
    ...notProven(test, texts, paint),
    ...networkLines(test, texts),
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
  return [line, ...details(result, target, texts).map((detail) => paint.faint(`    ${detail}`))];
}

function details(result: StageResult, target: ConnectionTarget, texts: DiagnosisTexts): string[] {
  const { kind, reply, facts } = result;
  if (facts.senderDomain !== undefined) return domainDetails(result, facts.senderDomain, target, texts);
  const fingerprint = facts.tls?.certificate?.fingerprint;
  const attempts = facts.attempts ?? [];
  return [
    ...(kind !== null && reply !== null ? [texts.replied(formatReply(reply))] : []),
    ...(attempts.length > 1 ? attempts.map(texts.network.attempt) : []),
    ...(result.stage === 'ehlo' && facts.ehlo ? [texts.network.extensions(facts.ehlo)] : []),
    // After STARTTLS the server introduces itself once more, and only now says how to log in.
    ...(result.stage === 'tls' && facts.ehlo ? [texts.offers(facts)] : []),
    ...(fingerprint === undefined ? [] : [texts.fingerprint(fingerprint)]),
  ].filter((line) => line !== '');
}

/** The other findings, and the records that they speak of. */
function domainDetails(
  result: StageResult,
  { findings, spf, dmarc }: SenderDomainFacts,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): string[] {
  const shown = [
    ...(findings.some((kind) => kind.startsWith('spf-')) && spf !== null ? [spf.record] : []),
    ...(findings.some((kind) => kind.startsWith('dmarc-')) && dmarc !== null ? [dmarc.record] : []),
  ];
  return [...furtherMessages(result, target, texts), ...shown.map((record) => texts.foundInDns(record))];
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
  return [...(kept ? [texts.passwordKept] : []), ...mailed(stages, texts)];
}

function mailed(stages: readonly StageResult[], texts: DiagnosisTexts): string[] {
  const result = stages.find(({ facts }) => facts.message !== undefined);
  if (result?.facts.message === undefined) return [texts.nothingMailed];
  if (result.status === 'passed') return [texts.testMessage.handedOver(result.facts.message)];
  // Of a doubtful one the stage itself has told.
  return result.kind === 'message-unknown' ? [] : [texts.testMessage.notTaken];
}

/** The neighbouring ports, and which of them to use. */
function pairLines({ pairs }: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  if (pairs.length === 0) return [];
  const working = pairs.find(({ works }) => works);
  return [
    '',
    paint.strong(texts.pairs.title),
    ...pairs.map((pair) => `  - ${texts.pairs.line(pair)}`),
    ...(working ? ['', paint.strong(texts.pairs.proposal(working.port, working.encryption))] : []),
  ];
}

/** From where this was tested: the firewall that lets this computer through may not let another one. */
function networkLines({ ok, stages }: ConnectionTest, texts: DiagnosisTexts): string[] {
  const facts = (stage: StageName) => stages.find((result) => result.stage === stage)?.facts ?? {};
  const own = facts('connect').localAddress ?? null;
  const told = stages.map((result) => result.facts.observedAddress).find((address) => address != null);
  // After a failure, that something is unknown besides helps nobody.
  const observed = ok || told != null ? [texts.network.observed(told ?? null, own)] : [];
  return ['', ...observed, texts.network.holdsHere];
}

/** Advice by role, in the order in which the stages name it. */
function adviceLines({ stages, target }: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  const all = stages.flatMap((result) => adviceFor(result, target, stages));
  const roles = [...new Set(all.map((entry) => entry.for))];
  return roles.flatMap((role) => {
    const entries = new Set(all.filter((entry) => entry.for === role).map((entry) => entry.advice));
    const lines = [...entries].map((advice) => `  - ${texts.advice[advice](target)}`);
    return ['', paint.strong(`${texts.roles[role]}:`), ...lines];
  });
}

function notProven({ ok }: ConnectionTest, texts: DiagnosisTexts, paint: Paint): string[] {
  if (!ok) return [];
  return ['', paint.strong(texts.notProvenTitle), ...texts.notProven.map((line) => `  - ${line}`)];
}

function longest(words: readonly string[]): number {
  return Math.max(...words.map((word) => word.length));
}
