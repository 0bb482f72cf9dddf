/** Owns questions: the one door to inquirer, loaded only when a question is due, always on stderr. */
import { Fault } from '../fault.js';
import type { Terminal } from './terminal.js';

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
}

/** Asks; every method throws `needs-terminal` where nobody can answer, and `cancelled` on Ctrl-C. */
export class Prompts {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** `flag` is what a script would give instead. The answer "yes" is never the default. */
  async confirm(message: string, flag: string): Promise<boolean> {
    return this.#ask<boolean>({ type: 'confirm', message, default: false }, flag);
  }

  /** `check` gives the sentence that says what is wrong, or null. */
  async text(
    message: string,
    flag: string,
    check: (answer: string) => string | null,
    preset?: string,
  ): Promise<string> {
    const validate = (answer: string): string | true => check(answer) ?? true;
    return this.#ask<string>(
      { type: 'input', message, validate, ...(preset === undefined ? {} : { default: preset }) },
      flag,
    );
  }

  /** Shows nothing of what is typed, not even its length. */
  async secret(message: string, flag: string, check: (answer: string) => string | null): Promise<string> {
    const validate = (answer: string): string | true => check(answer) ?? true;
    return this.#ask<string>({ type: 'password', message, mask: false, validate }, flag);
  }

  async choose<T>(message: string, flag: string, choices: readonly Choice<T>[], preset?: T): Promise<T> {
    const question = {
      type: 'select',
      message,
      choices: [...choices],
      ...(preset === undefined ? {} : { default: preset }),
    };
    return this.#ask<T>(question, flag);
  }

  async #ask<T>(question: object, flag: string): Promise<T> {
    if (!this.#terminal.interactive) {
      const { message } = question as { message: string };
      throw new Fault('needs-terminal', { question: message, flag });
    }
    this.#terminal.clearTransient();
    const { default: inquirer } = await import('inquirer');
    const { stdin, stderr } = this.#terminal.streams;
    const prompt = inquirer.createPromptModule({ input: stdin, output: stderr });
    try {
      const answers = (await prompt([{ name: 'answer', ...question } as never])) as { answer: T };
      return answers.answer;
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') throw new Fault('cancelled', {});
      throw error;
    }
  }
}
