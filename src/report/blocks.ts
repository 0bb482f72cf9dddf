/** Owns the parts that a report is made of, the same for every form it can have. */
import type { StageStatus, TranscriptLine } from '../diagnosis/result.js';
import type { Picture } from './plan-picture.js';

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A list under a heading of its own. */
  | { readonly kind: 'group'; readonly heading: string; readonly items: readonly string[] }
  /** Label and value; those without a value are left out. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly Row[] }
  | PictureBlock
  | TranscriptBlock;

/** As many cells as the table has columns; the first one names the row. */
export interface Row {
  readonly status: StageStatus;
  readonly cells: readonly string[];
}

/** Drawn where that is possible, with a caption for what only a drawing has; else its points as a table. */
export interface PictureBlock {
  readonly kind: 'picture';
  readonly picture: Picture;
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface TranscriptBlock {
  readonly kind: 'transcript';
  /** What the marks mean, where marks are used. */
  readonly legend: string;
  /** Who spoke, whether it was encrypted, the text. */
  readonly columns: readonly [who: string, encrypted: string, text: string];
  readonly who: Readonly<Record<TranscriptLine['direction'], string>>;
  readonly encrypted: { readonly yes: string; readonly no: string };
  readonly lines: readonly TranscriptLine[];
}
