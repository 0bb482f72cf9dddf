/** Owns colour: the one door to chalk, and the decision whether there is any. */
import { Chalk } from 'chalk';

/** Marks words by meaning, not by colour; plain text where colour is off. */
export interface Paint {
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
}

export interface ColourWishes {
  /** `--color` / `--no-color`; undefined where neither was given. */
  readonly flag: boolean | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
}

/** The flag, then FORCE_COLOR, then NO_COLOR (no-color.org), then the terminal. chalk itself ignores NO_COLOR. */
export function wantsColour({ flag, env, isTerminal }: ColourWishes): boolean {
  if (flag !== undefined) return flag;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return !env['NO_COLOR'] && isTerminal && env['TERM'] !== 'dumb';
}

export function createPaint(colour: boolean): Paint {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  return { good: chalk.green, bad: chalk.red, warn: chalk.yellow, faint: chalk.dim, strong: chalk.bold };
}
