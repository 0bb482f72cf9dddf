import { describe, expect, it } from 'vitest';
import { passwordLoginFacts } from '../../../src/diagnosis/password-login.js';

const FAMILY = 'microsoft-365';
const at = (text: string): number => Date.parse(`${text}T08:00:00Z`);

describe('the end of the login with a password', () => {
  it.each([
    ['2026-11-25', null, { over: false, mailing: null }],
    ['2026-11-25', '2027-03-01', { over: false, mailing: '2027-03-01T08:00:00.000Z' }],
    ['2026-11-25', '2026-12-20', { over: false, mailing: '2026-12-20T08:00:00.000Z' }],
    // Whatever was mailed before December is not touched by it.
    ['2026-11-25', '2026-11-30', null],
    ['2026-12-31', null, { over: false, mailing: null }],
    ['2027-01-01', null, { over: true, mailing: null }],
    ['2027-06-01', '2027-09-01', { over: true, mailing: '2027-09-01T08:00:00.000Z' }],
    // A project of last year, tested again.
    ['2027-06-01', '2026-11-01', { over: true, mailing: '2026-11-01T08:00:00.000Z' }],
  ])('on %s, for a mailing on %s', (now, mailing, expected) => {
    expect(passwordLoginFacts(FAMILY, at(now), mailing === null ? null : at(mailing))).toEqual(expected);
  });

  it.each(['google', 'other'] as const)('is none of the business of %s', (family) => {
    expect(passwordLoginFacts(family, at('2027-01-02'), null)).toBeNull();
  });
});
