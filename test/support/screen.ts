/** Owns running the built program in tmux: keys by their names, and the screen as a person sees it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Household, PROGRAM } from './cli.js';

/** tmux's own #{pane_dead_status} stays empty now and then; `cat` keeps the screen. */
const SHOW_EXIT = '"$@"; printf "\\n[exit %s]\\n" $?; exec cat';

/** One program in a terminal of 100 columns. */
export class Screen {
  readonly #household: Household;
  /** Not in the household's folder: a socket cannot be searched for secrets. */
  readonly #folder = mkdtempSync(join(tmpdir(), 'invite-tmux-'));
  readonly #lang: 'de' | 'en';

  constructor(household: Household, lang: 'de' | 'en') {
    this.#household = household;
    this.#lang = lang;
  }

  async start(args: readonly string[]): Promise<void> {
    const program = ['sh', '-c', SHOW_EXIT, 'sh', process.execPath, PROGRAM, ...args];
    await this.#tmux('new-session', '-d', '-x', '100', '-y', '50', ...program);
  }

  /** What is seen now. */
  async text(): Promise<string> {
    return this.#tmux('capture-pane', '-p', '-S', '-');
  }

  /** Waits until the screen matches, and returns it. */
  async until(pattern: RegExp): Promise<string> {
    await expect.poll(() => this.text()).toMatch(pattern);
    return this.text();
  }

  /** Names as tmux knows them: "Enter", "Down", "C-c", "BSpace". */
  async press(...keys: string[]): Promise<void> {
    await this.#tmux('send-keys', ...keys);
  }

  async type(text: string): Promise<void> {
    await this.#tmux('send-keys', '-l', text);
  }

  /** Waits for the program's end; its exit code. */
  async exitCode(): Promise<number> {
    return Number(/\[exit (\d+)\]/.exec(await this.until(/\[exit \d+\]/))?.[1]);
  }

  async close(): Promise<void> {
    await this.#tmux('kill-server');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #tmux(...command: string[]): Promise<string> {
    const program = ['tmux', '-u', '-S', join(this.#folder, 'socket'), '-f', '/dev/null'];
    const run = await this.#household.run(command, {
      program,
      lang: this.#lang,
      env: { LC_ALL: 'C.UTF-8' },
    });
    if (run.code !== 0) throw new Error(`tmux ${command.join(' ')}: ${run.stderr}`);
    return run.stdout;
  }
}
