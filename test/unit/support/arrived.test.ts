import { describe, expect, test } from 'vitest';
import { census, expectOneEach, type ReadMessage, readMessage } from '../../support/arrived.js';
import { makeVoters, type RollVoter } from '../../support/example-project.js';

const VOTERS = makeVoters(3);
const [FIRST, SECOND] = VOTERS as [RollVoter, RollVoter, RollVoter];

describe('the census of arrived messages', () => {
  test('counts who has none, one and several', () => {
    const messages = [messageTo(FIRST), messageTo(SECOND), messageTo(SECOND)];
    expect(census(messages, VOTERS)).toEqual({ none: ['0000003'], once: ['0000001'], several: ['0000002'] });
  });

  test.each<[string, ReadMessage]>([
    [
      'with another voter’s password in it',
      messageTo(FIRST, { everything: `${FIRST.password} ${SECOND.password}` }),
    ],
    ['at another voter’s address', messageTo(FIRST, { to: SECOND.email })],
    ['with another voter’s ID', messageTo(FIRST, { text: `Wähler-ID: ${SECOND.id}` })],
    ['without a password', messageTo(FIRST, { everything: 'Guten Tag' })],
  ])('fails at a message %s', (_, message) => {
    expect(() => census([message], VOTERS)).toThrow();
  });

  test('is not content with one voter short or one message too many', () => {
    expect(() => expectOneEach([messageTo(FIRST)], VOTERS)).toThrow();
    expect(() =>
      expectOneEach(
        [...VOTERS, FIRST].map((voter) => messageTo(voter)),
        VOTERS,
      ),
    ).toThrow();
  });

  test('finds a password that stands only in the HTML, whatever its entities', async () => {
    const html = `<b>${SECOND.password.replace('ä', '&#228;').replace('+', '&#x2b;')}</b>`;
    const bytes = Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n`);
    expect((await readMessage('a@b.example', bytes)).everything).toContain(SECOND.password);
  });
});

function messageTo({ id, email, password }: RollVoter, other: Partial<ReadMessage> = {}): ReadMessage {
  const text = `Wähler-ID: ${id}`;
  return { to: email, subject: '', text, everything: `${text} ${password}`, messageId: '', ...other };
}
