/** Owns how the sandbox answers a recipient: the magic addresses on which a rehearsal can practise trouble. */
import type { Reply } from '../smtp/reply.js';

/** What the server does with a message to one recipient, and at which point of the transaction. */
export type Answer =
  | { readonly kind: 'accept' }
  /** RCPT is refused, always. */
  | { readonly kind: 'refuse-recipient'; readonly reply: Reply }
  /** RCPT is refused the first time this recipient is seen, accepted from then on. */
  | { readonly kind: 'refuse-first-try'; readonly reply: Reply }
  /** The message is refused after its final dot. */
  | { readonly kind: 'refuse-message'; readonly reply: Reply }
  /** The message is kept, but the connection is cut before the reply: the client cannot know. */
  | { readonly kind: 'hang-up' };

/** Takes the address of RCPT TO as written. Pure: the server keeps count of first tries. */
export type Behaviour = (recipient: string) => Answer;

/** The words that rehearse an answer when a local part begins with them; for the texts that explain them. */
export const MAGIC_WORDS = ['nouser', 'full', 'grey', 'spam', 'lost'] as const;
type MagicWord = (typeof MAGIC_WORDS)[number];

const ANSWERS: Readonly<Record<MagicWord, Answer>> = {
  nouser: refuse('refuse-recipient', 550, '5.1.1', 'No such user here'),
  full: refuse('refuse-recipient', 552, '5.2.2', 'Mailbox full'),
  grey: refuse('refuse-first-try', 450, '4.2.0', 'Greylisted, please try again later'),
  spam: refuse('refuse-message', 554, '5.7.1', 'Message refused as spam'),
  lost: { kind: 'hang-up' },
};

/** Only a word of its own: "grey", "grey.anna", "grey7", not "greyson". */
const MAGIC_LOCAL_PART = new RegExp(`^(${MAGIC_WORDS.join('|')})(?![a-z])`);

/** RFC 2606 and 6761: names that belong to nobody, so that no real voter is ever refused in a rehearsal. */
const RESERVED_DOMAIN = /(^|\.)(example|test|invalid|localhost|example\.(com|net|org))$/;

/**
 * The rehearsal's own behaviour: accepts everybody but the magic addresses, which are a local part that begins
 * with a magic word, at a domain reserved for examples ("grey.anna@muster.example").
 */
export const rehearsalBehaviour: Behaviour = (recipient) => {
  const at = recipient.lastIndexOf('@');
  const domain = recipient.slice(at + 1).toLowerCase();
  if (at < 0 || !RESERVED_DOMAIN.test(domain)) return { kind: 'accept' };
  const word = MAGIC_LOCAL_PART.exec(recipient.slice(0, at).toLowerCase())?.[1] as MagicWord | undefined;
  return word === undefined ? { kind: 'accept' } : ANSWERS[word];
};

function refuse(
  kind: 'refuse-recipient' | 'refuse-first-try' | 'refuse-message',
  code: number,
  enhanced: string,
  text: string,
): Answer {
  return { kind, reply: { code, enhanced, text } };
}
