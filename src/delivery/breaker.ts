/** Owns the breaker: refusals for what the message is or whom it comes from are nobody's own before others are accepted. */
import { type Attempt, book, cleanReply, takeBack, withdraw } from './booking.js';
import type { PolicyRefusal } from './refusals.js';
import type { Run } from './run.js';
import type { Verdict } from './verdict.js';
import type { Invitee } from './work-queue.js';

const MOST_EQUAL_POLICY_REFUSALS = 3;

/**
 * Equal policy refusals in a row mean the sender or the text, not these voters: nobody is booked as refused before
 * another message was accepted, or the roll is through. Until then they are pending, also after a crash.
 */
export async function holdRefusal(
  run: Run,
  invitee: Invitee,
  { why, phase, reply: raw }: Extract<Verdict, { kind: 'policy' }>,
  attempt: Attempt,
): Promise<void> {
  const refusal = { invitee, why, phase, reply: cleanReply(invitee, raw), heard: run.tick() };
  await withdraw(run, invitee, why, refusal.reply, attempt);
  run.heldRefusals.push(refusal);
  const equal = run.heldRefusals.filter((held) => held.why === why);
  const inARow = equal.filter(({ heard }) => heard > run.lastAccepted).length;
  // Messages that were under way on other connections may be accepted between.
  const most = MOST_EQUAL_POLICY_REFUSALS + 2 * (run.granted - 1);
  if (inARow >= MOST_EQUAL_POLICY_REFUSALS || equal.length >= most) await trip(run, refusal, equal.length);
}

/** The roll is through, and nothing shows that the host has something against the sender or the text. */
export async function bookAtEnd(run: Run): Promise<void> {
  const { end, queue, heldRefusals, options } = run;
  const last = heldRefusals.at(-1);
  // Of a few voters nothing shows that either; the others may tell, in a run for everybody.
  if (end === null && options.partial && last) {
    return trip(run, last, heldRefusals.length);
  }
  const harmless =
    end === null || end.kind === 'paused' || end.kind === 'until' || end.kind === 'interrupted';
  if (harmless && !options.partial && queue.isThrough) await bookHeldRefusals(run);
}

/** Books the refusals that were held back before a time (`Run.tick`); not once the breaker has tripped. */
export async function bookHeldRefusals(run: Run, before = Number.POSITIVE_INFINITY): Promise<void> {
  const ready = run.heldRefusals.filter(({ heard }) => heard < before);
  run.heldRefusals = run.heldRefusals.filter(({ heard }) => heard >= before);
  for (const held of ready) {
    if (run.end?.kind === 'breaker') return;
    await bookPolicy(run, held);
  }
}

/** Too many of them trip the breaker, too, though others are accepted between; whoever was booked is pending again. */
async function bookPolicy(run: Run, held: PolicyRefusal): Promise<void> {
  await book(run, held.invitee, 'refused', held.why, held.reply);
  const tooMany = run.refusals.addPolicy(held, run.options.mostRefused);
  // Tripped meanwhile.
  if (run.end?.kind === 'breaker') return takeBack(run, held.invitee, held.why, held.reply);
  if (!tooMany) return;
  const { policy, settled } = run.refusals;
  await trip(run, held, policy.length, settled);
}

/** Whoever was booked in this run for the same is pending again. */
async function trip(
  run: Run,
  { why, phase, reply }: PolicyRefusal,
  count: number,
  settled: number | null = null,
): Promise<void> {
  if (run.over) return;
  run.halt({ kind: 'breaker', why, phase, reply, count, settled });
  const booked = run.refusals.policy.filter((held) => settled !== null || held.why === why);
  for (const held of booked) await takeBack(run, held.invitee, held.why, held.reply);
}
