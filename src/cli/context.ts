/** Owns what every command is handed: terminal, words, environment, clock and folders; no command reads globals. */
import { fileURLToPath } from 'node:url';
import type { Clock } from '../delivery/clock.js';
import type { Doors, StageDeadlines } from '../diagnosis/doors.js';
import type { Format } from '../i18n/format.js';
import type { Language } from '../i18n/language.js';
import type { Texts } from '../i18n/texts.js';
import type { Deadlines } from '../smtp/deadlines.js';
import type { Prompts } from '../ui/prompts.js';
import type { Terminal } from '../ui/terminal.js';

export interface Context {
  readonly terminal: Terminal;
  readonly prompts: Prompts;
  readonly texts: Texts;
  readonly format: Format;
  readonly language: Language;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Handed in like the clock, so that a test need not wait eleven minutes for a silent server. */
  readonly deadlines: Deadlines;
  /** What `test-connection` asks of the outside; handed in by tests, the system's own otherwise. */
  readonly connectionTest?: { readonly doors: Doors; readonly deadlines: StageDeadlines };
  /** Milliseconds from the start of one attempt of `test-connection --watch` to the next. */
  readonly watchInterval: number;
  readonly systemTimeZone: string;
  /** `--yes`: answers "start now?" and nothing else. */
  readonly yes: boolean;
  readonly stdin: NodeJS.ReadableStream;
  /** Node's own path, then what was typed after the program's name. */
  readonly commandLine: readonly [string, ...string[]];
  /** How hints name this program. */
  readonly program: string;
  /** Signals while a mailing runs; the function takes the listener off again. */
  onSignal(listener: (signal: NodeJS.Signals) => void): () => void;
}

/** Folder of the installed package: templates and examples lie there. */
export const PACKAGE_FOLDER = fileURLToPath(new URL('../..', import.meta.url));
