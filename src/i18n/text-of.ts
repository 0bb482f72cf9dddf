/** Owns the look-up in a table of texts, where a stranger chose the word. */

/** The entry of a table of texts for `kind`, or null; an inherited name ("constructor") is no entry. */
export function textOf<T>(table: Readonly<Record<string, T>>, kind: string): T | null {
  return Object.hasOwn(table, kind) ? (table[kind] ?? null) : null;
}
