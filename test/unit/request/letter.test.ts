import { describe, expect, it } from 'vitest';
import { createProgram } from '../../../src/cli/program.js';
import { LANGUAGES } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { deadlineFor } from '../../../src/request/deadline.js';
import { requestLetter } from '../../../src/request/letter.js';
import type { LetterFacts } from '../../../src/request/letter-facts.js';
import { letterText } from '../../../src/request/letter-text.js';
import { FACTS, NOTHING } from './facts.js';

function textOf(facts: Partial<LetterFacts> = {}): string {
  return letterText(requestLetter({ ...FACTS, ...facts }));
}

/** As long as a blank, and not part of the form's lines. */
const LEFT_BLANK = /(?<!_)_{8}(?!_)/;
const HOSTILE = 'A "B" & <script>alert(1)</script>\r\nBcc: x@y.example\u2028\u202edrei';

describe.each(LANGUAGES)('the letter in %s', (language) => {
  it('reads as on the page that a person has read', async () => {
    await expect(textOf({ language })).toMatchFileSnapshot(`golden/letter.${language}.txt`);
  });

  it('is a form to fill in where the project says nothing', async () => {
    await expect(letterText(requestLetter({ ...NOTHING, language }))).toMatchFileSnapshot(
      `golden/letter-blank.${language}.txt`,
    );
  });

  it('says what is honest where time is short, and that a mailbox is too small', async () => {
    const late = textOf({
      language,
      product: 'live-voting',
      today: '2027-02-10',
      deadline: deadlineFor('2027-02-10', '2027-03-01', '2027-02-26'),
      mailing: new Date('2027-02-26T08:00:00Z'),
      messages: 12_400,
      pace: { connections: 2, perMinute: 30, perHour: 500, perDay: 10_000, perConnection: null },
      addresses: ['203.0.113.7'],
    });
    await expect(late).toMatchFileSnapshot(`golden/letter-late.${language}.txt`);
  });

  it('sends the reader to sections that are about the matter', () => {
    const headings = requestLetter({ ...NOTHING, language }).blocks.flatMap((block) =>
      block.kind === 'heading' ? [block.text] : [],
    );
    expect(headings).toHaveLength(8);
    const named = textOf({ language, addresses: [] }).match(/(?:section|Abschnitt) (\d)/g);
    expect(named?.map((word) => word.slice(-1))).toEqual(['3', '7']);
    expect(headings[2]).toMatch(/^3\. (Addresses|Adressen)/);
    expect(headings[6]).toMatch(/^7\. (Your own test|Ihr eigener Test)/);
  });

  it('suggests a test that the program understands', () => {
    const commands = requestLetter({ ...FACTS, language }).blocks.flatMap((block) =>
      block.kind === 'command' ? [block.text] : [],
    );
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^npx -y -p \.\/wahlpost-invite-0\.1\.0\.tgz invite test-connection --host /);
    const program = createProgram(textsFor(language).help, '0', async () => {});
    const known = program.commands.find((command) => command.name() === 'test-connection')?.options;
    const flags = commands[0]?.match(/--[a-z-]+/g) ?? [];
    expect(flags).toEqual(expect.arrayContaining(['--port', '--encryption', '--user', '--sender']));
    for (const flag of flags) expect(known?.map(({ long }) => long)).toContain(flag);
    // A password would stay in the shell's history; a file made by an editor is readable for others, and refused.
    expect(commands[0]).not.toMatch(/--password/);
  });

  it('holds nothing that could break a line, hide text or go on in another header', () => {
    const contact = { name: HOSTILE, email: 'wahl@muster.example', phone: HOSTILE };
    const facts = { ...FACTS, language, title: HOSTILE, organiser: HOSTILE, contact };
    const letter = requestLetter(facts);
    expect(letter.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u);
    const text = letterText(letter);
    expect(text.split('\n')).toHaveLength(textOf({ language }).split('\n').length);
    expect(text).not.toMatch(/^Bcc:|[\u202e\u2028]/m);
    expect(text).toContain('A "B" & <script>alert(1)</script> Bcc: x@y.example drei');
  });

  it.each(['x'.repeat(500), 'ü'.repeat(201)])('shortens a title of endless length', (title) => {
    expect(requestLetter({ ...FACTS, language, title }).title).toMatch(/^.{199}…$/u);
  });

  it.each([
    ['a title of blanks', { title: ' \u200b ' }],
    ['an organiser of control characters', { organiser: '\u0007' }],
    ['a contact without anything in it', { contact: { name: null, email: null, phone: null } }],
  ])('leaves a blank for %s', (_, facts) => {
    expect(textOf({ language })).not.toMatch(LEFT_BLANK);
    expect(textOf({ language, ...facts })).toMatch(LEFT_BLANK);
  });
});

describe('the number of messages', () => {
  it.each([
    [1, '1 message,', 'less than a minute'],
    [3, '3 messages,', 'less than a minute'],
    [21, '21 messages,', 'about 1 min'],
    [3000, '3,000 messages,', 'about 2 h 30 min'],
    [100_000_000, '100,000,000 messages,', 'about 3,472 days 5 h'],
  ])('%i is written with how long it takes', (messages, words, duration) => {
    const text = textOf({ language: 'en', messages });
    expect(text).toContain(`We mail ${words}`);
    expect(text).toContain(`At 20 a minute that takes ${duration}.`);
  });

  it.each([
    [2_000, 0],
    [2_001, 1],
    [10_000, 1],
    [10_001, 2],
  ])('%i is too many for one mailbox of %i of two providers', (messages, times) => {
    expect(textOf({ language: 'en', messages }).split('more than one mailbox can mail')).toHaveLength(
      times + 1,
    );
  });

  it('takes longer under a limit of the hour', () => {
    const pace = { connections: 1, perMinute: 20, perHour: 100, perDay: null, perConnection: null };
    expect(textOf({ language: 'en', messages: 200, pace })).toContain('At 20 a minute, 100 an hour');
    expect(textOf({ language: 'en', messages: 200, pace })).toContain('takes about 1 h 5 min.');
  });
});

describe('the day in the subject', () => {
  it.each([
    ['2026-11-25', 'Gremienwahl 2027, bitte bis 1. Februar 2027'],
    ['2027-02-10', 'Gremienwahl 2027, bitte bis 22. Februar 2027'],
    ['2027-02-28', 'Gremienwahl 2027'],
  ])('on %s is that of the letter', (today, end) => {
    const deadline = deadlineFor(today, '2027-03-01', null);
    expect(requestLetter({ ...FACTS, today, deadline }).subject).toBe(
      `Postfach für die Wahleinladungen: ${end}`,
    );
  });
});
