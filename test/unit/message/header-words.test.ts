import { describe, expect, it } from 'vitest';
import { mailbox, subjectWords } from '../../../src/message/header-words.js';

describe('mailbox', () => {
  it.each([
    ['Anna Müller', 'Anna Müller'],
    ['  Anna \u00a0 Müller ', 'Anna Müller'],
    ['a =? b ?=', 'a =? b ?='],
    ['ä'.repeat(200), 'ä'.repeat(200)],
    [null, ''],
    ['', ''],
    ['a'.repeat(201), ''],
    ['=?UTF-8?Q?Anna?=', ''],
    ['Anna=?x?b?', ''],
    ['=?utf-8?q?Anna Müller', ''],
  ])('of %j has the name %j', (name, shown) => {
    expect(mailbox(name, 'a@b.example')).toEqual({ name: shown, address: 'a@b.example' });
  });
});

describe('subjectWords', () => {
  it.each([
    'Ihre Wahl',
    'Überprüfung der Wahl',
    'a = b? "c"',
    '=? ?=',
    `${'a'.repeat(66)} ${'b'.repeat(66)}`,
  ])('leaves %j to the composer', (subject) => expect(subjectWords(subject)).toBe(subject));

  it.each([
    ['=?UTF-8?Q?Gewonnen?=', '=?UTF-8?Q?=3D=3FUTF-8=3FQ=3FGewonnen=3F=3D?='],
    ['Wahl =?x?b?YQ==', '=?UTF-8?Q?Wahl_=3D=3Fx=3Fb=3FYQ=3D=3D?='],
    ['a  b', '=?UTF-8?Q?a__b?='],
    ['a'.repeat(67), `=?UTF-8?Q?${'a'.repeat(54)}?= =?UTF-8?Q?${'a'.repeat(13)}?=`],
    [
      `ä${'_'.repeat(67)}`.slice(0, 68),
      `=?UTF-8?Q?=C3=A4${'=5F'.repeat(16)}?= =?UTF-8?Q?${'=5F'.repeat(18)}?= =?UTF-8?Q?${'=5F'.repeat(18)}?= =?UTF-8?Q?${'=5F'.repeat(15)}?=`,
    ],
  ])('encodes %j', (subject, words) => {
    expect(subjectWords(subject)).toBe(words);
    for (const word of words.split(' ')) expect(word.length).toBeLessThanOrEqual(66);
  });

  it('never cuts a character in two', () => {
    const words = subjectWords('🗳️👩‍👩‍👧'.repeat(30)).split(' ');
    const decoded = words.map((word) => {
      const bytes = word
        .slice(10, -2)
        .match(/=([0-9A-F]{2})/g)
        ?.map((code) => Number.parseInt(code.slice(1), 16));
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes ?? []));
    });
    expect(words.length).toBeGreaterThan(10);
    expect(decoded.join('')).toBe('🗳️👩‍👩‍👧'.repeat(30));
  });
});
