/** Owns which sentences tell of a connection test beside its stages' own; the same for the terminal and for reports. */
import type {
  ConnectionTarget,
  ConnectionTest,
  EhloFacts,
  StageName,
  StageResult,
} from '../diagnosis/result.js';
import type { SenderDomainFacts } from '../diagnosis/sender-domain/facts.js';
import { passwordKept } from '../diagnosis/verdict.js';
import { formatReply } from '../smtp/reply.js';
import { certificateSentences } from './certificate-sentences.js';
import type { DiagnosisTexts } from './en/diagnosis.js';
import { furtherMessages } from './stage-message.js';

/** What belongs to a stage beside its sentence: the server's reply, addresses, fingerprint, records. */
export function stageDetails(
  result: StageResult,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): readonly string[] {
  const { kind, reply, facts } = result;
  if (facts.senderDomain !== undefined) return domainDetails(result, facts.senderDomain, target, texts);
  return [
    ...(kind !== null && reply !== null ? [texts.replied(formatReply(reply))] : []),
    ...(facts.signIn?.reason ? [texts.signInReplied(facts.signIn.reason)] : []),
    ...networkDetails(result, texts),
    ...certificateSentences(facts, texts),
  ].filter((line) => line !== '');
}

/** What the network and the server offer, beside the reply. */
export function networkDetails({ stage, facts }: StageResult, texts: DiagnosisTexts): readonly string[] {
  const attempts = facts.attempts ?? [];
  return [
    ...(attempts.length > 1 ? attempts.map(texts.network.attempt) : []),
    ...(stage === 'ehlo' && facts.ehlo ? extensions(facts.ehlo, texts) : []),
    // After STARTTLS the server introduces itself once more, and only now says how to log in.
    ...(stage === 'tls' && facts.ehlo ? [texts.offers(facts)] : []),
  ].filter((line) => line !== '');
}

/** Keywords of the EHLO reply that matter to us and have no sentence of their own. */
function extensions({ pipelining, eightBitMime, smtpUtf8 }: EhloFacts, texts: DiagnosisTexts): string[] {
  const offered = { PIPELINING: pipelining, '8BITMIME': eightBitMime, SMTPUTF8: smtpUtf8 };
  const found = Object.entries(offered).flatMap(([keyword, isOffered]) => (isOffered ? [keyword] : []));
  return found.length === 0 ? [] : [texts.network.extensions(found)];
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

/** What left this computer: the password or not, a message or none. */
export function exposureSentences(test: ConnectionTest, texts: DiagnosisTexts): readonly string[] {
  return [...(passwordKept(test) ? [texts.passwordKept] : []), ...mailed(test.stages, texts)];
}

function mailed(stages: readonly StageResult[], texts: DiagnosisTexts): string[] {
  const result = stages.find(({ facts }) => facts.message !== undefined);
  if (result?.facts.message === undefined) return [texts.nothingMailed];
  if (result.status === 'passed') return [texts.testMessage.handedOver(result.facts.message)];
  // Of a doubtful one the stage itself has told.
  return result.kind === 'message-unknown' ? [] : [texts.testMessage.notTaken];
}

/** What a test that passed leaves open; nothing where it failed. */
export function notProvenSentences(
  { ok, target, stages }: ConnectionTest,
  texts: DiagnosisTexts,
): readonly string[] {
  const handedOver = stages.some(({ stage, status }) => stage === 'message' && status === 'passed');
  return ok ? texts.notProven(target, handedOver) : [];
}

/** The pair of port and encryption to use instead; null where none was found. */
export function proposalSentence({ pairs }: ConnectionTest, texts: DiagnosisTexts): string | null {
  const working = pairs.find(({ works }) => works);
  return working ? texts.pairs.proposal(working.port, working.encryption) : null;
}

/** From where this was tested: the firewall that lets this computer through may not let another one. */
export function networkSentences({ ok, stages }: ConnectionTest, texts: DiagnosisTexts): readonly string[] {
  const facts = (stage: StageName) => stages.find((result) => result.stage === stage)?.facts ?? {};
  const own = facts('connect').localAddress ?? null;
  const told = stages.map((result) => result.facts.observedAddress).find((address) => address != null);
  // After a failure, that something is unknown besides helps nobody.
  return ok || told != null ? [texts.network.observed(told ?? null, own)] : [];
}
