/** Owns the one door to the tool's sentences: every text exists in German and in English, or it does not compile. */
import { de } from './de/index.js';
import { en } from './en/index.js';
import type { Language } from './language.js';

export type Texts = typeof en;

export function textsFor(language: Language): Texts {
  return language === 'de' ? de : en;
}
