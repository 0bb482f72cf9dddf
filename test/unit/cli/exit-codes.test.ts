import { describe, expect, it } from 'vitest';
import { exitCodeOf, exitCodeOfMailing } from '../../../src/cli/exit-codes.js';
import { codeOf } from '../../../src/cli/send/finish.js';
import type { DeliveryEnd } from '../../../src/delivery/events.js';
import type { FaultKind } from '../../../src/fault.js';
import { Fault } from '../../../src/fault.js';

const NOBODY = { voters: 9, accepted: 0, refused: 0, deferred: 0, inDoubt: 0, pending: 0 };
const failure = { stage: 'auth', kind: 'x', lasting: true, reply: null, reason: 'x' } as const;

describe('the exit code of a fault', () => {
  it.each([
    [2, ['usage', 'unknown-option', 'needs-terminal', 'project-unknown-key', 'findings', 'inputs-changed']],
    [2, ['election-over', 'selection-empty', 'message-differs', 'password-as-argument', 'approval-differs']],
    [5, ['too-early', 'server-unreachable']],
    [6, ['server-refuses', 'certificate-refused', 'certificate-changed']],
    [7, ['profile-unknown', 'profile-missing', 'password-missing', 'keychain-absent', 'keychain-locked']],
    [8, ['mailing-exists', 'mailing-known', 'mailing-not-begun', 'state-in-use', 'state-damaged']],
    [8, ['state-newer', 'state-key-missing', 'state-key-wrong', 'state-copied', 'state-rolled-back']],
    [8, ['state-replaced', 'state-not-regular', 'state-unwritable', 'state-disk-full', 'state-write-failed']],
    [130, ['cancelled']],
  ] as const satisfies readonly (readonly [number, readonly FaultKind[]])[])(
    'is %i for %j',
    (code, kinds) => {
      for (const kind of kinds) expect([kind, exitCodeOf(kind)]).toEqual([kind, code]);
    },
  );
});

describe('the exit code of a mailing', () => {
  it.each([
    [{}, 0],
    [{ refused: 1 }, 3],
    [{ pending: 1 }, 5],
    [{ deferred: 1, refused: 1 }, 5],
    [{ inDoubt: 1, pending: 1, refused: 1 }, 4],
  ])('with %o is %i', (state, code) => expect(exitCodeOfMailing({ ...NOBODY, ...state })).toBe(code));

  it.each([
    [{ kind: 'finished' }, {}, 0],
    [{ kind: 'interrupted' }, { inDoubt: 1 }, 143],
    [{ kind: 'interrupted' }, { pending: 1 }, 143],
    [{ kind: 'until' }, { pending: 1 }, 5],
    [{ kind: 'unreachable', failure }, { pending: 1, refused: 1 }, 5],
    [{ kind: 'connection-refused', failure }, { pending: 1, refused: 1 }, 6],
    // Why: a name that does not resolve ended with 6, as if a server had refused.
    [{ kind: 'connection-refused', failure: { ...failure, stage: 'resolve' } }, { pending: 1 }, 5],
    [{ kind: 'connection-refused', failure }, { pending: 1, inDoubt: 1 }, 4],
    [{ kind: 'account', why: 'x', phase: 'mail-from', reply: null }, { pending: 1 }, 6],
    [{ kind: 'account', why: 'x', phase: 'mail-from', reply: null }, { deferred: 1 }, 6],
    [{ kind: 'too-large', bytes: 2, limit: 1 }, { pending: 1 }, 6],
    [{ kind: 'doubts', count: 3 }, { pending: 1, inDoubt: 3 }, 4],
    [{ kind: 'paused', why: 'x', until: 0, reply: null }, { deferred: 1 }, 5],
  ] as const satisfies readonly (readonly [DeliveryEnd, object, number])[])(
    'that ended with %o and %o is %i',
    (end, state, code) =>
      expect(codeOf({ end, signal: signalOf(end), attempts: 1 }, { ...NOBODY, ...state })).toBe(code),
  );

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('interrupted by %s is %i', (signal, code) => {
    const result = { end: { kind: 'interrupted' }, signal, attempts: 1 } as const;
    // Why: Ctrl-C during the very last message said "run again" though nobody was left.
    expect(codeOf(result, NOBODY)).toBe(0);
    expect(codeOf(result, { ...NOBODY, refused: 1 })).toBe(3);
    expect(codeOf(result, { ...NOBODY, pending: 1 })).toBe(code);
  });

  // Why: exit 2 says that nothing was sent by this run, and it came after hundreds of messages.
  it.each([
    [0, {}, 2],
    [5, {}, 5],
    [5, { inDoubt: 1 }, 4],
    [0, { inDoubt: 1 }, 4],
  ])('a roll that changed after %i messages, with %o, is %i', (attempts, state, code) => {
    const fault = new Fault('roll-changed-while-running', { path: 'voters.csv', row: 3 });
    const result = { end: { kind: 'input', fault }, signal: null, attempts } as const;
    expect(codeOf(result, { ...NOBODY, pending: 1, ...state })).toBe(code);
  });

  it('a second Ctrl-C after another end is an interruption', () => {
    const end = { kind: 'account', why: 'x', phase: 'mail-from', reply: null } as const;
    expect(codeOf({ end, signal: 'SIGINT', attempts: 1 }, { ...NOBODY, pending: 1, inDoubt: 1 })).toBe(130);
  });
});

function signalOf(end: DeliveryEnd): NodeJS.Signals | null {
  return end.kind === 'interrupted' ? 'SIGTERM' : null;
}
