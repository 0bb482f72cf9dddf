/** Owns the removal of secrets from text: every form in which a password or a cell could come back to us. */
import { withoutInvisible } from './invisible.js';

const HIDDEN = '[…]';
/** How `safeText` ends what it shortens. */
const CUT_OFF = '…';
/** Not the one of `HIDDEN`. */
const CUT_OFFS = /(?<!\[)…|…(?!\])/;
/** Shorter strings occur by chance; hiding them would hide half of every sentence and show which half. */
const SHORTEST = 3;
/** From this length on a secret is also found with blanks in it, as where a server breaks it over two lines. */
const SHORTEST_SPACED = 6;

/** Takes a text, gives it back without any of the secrets it was made from. */
export type Redact = (text: string) => string;

/** Redacts nothing; where there is nothing secret yet. */
export const redactNothing: Redact = (text) => text;

/** Fields that hold a word of a fixed list, whatever a password may be. */
const OUR_WORDS: ReadonlySet<string> = new Set([
  ...['event', 'kind', 'stage', 'status', 'severity', 'for'],
  // of a report on a connection test
  ...['report', 'tool', 'version', 'direction', 'encryption', 'language'],
]);

/** JSON of a value, redacted by its strings, so that it stays JSON; `indent` as for JSON.stringify. */
export function redactedJson(value: unknown, redact: Redact, indent?: number): string {
  const shown = (key: string, part: unknown): unknown =>
    typeof part === 'string' && !OUR_WORDS.has(key) ? redact(part) : part;
  return JSON.stringify(value, shown, indent);
}

/**
 * Makes a redactor for the given secrets (whole strings, any length). It finds each one as written, in base64 at
 * any alignment, percent-encoded, as a form has it, JSON- and HTML-escaped, quoted-printable and reversed; letter case does
 * not matter, and for all but short ones neither do blanks and line breaks. Whoever echoes a secret in a form of their own
 * is not found.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST).flatMap(formsOf))];
  if (forms.length === 0) return redactNothing;
  // Longest first, so that a secret which contains another one is hidden whole.
  forms.sort((a, b) => b.length - a.length);
  const lowered = forms.map((form) => form.toLowerCase());
  return (text) => withoutCutOff(hideIn(text, forms, lowered), lowered);
}

function hideIn(text: string, forms: readonly string[], lowered: readonly string[]): string {
  // A search first: a pattern of all forms takes a millisecond to compile, and there is one redactor per voter.
  const low = text.toLowerCase();
  const squeezed = low.replace(BREAKS, '');
  const found = forms.filter((_, index) => {
    const form = lowered[index] ?? '';
    const bare = form.replace(/\s+/g, '');
    return low.includes(form) || (bare.length >= SHORTEST_SPACED && squeezed.includes(bare));
  });
  if (found.length === 0) return text;
  return text.replace(new RegExp(found.map(patternOf).join('|'), 'giu'), HIDDEN);
}

/** Blanks may stand between any two characters, and may be missing or doubled where the secret has them. */
function patternOf(form: string): string {
  const bare = [...form.replace(/\s+/g, '')];
  if (bare.length < SHORTEST_SPACED) return escapeForRegExp(form);
  return bare.map(escapeForRegExp).join('(?:\\s|=\\r?\\n)*');
}

/** Blanks, line breaks, and those of quoted-printable (RFC 2045 6.7, rule 5). */
const BREAKS = /(?:\s|=\r?\n)+/g;

/** A text that was shortened may end in the beginning of a secret, also where it stands inside a longer one. */
function withoutCutOff(text: string, lowered: readonly string[]): string {
  if (!text.includes(CUT_OFF)) return text;
  const [last = '', ...cut] = text.split(CUT_OFFS).reverse();
  return [...cut.reverse().map((piece) => withoutBeginning(piece, lowered)), last].join('');
}

/** Of one piece that is followed by the sign; with the sign, or what stands for a secret in its place. */
function withoutBeginning(piece: string, lowered: readonly string[]): string {
  const low = piece.toLowerCase();
  const longest = lowered.reduce((most, form) => Math.max(most, overlap(low, form)), 0);
  return longest < SHORTEST ? `${piece}${CUT_OFF}` : `${piece.slice(0, -longest)}${HIDDEN}`;
}

/** Length of the longest beginning of `form` that `text` ends in. */
function overlap(text: string, form: string): number {
  let length = Math.min(text.length, form.length);
  while (length > 0 && !text.endsWith(form.slice(0, length))) length -= 1;
  return length;
}

/** A login's secrets: the password, and what AUTH PLAIN (RFC 4616) and AUTH LOGIN make of it. */
export function loginSecrets(user: string, password: string): string[] {
  const plain = [`\0${user}\0${password}`, `${user}\0${user}\0${password}`];
  // The lines as they go over the wire are secrets, too: a server may encode what it echoes once more.
  return [password, ...plain, ...plain.map((line) => Buffer.from(line, 'utf8').toString('base64'))];
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    json.replaceAll('/', '\\/'),
    ...urlForms(secret),
    ...escapedBytes(secret),
    ...htmlForms(secret),
    withoutInvisible(secret),
    // As Latin-1 bytes read as UTF-8.
    secret.replace(/[^\u0000-\u007f]/gu, '\ufffd'),
    // As UTF-8 bytes read as Latin-1.
    Buffer.from(secret, 'utf8').toString('latin1'),
    quotedPrintable(secret),
    [...secret].reverse().join(''),
    asciiJson(secret),
    asciiJson(secret, /[<>&\u0080-\uffff]/g),
    ...base64Forms(secret),
    Buffer.from(secret, 'utf8').toString('hex'),
  ].filter((form) => form.length >= SHORTEST);
}

/** As Python and PHP write JSON: "\\u00fc". */
function asciiJson(secret: string, escaped = /[\u0080-\uffff]/g): string {
  const unit = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(secret).slice(1, -1).replace(escaped, unit);
}

/** Every byte as "%5a" or "=5A". */
function escapedBytes(secret: string): string[] {
  const bytes = [...Buffer.from(secret, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  return ['%', '='].map((sign) => bytes.map((hex) => `${sign}${hex}`).join(''));
}

/** In the path of a URL, in a form (URL Standard, 5.2), and in Basic as OAuth 2.0 has it (RFC 6749 2.3.1). */
export function urlForms(secret: string): string[] {
  const inPath = encodeURIComponent(secret);
  const byte = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  const strict = inPath.replace(/[-_.!~*'()]/g, byte);
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  return [inPath, inForm, strict].flatMap((form) => [
    form,
    form.replaceAll('%20', '+'),
    form.replaceAll('+', '%20'),
  ]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** By names, with and without that of the apostrophe, and by numbers. */
function htmlForms(secret: string): string[] {
  const named = (signs: RegExp): string => secret.replace(signs, (sign) => `&${ENTITIES[sign]};`);
  const numbered = (write: (code: number) => string): string =>
    secret.replace(/[&<>"']/g, (sign) => `&#${write(sign.charCodeAt(0))};`);
  const [decimal, hexadecimal] = [numbered(String), numbered((code) => `x${code.toString(16)}`)];
  const byNames = named(/[&<>"]/g);
  return [byNames, named(/[&<>"']/g), byNames.replaceAll("'", '&#39;'), decimal, hexadecimal];
}

/** Base64 of the secret when zero, one or two unknown bytes stand before it, without the mixed characters at the ends. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = shifted.toString('base64').replace(/=+$/, '');
    const clean = whole.slice(before === 0 ? 0 : before + 1, Math.floor((shifted.length * 8) / 6));
    // A very short rest would match by chance.
    if (clean.length >= 6) forms.push(clean, clean.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** RFC 2045 6.7, without its line ends. */
function quotedPrintable(secret: string): string {
  const escaped = (byte: number): boolean => byte < 0x20 || byte > 0x7e || byte === 0x3d;
  const hex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return [...Buffer.from(secret, 'utf8')]
    .map((byte) => (escaped(byte) ? hex(byte) : String.fromCharCode(byte)))
    .join('');
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
