/** Owns the decision on voters in doubt: asked at a terminal, given by a flag, never taken by default. */
import type { Mailing } from '../../delivery/mailing.js';
import { Fault } from '../../fault.js';
import type { Context } from '../context.js';
import { type InviteeSource, invitees } from './invitees.js';
import type { SendOptions } from './send-options.js';

/**
 * Records what becomes of the doubts among the selected voters. A resend is made ready first: unless every message
 * comes out byte for byte as before, nothing is decided and `message-differs` is thrown.
 */
export async function decideDoubts(
  context: Context,
  mailing: Mailing,
  from: InviteeSource,
  selected: (voter: string) => boolean,
  options: SendOptions,
): Promise<void> {
  const doubts = [...from.index.keys()].filter(
    (voter) => selected(voter) && mailing.ledger.voters.get(voter)?.state === 'in-doubt',
  );
  if (doubts.length === 0) return;
  const decision = await askDecision(context, doubts.length, options.inDoubt ?? 'ask');
  if (decision === 'skip') return;
  if (decision === 'resend') await checkSameBytes(mailing, from, new Set(doubts));
  const at = new Date(context.clock.now()).toISOString();
  const as = decision === 'accept' ? 'accepted' : 'resend';
  await Promise.all(doubts.map((voter) => mailing.journal.append({ t: 'decided', voter, as, at })));
}

async function askDecision(
  context: Context,
  count: number,
  wish: 'ask' | 'skip' | 'resend' | 'accept',
): Promise<'skip' | 'resend' | 'accept'> {
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
