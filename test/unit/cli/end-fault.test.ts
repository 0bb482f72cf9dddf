import { describe, expect, it } from 'vitest';
import { endFault } from '../../../src/cli/send/end-fault.js';
import type { DeliveryEnd } from '../../../src/delivery/events.js';
import { passwordLogin, Secret } from '../../../src/profile/profile.js';
import type { ConnectionFailure } from '../../../src/smtp/connection-failure.js';

const OUTLET = {
  account: {
    host: 'smtp.muster.example',
    port: 587,
    encryption: 'starttls',
    user: 'wahl@muster.example',
    login: passwordLogin(new Secret('Kn4rz!geheim-7')),
    ca: null,
  },
  sender: { name: 'Wahlbüro', address: 'wahlbuero@muster.example' },
} as const;
const TARGET = {
  host: 'smtp.muster.example',
  port: 587,
  encryption: 'starttls',
  user: 'wahl@muster.example',
  sender: 'wahlbuero@muster.example',
  to: null,
};

function failure(change: Partial<ConnectionFailure>): ConnectionFailure {
  return { stage: 'auth', kind: 'connection-lost', lasting: false, reply: null, reason: 'x', ...change };
}

const REFUSED = { code: 535, enhanced: '5.7.139', text: 'basic authentication is disabled.' };

describe('the fault behind the end of a run', () => {
  it.each<readonly [string, DeliveryEnd, string, object]>([
    [
      'nothing answered',
      { kind: 'unreachable', failure: failure({ stage: 'greeting', kind: 'no-answer' }) },
      'server-unreachable',
      { stage: 'greeting', reason: 'no-answer' },
    ],
    [
      'a greeting with a reason',
      {
        kind: 'unreachable',
        failure: failure({ stage: 'greeting', reply: { code: 421, enhanced: null, text: 'busy' } }),
      },
      'server-refuses',
      { stage: 'greeting', kind: 'closing', reply: '421 busy' },
    ],
    [
      'a refused login, understood by its words',
      {
        kind: 'connection-refused',
        failure: failure({ kind: 'login-refused', lasting: true, reply: REFUSED }),
      },
      'server-refuses',
      { stage: 'auth', kind: 'basic-auth-disabled' },
    ],
    [
      'a certificate',
      { kind: 'connection-refused', failure: failure({ stage: 'tls', kind: 'certificate-expired' }) },
      'certificate-refused',
      { kind: 'certificate-expired', reason: 'x' },
    ],
    [
      'a refused sender',
      { kind: 'account', why: 'sender-refused', phase: 'mail-from', reply: null },
      'server-refuses',
      { stage: 'mail-from', kind: 'sender-refused', reply: null },
    ],
    [
      'equal refusals in a row',
      {
        kind: 'breaker',
        count: 3,
        settled: null,
        phase: 'rcpt-to',
        why: 'content-refused',
        reply: { code: 554, enhanced: null, text: 'spam' },
      },
      'server-refuses',
      { stage: 'rcpt-to', kind: 'content-refused', reply: '554 spam' },
    ],
  ])('after %s knows whose server, login and sender it is', (_, end, kind, details) => {
    const fault = endFault(end, OUTLET);
    expect(fault?.kind).toBe(kind);
    expect(fault?.details).toMatchObject({ ...TARGET, ...details });
    expect(JSON.stringify(fault?.details)).not.toContain('geheim');
  });

  it.each<DeliveryEnd>([
    { kind: 'finished' },
    { kind: 'interrupted' },
    { kind: 'doubts', count: 3 },
    { kind: 'paused', why: 'quota-exceeded', until: 0, reply: null },
  ])('is none after $kind', (end) => {
    expect(endFault(end, OUTLET)).toBeNull();
  });
});
