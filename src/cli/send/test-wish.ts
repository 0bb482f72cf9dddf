/** Owns what a test message is asked for by: `--test-to` or `--test`, and which options it does not go together with. */
import { Fault } from '../../fault.js';
import { addressOption } from '../address-option.js';
import type { SendOptions } from './send-options.js';

export type TestWish =
  /** Rows of the roll to mailboxes of one's own; credentials masked. Addresses as `parseAddress` gives them. */
  | { readonly kind: 'masked'; readonly to: readonly string[] }
  /** The test voters, each at their own address, with their credentials. */
  | { readonly kind: 'credentials' };

export const MOST_ADDRESSES = 5;
/** Rows, or test voters. */
export const MOST_ROWS = 20;

/** What begins, continues or decides a mailing, or says when it goes: a test has none of it. */
const OF_A_MAILING = [
  ...([
    'newMailing',
    'plan',
    'printSchedule',
    'state',
    'takeOver',
    'now',
    'until',
    'limit',
    'inDoubt',
  ] as const),
  ...([
    'notVoted',
    'acceptTurnoutVisible',
    'acceptOldList',
    'retryRefused',
    'again',
    'address',
    'reason',
  ] as const),
  ...(['acceptAdded', 'acceptRemoved', 'acceptChanged'] as const),
] as const;

/**
 * Null where a mailing is wanted. Throws `usage` where the options do not fit together, `bad-option-value` for an
 * address, `too-many-tests`.
 */
export function testWish(options: SendOptions): TestWish | null {
  const { test, testTo, testVoters, row, widest } = options;
  if (testTo === undefined && !test) {
    // Taken for a test, it would go to the whole roll.
    if (testVoters !== undefined) throw new Fault('usage', { reason: 'test-voters-alone' });
    if (row !== undefined || widest) throw new Fault('usage', { reason: 'rows-without-test' });
    return null;
  }
  if (testTo !== undefined && test) throw new Fault('usage', { reason: 'test-twice' });
  if (testTo !== undefined && testVoters !== undefined)
    throw new Fault('usage', { reason: 'test-voters-alone' });
  if (OF_A_MAILING.some((option) => options[option] !== undefined))
    throw new Fault('usage', { reason: 'test-alone' });
  return testTo === undefined ? { kind: 'credentials' } : { kind: 'masked', to: addresses(testTo) };
}

function addresses(given: readonly string[]): readonly string[] {
  const to = given.map((value) => addressOption('--test-to', value));
  refuseRepeated('--test-to', given, (_value, index) => to[index]?.toLowerCase() ?? '');
  // An empty list is nobody, and never the roll.
  if (to.length === 0) addressOption('--test-to', '');
  if (to.length > MOST_ADDRESSES)
    throw new Fault('too-many-tests', { what: 'addresses', count: to.length, limit: MOST_ADDRESSES });
  return to;
}

/** Whoever names one twice has probably meant another. Throws `bad-option-value`. */
export function refuseRepeated<T>(
  option: string,
  values: readonly T[],
  key: (value: T, index: number) => string = String,
): void {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    const same = key(value, index);
    if (seen.has(same))
      throw new Fault('bad-option-value', { option, value: String(value), expected: 'each-once' });
    seen.add(same);
  }
}
