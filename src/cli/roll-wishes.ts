/** Owns how options and project reach the reader of the roll. */
import type { Project } from '../project/project.js';
import type { ShapeWishes } from '../voters/detect-shape.js';
import type { Delimiter, TextEncoding } from '../voters/voter.js';
import type { ProjectOptions } from './options.js';

/** What only options can say of the roll's form. */
export type RollWishes = Pick<ShapeWishes, 'encoding' | 'delimiter'>;

export function rollWishes({ encoding, delimiter }: ProjectOptions): RollWishes {
  return {
    encoding: encoding as TextEncoding | undefined,
    delimiter: (delimiter === 'tab' ? '\t' : delimiter) as Delimiter | undefined,
  };
}

/** All that is said of how the roll is to be read. */
export function shapeWishes(
  { columns, secrets, sheet }: Pick<Project, 'columns' | 'secrets' | 'sheet'>,
  wishes: RollWishes,
): ShapeWishes {
  return { ...wishes, columns, secrets: secrets ?? undefined, sheet: sheet ?? undefined };
}
