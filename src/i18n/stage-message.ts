/** Owns the sentence of one stage of a connection test, for the terminal, for JSON and for reports alike. */
import { caseOf } from '../advice/case.js';
import type { ConnectionTarget, StageResult } from '../diagnosis/result.js';
import type { DiagnosisTexts } from './en/diagnosis.js';

/** What was found; empty where the stage has nothing to tell. */
export function stageMessage(result: StageResult, target: ConnectionTarget, texts: DiagnosisTexts): string {
  const { kind, facts } = result;
  if (kind !== null) return texts.problems[caseOf(kind, result, target)](target, facts);
  return result.status === 'skipped' ? '' : findingOf(result, target, texts);
}

/** A sentence for each finding behind the first; only the sender's domain has several. */
export function furtherMessages(
  { facts }: StageResult,
  target: ConnectionTarget,
  texts: DiagnosisTexts,
): string[] {
  const [, ...further] = facts.senderDomain?.findings ?? [];
  return further.map((kind) => texts.problems[kind](target, facts));
}

function findingOf(result: StageResult, target: ConnectionTarget, texts: DiagnosisTexts): string {
  const { facts } = result;
  switch (result.stage) {
    case 'resolve':
      return texts.addresses(facts);
    case 'connect':
      return facts.address ?? '';
    case 'tls':
      return texts.certificate(facts);
    case 'greeting':
      return result.reply === null ? '' : texts.greeted(result.reply.text);
    case 'ehlo':
      return texts.offers(facts);
    case 'auth':
      return texts.loggedIn(target.user, facts.mechanism ?? '');
    case 'mail-from':
      return texts.senderAllowed(target);
    case 'rcpt-to':
      return texts.recipientAllowed(target.to);
    case 'message':
      return texts.testMessage.accepted(facts.message?.to ?? '');
    case 'sender-domain':
      return texts.senderDomain(facts);
    default:
      return '';
  }
}
