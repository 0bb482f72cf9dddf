/** Owns the passphrase that seals a file: which is too weak for a file that travels by mail, and making a strong one. */
import { randomInt } from 'node:crypto';
import type { WeakPassphrase } from '../../fault.js';
import { Secret } from '../profile.js';

/**
 * Whoever gets the file may try passphrases on their own machines for years, so this is stricter than a login, where the
 * server counts the tries. 16 random letters and digits are 80 bits.
 */
export const SHORTEST_PASSPHRASE = 16;
const FEWEST_DIFFERENT = 8;
/** Parts of addresses that are shorter stand in many words. */
const SHORTEST_KNOWN = 4;

/** Told apart when read aloud or written by hand: no 0, o, 1, l, i, u. */
const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** `known` is what stands in the mail anyway or can be guessed (names, addresses), and the password itself. */
export function judgePassphrase(passphrase: string, known: readonly string[]): WeakPassphrase | null {
  const characters = [...passphrase];
  if (characters.length < SHORTEST_PASSPHRASE) return 'too-short';
  if (new Set(characters).size < FEWEST_DIFFERENT) return 'too-uniform';
  const rest = withoutKnown(passphrase.toLowerCase(), known);
  return [...rest].length < SHORTEST_PASSPHRASE ? 'guessable' : null;
}

/** What is left when everything that can be guessed is taken away. */
function withoutKnown(passphrase: string, known: readonly string[]): string {
  const parts = known.flatMap((text) => [text, ...text.split(/[@.\s]/)]).map((part) => part.toLowerCase());
  const telling = parts.filter((part) => part.length >= SHORTEST_KNOWN).sort((a, b) => b.length - a.length);
  return telling.reduce((rest, part) => rest.replaceAll(part, ''), passphrase);
}

/** 20 characters of 30 in groups of four, about 98 bits. */
export function makePassphrase(): Secret {
  const character = (): string => ALPHABET[randomInt(ALPHABET.length)] ?? '';
  const group = (): string => Array.from({ length: GROUP_LENGTH }, character).join('');
  return new Secret(Array.from({ length: GROUPS }, group).join('-'));
}
