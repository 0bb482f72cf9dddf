/** Owns what a parsed template consists of; no name of the template language outside the door (mustache.ts). */

/** A template after its partials were put in: text, values, and blocks shown or not. */
export type Token = TextToken | PlaceholderToken | Section<Token>;

/** What the parser sees before partials are put in and unwanted tags refused. */
export type RawToken =
  | TextToken
  | PlaceholderToken
  | Section<RawToken>
  | { readonly kind: 'unescaped'; readonly name: string; readonly place: string }
  | {
      readonly kind: 'partial';
      readonly name: string;
      readonly place: string;
      /** Blanks before a partial that stands alone on its line: every line of it gets them. */
      readonly indentation: string;
    }
  | { readonly kind: 'delimiters'; readonly place: string };

/** `place` is file and line of its first character, as in "text.mustache:12". */
export interface TextToken {
  readonly kind: 'text';
  readonly text: string;
  readonly place: string;
}

/** `place` is file and line. */
export interface PlaceholderToken {
  readonly kind: 'placeholder';
  readonly name: string;
  readonly place: string;
}

/** A block shown once where `name` is not empty, or, inverted, where it is. */
export interface Section<T> {
  readonly kind: 'section';
  readonly name: string;
  readonly place: string;
  readonly inverted: boolean;
  readonly tokens: readonly T[];
}

/** Placeholder -> value. Without a prototype, so that "constructor" is a name like any other; strings only. */
export type View = Readonly<Record<string, string>>;

/** An empty view to be filled: `{}` would answer to "toString". */
export function newView(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}
