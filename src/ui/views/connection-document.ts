/** Owns the JSON document of a connection test (docs/json.md); additions only. */
import { adviceFor } from '../../advice/advice-for.js';
import type { ConnectionTest, StageFacts, StageResult } from '../../diagnosis/result.js';
import type { DiagnosisTexts } from '../../i18n/en/diagnosis.js';
import { furtherMessages, stageMessage } from '../../i18n/stage-message.js';
import type { Reply } from '../../smtp/reply.js';
import { type CapacityDocument, capacityDocument } from './capacity-document.js';

export interface StageDocument {
  readonly stage: StageResult['stage'];
  readonly status: StageResult['status'];
  readonly ms: number;
  readonly kind: string | null;
  readonly reply: Reply | null;
  readonly message: string;
  readonly advice: readonly { readonly for: string; readonly text: string }[];
  /** Addresses, certificate, extensions: what the stage found. */
  readonly facts: StageFacts;
}

export interface ConnectionDocument {
  readonly ok: boolean;
  readonly stages: readonly StageDocument[];
  /** What was tried without a login after a failure, and which of it to use. */
  readonly pairs: ConnectionTest['pairs'];
  readonly proposal: { readonly port: number; readonly encryption: string } | null;
  /** Only where it was asked for and every stage passed. */
  readonly capacity?: CapacityDocument;
}

export function connectionDocument(test: ConnectionTest, texts: DiagnosisTexts): ConnectionDocument {
  const { ok, target, stages, pairs, capacity } = test;
  const document = (result: StageResult): StageDocument => {
    const { stage, status, ms, kind, reply, facts } = result;
    const message = [stageMessage(result, target, texts), ...furtherMessages(result, target, texts)].join(
      ' ',
    );
    const advice = adviceFor(result, target).map((entry) => ({
      for: entry.for,
      text: texts.advice[entry.advice](target),
    }));
    return { stage, status, ms, kind, reply, message, advice, facts };
  };
  const working = pairs.find(({ works }) => works);
  const proposal = working ? { port: working.port, encryption: working.encryption } : null;
  return {
    ok,
    stages: stages.map(document),
    pairs,
    proposal,
    ...(capacity && { capacity: capacityDocument(capacity, target, texts) }),
  };
}
