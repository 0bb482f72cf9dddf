import { describe, expect, it } from 'vitest';
import { parseReply, withoutAddresses } from '../../../src/smtp/reply.js';

describe('parseReply', () => {
  it.each([
    ['250 2.0.0 queued', { code: 250, enhanced: '2.0.0', text: 'queued' }],
    ['250', { code: 250, enhanced: null, text: '' }],
    ['550-5.1.1 no\r\n550 5.1.1 such user', { code: 550, enhanced: '5.1.1', text: 'no such user' }],
    ['550-mail says:\r\n550 5.1.1 no', { code: 550, enhanced: '5.1.1', text: 'mail says: no' }],
    ['550 5.1.1\u001b[2Jno', { code: 550, enhanced: null, text: '5.1.1 [2Jno' }],
  ])('reads %j', (raw, reply) => {
    expect(parseReply(raw)).toEqual(reply);
  });

  it.each(['', 'hello', '2', '25', '199 too small', '600 too large', 'x50 no'])(
    'finds no reply in %j',
    (raw) => {
      expect(parseReply(raw)).toBeNull();
    },
  );

  // Why: the first line's code was taken, and a message that the last line refused was booked as accepted.
  it.each(['250-ok\r\n550 5.7.1 rejected', '250-a\r\n250-b\r\n451 later', '550-no\r\n250 yes'])(
    'takes lines of different codes for no reply: %j',
    (raw) => {
      expect(parseReply(raw)).toBeNull();
    },
  );
});

describe('withoutAddresses', () => {
  it.each([
    ['<SendAsDenied@voters.example>: unknown', '<<>>: unknown'],
    ['SENDASDENIED@VOTERS.EXAMPLE unknown, sendasdenied@voters.example', '<> unknown, <>'],
    ["no user 'SendAsDenied' here", 'no user <> here'],
    ['SendAsDenied is the error', 'SendAsDenied is the error'],
    ['no such user', 'no such user'],
    ['no host for voters.example', 'no host for <>'],
    ['user unknown: <SendAsDen…', 'user unknown: …'],
  ])('makes %j to %j', (text, left) => {
    const reply = { code: 550, enhanced: '5.1.1', text };
    expect(withoutAddresses(reply, ['SendAsDenied@voters.example']).text).toBe(left);
  });
});
