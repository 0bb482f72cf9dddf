import { describe, expect, it } from 'vitest';
import { withLinkParts } from '../../../src/cli/send/invitees.js';
import { createRedactor } from '../../../src/redaction.js';

/** Everything of a cell that must not come back in a stored reply. */
function redacted(cell: string, reply: string): string {
  return createRedactor(withLinkParts(cell))(reply);
}

// Why: a filter quoted "wahl.example/v?token=…" without the scheme, or the token alone, and the whole cell did not match.
describe('a link in the roll', () => {
  const LINK = 'https://wahl.example/vote/Zq7Lw9?token=ab12CD34&lang=deutsch#key=Xy98Uv76';

  it.each([
    ['as it is', LINK],
    ['without its scheme', LINK.replace('https://', '')],
    ['with its scheme alone changed', LINK.replace('https', 'hxxps')],
    ['from its path on', LINK.replace('https://wahl.example', '')],
    ['by a part of its path', 'path Zq7Lw9 listed'],
    ['by a value of its query', 'token ab12CD34 listed'],
    ['by its query', 'found token=ab12CD34&lang=deutsch in the text'],
    ['by its fragment', 'found key=Xy98Uv76 in the text'],
    ['by the value in its fragment', 'found Xy98Uv76'],
    ['in capitals', 'FOUND AB12CD34'],
  ])('leaves nothing of its tokens when it is quoted %s', (_how, reply) => {
    const text = redacted(LINK, reply);
    expect(text).toContain('[…]');
    expect(text).not.toMatch(/Zq7Lw9|ab12CD34|Xy98Uv76/i);
  });

  it.each([
    ['a plus sign', 'https://wahl.example/?t=ab+cd+efgh', 'ab+cd+efgh'],
    ['base64', 'https://wahl.example/?t=QUJD+/RA==', 'QUJD+'],
    ['percent signs, quoted as written', 'https://wahl.example/?t=W%C3%A4hl%2B7', 'W%C3%A4hl%2B7'],
    ['percent signs, quoted decoded', 'https://wahl.example/?t=W%C3%A4hl%2B7', 'Wähl+7'],
    ['a broken percent sign', 'https://wahl.example/?t=50%zz9', '50%zz9'],
    ['umlauts in its path', 'https://wahl.example/Wählerin-77', 'Wählerin-77'],
    ['a fragment that is a path', 'https://wahl.example/#/v/Tok3n', 'Tok3n'],
    ['another scheme', 'app+vote://open/Tok3n', 'Tok3n'],
    ['a port', 'https://wahl.example:8443/Tok3n', 'Tok3n'],
    ['no scheme', 'wahl.example/v/Tok3n', 'Tok3n'],
  ])('is cleaned away with %s', (_what, cell, quoted) => {
    expect(redacted(cell, `554 5.7.1 ${quoted} is listed`)).toBe('554 5.7.1 […] is listed');
  });

  it('leaves its host and the names of its parameters readable: they are no secrets', () => {
    const text = 'wahl.example is listed, see lang and token';
    expect(redacted('https://wahl.example/?token=ab12CD34&lang=de', text)).toBe(text);
  });

  it.each(['', 'Kennwort', 'a/b', '/', 'https:', 'anna@voters.example', '12.5', 'ftp://'])(
    'is nothing but itself where it is none: %j',
    (cell) => {
      expect(withLinkParts(cell)).toEqual([cell]);
    },
  );
});
