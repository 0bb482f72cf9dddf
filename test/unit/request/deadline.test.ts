import { describe, expect, it } from 'vitest';
import { deadlineFor } from '../../../src/request/deadline.js';

const START = '2027-03-01';
const FOUR_WEEKS = '2027-02-01';

describe('the day by which the IT is asked', () => {
  it.each([
    [
      'is four weeks before the start',
      '2026-11-25',
      START,
      null,
      { kind: 'by', day: FOUR_WEEKS, before: 'start' },
    ],
    ['may be today', FOUR_WEEKS, START, null, { kind: 'by', day: FOUR_WEEKS, before: 'start' }],
    [
      'stays four weeks where the invitations leave some days earlier',
      '2026-11-25',
      START,
      '2027-02-26',
      { kind: 'by', day: FOUR_WEEKS, before: 'start' },
    ],
    [
      'is a week before a mailing that goes out long before',
      '2026-11-25',
      START,
      '2027-01-20',
      { kind: 'by', day: '2027-01-13', before: 'mailing' },
    ],
    [
      'once missed is a week before the mailing',
      '2027-02-02',
      START,
      null,
      { kind: 'late', day: '2027-02-22', missed: FOUR_WEEKS },
    ],
    [
      'in the last week is the day before',
      '2027-02-22',
      START,
      null,
      { kind: 'late', day: '2027-02-28', missed: FOUR_WEEKS },
    ],
    ['is no day on the eve', '2027-02-28', START, null, { kind: 'at-once', missed: FOUR_WEEKS }],
    ['is no day on the day itself', START, START, null, { kind: 'at-once', missed: FOUR_WEEKS }],
    ['is no day afterwards', '2027-03-02', START, null, { kind: 'at-once', missed: FOUR_WEEKS }],
    [
      'looks to a later mailing of an election that has begun',
      '2027-03-02',
      START,
      '2027-03-20',
      { kind: 'late', day: '2027-03-13', missed: FOUR_WEEKS },
    ],
    [
      'does not call a day missed that is still to come',
      '2027-01-18',
      START,
      '2027-01-20',
      { kind: 'late', day: '2027-01-19', missed: null },
    ],
    ['is unknown without a start', '2026-11-25', null, '2027-01-20', { kind: 'unknown' }],
    [
      'is found across the end of a year',
      '2026-12-01',
      '2027-01-15',
      null,
      { kind: 'by', day: '2026-12-18', before: 'start' },
    ],
    [
      'is found across 29 February',
      '2028-01-01',
      '2028-03-01',
      null,
      { kind: 'by', day: '2028-02-02', before: 'start' },
    ],
  ] as const)('%s', (_, today, start, mailing, deadline) => {
    expect(deadlineFor(today, start, mailing)).toEqual(deadline);
  });
});
