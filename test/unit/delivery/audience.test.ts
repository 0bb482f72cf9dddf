import { describe, expect, it } from 'vitest';
import { audienceOf, refuseOtherAudience } from '../../../src/delivery/audience.js';
import { Ledger } from '../../../src/delivery/ledger.js';
import type { HeaderRecord, JournalRecord } from '../../../src/delivery/record.js';

const AT = '2027-03-01T07:00:00.000Z';
const reply = { code: 250, enhanced: null, text: 'ok' };
const committing = (voter: string): JournalRecord => ({
  t: 'committing',
  voter,
  row: 'r',
  messageId: '',
  message: '',
  date: 1,
  at: AT,
});

/** a accepted, d in doubt, p pending, r refused, f deferred, g removed and accepted, h removed and pending. */
function ledger(): Ledger {
  const made = new Ledger();
  made.apply({ t: 'roll', voters: [...'adprfgh'] });
  for (const voter of 'adg') made.apply(committing(voter));
  for (const voter of 'ag') made.apply({ t: 'accepted', voter, row: 'r', kind: 'accepted', reply, at: AT });
  made.apply({ t: 'refused', voter: 'r', row: 'r', kind: 'no', reply, at: AT });
  made.apply({ t: 'deferred', voter: 'f', row: 'r', kind: 'later', reply, next: AT, at: AT });
  const removed = [...'gh'].map((voter) => [voter, null] as const);
  made.apply({ t: 'changed', what: 'removed', digest: null, voters: removed, at: AT });
  return made;
}

const roll = (voters: string) =>
  new Map([...voters].map((voter, index) => [voter, { digest: 'r', row: index + 2 }]));

function audience(voters: string, listed: string, known: Ledger | null = ledger()): [string, string] {
  const found = audienceOf(known, roll(voters), new Set(listed));
  return [[...found.addressees.keys()].join(''), found.voted.join('')];
}

describe('whom a reminder is about', () => {
  it.each([
    // roll, listed, addressees, voted
    ['xadprf', 'prf', 'adprf', '', 'the listed and the mailed, in the order of the roll'],
    ['xadprf', 'p', 'adp', 'rf', 'not the refused and deferred who have voted'],
    ['xadprf', 'x', 'xad', 'prf', 'whoever is newly listed, and not the pending who have voted'],
    ['xadprf', 'a', 'ad', 'prf', 'the mailed, whether they are listed or not'],
    ['xadp', 'p', 'adp', '', 'nobody who has left the roll, and they have not voted either'],
    ['xadprfgh', 'p', 'adpg', 'rf', 'not the removed again, unless they were mailed'],
    ['xadprfgh', 'ph', 'adpgh', 'rf', 'whoever comes back'],
  ])('of the roll %s and the list %s: %s, and %s have voted: %s', (voters, listed, addressees, voted) => {
    expect(audience(voters, listed)).toEqual([addressees, voted]);
  });

  it('is the list alone where nothing has begun', () => {
    expect(audience('abc', 'cb', null)).toEqual(['bc', '']);
  });

  it('counts nobody who is leaving', () => {
    const known = ledger();
    const { addressees, voted } = audienceOf(known, roll('xadprf'), new Set('p'));
    const before = known.counts(addressees, new Set(voted));
    expect(before).toEqual({ voters: 3, accepted: 1, refused: 0, deferred: 0, inDoubt: 1, pending: 1 });
    known.apply({ t: 'changed', what: 'removed', digest: null, voters: voted.map((v) => [v, null]), at: AT });
    expect(known.counts(addressees)).toEqual(before);
    expect(known.counts(known.present())).toEqual(before);
  });
});

describe('the state file of another audience', () => {
  const place = { statePath: 's', rehearsal: false };
  const everybody = {} as HeaderRecord;
  const reminder = { audience: 'not-voted' } as HeaderRecord;

  it.each([
    [everybody, undefined, null],
    [reminder, 'not-voted', null],
    [reminder, undefined, 'not-voted-missing'],
    [everybody, 'not-voted', 'not-voted-foreign'],
    [null, 'not-voted', 'not-voted-foreign'],
  ] as const)('%j for %s: %s', (header, audience, kind) => {
    const refuse = () => refuseOtherAudience(header, audience ? { ...place, audience } : place);
    if (kind) expect(refuse).toThrow(expect.objectContaining({ kind, details: { statePath: 's' } }));
    else expect(refuse).not.toThrow();
  });

  it.each([[everybody], [reminder]])('is no matter of a rehearsal: %j', (header) => {
    expect(() =>
      refuseOtherAudience(header, { ...place, rehearsal: true, audience: 'not-voted' }),
    ).not.toThrow();
    expect(() => refuseOtherAudience(header, { ...place, rehearsal: true })).not.toThrow();
  });
});
