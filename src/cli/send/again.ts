/** Owns "I got nothing": one voter mailed once more at the user's word, recorded, with a Message-ID of its own. */
import type { Mailing } from '../../delivery/mailing.js';
import type { AgainRecord } from '../../delivery/record.js';
import { Fault } from '../../fault.js';
import { createRedactor } from '../../redaction.js';
import { addressOption } from '../address-option.js';
import { cellsToRedact } from './invitees.js';
import type { Checked } from './send-checked.js';
import type { SendOptions } from './send-options.js';

/** A repetition as this run is asked for it. */
export interface Again {
  /** The voter's pseudonym. */
  readonly voter: string;
  /** Where the message goes instead of the roll's address; null for that one. */
  readonly address: string | null;
  /** The keyed digest of that address, by which a later run recognises the wish. */
  readonly addressDigest: string | null;
  /** What is to be recorded; null where an earlier run has recorded the very same wish and not come to an end. */
  readonly record: Omit<AgainRecord, 'at'> | null;
  /** A repetition that is in doubt is to be resent: only a run that has its address can make the same bytes. */
  readonly resend: boolean;
}

const LONGEST_REASON = 200;
/** A run that repeats one message does nothing else. */
const NOT_TOGETHER = [
  'newMailing',
  'sandbox',
  'dryRun',
  'plan',
  'only',
  'limit',
  'retryRefused',
  'notVoted',
] as const;

/** Throws `usage` where the options do not fit together, `bad-option-value` for address and reason. */
export function checkAgainOptions(options: SendOptions): void {
  const { again, address, reason } = options;
  if (again === undefined) {
    if (address !== undefined || reason !== undefined) throw new Fault('usage', { reason: 'again-missing' });
    return;
  }
  const inDoubt = options.inDoubt !== undefined && options.inDoubt !== 'resend';
  if (inDoubt || NOT_TOGETHER.some((option) => options[option] !== undefined))
    throw new Fault('usage', { reason: 'again-alone' });
  if (reason === undefined || reason.trim() === '') throw new Fault('usage', { reason: 'again-reason' });
  if (reason.length > LONGEST_REASON || /[\p{Cc}\u2028\u2029]/u.test(reason))
    throw new Fault('bad-option-value', { option: '--reason', value: reason, expected: 'text' });
  if (address !== undefined) addressOption('--address', address);
}

/**
 * What `--again` means for this mailing; null without it. Throws `voter-unknown`, `again-not-needed` for whoever has
 * not been mailed, `again-in-doubt` for whoever may have been and is not to be resent the very same message, and
 * `usage` where there is no doubt to resend.
 */
export function planAgain(ready: Checked, mailing: Mailing | null): Again | null {
  const { options, index, pseudonyms, againVoter } = ready;
  const { again: id, reason = '' } = options;
  if (id === undefined) return null;
  const voter = pseudonyms.voter(id);
  if (!againVoter || !index.has(voter)) throw new Fault('voter-unknown', { ids: [id] });
  const address = otherAddress(options.address, againVoter.email);
  const addressDigest = address === null ? null : pseudonyms.address(address);
  const entry = mailing?.ledger.voters.get(voter);
  if (!entry) throw new Fault('again-not-needed', { row: againVoter.row });
  const before = entry.again?.address ?? null;
  const same = { voter, address, addressDigest, record: null };
  if (entry.state === 'in-doubt') {
    if (options.inDoubt === 'resend' && before === addressDigest) return { ...same, resend: true };
    throw new Fault('again-in-doubt', { row: againVoter.row, otherAddress: before !== null });
  }
  if (options.inDoubt !== undefined) throw new Fault('usage', { reason: 'again-alone' });
  const isOpen = entry.state === 'pending' || entry.state === 'deferred';
  if (isOpen && !entry.again) throw new Fault('again-not-needed', { row: againVoter.row });
  if (isOpen && before === addressDigest) return { ...same, resend: false };
  const redact = createRedactor(cellsToRedact(againVoter).concat(address ?? []));
  const number = (entry.again?.number ?? 0) + 1;
  const record = {
    t: 'again',
    voter,
    number,
    address: addressDigest,
    reason: redact(reason.trim()),
  } as const;
  return { ...same, record, resend: false };
}

function otherAddress(given: string | undefined, ofRoll: string): string | null {
  if (given === undefined) return null;
  const address = addressOption('--address', given);
  return address === ofRoll ? null : address;
}
