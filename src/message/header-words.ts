/** Owns which words of a header must be written otherwise than they stand, so that every reader gets them back. */

/** A word that cannot be folded must stay under the line limit; and so long a name is a text, not a name. */
const LONGEST_NAME = 200;
/** What readers take for an encoded word (RFC 2047 2), many of them also in quotes or in the middle of a word. */
const LOOKS_ENCODED = /=\?[^?]*\?[BbQq]\?/;

/**
 * A display name with its address. Left out, '' that is, are a name over 200 characters and one that would be read
 * as something else. Runs of blanks become one: parsers differ in whether they keep them (RFC 5322 3.2.2).
 */
export function mailbox(name: string | null, address: string): { name: string; address: string } {
  const isName = name !== null && name.length <= LONGEST_NAME && !LOOKS_ENCODED.test(name);
  return { name: isName ? name.replace(/\s+/g, ' ').trim() : '', address };
}

/** Longest word that can stand in a line of 76 beside "Subject: " (RFC 2047 2, RFC 5322 2.1.1). */
const LONGEST_WORD = 66;

/**
 * A subject as it must be given to the composer, which encodes by itself what is not ASCII: encoded words where it
 * would leave alone what only looks encoded, where a word of the subject is too long to be folded, and where several
 * blanks follow each other: folded in between, they could make a line of nothing else (RFC 5322 3.2.2 forbids it).
 */
export function subjectWords(subject: string): string {
  const words = subject.split(' ');
  const isLeftAlone =
    LOOKS_ENCODED.test(subject) || words.some((word) => word === '' || word.length > LONGEST_WORD);
  return isLeftAlone ? encodedWords(subject) : subject;
}

const FRAME_LENGTH = '=?UTF-8?Q??='.length;

/** RFC 2047 4.2 and 5: "Q" encoding, each word with whole characters, blanks between words meaning nothing. */
function encodedWords(text: string): string {
  const words = [''];
  for (const character of text) {
    const encoded = inQ(character);
    const last = words.at(-1) ?? '';
    if (last.length + encoded.length > LONGEST_WORD - FRAME_LENGTH) words.push(encoded);
    else words[words.length - 1] = last + encoded;
  }
  return words.map((word) => `=?UTF-8?Q?${word}?=`).join(' ');
}

function inQ(character: string): string {
  if (character === ' ') return '_';
  if (/^[A-Za-z0-9!*+/-]$/.test(character)) return character;
  return [...Buffer.from(character)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
