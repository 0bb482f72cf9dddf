/** Owns how the options on the roll's form reach the reader of the roll. */
import type { Delimiter, TextEncoding } from '../voters/voter.js';
import type { RollWishes } from './check-project.js';
import type { ProjectOptions } from './options.js';

export function rollWishes({ encoding, delimiter }: ProjectOptions): RollWishes {
  return {
    encoding: encoding as TextEncoding | undefined,
    delimiter: (delimiter === 'tab' ? '\t' : delimiter) as Delimiter | undefined,
  };
}
