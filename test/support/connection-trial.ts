/** Owns a trial of `test-connection` in the test's process: its streams, signals and clock are the test's. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/commands/test-connection.js';
import type { Context } from '../../src/cli/context.js';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { faultText, reportFault } from '../../src/cli/report-fault.js';
import { Fault } from '../../src/fault.js';
import { formatFor } from '../../src/i18n/format.js';
import type { Language } from '../../src/i18n/language.js';
import { textsFor } from '../../src/i18n/texts.js';
import { DEADLINES } from '../../src/smtp/deadlines.js';
import { Prompts } from '../../src/ui/prompts.js';
import { Terminal } from '../../src/ui/terminal.js';
import { Household } from './cli.js';
import { PASSWORD, USER } from './connection-test.js';
import { VirtualClock } from './virtual-clock.js';

export interface TrialOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** Whether stderr is a terminal; nothing can be asked all the same. */
  readonly redraws?: boolean;
  readonly language?: Language;
}

export interface TrialRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class ConnectionTrial {
  readonly household = new Household();
  readonly clock = new VirtualClock();
  readonly #passwordFile = this.household.passwordFile(PASSWORD);
  readonly #listeners = new Set<(signal: NodeJS.Signals) => void>();

  /** Runs the command to its end against a port of this machine, as main.ts would. */
  async run(port: number, options: object, wishes: TrialOptions = {}): Promise<TrialRun> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const printed = [kept(stdout), kept(stderr)] as const;
    const errors = Object.assign(stderr, { isTTY: wishes.redraws === true });
    const { json = false, quiet = false } = wishes;
    const colours = { colour: false, quiet, verbose: false, json, noInput: true };
    const terminal = new Terminal({ stdin: new PassThrough(), stdout, stderr: errors }, colours, {});
    const connection = { host: '127.0.0.1', port: String(port), encryption: 'none', user: USER };
    const all = { ...connection, passwordFile: this.#passwordFile, ...options };
    const code = await this.#end(this.#context(terminal, wishes.language ?? 'en'), all);
    return { code, stdout: printed[0](), stderr: printed[1]() };
  }

  /** A signal to the run under way. */
  signal(name: NodeJS.Signals): void {
    for (const listener of [...this.#listeners]) listener(name);
  }

  /** Listeners for signals that nobody has taken off. */
  get listening(): number {
    return this.#listeners.size;
  }

  async #end(context: Context, options: object): Promise<number> {
    try {
      return await run(context, undefined, options);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const code = exitCodeOf(error.kind);
      const text = faultText(error, context.texts, context.program, 'test-connection');
      reportFault(context.terminal, error, text, code, context.texts.common.error);
      return code;
    }
  }

  #context(terminal: Terminal, language: Language): Context {
    const texts = textsFor(language);
    return {
      terminal,
      prompts: new Prompts(terminal, texts.common.prompts),
      texts,
      format: formatFor(language),
      language,
      env: { HOME: join(this.household.folder, 'home'), XDG_CONFIG_HOME: this.household.configFolder },
      cwd: this.household.folder,
      platform: process.platform,
      clock: this.clock,
      deadlines: DEADLINES,
      watchInterval: 15_000,
      systemTimeZone: 'Europe/Berlin',
      yes: false,
      stdin: new PassThrough(),
      program: 'invite',
      onSignal: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
  }
}

/** What is written to the stream from now on. */
function kept(stream: PassThrough): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
