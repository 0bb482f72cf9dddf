/** Owns which of a template's languages a voter gets, by the word in the roll's language column. */

/** RFC 5646, as far as a folder is named after it: a language of two or three letters, then script and region. */
const TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;

/** Whether a folder's name is a language ("de", "pt-BR"): a tag whose language is known, so that "old" is none. */
export function isLanguageFolder(name: string): boolean {
  if (!TAG.test(name) || canonicalLanguage(name) === null) return false;
  const language = name.split('-')[0] ?? '';
  return nameOf(language, 'en') !== null;
}

/** "DE-at" -> "de-AT"; null for what is no language tag. */
export function canonicalLanguage(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * A function from a cell of the language column to one of `languages`, or null where none fits. Lookup as in
 * RFC 4647 3.4: case does not count, "de-AT" falls back to "de"; "de_AT" is read alike. An empty cell is `fallback`'s.
 * A language's name in German, in English and in itself will do too, because that is what people write in a roll.
 */
export function languageChoice(
  languages: readonly string[],
  fallback: string,
): (cell: string) => string | null {
  const byTag = new Map(languages.map((language) => [language.toLowerCase(), language]));
  const byName = new Map(languages.flatMap((tag) => namesOf(tag).map((name) => [name, tag] as const)));
  return (cell) => {
    const word = cell.trim().toLowerCase();
    return lookUp(word === '' ? fallback.toLowerCase() : word, byTag) ?? byName.get(word) ?? null;
  };
}

function lookUp(word: string, byTag: ReadonlyMap<string, string>): string | null {
  if (word.length > LONGEST_TAG) return null;
  const subtags = word.split(/[-_]/);
  for (let length = subtags.length; length > 0; length--) {
    const found = byTag.get(subtags.slice(0, length).join('-'));
    if (found !== undefined) return found;
  }
  return null;
}

/** RFC 5646 4.4.1. */
const LONGEST_TAG = 35;

function namesOf(tag: string): string[] {
  return ['de', 'en', tag].flatMap((language) => nameOf(tag, language)?.toLowerCase() ?? []);
}

function nameOf(tag: string, inLanguage: string): string | null {
  return new Intl.DisplayNames([inLanguage], { type: 'language', fallback: 'none' }).of(tag) ?? null;
}
