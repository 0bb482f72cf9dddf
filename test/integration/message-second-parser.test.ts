/** Owns the proof that a message says to other parsers exactly what it was made of: built-in, hostile, random ones. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { composeMessage } from '../../src/message/compose.js';
import { parseAddress } from '../../src/voters/address.js';
import { BUILT_IN, builtInMessage } from '../support/built-in-messages.js';
import { describeWith } from '../support/require-debian.js';
import {
  byPostalMime,
  byPython,
  type Mailbox,
  type Understood,
  unixText,
} from '../support/second-parsers.js';

interface Parts {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly replyTo: Mailbox | null;
}

const USUAL: Parts = {
  subject: 'Ihre Wahl',
  text: 'Guten Tag\n',
  html: '<p>Guten Tag</p>\n',
  from: ['Wahlvorstand, Büro', 'wahl@muster.example'],
  to: ['Anna', 'anna@mitglieder.example'],
  replyTo: ['', 'buero@muster.example'],
};

const both = (text: string): Partial<Parts> => ({ text, html: `<p>${text}</p>` });
const named = (name: string): Partial<Parts> => ({
  to: [name, 'anna@mitglieder.example'],
  from: [name, 'wahl@muster.example'],
  replyTo: [name, 'buero@muster.example'],
});
const idn = (written: string): Mailbox => {
  const parsed = parseAddress(written);
  return ['', 'address' in parsed ? parsed.address : parsed.fault];
};

const HOSTILE: readonly (readonly [string, Partial<Parts>])[] = [
  ['plain words', {}],
  ['no HTML', { html: null }],
  ['no address for replies', { replyTo: null }],
  ['a comma, quotes and a backslash in every name', named('Meier, "Anna" \\ Söhne')],
  ['a comma and quotes in plain ASCII', named('Meier, "Anna" \\')],
  ['addresses for names', named('evil@attack.example, x <b@y.example>; (c)')],
  ['half an encoded word in a name', named('=?UTF-8?Q Anna =?= ?=')],
  ['a long name of umlauts, without a blank', named('Ä'.repeat(120))],
  ['a long name of many words', named('Prof. Dr. Jürgen Großmann-Öztürk von Übersee '.repeat(4).trim())],
  ['a long name that cannot be folded', named(`${'a'.repeat(150)}.`)],
  ['emoji and other scripts', { ...named('田中 花子 🗳️'), ...both('שלום 🗳️ Ελλάδα'), subject: 'Ελλάδα 🗳️' }],
  ['umlauts at every fold of the subject', { subject: 'Überprüfung der Änderungen '.repeat(7).trim() }],
  ['emoji at every fold of the subject', { subject: '👩‍👩‍👧🗳️'.repeat(18) }],
  ['an encoded word for a subject', { subject: '=?UTF-8?Q?Gewonnen?=' }],
  ['an encoded word inside a subject', { subject: 'Wahl =?utf-8?b?QmNjOiBhQGIuZXhhbXBsZQ==?= 2027' }],
  ['a subject like a header', { subject: 'Bcc: a@b.example' }],
  ['a subject with = ? _ and quotes', { subject: 'Wahl = 2027? _Ja_ "=?" ?= =20' }],
  ['a subject that cannot be folded', { subject: `Wahl ${'a'.repeat(195)}` }],
  ['a subject with many blanks', { subject: `Wahl${' '.repeat(90)}2027` }],
  ['lone dots', both('.\n..\na\n.\nMAIL FROM:<a@b.example>')],
  ['equals signs and dots at the beginning of lines', both('=\n=20\n=3D\n.=\n=?UTF-8?Q?a?=')],
  ['lines over 998', both(`${'a'.repeat(3000)}\n${'ä'.repeat(3000)}\n.${'b'.repeat(998)}`)],
  ['trailing blanks and tabs', both('a  \n\tb\t\n \nc')],
  ['lines like headers, separators and boundaries', both('From x\nBcc: a@b.example\n\n--invite\n--invite--')],
  ['line ends of every kind', both('a\rb\r\nc\n\nd')],
  [
    'an international domain everywhere',
    {
      from: idn('wahl@bürger.example'),
      to: idn('Anna@BÜCHER.example'),
      replyTo: idn('büro <info@große-wahl.example>'),
    },
  ],
];

/** Words, blanks and all that means something in a header or a body, in any order. */
const PIECE = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abcdefgxyzäöüß ') },
  { weight: 3, arbitrary: fc.constantFrom(...'=?_."\',;:<>@()[]\\-!#$%&*+/^`{|}~0') },
  { weight: 1, arbitrary: fc.constantFrom('🗳️', '田', 'ש', 'e\u0301', '=?', '?=', ' .', 'Groß-Öztürk ') },
);
const WORDS = fc
  .array(PIECE, { minLength: 1, maxLength: 100 })
  .map((pieces) => pieces.join('').replace(/ +/g, ' ').trim())
  .filter((words) => words !== '' && words.length <= 200 && !/=\?[^?]*\?[bq]\?/i.test(words));
const LINES = fc.array(WORDS, { minLength: 1, maxLength: 12 }).map((lines) => lines.join('\n.'));
const RANDOM = fc
  .sample(fc.record({ subject: WORDS, name: WORDS, text: LINES }), { numRuns: 100, seed: 2027 })
  .map(({ subject, name, text }): Partial<Parts> => ({ subject, ...both(text), ...named(name) }));

const CASES = [
  ...HOSTILE,
  ...RANDOM.map((parts, index) => [`random words, number ${index}`, parts] as const),
];

interface Made {
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: Parts;
}

async function composed(name: string, given: Partial<Parts>): Promise<Made> {
  const expected = { ...USUAL, ...given };
  const { from, to, replyTo } = expected;
  const identity = { messageId: '<0123@muster.example>', date: new Date('2027-03-01T07:00:00Z') };
  const frame = {
    from: { name: from[0], address: from[1] },
    replyTo: replyTo && { name: replyTo[0], address: replyTo[1] },
    language: 'de',
  };
  return { name, bytes: await composeMessage(expected, to[1], to[0], identity, frame), expected };
}

async function builtIn([product, language]: (typeof BUILT_IN)[number]): Promise<Made> {
  const { invitation, frame, to, toName, bytes } = await builtInMessage(product, language);
  const { from, replyTo } = frame;
  const expected = {
    ...invitation,
    from: [from.name, from.address] as const,
    to: [toName, to] as const,
    replyTo: replyTo && ([replyTo.name, replyTo.address] as const),
  };
  return { name: `${product} in ${language}`, bytes, expected };
}

/** What every parser must find, and nothing else. */
function asUnderstood({ subject, text, html, from, to, replyTo }: Parts): Understood {
  return {
    headers: headersOf(html !== null, replyTo !== null),
    subject,
    from: [from],
    to: [to],
    replyTo: replyTo === null ? [] : [replyTo],
    text: unixText(text),
    html: unixText(html ?? ''),
    defects: [],
  };
}

function headersOf(hasHtml: boolean, hasReplyTo: boolean): string[] {
  return [
    ...['Auto-Submitted', 'X-Auto-Response-Suppress', 'Content-Language', 'From', 'To'],
    ...(hasReplyTo ? ['Reply-To'] : []),
    ...['Subject', 'Message-ID', 'Date'],
    ...(hasHtml ? [] : ['Content-Transfer-Encoding']),
    ...['MIME-Version', 'Content-Type'],
  ];
}

describeWith(['python3'], 'a message', () => {
  let made: Made[];
  let pythons: Understood[];
  const names = [
    ...BUILT_IN.map(([product, language]) => `${product} in ${language}`),
    ...CASES.map(([name]) => name),
  ];
  beforeAll(async () => {
    made = await Promise.all([
      ...BUILT_IN.map(builtIn),
      ...CASES.map(([name, given]) => composed(name, given)),
    ]);
    pythons = byPython(made.map(({ bytes }) => bytes));
  });

  it.each(names.map((name, index) => [name, index] as const))(
    'with %s comes back unchanged',
    async (_, index) => {
      const { bytes, expected } = made[index] as Made;
      expect(await byPostalMime(bytes)).toEqual(asUnderstood(expected));
      expect(pythons[index]).toEqual(asUnderstood(expected));
    },
  );

  it('keeps its header in lines of 78, unless one word of a name or an address is longer', () => {
    for (const { name, bytes } of made) {
      const source = bytes.toString('latin1');
      const header = source.slice(0, source.indexOf('\r\n\r\n')).split('\r\n');
      for (const line of header) {
        // A line of blanks alone ends the header for some (RFC 5322 3.2.2).
        expect(line.trim(), name).not.toBe('');
        if (!/\S{70}/.test(line)) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(78);
      }
    }
  });

  it('has an international domain as punycode on the wire', () => {
    const bytes = made.find(({ name }) => name.startsWith('an international domain'))?.bytes;
    for (const header of [/^From: wahl@xn--brger-kva\.example\r$/m, /^To: Anna@xn--bcher-kva\.example\r$/m])
      expect(bytes?.toString('latin1')).toMatch(header);
  });
});

it.each(['jürgen@example.org', 'wähler@bücher.example', '用户@example.org'])(
  'never has %s in it: such a mailbox needs SMTPUTF8 on every host of its way',
  async (address) => {
    expect(parseAddress(address)).toEqual({ fault: 'non-ascii-local-part' });
    for (const role of ['from', 'to', 'replyTo'] as const)
      await expect(composed('', { [role]: ['', address] })).rejects.toThrow('not one plain address');
  },
);
