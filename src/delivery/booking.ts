/** Owns the records of outcomes and the news of them: what is written into the journal, cleaned, and told. */
import type { Reply } from '../smtp/reply.js';
import type { VoterEvent } from './events.js';
import type { Run } from './run.js';
import type { Invitee } from './work-queue.js';

export interface Attempt {
  /** When it was begun, by `Run.tick`. */
  readonly begun: number;
  /** Whether a `committing` record was begun: then its withdrawal must be recorded, too. */
  readonly committing: boolean;
  /** Size of the message. */
  readonly bytes: number;
}

/** A last outcome; `address` is the keyed digest of the roll's address where that is what was refused. */
export async function book(
  run: Run,
  invitee: Invitee,
  t: 'accepted' | 'refused',
  kind: string,
  raw: Reply,
  address: string | null = null,
): Promise<void> {
  const reply = cleanReply(invitee, raw);
  const { voter, rowDigest: row } = invitee;
  const refused = address === null ? {} : { address };
  await run.doors.journal.append({ t, voter, row, ...refused, kind, reply, at: run.timestamp });
  tell(run, invitee, t, kind, reply);
}

/** A resend would be another message than the one in doubt; the doubt stays. */
export function tellDiffers(run: Run, invitee: Invitee): void {
  tell(run, invitee, 'in-doubt', 'message-differs', null);
}

/** Certainly not accepted: pending again, also after a crash. */
export async function withdraw(
  run: Run,
  invitee: Invitee,
  kind: string,
  reply: Reply | null,
  attempt: Attempt,
): Promise<void> {
  if (attempt.committing) await takeBack(run, invitee, kind, reply);
}

/** Pending again, whatever was booked before. */
export async function takeBack(run: Run, invitee: Invitee, kind: string, reply: Reply | null): Promise<void> {
  await run.doors.journal.append({ t: 'withdrawn', voter: invitee.voter, kind, reply, at: run.timestamp });
  tell(run, invitee, 'withdrawn', kind, reply);
}

/** `next`: for deferred voters, milliseconds since 1970. */
export function tell(
  run: Run,
  invitee: Invitee,
  event: VoterEvent['event'],
  kind: string | null,
  reply: Reply | null,
  next: number | null = null,
): void {
  const { voter, id, row, messageId } = invitee;
  run.doors.report({ event, voter, id, row, messageId, kind, reply, next });
}

/** A server may repeat the address or more of the voter; none of it may reach the journal. */
export function cleanReply<R extends Reply | null>(invitee: Invitee, reply: R): R {
  return (reply && { ...reply, text: invitee.redact(reply.text) }) as R;
}
