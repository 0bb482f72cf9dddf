import { describe, expect, it } from 'vitest';
import { TestOverlap } from '../../../src/cli/send/test-overlap.js';
import type { RollShape, Voter } from '../../../src/voters/voter.js';

const headers = ['Nr', 'E-Mail', 'Passwort', 'Link'];
const roles = { id: 0, email: 1, password: 2, link: 3 };
const SHAPE: RollShape = { encoding: 'utf-8', delimiter: ';', headers, roles, secrets: [2, 3] };
const LINK = 'https://wahl.muster.example/';

function voter(row: number, id: string, password: string, link = LINK): Voter {
  const email = `${id}@voters.example`;
  return { id, email, row, cells: [id, email, password, link] };
}

type Told = readonly [what: string, row: number, realRow: number];

describe('a test voter is a voter of the real roll', () => {
  it.each<readonly [string, Voter, readonly Voter[], readonly Told[]]>([
    ['not with ID and password of their own', voter(2, 'T1', 'probe-1'), [voter(2, '1', 'echt-1')], []],
    ['with the same ID', voter(2, '1', 'probe-1'), [voter(7, '1', 'echt-1')], [['id', 2, 7]]],
    ['with an ID in other capitals', voter(2, 'a1', 'probe-1'), [voter(7, 'A1', 'x')], [['id', 2, 7]]],
    ['with an ID in another form of ü', voter(2, 'u\u0308', 'p'), [voter(7, '\u00fc', 'x')], [['id', 2, 7]]],
    ['with an ID that lost its zeros', voter(2, '2977', 'p'), [voter(7, '0002977', 'x')], [['id', 2, 7]]],
    ['with the same password', voter(2, 'T1', 'echt-1'), [voter(7, '1', 'echt-1')], [['password', 2, 7]]],
    [
      'with the same password and another link',
      voter(2, 'T1', 'echt-1', ''),
      [voter(7, '1', 'echt-1')],
      [['password', 2, 7]],
    ],
    ['with a short password', voter(2, 'T1', '1234', ''), [voter(7, '1', '1234', '')], [['password', 2, 7]]],
    [
      'with a password that two have',
      voter(2, 'T1', 'echt-1'),
      [voter(7, '1', 'echt-1'), voter(8, '2', 'echt-1')],
      [['password', 2, 7]],
    ],
    [
      'with the personal link of one',
      voter(2, 'T1', 'p', 'https://WAHL.muster.example/t/9fA3/'),
      [voter(6, '1', 'x', `${LINK}t/other`), voter(7, '2', 'y', `${LINK}t/9fA3`)],
      [['link', 2, 7]],
    ],
    ['told once', voter(2, '1', 'echt-1'), [voter(7, '1', 'echt-1')], [['id', 2, 7]]],
    // A link that everybody has is nobody's.
    ['not by what two voters have', voter(2, 'T1', ''), [voter(2, '1', ''), voter(3, '2', '')], []],
    ['not without password and link', voter(2, 'T1', '', ''), [voter(2, '1', '', '')], []],
  ])('%s', (_name, tester, real, told) => {
    const overlap = new TestOverlap([tester], SHAPE);
    for (const one of [...real, voter(90, 'X', 'x90'), voter(91, 'Y', 'y91')]) overlap.see(one, SHAPE);
    const found = overlap.findings().map(({ row, severity, details }) => ({ row, severity, ...details }));
    expect(found).toEqual(told.map(([what, row, realRow]) => ({ severity: 'error', what, row, realRow })));
  });
});
