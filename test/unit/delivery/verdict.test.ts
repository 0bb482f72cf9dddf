import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/delivery/verdict.js';
import type { Action, Classification, Scope } from '../../../src/smtp/phase.js';
import type { SubmissionOutcome } from '../../../src/smtp/submission.js';

const reply = { code: 550, enhanced: null, text: 'no' };

function found(action: Action, scope: Scope = 'voter') {
  return (): Classification => ({ scope, kind: 'recipient-refused', action });
}

const REFUSED: SubmissionOutcome = { kind: 'refused', phase: 'rcpt-to', reply };
const lost = (cause: 'connection-lost' | 'deadline' | 'early-reply'): SubmissionOutcome => ({
  kind: 'not-released',
  cause,
  reply: null,
});

describe('the verdict on an outcome', () => {
  it.each([
    [{ kind: 'accepted', reply }, 'accepted'],
    [{ kind: 'unknown', cause: 'deadline', reply: null }, 'in-doubt'],
    [{ kind: 'unknown', cause: 'unclear-reply', reply }, 'in-doubt'],
    [{ kind: 'unknown', cause: 'connection-lost', reply: null }, 'in-doubt'],
    [{ kind: 'too-large', limit: 5 }, 'too-large'],
  ] as const satisfies readonly (readonly [SubmissionOutcome, string])[])(
    'never asks the table about %o: %s',
    (outcome, kind) => {
      const classify = (): never => {
        throw new Error('asked');
      };
      for (const attempts of [1, 9]) expect(judge(outcome, attempts, classify).kind).toBe(kind);
    },
  );

  it.each([
    ['connection-lost', 1, 'again'],
    ['connection-lost', 2, 'again'],
    ['connection-lost', 3, 'deferred'],
    ['deadline', 1, 'again'],
    ['deadline', 3, 'deferred'],
    ['early-reply', 1, 'again'],
    ['early-reply', 2, 'deferred'],
  ] as const)('of %s at attempt %i is %s', (cause, attempts, kind) => {
    expect(judge(lost(cause), attempts, found('stop'))).toMatchObject({ kind, why: cause });
  });

  it.each([
    ['refuse', 'voter', 1, 'refused'],
    ['refuse', 'policy', 1, 'policy'],
    ['refuse', 'message', 1, 'policy'],
    ['refuse', 'account', 1, 'policy'],
    ['defer', 'voter', 1, 'deferred'],
    ['defer', 'policy', 1, 'deferred'],
    ['slow', 'account', 1, 'slower'],
    ['slow', 'account', 9, 'slower'],
    ['pause', 'account', 1, 'wait'],
    ['reconnect', 'connection', 1, 'again'],
    ['reconnect', 'connection', 3, 'deferred'],
    ['stop', 'account', 1, 'stop'],
    ['stop', 'message', 5, 'stop'],
  ] as const)('of a refusal to %s (%s) at attempt %i is %s', (action, scope, attempts, kind) => {
    expect(judge(REFUSED, attempts, found(action, scope))).toMatchObject({ kind, reply });
  });
});
