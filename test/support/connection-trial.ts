/** Owns a trial of `test-connection` in the test's process: its streams, signals and clock are the test's. */
import { run } from '../../src/cli/commands/test-connection.js';
import type { Language } from '../../src/i18n/language.js';
import { Household } from './cli.js';
import { commandContext, exitCode, printed } from './command-context.js';
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
    const { terminal, stdout, stderr } = printed(wishes);
    const connection = { host: '127.0.0.1', port: String(port), encryption: 'none', user: USER };
    const all = { ...connection, passwordFile: this.#passwordFile, ...options };
    const onSignal = (listener: (signal: NodeJS.Signals) => void) => {
      this.#listeners.add(listener);
      return () => this.#listeners.delete(listener);
    };
    const given = { clock: this.clock, yes: false, onSignal };
    const context = commandContext(terminal, this.household, wishes.language ?? 'en', given);
    const code = await exitCode(context, 'test-connection', () => run(context, undefined, all));
    return { code, stdout: stdout(), stderr: stderr() };
  }

  /** A signal to the run under way. */
  signal(name: NodeJS.Signals): void {
    for (const listener of [...this.#listeners]) listener(name);
  }

  /** Listeners for signals that nobody has taken off. */
  get listening(): number {
    return this.#listeners.size;
  }
}
