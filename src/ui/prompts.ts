/** Owns questions: the one door to inquirer, loaded only when a question is due, always on stderr. */
import { Fault } from '../fault.js';
import type { Texts } from '../i18n/texts.js';
import type { Terminal } from './terminal.js';
import { readYesNo } from './yes-no.js';

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
}

/** What stands around a question; inquirer's own words are English. */
export type PromptWords = Texts['common']['prompts'];

/** Asks; every method throws `needs-terminal` where nobody can answer, and `cancelled` on Ctrl-C. */
export class Prompts {
  readonly #terminal: Terminal;
  readonly #words: PromptWords;

  constructor(terminal: Terminal, words: PromptWords) {
    this.#terminal = terminal;
    this.#words = words;
  }

  /** `flag` is what a script would give instead. The answer "yes" is never the default. */
  async confirm(message: string, flag: string): Promise<boolean> {
    const words = this.#words;
    const { strong, faint } = this.#terminal.paint;
    const asked = (text: string, status: string): string =>
      status === 'done' ? strong(text) : `${strong(text)} ${faint(words.yesOrNo)}`;
    const shown = (answer: string, { isFinal }: { isFinal: boolean }): string =>
      isFinal ? words[readYesNo(answer, words) === 'yes' ? 'yes' : 'no'] : answer;
    const answer = await this.#ask<string>(message, flag, {
      type: 'input',
      validate: (typed: string) => readYesNo(typed, words) !== 'unclear' || words.unclear,
      transformer: shown,
      theme: { validationFailureMode: 'clear', style: { message: asked } },
    });
    return readYesNo(answer, words) === 'yes';
  }

  /** `check` gives the sentence that says what is wrong, or null. */
  async text(
    message: string,
    flag: string,
    check: (answer: string) => string | null,
    preset?: string,
  ): Promise<string> {
    const validate = (answer: string): string | true => check(answer) ?? true;
    return this.#ask<string>(message, flag, {
      type: 'input',
      validate,
      ...(preset === undefined ? {} : { default: preset }),
    });
  }

  /** Shows nothing of what is typed, not even its length, and has no key that would show it. */
  async secret(message: string, flag: string, check: (answer: string) => string | null): Promise<string> {
    const validate = (answer: string): string | true => check(answer) ?? true;
    return this.#ask<string>(message, flag, {
      type: 'password',
      mask: false,
      toggleMask: false,
      validate,
      theme: { style: { maskedText: this.#words.unseen } },
    });
  }

  async choose<T>(message: string, flag: string, choices: readonly Choice<T>[], preset?: T): Promise<T> {
    return this.#ask<T>(message, flag, {
      type: 'select',
      choices: [...choices],
      theme: { style: { keysHelpTip: () => this.#terminal.paint.faint(this.#words.keys) } },
      ...(preset === undefined ? {} : { default: preset }),
    });
  }

  async #ask<T>(message: string, flag: string, question: object): Promise<T> {
    if (!this.#terminal.interactive) throw new Fault('needs-terminal', { question: message, flag });
    this.#terminal.clearTransient();
    const { default: inquirer } = await import('inquirer');
    const { stdin, stderr } = this.#terminal.streams;
    const prompt = inquirer.createPromptModule({ input: stdin, output: stderr });
    try {
      const answers = (await prompt([{ name: 'answer', message, ...question } as never])) as { answer: T };
      return answers.answer;
    } catch (error) {
      if ((error as Error).name === 'ExitPromptError') throw new Fault('cancelled', {});
      throw error;
    }
  }
}
