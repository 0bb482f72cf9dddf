import { describe, expect, it } from 'vitest';
import { isDue, Ledger } from '../../../src/delivery/ledger.js';
import type { JournalRecord } from '../../../src/delivery/record.js';
import { Tally } from '../../../src/delivery/tally.js';
import type { VoterState } from '../../../src/delivery/voter-entry.js';

const AT = '2027-03-01T07:00:00.000Z';
const NEXT = '2027-03-01T07:05:00.000Z';
const reply = { code: 250, enhanced: null, text: 'ok' };

const RECORDS = {
  committing: { t: 'committing', voter: 'a', row: 'r', messageId: '<m>', message: 'd', date: 5, at: AT },
  accepted: { t: 'accepted', voter: 'a', row: 'r', kind: 'accepted', reply, at: AT },
  refused: { t: 'refused', voter: 'a', row: 'r', kind: 'no', reply, at: AT },
  deferred: { t: 'deferred', voter: 'a', row: 'r', kind: 'later', reply, next: NEXT, at: AT },
  withdrawn: { t: 'withdrawn', voter: 'a', kind: 'lost', reply: null, at: AT },
  unanswered: { t: 'unanswered', voter: 'a', kind: 'no-answer', reply: null, at: NEXT },
  found: { t: 'decided', voter: 'a', as: 'accepted', at: AT },
  resend: { t: 'decided', voter: 'a', as: 'resend', at: AT },
} as const satisfies Record<string, JournalRecord>;

function after(...names: readonly (keyof typeof RECORDS)[]): Ledger {
  const ledger = new Ledger();
  ledger.apply({ t: 'roll', voters: ['a'] });
  for (const name of names) ledger.apply(RECORDS[name]);
  return ledger;
}

describe('the state of a voter', () => {
  it.each([
    [[], 'pending'],
    [['committing'], 'in-doubt'],
    [['committing', 'accepted'], 'accepted'],
    [['committing', 'refused'], 'refused'],
    [['refused'], 'refused'],
    [['deferred'], 'deferred'],
    [['committing', 'deferred'], 'deferred'],
    [['committing', 'withdrawn'], 'pending'],
    [['committing', 'refused', 'withdrawn'], 'pending'],
    [['deferred', 'committing'], 'in-doubt'],
    [['deferred', 'committing', 'accepted'], 'accepted'],
    [['committing', 'found'], 'accepted'],
    [['committing', 'withdrawn', 'refused'], 'refused'],
    // Why: a resend that was refused or deferred wiped out the doubt, though the first copy may have arrived.
    [['committing', 'resend'], 'in-doubt'],
    [['committing', 'resend', 'refused'], 'in-doubt'],
    [['committing', 'resend', 'committing', 'refused'], 'in-doubt'],
    [['committing', 'resend', 'deferred'], 'in-doubt'],
    [['committing', 'resend', 'committing', 'withdrawn'], 'in-doubt'],
    [['committing', 'resend', 'committing', 'refused', 'found'], 'accepted'],
    [['committing', 'resend', 'committing', 'resend', 'committing', 'refused'], 'in-doubt'],
    [['committing', 'resend', 'committing', 'resend', 'committing', 'accepted'], 'accepted'],
    [['committing', 'resend', 'committing'], 'in-doubt'],
    [['committing', 'resend', 'committing', 'accepted'], 'accepted'],
  ] as const satisfies readonly (readonly [readonly (keyof typeof RECORDS)[], VoterState])[])(
    'after %j is %s',
    (names, state) => {
      expect(after(...names).entry('a').state).toBe(state);
    },
  );

  it('remembers the message it was mailed as', () => {
    expect(after('committing').entry('a')).toMatchObject({
      row: 'r',
      messageId: '<m>',
      message: 'd',
      date: 5,
      at: AT,
      reply: null,
    });
  });

  it('keeps date and digest when the message was withdrawn: the next one is the same', () => {
    expect(after('committing', 'withdrawn').entry('a')).toMatchObject({ date: 5, message: 'd' });
  });

  it('knows of lost attempts, and so demands the same bytes, until one is accepted', () => {
    const lost = (...names: (keyof typeof RECORDS)[]) => after(...names).entry('a').lost;
    expect(lost('committing')).toBe(0);
    expect(lost('committing', 'resend')).toBe(1);
    expect(lost('committing', 'resend', 'resend')).toBe(1);
    expect(lost('committing', 'resend', 'committing', 'withdrawn')).toBe(1);
    expect(lost('committing', 'resend', 'committing', 'resend')).toBe(2);
    expect(lost('committing', 'resend', 'committing', 'accepted')).toBe(0);
    expect(lost('committing', 'resend', 'found')).toBe(0);
  });

  // Why: with --limit 1 the other doubts lost the user's word, or whoever was deferred was asked about again.
  it.each([
    [[], true],
    [['deferred'], true],
    [['committing', 'withdrawn'], true],
    [['committing'], false],
    [['committing', 'accepted'], false],
    [['refused'], false],
    [['committing', 'resend'], true],
    [['committing', 'resend', 'deferred'], true],
    [['committing', 'resend', 'committing', 'withdrawn'], true],
    [['committing', 'resend', 'refused'], false],
    [['committing', 'resend', 'committing', 'withdrawn', 'refused'], false],
    [['committing', 'resend', 'committing'], false],
    [['committing', 'resend', 'committing', 'resend'], true],
    [['committing', 'resend', 'committing', 'accepted'], false],
    [['committing', 'resend', 'found'], false],
  ] as const satisfies readonly (readonly [readonly (keyof typeof RECORDS)[], boolean])[])(
    'after %j is mailed by the next run: %s',
    (names, due) => {
      expect(isDue(after(...names).entry('a'))).toBe(due);
    },
  );

  it('counts deferrals and knows when the next attempt is due', () => {
    expect(after('deferred', 'deferred').entry('a')).toMatchObject({ deferrals: 2, next: Date.parse(NEXT) });
    expect(after('deferred', 'committing').entry('a').next).toBeNull();
  });

  it('knows when messages went out', () => {
    expect(after('committing', 'accepted', 'committing').releases).toEqual([Date.parse(AT), Date.parse(AT)]);
  });

  it('counts a message from its reply on, and one without a reply from its release', () => {
    const ledger = after('committing');
    const later = new Date(Date.parse(AT) + 20_000).toISOString();
    ledger.apply({ ...RECORDS.accepted, at: later });
    ledger.apply(RECORDS.committing);
    expect(ledger.releases).toEqual([Date.parse(later), Date.parse(AT)]);
  });

  // Why: a host that was slow to answer counted a message after the run was killed, and the next run's window was too full.
  it('counts one of a killed run as of now, until no answer can come any more', () => {
    const ledger = after('committing');
    const soon = Date.parse(AT) + 20_000;
    expect(ledger.countedBy(soon)).toEqual([soon]);
    expect(ledger.countedBy(Date.parse(AT) + 11 * 60_000)).toEqual([Date.parse(AT)]);
    const unanswered = after('committing', 'unanswered');
    expect(unanswered.countedBy(soon)).toEqual([Date.parse(NEXT)]);
  });

  // Why: after a restart ten addresses refused at RCPT TO were not counted, and ten more went in the same minute.
  it.each([
    ['a refused address', { ...RECORDS.refused, address: 'x' }, 1],
    ['a deferred voter', RECORDS.deferred, 1],
    // Its message was counted, and is booked only now.
    ['a refusal for policy', RECORDS.refused, 0],
  ])('counts %s without a message, but as none', (_what, record, expected) => {
    const ledger = after();
    ledger.apply(record);
    expect([ledger.countedBy(0).length, ledger.releases.length]).toEqual([expected, 0]);
  });

  it('tells every transition, also the one into doubt', () => {
    const ledger = after();
    const told: string[] = [];
    ledger.onTransition = (before, state) => told.push(`${before}>${state}`);
    for (const name of ['committing', 'withdrawn', 'deferred', 'committing', 'accepted'] as const)
      ledger.apply(RECORDS[name]);
    expect(told).toEqual([
      'pending>in-doubt',
      'in-doubt>pending',
      'pending>deferred',
      'deferred>in-doubt',
      'in-doubt>accepted',
    ]);
  });
});

describe('what a mailing is bound to', () => {
  const header = {
    t: 'header',
    v: 1,
    rehearsal: false,
    mailing: 'm',
    tool: '1',
    key: 'k',
    at: AT,
    template: 't',
    sender: 's',
    columns: 'c',
    host: 'h',
    user: 'u',
  } as const;

  it.each(['template', 'sender', 'host', 'user'] as const)('changes %s alone when told so', (what) => {
    const ledger = new Ledger();
    ledger.apply(header);
    ledger.apply({ t: 'changed', what, digest: 'new', voters: [], at: AT });
    const { template, sender, host, user } = header;
    expect(ledger.bound).toMatchObject({ template, sender, host, user, [what]: 'new' });
    expect(ledger.header).toEqual(header);
  });

  it('takes new rows and removed voters', () => {
    const ledger = after('committing', 'accepted');
    ledger.apply({ t: 'changed', what: 'rows', digest: null, voters: [['a', 'new']], at: AT });
    expect(ledger.entry('a')).toMatchObject({ row: 'new', removed: false, state: 'accepted' });
    ledger.apply({ t: 'changed', what: 'removed', digest: null, voters: [['a', null]], at: AT });
    expect(ledger.entry('a')).toMatchObject({ row: 'new', removed: true });
  });
});

describe('the counts', () => {
  it('are of everybody, or of the present roll, where a stranger is pending', () => {
    const ledger = after('committing', 'accepted');
    ledger.apply({ t: 'roll', voters: ['b', 'c'] });
    ledger.apply({ ...RECORDS.refused, voter: 'b' });
    expect(ledger.counts()).toEqual({
      voters: 3,
      accepted: 1,
      refused: 1,
      deferred: 0,
      inDoubt: 0,
      pending: 1,
    });
    expect(ledger.counts(new Set(['a', 'b', 'c', 'new']))).toMatchObject({ voters: 4, pending: 2 });
  });

  // Why: the doubt of a voter who had left the roll was in no count, and the run said that everything was done.
  it('count of the others who are in doubt, or missing without the user’s word', () => {
    const ledger = after('committing');
    ledger.apply({ t: 'roll', voters: ['b', 'c'] });
    ledger.apply({ ...RECORDS.accepted, voter: 'b' });
    expect(ledger.counts(new Set(['c']))).toMatchObject({ voters: 3, inDoubt: 1, accepted: 1, pending: 1 });
    const removed = ['a', 'b'].map((voter) => [voter, null] as const);
    ledger.apply({
      t: 'changed',
      what: 'removed',
      digest: null,
      voters: removed,
      at: '2027-03-01T08:00:00Z',
    });
    expect(ledger.counts(new Set(['c']))).toMatchObject({ voters: 2, inDoubt: 1, accepted: 0, pending: 1 });
  });
});

describe('the running counts', () => {
  const OUTCOMES = ['accepted', 'refused', 'deferred', 'withdrawn'] as const;

  it('are those of the ledger after every record', () => {
    const ledger = after();
    ledger.apply({ t: 'roll', voters: ['b'] });
    const tally = new Tally(ledger, new Set(['a', 'b']));
    for (const first of OUTCOMES)
      for (const second of OUTCOMES) {
        ledger.apply(RECORDS.committing);
        ledger.apply(RECORDS[first]);
        expect(tally.counts()).toEqual(ledger.counts(new Set(['a', 'b'])));
        ledger.apply(RECORDS[second]);
        expect(tally.counts()).toEqual(ledger.counts(new Set(['a', 'b'])));
      }
  });

  it.each(OUTCOMES)('are those of the ledger after the resend of a doubt that was %s', (outcome) => {
    const ledger = after('committing', 'resend');
    const tally = new Tally(ledger, new Set(['a']));
    for (const name of ['committing', outcome] as const) {
      ledger.apply(RECORDS[name]);
      expect(tally.counts()).toEqual(ledger.counts(new Set(['a'])));
    }
  });

  it('show a message under way as pending, and as a doubt once it is one', () => {
    const ledger = after();
    const tally = new Tally(ledger, new Set(['a']));
    ledger.apply(RECORDS.committing);
    expect(tally.counts()).toMatchObject({ pending: 1, inDoubt: 0 });
    tally.doubted();
    expect(tally.counts()).toMatchObject({ pending: 0, inDoubt: 1 });
  });

  it('never count below zero, and keep the doubts of earlier runs', () => {
    const ledger = after('committing');
    ledger.apply({ t: 'roll', voters: ['b'] });
    const tally = new Tally(ledger, new Set(['a', 'b']));
    expect(tally.counts()).toMatchObject({ inDoubt: 1, pending: 1 });
    ledger.apply({ ...RECORDS.committing, voter: 'b' });
    ledger.apply({ ...RECORDS.accepted, voter: 'b' });
    expect(tally.counts()).toMatchObject({ inDoubt: 1, pending: 0, accepted: 1 });
  });
});
