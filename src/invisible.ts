/** Owns which characters leave no mark on screen, and which of them a text needs all the same. */

/** Ignorable by default (UAX #44), bidirectional controls (UAX #9), all other format characters, the blank of Braille. */
const CLASS = String.raw`\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\u2800`;
/** Joined pictures of people and flags (UTS #51), with their tone of skin and their form. */
const PICTURE = String.raw`\p{Extended_Pictographic}[\u{1f3fb}-\u{1f3ff}]?\ufe0f?`;
/** Scripts in which a joiner makes another letter: Arabic, Syriac, Mongolian, those of India and around it. */
const JOINED = [
  'Arab',
  'Syrc',
  'Mong',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
]
  .map((script) => String.raw`\p{Script=${script}}`)
  .join('');

/** Any of them, wherever it stands. */
export const INVISIBLE = new RegExp(`[${CLASS}]`, 'u');

/** As it looks on screen; joined pictures and letters come apart. */
export function withoutInvisible(text: string): string {
  return text.replace(EVERY, '');
}

const EVERY = new RegExp(`[${CLASS}]`, 'gu');

/** Those that a text reads the same without: not inside pictures, joined letters, and variants of ideographs. */
export const NEEDLESS = new RegExp(
  [
    String.raw`(?!(?<=${PICTURE})\u200d(?=\p{Extended_Pictographic}))`,
    String.raw`(?!(?<=[${JOINED}]\p{M}*)[\u200c\u200d](?=[${JOINED}]))`,
    String.raw`(?!(?<=\p{Extended_Pictographic})\ufe0f)`,
    String.raw`(?!(?<=\p{Script=Han})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}])`,
    `[${CLASS}]`,
  ].join(''),
  'gu',
);
