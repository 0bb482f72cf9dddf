import { describe, expect, it } from 'vitest';
import { dialAdvice } from '../../../src/cli/send/dial-advice.js';
import type { ConnectionFailure } from '../../../src/smtp/connection-failure.js';
import { parseReply } from '../../../src/smtp/reply.js';

const MICROSOFT = 'smtp.office365.com';
const OTHER = 'mail.organiser.test';

function failure(change: Partial<ConnectionFailure> = {}): ConnectionFailure {
  return { stage: 'auth', kind: 'connection-lost', lasting: false, reply: null, reason: '', ...change };
}

describe('silence at the login', () => {
  it.each([
    [MICROSOFT, false, 'stop'],
    [MICROSOFT, true, 'soon'],
    [OTHER, false, 'soon'],
  ] as const)('of %s, logged in before: %s, is tried again: %s', (host, loggedIn, expected) => {
    expect(dialAdvice(failure(), host, loggedIn)).toBe(expected);
    expect(dialAdvice(failure({ kind: 'no-answer' }), host, loggedIn)).toBe(expected);
  });

  it('is not what happens before the login', () => {
    expect(dialAdvice(failure({ stage: 'greeting' }), MICROSOFT, false)).toBe('soon');
    expect(dialAdvice(failure({ stage: 'connect' }), MICROSOFT, false)).toBe('soon');
  });
});

describe('a reply decides by its meaning', () => {
  it.each([
    ['535 5.7.8 authentication failed', 'stop'],
    ['454 4.7.0 Too many login attempts, please try again later.', 'later'],
    ['421 4.3.2 shutting down', 'soon'],
  ])('%s: %s', (raw, expected) => {
    expect(dialAdvice(failure({ reply: parseReply(raw) }), MICROSOFT, false)).toBe(expected);
  });

  it('and without one a lasting failure stops', () => {
    expect(
      dialAdvice(failure({ stage: 'tls', kind: 'certificate-expired', lasting: true }), OTHER, true),
    ).toBe('stop');
  });
});
