/** Owns the decision on voters in doubt: asked at a terminal, given by a flag, never taken by default. */
import type { Mailing } from '../../delivery/mailing.js';
import { Fault } from '../../fault.js';
import type { Context } from '../context.js';
import { type InviteeSource, invitees } from './invitees.js';
import type { SendOptions } from './send-options.js';

/** What the user wants of the doubts among the selected voters; nothing is recorded yet. */
export interface DoubtDecision {
  readonly as: 'skip' | 'resend' | 'accept';
  readonly voters: readonly string[];
  /** How many doubts the decision was about, whatever can be recorded of it. */
  readonly concerned: number;
}

export const NO_DOUBTS: DoubtDecision = { as: 'skip', voters: [], concerned: 0 };

/**
 * Asks, or takes the flag. A resend is made ready first: unless every message comes out byte for byte as before,
 * `message-differs` is thrown.
 */
export async function decideDoubts(
  context: Context,
  mailing: Mailing,
  from: InviteeSource,
  selected: (voter: string) => boolean,
  options: SendOptions,
): Promise<DoubtDecision> {
  const wish = options.inDoubt ?? 'ask';
  const concerned = [...mailing.ledger.voters].filter(
    // A word that is given concerns every doubt; the question only those that nobody has decided.
    ([voter, { state, resend }]) => selected(voter) && state === 'in-doubt' && !(wish === 'ask' && resend),
  );
  if (concerned.length === 0) return NO_DOUBTS;
  const as = await askDecision(context, concerned.length, wish);
  const voters = concerned.map(([voter]) => voter).filter((voter) => isPossible(as, voter, mailing, from));
  if (as === 'resend') await checkSameBytes(mailing, from, new Set(voters));
  return { as, voters, concerned: concerned.length };
}

/**
 * Who is not in the roll any more cannot be mailed, nor who was mailed at an address that this run has not got; a wish
 * can be taken back only where there is one.
 */
function isPossible(
  as: DoubtDecision['as'],
  voter: string,
  mailing: Mailing,
  { index, again }: InviteeSource,
): boolean {
  const entry = mailing.ledger.entry(voter);
  if (as === 'skip') return entry.resend;
  const given = again?.voter === voter ? again.addressDigest : null;
  return as === 'accept' || (index.has(voter) && (entry.again?.address ?? null) === given);
}

/** Writes the decision into the journal, once the user has said yes to the whole plan. */
export async function recordDecision(
  mailing: Mailing,
  { as, voters }: DoubtDecision,
  at: string,
): Promise<void> {
  const decided = as === 'accept' ? 'accepted' : as;
  await Promise.all(voters.map((voter) => mailing.journal.append({ t: 'decided', voter, as: decided, at })));
}

async function askDecision(
  context: Context,
  count: number,
  wish: 'ask' | 'skip' | 'resend' | 'accept',
): Promise<DoubtDecision['as']> {
  if (wish !== 'ask') return wish;
  if (!context.terminal.interactive) return 'skip';
  const { ask } = context.texts.send;
  return context.prompts.choose(ask.doubts(count), '--in-doubt skip', [
    { value: 'skip' as const, name: ask.skip },
    { value: 'resend' as const, name: ask.resend },
    { value: 'accept' as const, name: ask.accept },
  ]);
}

async function checkSameBytes(
  mailing: Mailing,
  from: InviteeSource,
  doubts: ReadonlySet<string>,
): Promise<void> {
  for await (const invitee of invitees(from, mailing.ledger)) {
    if (!doubts.has(invitee.voter)) continue;
    const { date, message } = mailing.ledger.entry(invitee.voter);
    const bytes = await invitee.compose(date ?? 0);
    if (from.pseudonyms.message(bytes) !== message) throw new Fault('message-differs', { row: invitee.row });
  }
}
