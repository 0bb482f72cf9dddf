/** Owns the table of the magic addresses: who is answered how, and that nobody real ever is. */
import { describe, expect, it } from 'vitest';
import { sandbox as german } from '../../../src/i18n/de/sandbox.js';
import { sandbox as english } from '../../../src/i18n/en/sandbox.js';
import { MAGIC_WORDS, rehearsalBehaviour } from '../../../src/sandbox/behaviour.js';

describe('the rehearsal’s behaviour', () => {
  it.each([
    ['nouser@muster.example', 'refuse-recipient', '550 5.1.1'],
    ['nouser1@muster.example', 'refuse-recipient', '550 5.1.1'],
    ['NoUser.Anna@Example.ORG', 'refuse-recipient', '550 5.1.1'],
    ['full+tag@muster.test', 'refuse-recipient', '552 5.2.2'],
    ['grey-7@wahl.invalid', 'refuse-first-try', '450 4.2.0'],
    ['spam@example.com', 'refuse-message', '554 5.7.1'],
  ])('answers %s with %s %s', (recipient, kind, codes) => {
    const answer = rehearsalBehaviour(recipient);
    expect(answer.kind).toBe(kind);
    if ('reply' in answer) expect(`${answer.reply.code} ${answer.reply.enhanced}`).toBe(codes);
  });

  it('hangs up on lost', () => {
    expect(rehearsalBehaviour('lost@muster.example')).toEqual({ kind: 'hang-up' });
  });

  it.each([
    ['a longer name', 'greyson@muster.example'],
    ['a word inside', 'anna.grey@muster.example'],
    ['a word of the object prototype', 'constructor@muster.example'],
    ['a domain that may be real', 'nouser@muster-verband.de'],
    ['a domain that only ends alike', 'nouser@myexample.org'],
    ['a domain that only begins alike', 'nouser@example.org.muster.de'],
    ['a magic domain', 'anna@nouser.example'],
    ['no at sign', 'nouser'],
    ['nothing', ''],
  ])('accepts %s', (_name, recipient) => {
    expect(rehearsalBehaviour(recipient)).toEqual({ kind: 'accept' });
  });

  it('is explained word for word in both languages', () => {
    expect(Object.keys(english.magic)).toEqual([...MAGIC_WORDS]);
    expect(Object.keys(german.magic)).toEqual([...MAGIC_WORDS]);
    for (const word of MAGIC_WORDS) {
      const answer = rehearsalBehaviour(`${word}@muster.example`);
      if (!('reply' in answer)) continue;
      const codes = `${answer.reply.code} ${answer.reply.enhanced}`;
      expect([german.magic[word], english.magic[word]]).toEqual([
        expect.stringContaining(codes),
        expect.stringContaining(codes),
      ]);
    }
  });
});
