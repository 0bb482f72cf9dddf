/** Owns the blocks that the letter consists of; plain text and HTML are made from the same ones. Pure. */

/** The first words of an item, and the rest. */
export type Item = readonly [lead: string, text: string];

/** One row of the form: `field` is a line to write on, words to choose from, or nothing to fill in here. */
export interface FormRow {
  readonly label: string;
  readonly note: string;
  readonly field: 'line' | 'none' | readonly string[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly strong?: true }
  | { readonly kind: 'items'; readonly items: readonly Item[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly rows: readonly Item[] }
  | { readonly kind: 'form'; readonly rows: readonly FormRow[] }
  | { readonly kind: 'command'; readonly text: string };

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

/** Each pair is the first words of an item, and the rest. */
export function items(...pairs: readonly (readonly string[])[]): Block {
  return { kind: 'items', items: pairs.map(([lead = '', text = '']): Item => [lead, text]) };
}
