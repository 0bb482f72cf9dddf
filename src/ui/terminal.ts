/**
 * Owns what reaches the user. The rules: results go to stdout, talk and progress to stderr; every line passes the
 * redactor; a prompt appears only where stdin and stderr are both a terminal; a closed pipe is not an error.
 */
import type { ReadStream, WriteStream } from 'node:tty';
import { createRedactor, type Redact, redactedJson, redactNothing } from '../redaction.js';
import { createPaint, type Paint, wantsColour } from './paint.js';
import { wrap } from './wrap.js';

export interface Streams {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
}

export interface TerminalWishes {
  readonly colour: boolean | undefined;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly noInput: boolean;
}

/** C1, DEL, line separators and what reverses or hides text: JSON leaves them as they are, some terminals obey. */
const NOT_FOR_A_TERMINAL = /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
/**
 * Control characters but line end, tab and the colours of paint.ts, and what reverses the order of text: names of files
 * and folders may hold any.
 */
const NOT_OURS =
  /(?!\u001b\[(?:[12]|22|3[1239])m)[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\u2028\u2029\p{Bidi_Control}]/gu;

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

export class Terminal {
  readonly json: boolean;
  readonly verbose: boolean;
  /** For lines on stderr. */
  readonly paint: Paint;
  /** For lines on stdout. */
  readonly resultPaint: Paint;
  /** Whether a question can be asked. */
  readonly interactive: boolean;
  readonly #streams: Streams;
  readonly #quiet: boolean;
  readonly #secrets = new Set<string>();
  /** Without whatever is hidden by now; for what a command writes elsewhere than here. */
  redact: Redact = (text) => this.#redact(text);
  #redact: Redact = redactNothing;
  #transient = false;

  constructor(streams: Streams, wishes: TerminalWishes, env: NodeJS.ProcessEnv) {
    this.#streams = streams;
    this.#quiet = wishes.quiet;
    this.json = wishes.json;
    this.verbose = wishes.verbose;
    const colour = (stream: { isTTY?: boolean }): Paint =>
      createPaint(wantsColour({ flag: wishes.colour, env, isTerminal: stream.isTTY === true }));
    this.paint = colour(streams.stderr);
    this.resultPaint = colour(streams.stdout);
    this.interactive =
      !wishes.noInput && !wishes.json && streams.stdin.isTTY === true && streams.stderr.isTTY === true;
    for (const stream of [streams.stdout, streams.stderr]) {
      // `| head -1` or a closed terminal: whoever listened has gone, and the journal is the record that counts.
      stream.on('error', () => {});
    }
  }

  /** Whether stderr can redraw a line. */
  get redraws(): boolean {
    return this.#streams.stderr.isTTY === true && !this.#quiet && !this.json;
  }

  get columns(): number {
    return this.#streams.stderr.columns ?? 80;
  }

  get streams(): { readonly stdin: ReadStream; readonly stderr: WriteStream } {
    return this.#streams as unknown as { stdin: ReadStream; stderr: WriteStream };
  }

  /** From now on nothing that leaves here contains these secrets, in any form of `createRedactor`. */
  hide(secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
    // One redactor of all: of two in a row the first would cut a piece out of a longer secret of the second.
    this.#redact = createRedactor([...this.#secrets]);
  }

  /** A result: stdout, whatever the wishes. */
  result(line: string): void {
    this.clearTransient();
    this.#write(this.#streams.stdout, line);
  }

  /** One JSON document or event on one line of stdout; redacted by its strings, so that it stays JSON. */
  event(value: unknown): void {
    this.clearTransient();
    const json = redactedJson(value, this.#redact);
    this.#streams.stdout.write(`${json.replace(NOT_FOR_A_TERMINAL, escaped)}\n`);
  }

  /** Talk: stderr, unless `--quiet`. */
  say(line = ''): void {
    if (!this.#quiet) this.warn(line);
  }

  /** What must be seen even with `--quiet`. */
  warn(line: string): void {
    this.clearTransient();
    this.#write(this.#streams.stderr, line);
  }

  /** Into a pipe or a file a line stays one line: somebody may search it. */
  #write(stream: NodeJS.WritableStream & { isTTY?: boolean; columns?: number }, line: string): void {
    const safe = this.#redact(line).replace(NOT_OURS, ' ');
    const lines = stream.isTTY && stream.columns && !this.json ? wrap(safe, stream.columns) : [safe];
    stream.write(`${lines.join('\n')}\n`);
  }

  /** A line that the next one replaces; only where `redraws`. */
  transient(line: string): void {
    if (!this.redraws) return;
    this.#streams.stderr.write(`\r\u001b[2K${this.#redact(line)}`);
    this.#transient = true;
  }

  clearTransient(): void {
    if (!this.#transient) return;
    this.#streams.stderr.write('\r\u001b[2K');
    this.#transient = false;
  }
}
