import { describe, expect, it } from 'vitest';
import { connectionFailure } from '../../../src/smtp/connection-failure.js';

describe('silence is told at the stage that was reached', () => {
  it.each([
    ['connect', 'GREETING_TIMEOUT', 'greeting'],
    ['connect', 'CONNECT_TIMEOUT', 'connect'],
    ['ehlo', 'SOCKET_TIMEOUT', 'ehlo'],
    // Why: a host that answers a wrong login with silence was said to be silent at the greeting.
    ['auth', 'SOCKET_TIMEOUT', 'auth'],
  ] as const)('reached %s, %s: %s', (reached, timeoutType, stage) => {
    expect(connectionFailure({ timeoutType }, reached).stage).toBe(stage);
  });

  it('of a login that was cut stays the login’s', () => {
    expect(connectionFailure({ originalCode: 'ECONNRESET' }, 'auth')).toMatchObject({
      stage: 'auth',
      kind: 'connection-lost',
    });
  });
});
