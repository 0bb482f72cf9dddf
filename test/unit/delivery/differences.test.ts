import { describe, expect, it } from 'vitest';
import { type Accepted, differencesOf, unaccepted } from '../../../src/delivery/differences.js';
import { Ledger } from '../../../src/delivery/ledger.js';

const AT = '2027-03-01T07:00:00.000Z';
const BOUND = { template: 't', columns: 'c', sender: 's', host: 'h', user: 'u' };
const reply = { code: 250, enhanced: null, text: 'ok' };
const NOTHING: Accepted = { added: null, removed: null, changed: new Set() };

/** a accepted, b in doubt, c pending, d refused. */
function ledger(): Ledger {
  const made = new Ledger();
  made.apply({ t: 'header', v: 1, rehearsal: false, mailing: 'm', tool: '1', key: 'k', at: AT, ...BOUND });
  made.apply({ t: 'roll', voters: ['a', 'b', 'c', 'd'] });
  for (const voter of ['a', 'b'])
    made.apply({ t: 'committing', voter, row: `row-${voter}`, messageId: '', message: '', date: 1, at: AT });
  made.apply({ t: 'accepted', voter: 'a', row: 'row-a', kind: 'accepted', reply, at: AT });
  made.apply({ t: 'refused', voter: 'd', row: 'row-d', kind: 'no', reply, at: AT });
  return made;
}

function roll(text: string) {
  const voters = text.split(' ').filter(Boolean);
  return new Map(
    voters.map((word, index) => {
      const [voter = '', digest = `row-${voter}`] = word.split('=');
      return [voter, { digest, row: index + 2 }];
    }),
  );
}

describe('the differences of a roll', () => {
  it.each([
    ['a b c d', 'the same', {}],
    ['d c b a', 'reordered', {}],
    ['a b c d e f', 'added', { added: ['e', 'f'] }],
    ['b c d', 'an accepted one missing', { removed: ['a'] }],
    ['a c d', 'a doubtful one missing', { removed: ['b'] }],
    // Why: a pending voter who fell out of the roll was never mailed, and the mailing was called complete.
    ['a b d', 'a pending one missing', { removed: ['c'] }],
    ['a b c', 'a refused one missing', { removed: ['d'] }],
    ['', 'everybody missing', { removed: ['a', 'b', 'c', 'd'] }],
    ['a=x b c d', 'a changed row of an accepted one', { rows: [{ voter: 'a', digest: 'x', row: 2 }] }],
    ['c b=x a d', 'a changed row of a doubtful one', { rows: [{ voter: 'b', digest: 'x', row: 3 }] }],
    ['a b c=x d=x', 'changed rows of voters whom nobody mailed', {}],
  ])('%s: %s', (text, _why, expected) => {
    expect(differencesOf(ledger(), roll(text), BOUND)).toEqual({
      added: [],
      removed: [],
      rows: [],
      inputs: [],
      ...expected,
    });
  });

  it('are not told again once a removal was accepted', () => {
    const known = ledger();
    known.apply({ t: 'changed', what: 'removed', digest: null, voters: [['a', null]], at: AT });
    expect(differencesOf(known, roll('b c d'), BOUND).removed).toEqual([]);
  });

  it('are not told again once a changed row was accepted', () => {
    const known = ledger();
    known.apply({ t: 'changed', what: 'rows', digest: null, voters: [['a', 'x']], at: AT });
    expect(differencesOf(known, roll('a=x b c d'), BOUND).rows).toEqual([]);
  });

  it.each(['template', 'sender', 'host', 'user'] as const)('name a changed %s', (what) => {
    const found = differencesOf(ledger(), roll('a b c d'), { ...BOUND, [what]: 'other' });
    expect(found.inputs).toEqual([what]);
    const flag = `--accept-changed ${what === 'user' ? 'host' : what}`;
    expect(unaccepted(found, NOTHING)).toMatchObject([{ flag }]);
  });
});

describe('what the user has not accepted', () => {
  const found = differencesOf(ledger(), roll('b=x c d e f'), { ...BOUND, host: 'o', user: 'o' });

  it('is everything at first, each with its flag', () => {
    expect(unaccepted(found, NOTHING).map(({ flag }) => flag)).toEqual([
      '--accept-added 2',
      '--accept-removed 1',
      '--accept-changed rows',
      '--accept-changed host',
    ]);
  });

  it.each([
    [{ added: 2 }, 3],
    [{ added: 1 }, 4],
    [{ added: 3 }, 4],
    [{ removed: 1 }, 3],
    [{ removed: 2 }, 4],
    [{ changed: new Set(['rows']) }, 3],
    [{ changed: new Set(['rows', 'host']) }, 2],
    [{ changed: new Set(['user']) }, 4],
    [{ added: 2, removed: 1, changed: new Set(['rows', 'host']) }, 0],
  ] as const)('after %o is %i of four', (accepted, left) => {
    expect(unaccepted(found, { ...NOTHING, ...accepted })).toHaveLength(left);
  });

  it('names at most twenty rows and counts all', () => {
    const many = new Ledger();
    const names = Array.from({ length: 50 }, (_, index) => `v${index}`);
    for (const voter of names)
      many.apply({ t: 'accepted', voter, row: 'old', kind: 'accepted', reply, at: AT });
    const rows = new Map(names.map((voter, index) => [voter, { digest: 'new', row: index + 2 }]));
    const [difference] = unaccepted(differencesOf(many, rows, BOUND), NOTHING);
    expect(difference).toMatchObject({ what: 'rows', count: 50 });
    expect(difference && 'rows' in difference && difference.rows).toHaveLength(20);
  });
});
