/** Owns which kinds can stand in a voter's record or be the reason of a pause, and how one is put into words. */
import type { ConnectionKind } from '../smtp/connection-failure.js';
import type { ReplyKind } from '../smtp/phase.js';
import type { SubmissionOutcome } from '../smtp/submission.js';
import { clause } from './format.js';
import { textOf } from './text-of.js';

/** How a session broke down at a voter. */
type Breakdown = Extract<SubmissionOutcome, { readonly cause: string }>['cause'];
/** What the delivery itself books or waits for. */
type DeliveryKind = 'accepted' | 'deferred' | 'pace' | 'message-too-large' | 'message-differs';

export type Kind = ReplyKind | ConnectionKind | Breakdown | DeliveryKind;

/** A clause each, beginning small and without a full stop: it follows a colon. */
export type KindTexts = Readonly<Record<Kind, string>>;

/** The clause for `kind`; an unknown one, as from the state file of a newer version, is shown as it came. */
export function kindWord(kinds: KindTexts, kind: string): string {
  return textOf(kinds, kind) ?? clause(kind);
}
