import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { renderedFaults, renderedFindings } from './sentences.js';

const ATTACKS = [
  ['moves the cursor', '\u001b[2J\u001b[H'],
  ['sets the window title', '\u001b]0;owned\u0007'],
  ['writes the clipboard', '\u001b]52;c;ZXZpbA==\u0007'],
  ['begins a control sequence in C1', '\u009b31m'],
  ['begins a line of its own', '\r\nAlles in Ordnung\r\n'],
  ['reverses the order', '\u202etxt.exe\u202c'],
  ['hides characters', 'a\u200bb\u2060c\u{e0041}'],
  ['separates lines and paragraphs', 'a\u2028b\u2029c'],
  ['rings and erases', '\u0007\b\b\b\u007f'],
] as const;
/** What must reach no terminal: everything that is not seen, or moves what is. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** Words of the details that choose a sentence instead of standing in it. */
const CHOOSING = new Set(['what', 'kind', 'role', 'stage']);

describe.each(LANGUAGES)('values of strangers in %s', (language) => {
  it.each(ATTACKS)('do no harm where one %s', (_what, attack) => {
    const sentences = everything(language, (text) => `${attack}${text}${attack}`);
    expect(sentences.filter((sentence) => HARMFUL.test(sentence))).toEqual([]);
  });

  it('are cut where they are long', () => {
    const longest = Math.max(
      ...everything(language, (text) => text + 'x'.repeat(100_000)).map((s) => s.length),
    );
    expect(longest).toBeLessThan(5_000);
  });

  it('never become part of a command to be copied', () => {
    const commands = everything(language, (text) => `${text}; rm -rf ~`).filter((s) =>
      /npx invite|chmod/.test(s),
    );
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((sentence) => /(npx invite|chmod).*rm -rf/.test(sentence))).toEqual([]);
  });

  it('name no inherited property where a kind is looked up', () => {
    const sentences = everything(language, () => 'constructor', new Set(['what']));
    expect(sentences.join('\n')).not.toMatch(/function|native code|undefined|\[object/);
  });
});

/** Every message, hint and finding, with each string of its details changed. */
function everything(language: 'de' | 'en', change: (text: string) => string, spared = CHOOSING): string[] {
  const changed = (details: unknown): unknown => changeStrings(details, change, spared, '');
  return [
    ...renderedFaults(language, changed).flatMap(({ message, hints }) => [message, ...hints]),
    ...renderedFindings(language, changed).map(({ sentence }) => sentence),
  ];
}

/** Closed sets of words, which the compiler keeps others out of, stay as they are. */
const CLOSED =
  /^(link|[a-z]+(-[a-z0-9]+)+|roll|project|template|ca|password|state|output|empty|pdf|zip|binary|damaged)$/;

function changeStrings(
  value: unknown,
  change: (text: string) => string,
  spared: ReadonlySet<string>,
  key: string,
): unknown {
  if (typeof value === 'string') {
    const isClosed = (key === 'reason' || key === 'expected' || key === 'what') && CLOSED.test(value);
    return isClosed || spared.has(key) ? value : change(value);
  }
  if (Array.isArray(value)) return value.map((item) => changeStrings(item, change, spared, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, changeStrings(v, change, spared, k)]));
}
