/** Owns the checks of what text the inbox shows. */
import { describe, expect, it } from 'vitest';
import { showableText } from '../../../src/page/showable.js';

describe('showable text', () => {
  it.each([
    ['keeps lines and tabs', 'a\n\tb', 'a\n\tb'],
    ['turns CRLF and CR into LF', 'a\r\nb\rc', 'a\nb\nc'],
    ['keeps accents, emoji and joined emoji', 'Grüße 👩‍💻', 'Grüße 👩‍💻'],
    ['drops escape and other controls', 'a\u001b[2Jb\u0000\u0085c', 'a[2Jbc'],
    ['drops overrides of the reading direction', 'a\u202eb\u2066c', 'abc'],
    ['drops invisible tags', 'a\u{e0041}b', 'ab'],
  ])('%s', (_name, text, expected) => {
    expect(showableText(text, 100)).toEqual({ text: expected, shortened: false });
  });

  it('says when it leaves out the end', () => {
    expect(showableText('abcdef', 5)).toEqual({ text: 'abcde', shortened: true });
    expect(showableText('abcde', 5)).toEqual({ text: 'abcde', shortened: false });
  });
});
