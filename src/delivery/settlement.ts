/** Owns what follows from a verdict: how it is booked, when its voter is tried again, and whether the run goes on. */
import type { Reply } from '../smtp/reply.js';
import { type Attempt, book, cleanReply, takeBack, tell, withdraw } from './booking.js';
import { bookHeldRefusals, holdRefusal } from './breaker.js';
import { countBreakdown, heedDeferral, slowDown, waitForQuota } from './host-wishes.js';
import type { Run } from './run.js';
import { TOO_MANY_CONNECTIONS, type Verdict } from './verdict.js';
import type { Invitee } from './work-queue.js';

const MINUTE = 60_000;
/** Minutes until a deferred voter's next attempt (RFC 5321 4.5.4.1 asks for at least 30 in the long run). */
const DEFERRALS = [5, 15, 30, 60];
const MOST_DOUBTS_IN_A_ROW = 3;
/** Of all outcomes of a run; each costs somebody a look into a log. */
const MOST_DOUBTS = 0.1;
const FEWEST_DOUBTS = 5;

/** Books the verdict; throws the journal's Fault where it cannot be written. */
export async function settle(run: Run, invitee: Invitee, verdict: Verdict, attempt: Attempt): Promise<void> {
  switch (verdict.kind) {
    case 'accepted':
      return accept(run, invitee, verdict.reply, attempt);
    case 'refused':
      return refuse(run, invitee, verdict.why, verdict.reply);
    case 'policy':
      return holdRefusal(run, invitee, verdict, attempt);
    case 'deferred':
      if (verdict.broken) countBreakdown(run, verdict.why, cleanReply(invitee, verdict.reply));
      return defer(run, invitee, verdict.why, verdict.reply);
    case 'in-doubt':
      return doubt(run, invitee, verdict.why, verdict.reply);
    case 'too-large':
      await withdraw(run, invitee, 'message-too-large', null, attempt);
      return run.halt({ kind: 'too-large', bytes: attempt.bytes, limit: verdict.limit });
    case 'stop': {
      const reply = cleanReply(invitee, verdict.reply);
      await withdraw(run, invitee, verdict.why, reply, attempt);
      return run.halt({ kind: 'account', why: verdict.why, phase: verdict.phase, reply });
    }
    default:
      return tryLater(run, invitee, verdict, attempt);
  }
}

async function accept(run: Run, invitee: Invitee, reply: Reply, { begun }: Attempt): Promise<void> {
  run.lastAccepted = run.tick();
  run.doubtsInARow = 0;
  run.deferredInARow = 0;
  run.slowdowns = 0;
  run.breakdowns = 0;
  run.refusals.accepted(begun);
  run.forgetAttempts(invitee.voter);
  await book(run, invitee, 'accepted', 'accepted', reply);
  // The host takes the message and the sender: those refusals before it were their voters' own.
  await bookHeldRefusals(run, begun);
}

/** Too many end the run; those since the last acceptance are pending again, for it may not be their addresses. */
async function refuse(run: Run, invitee: Invitee, why: string, raw: Reply): Promise<void> {
  const heard = run.tick();
  await book(run, invitee, 'refused', why, raw, invitee.rollAddress());
  const reply = cleanReply(invitee, raw);
  const tooMany = run.refusals.add({ invitee, why, reply, heard }, run.options.mostRefused);
  // It was under way when there were too many.
  if (run.end?.kind === 'addresses') return takeBack(run, invitee, why, reply);
  if (!tooMany || run.over) return;
  const { refused, settled, inARow } = run.refusals;
  run.halt({ kind: 'addresses', refused, settled, reply });
  // Others may be added meanwhile, and are taken back for themselves.
  for (const held of [...inARow]) await takeBack(run, held.invitee, held.why, held.reply);
}

async function tryLater(
  run: Run,
  invitee: Invitee,
  verdict: Extract<Verdict, { kind: 'again' | 'slower' | 'wait' }>,
  attempt: Attempt,
): Promise<void> {
  const reply = cleanReply(invitee, verdict.reply);
  await withdraw(run, invitee, verdict.why, reply, attempt);
  run.queue.again(invitee);
  if (verdict.kind === 'again') return countBreakdown(run, verdict.why, reply);
  run.forgetAttempts(invitee.voter);
  // With fewer connections it is not too much any more; the pace was never the matter.
  if (verdict.why === TOO_MANY_CONNECTIONS && run.grantOneLess()) return;
  if (verdict.kind === 'slower') return slowDown(run, verdict.why, reply);
  await waitForQuota(run, verdict.why, reply);
}

async function defer(run: Run, invitee: Invitee, why: string, raw: Reply | null): Promise<void> {
  const { doors } = run;
  const { deferrals } = doors.ledger.entry(invitee.voter);
  const minutes = DEFERRALS[Math.min(deferrals, DEFERRALS.length - 1)] ?? 60;
  const next = doors.clock.now() + minutes * MINUTE;
  const reply = cleanReply(invitee, raw);
  const { voter, rowDigest: row } = invitee;
  const record = { t: 'deferred', voter, row, kind: why, reply, next: new Date(next).toISOString() } as const;
  await doors.journal.append({ ...record, at: run.timestamp });
  run.forgetAttempts(voter);
  run.queue.defer(invitee, run.now() + minutes * MINUTE);
  tell(run, invitee, 'deferred', why, reply, next);
  if (deferrals === 0) await heedDeferral(run, why, reply);
}

/** The `committing` record without an outcome is the doubt; what is known of it is for whoever searches a log. */
async function doubt(run: Run, invitee: Invitee, why: string, raw: Reply | null): Promise<void> {
  run.doubtsInARow += 1;
  run.doubts += 1;
  const reply = cleanReply(invitee, raw);
  tell(run, invitee, 'in-doubt', why, reply);
  const record = { t: 'unanswered', voter: invitee.voter, kind: why, reply, at: run.timestamp } as const;
  await run.doors.journal.append(record);
  const isOften =
    run.doubts >= FEWEST_DOUBTS && run.doubts > MOST_DOUBTS * (run.refusals.settled + run.doubts);
  if (isOften || run.doubtsInARow >= MOST_DOUBTS_IN_A_ROW) run.halt({ kind: 'doubts', count: run.doubts });
}
