/** Owns running the built program as a user would: a home of its own, what it printed, how it ended, what `ps` showed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { record } from './record.js';
import { expectNoSecrets, filesOf } from './secrets.js';

export const PROGRAM = fileURLToPath(new URL('../../bin/invite.js', import.meta.url));

/** One finished run. */
export interface Run {
  /** Exit code as a shell reports it; 137 and the like for a process that a signal killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Every command line the program and its children had, as /proc shows them to other users; empty elsewhere. */
  readonly commandLines: readonly string[];
  readonly milliseconds: number;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The tool's own language; default English. */
  readonly lang?: 'de' | 'en';
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What stdin holds; default nothing. */
  readonly input?: string;
  /** How the program is called; default `node bin/invite.js`. */
  readonly program?: readonly string[];
  /** Program and arguments put before that. */
  readonly wrapper?: readonly string[];
  /** Runs in a pseudo-terminal (script(1)): stdout and stderr are one, and `type` is the keyboard. */
  readonly terminal?: boolean;
}

/** A run under way. */
export interface Running {
  readonly pid: number;
  readonly child: ChildProcess;
  /** What stdout and stderr said so far. */
  printed(): string;
  /** Waits until what came since the last `type` matches; throws when the program ends before that. */
  until(pattern: RegExp): Promise<void>;
  /** With `terminal`: keys as they come from a keyboard, "\r" for Enter, "\u0003" for Ctrl-C. */
  type(keys: string): void;
  readonly ended: Promise<Run>;
}

/** A user with a home folder, settings and projects; everything is below `folder`. */
export class Household {
  readonly folder = mkdtempSync(join(tmpdir(), 'invite-e2e-'));
  readonly configFolder = join(this.folder, 'config');
  /** What may never be printed, recorded or stand in a command line. */
  readonly secrets = new Set<string>();
  /** Files below `folder` that hold secrets rightly: rolls, messages, a password file. */
  readonly mayHoldSecrets: RegExp[] = [/\.csv$/, /\.eml$/, /password\.txt$/];

  constructor() {
    mkdirSync(join(this.folder, 'home'));
    mkdirSync(this.configFolder);
  }

  /** Runs to the end, and looks for secrets in everything the run has left. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
    return this.start(args, options).ended;
  }

  start(args: readonly string[], options: RunOptions = {}): Running {
    const running = startProgram(args, { cwd: this.folder, ...options, env: this.#env(options) });
    const ended = running.ended.then((run) => {
      // What --reveal shows was asked for.
      const { stdout, stderr, commandLines } = run;
      if (!args.includes('--reveal')) record(args.join(' '), stdout, stderr, ...commandLines);
      expectNoSecrets(run, this);
      return run;
    });
    // A test that kills the program may not want to hear how it ended.
    ended.catch(() => {});
    return { ...running, ended };
  }

  /** A file with a password, readable by its owner only; the password is a secret from now on. */
  passwordFile(password: string): string {
    this.secrets.add(password);
    const path = join(this.folder, 'password.txt');
    writeFileSync(path, `${password}\n`, { mode: 0o600 });
    return path;
  }

  remove(): void {
    for (const { name, text } of filesOf(this)) record(name, text);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #env({ lang = 'en', env }: RunOptions): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: join(this.folder, 'home'),
      XDG_CONFIG_HOME: this.configFolder,
      TZ: 'Europe/Berlin',
      INVITE_LANG: lang,
      TERM: 'xterm',
      ...env,
    };
  }
}

function startProgram(args: readonly string[], options: RunOptions & { cwd: string }): Running {
  const started = Date.now();
  const program = options.program ?? [process.execPath, PROGRAM];
  const command = [...(options.wrapper ?? []), ...program, ...args];
  const [file = '', ...rest] = options.terminal ? inTerminal(command) : command;
  const child = spawn(file, rest, { cwd: options.cwd, env: options.env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin?.on('error', () => {});
  if (!options.terminal) child.stdin?.end(options.input ?? '');
  const output = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const commandLines = watchCommandLines(child.pid ?? 0);
  const ended = new Promise<Run>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const milliseconds = Date.now() - started;
      resolve({
        code: code ?? 128 + (SIGNALS[signal ?? ''] ?? 0),
        ...output,
        commandLines: commandLines(),
        milliseconds,
      });
    });
  });
  const printed = () => output.stdout + output.stderr;
  let mark = 0;
  const type = (keys: string) => {
    mark = printed().length;
    child.stdin?.write(keys);
  };
  const sinceTyped = () => printed().slice(mark);
  return { pid: child.pid ?? 0, child, printed, until: waiter(sinceTyped, listeners, ended), type, ended };
}

/** -e: the exit code of the command; -f: everything at once. */
function inTerminal(command: readonly string[]): string[] {
  const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  return ['script', '-qefc', `stty cols 120; exec ${quoted}`, '/dev/null'];
}

const SIGNALS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
};

function waiter(printed: () => string, listeners: Set<() => void>, ended: Promise<Run>) {
  return (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (!pattern.test(printed())) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`the program ended without ${pattern}:\n${printed()}`)));
    });
}

/** Looks at the process and its children every few milliseconds; the function ends that and returns what was seen. */
function watchCommandLines(pid: number): () => string[] {
  const seen = new Set<string>();
  const look = () => {
    for (const one of [pid, ...childrenOf(pid)]) {
      const line = readProc(`/proc/${one}/cmdline`);
      if (line) seen.add(line.replaceAll('\u0000', ' '));
    }
  };
  look();
  const timer = setInterval(look, 40);
  return () => {
    clearInterval(timer);
    return [...seen];
  };
}

/** Children and theirs, from /proc. */
export function childrenOf(pid: number): number[] {
  const direct = readProc(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return direct.flatMap((child) => [child, ...childrenOf(child)]);
}

function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
