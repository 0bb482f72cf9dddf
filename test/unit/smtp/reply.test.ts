import { describe, expect, it } from 'vitest';
import { parseReply, safeText, withoutAddresses } from '../../../src/smtp/reply.js';

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

describe('safeText', () => {
  it.each([
    '\u202e',
    '\u061c',
    '\u180e',
    '\u3164',
    '\u034f',
    '\u{e0041}',
    '\u2800',
    '\u2028',
    '\u001b',
    '\ufffa',
  ])('makes a blank of %j', (character) => expect(safeText(`a${character}b`)).toBe('a b'));

  it('keeps joined pictures and letters with marks', () => {
    for (const text of ['👩\u200d🎓', 'a\u0308', '\u0915\u094d\u200d\u0937'])
      expect(safeText(text)).toBe(text);
  });
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
