/** Owns the proof that a spam filter (SpamAssassin's rules, no network) holds nothing against the built-in templates. */
import { beforeAll, expect, it } from 'vitest';
import { BUILT_IN, builtInMessage, DATE } from '../support/built-in-messages.js';
import { describeWith } from '../support/require-debian.js';
import { type SpamVerdict, spamVerdicts } from '../support/spam-filter.js';

/** A usual filter sorts out from 5.0; what the host's reputation adds must still fit in between. */
const LIMIT = 1;
/** In milliseconds: some seconds of computing, on a machine that has other things to do. */
const PATIENCE = 240_000;

const VOTERS = [
  ['a voter with a link', {}],
  ['a voter with a link of their own', { link: `https://wahl.example.net/v/?token=${'a1B2c3D4'.repeat(8)}` }],
  [
    'a voter without link and name, with everything in capitals',
    { link: '', firstName: '', lastName: '', title: 'VERTRETERVERSAMMLUNG 2027', organiser: 'BÜRGERBANK EG' },
  ],
  [
    'a voter with a long title and umlauts everywhere',
    {
      title:
        'Außerordentliche Wahl der Vertreterinnen und Vertreter zur Übergangsversammlung München-Süd 2027',
      organiser: 'Förderverein für Übungsräume „Süd“ e. V.',
      firstName: 'Željka',
      lastName: 'Öztürk-Groß',
    },
  ],
] as const;

const CASES = BUILT_IN.flatMap(([product, language]) =>
  VOTERS.map(([whose, words]) => ({
    name: `${product} in ${language} for ${whose}`,
    product,
    language,
    words,
  })),
);

/** The least that a filter must dislike; a test that finds this harmless finds nothing. */
const SPAM = [
  'From: "Lottery Claims" <claims@example.org>',
  'Subject: CONGRATULATIONS!!! YOU WON $1,000,000.00 - CLAIM NOW',
  `Date: ${DATE.toUTCString().replace('GMT', '+0000')}`,
  'Message-ID: <1@example.org>',
  'MIME-Version: 1.0',
  'Content-Type: text/html; charset=us-ascii',
  '',
  '<html><body><font size="7" color="red">DEAR FRIEND, cheap viagra and cialis, 100% free! Act now!</font>',
  '<p>You have won one million dollars ($1,000,000.00) in our lottery. Send your bank account details.</p>',
  '<a href="http://203.0.113.9/claim">https://bank.example.com</a></body></html>',
  '',
].join('\r\n');

const NOTHING: SpamVerdict = { score: Number.NaN, rules: [] };

describeWith(['spamassassin'], "SpamAssassin's rules", () => {
  let spam: SpamVerdict;
  let verdicts: SpamVerdict[];
  beforeAll(async () => {
    const made = CASES.map(({ product, language, words }) => builtInMessage(product, language, words));
    const messages = (await Promise.all(made)).map(({ bytes }) => bytes);
    [spam = NOTHING, ...verdicts] = await spamVerdicts([Buffer.from(SPAM), ...messages]);
  }, PATIENCE);

  it.each(CASES.map(({ name }, index) => [name, index] as const))('find nothing in %s', (_, index) => {
    const { score, rules } = verdicts[index] ?? NOTHING;
    expect(score, rules.join(', ')).toBeLessThan(LIMIT);
    // It looked inside: in a message that it could not take apart it would see no HTML.
    expect(rules.join()).toContain('HTML_MESSAGE');
  });

  it('do find what is wrong with spam', () => {
    expect(spam.score, spam.rules.join(', ')).toBeGreaterThan(3);
  });
});
