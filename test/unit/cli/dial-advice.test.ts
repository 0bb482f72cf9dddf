import { describe, expect, it } from 'vitest';
import { dialAdvice } from '../../../src/cli/send/dial-advice.js';
import type { ConnectionFailure } from '../../../src/smtp/connection-failure.js';
import { parseReply } from '../../../src/smtp/reply.js';

const MICROSOFT = 'smtp.office365.com';
const OTHER = 'mail.organiser.test';

function failure(change: Partial<ConnectionFailure> = {}): ConnectionFailure {
  return { stage: 'auth', kind: 'connection-lost', lasting: false, reply: null, reason: '', ...change };
}

const FIRST = { loggedIn: false, patient: false };

describe('silence at the login', () => {
  it.each([
    [MICROSOFT, false, 'stop'],
    [MICROSOFT, true, 'soon'],
    [OTHER, false, 'soon'],
  ] as const)('of %s, logged in before: %s, is tried again: %s', (host, loggedIn, expected) => {
    for (const kind of ['connection-lost', 'no-answer'])
      expect(dialAdvice(failure({ kind }), host, { loggedIn, patient: false })).toEqual({
        next: expected,
        why: kind,
      });
  });

  it('is not what happens before the login', () => {
    for (const stage of ['greeting', 'connect'] as const)
      expect(dialAdvice(failure({ stage }), MICROSOFT, FIRST).next).toBe('soon');
  });
});

describe('a reply decides by its meaning', () => {
  it.each([
    ['auth', '535 5.7.8 authentication failed', 'stop', 'login-refused'],
    ['auth', '454 4.7.0 Too many login attempts, please try again later.', 'much-later', 'too-many-logins'],
    ['auth', '454 4.7.0 Temporary authentication failure', 'much-later', 'login-unavailable'],
    ['greeting', '451 4.7.500 Access denied, please try again later', 'much-later', 'unusual-volume'],
    ['greeting', '421 4.7.0 Error: too many connections', 'later', 'too-many-connections'],
    ['auth', '421 4.3.2 shutting down', 'soon', 'closing'],
  ] as const)('at %s, %s: %s', (stage, raw, next, why) => {
    const told = failure({ stage, reply: parseReply(raw) });
    expect(dialAdvice(told, MICROSOFT, FIRST)).toEqual({ next, why });
  });

  // Why: without a network no name resolves, and a run with --wait ended for good when the Wi-Fi was gone.
  it.each([
    [false, false, 'stop'],
    [true, false, 'soon'],
    [false, true, 'soon'],
  ])('and a name that does not resolve, logged in before: %s, patient: %s: %s', (loggedIn, patient, next) => {
    const unresolved = failure({ stage: 'resolve', kind: 'host-not-found', lasting: true });
    expect(dialAdvice(unresolved, OTHER, { loggedIn, patient })).toEqual({ next, why: 'host-not-found' });
  });

  it('and without one a lasting failure stops', () => {
    expect(
      dialAdvice(failure({ stage: 'tls', kind: 'certificate-expired', lasting: true }), OTHER, {
        loggedIn: true,
        patient: true,
      }).next,
    ).toBe('stop');
  });
});
