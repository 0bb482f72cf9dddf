/** Owns a trial of `send` under faults: the command in this process, a scripted server, time that hurries. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as send } from '../../src/cli/commands/send.js';
import type { Context } from '../../src/cli/context.js';
import type { SendOptions } from '../../src/cli/send/send-options.js';
import { exists } from '../../src/delivery/journal-file.js';
import type { Deadlines } from '../../src/smtp/deadlines.js';
import type { Terminal } from '../../src/ui/terminal.js';
import { CANARIES } from './canaries.js';
import { Household, type Running, type RunOptions } from './cli.js';
import { commandContext, exitCode, printed } from './command-context.js';
import { type ExampleProject, makeProject, makeVoters, type RollVoter } from './example-project.js';
import { SENDER } from './mail-host.js';
import {
  type ConnectionScript,
  type RecordedMessage,
  type ScriptedServer,
  type ServerOptions,
  startScriptedServer,
} from './scripted-server.js';
import { VirtualClock } from './virtual-clock.js';

/** Nobody waits for these but where a server keeps silent. */
export const PATIENT: Deadlines = {
  open: 10_000,
  login: 10_000,
  envelope: 10_000,
  body: 10_000,
  confirmation: 10_000,
  reset: 10_000,
  quit: 200,
};
const SILENCE = 150;
/** For one silence among answers, which must not be late for it on a busy machine. */
export const MOMENT = 700;
/** For a server that answers nothing at all. */
export const HURRIED: Deadlines = {
  open: SILENCE,
  login: SILENCE,
  envelope: SILENCE,
  body: SILENCE,
  confirmation: SILENCE,
  reset: SILENCE,
  quit: SILENCE,
};

const USER = 'wahl@muster.example';
const PASSWORD = CANARIES.trial;

export interface TrialWishes {
  /** How many voters; default 4. */
  readonly voters?: number | readonly RollVoter[];
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly server?: Omit<ServerOptions, 'script' | 'port'>;
  /** Options of `send` for every run. */
  readonly options?: Partial<SendOptions>;
}

export interface TrialRun {
  readonly code: number;
  /** One for each line of stdout. */
  readonly events: readonly Record<string, unknown>[];
  readonly stdout: string;
  readonly stderr: string;
  /** Messages whose dot arrived during this run. */
  readonly completed: readonly RecordedMessage[];
  /** Those the server accepted. */
  readonly accepted: readonly RecordedMessage[];
}

/** A household with a project and a mail server of its own. */
export class FaultTrial {
  readonly household = new Household();
  readonly voters: readonly RollVoter[];
  readonly project: ExampleProject;
  readonly clock = new VirtualClock();
  /** What the server does; asked for at every connection, so that it can change at any time. */
  script: ConnectionScript | ((connection: number) => ConnectionScript) = {};
  deadlines: Deadlines = PATIENT;
  /** Options of `send` for every run. */
  options: Partial<SendOptions>;
  /** Every server there was, the present one last. */
  readonly servers: ScriptedServer[] = [];
  readonly #server: Omit<ServerOptions, 'script' | 'port'>;
  readonly #passwordFile: string;
  readonly #listeners = new Set<(signal: NodeJS.Signals) => void>();

  /** The server does not listen before `listen`. */
  constructor(wishes: TrialWishes = {}) {
    const { voters = 4, settings = {} } = wishes;
    this.#server = wishes.server ?? {};
    this.options = wishes.options ?? {};
    this.voters = typeof voters === 'number' ? makeVoters(voters) : voters;
    this.project = makeProject(this.household, { voters: this.voters, settings });
    this.#passwordFile = this.household.passwordFile(PASSWORD);
  }

  /** The server at present, or the last there was. */
  get server(): ScriptedServer {
    const server = this.servers.at(-1);
    if (!server) throw new Error('the server has never listened');
    return server;
  }

  /** All messages whose dot arrived, whichever server took it; one without a recipient is nobody's. */
  get completed(): readonly RecordedMessage[] {
    return this.servers.flatMap(({ completed }) => completed.filter(({ to }) => to.length > 0));
  }

  get accepted(): readonly RecordedMessage[] {
    return this.servers.flatMap(({ accepted }) => accepted.filter(({ to }) => to.length > 0));
  }

  /** Messages that somebody has, or may have. */
  get taken(): readonly RecordedMessage[] {
    const refused = new Set(this.servers.flatMap((server) => server.refused));
    return this.completed.filter((message) => !refused.has(message));
  }

  /** Starts the server, again on the port it had. */
  async listen(options: Omit<ServerOptions, 'script' | 'port'> = this.#server): Promise<void> {
    const script = (connection: number): ConnectionScript =>
      typeof this.script === 'function' ? this.script(connection) : this.script;
    const port = this.servers.at(-1)?.port ?? 0;
    this.servers.push(await startScriptedServer({ ...options, script, port }));
  }

  /** A file with the authority that the server's certificate is checked against. */
  caFile(pem: string): string {
    const path = join(this.household.folder, 'ca.pem');
    writeFileSync(path, pem);
    return path;
  }

  /** The mailing's first run. */
  begin(options: Partial<SendOptions> = {}): Promise<TrialRun> {
    return this.send({ newMailing: true, ...options });
  }

  /** Runs `send` to its end, as main.ts would. */
  async send(options: Partial<SendOptions> = {}): Promise<TrialRun> {
    const { terminal, stdout, stderr } = printed({ json: true });
    const before = { completed: this.completed.length, accepted: this.accepted.length };
    const context = this.#context(terminal);
    const given = { ...this.#connection(), ...this.options, ...options };
    const code = await exitCode(context, 'send', () => send(context, this.project.folder, given));
    const text = stdout();
    return {
      code,
      events: text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
      stdout: text,
      stderr: stderr(),
      completed: this.completed.slice(before.completed),
      accepted: this.accepted.slice(before.accepted),
    };
  }

  /** The command that goes on with the mailing, whether or not it has begun. */
  async goOn(options: Partial<SendOptions> = {}): Promise<TrialRun> {
    const begun = await exists(this.project.statePath);
    return this.send({ ...(begun ? {} : { newMailing: true }), ...options });
  }

  /** The built program in a process of its own, with the same project, server and registry. */
  start(args: readonly string[], options: RunOptions = {}): Running {
    const { host, port, encryption, user, sender, passwordFile } = this.#connection();
    const flags = { host, port, encryption, user, sender, 'password-file': passwordFile };
    const given = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
    return this.household.start(['send', 'project', '--yes', '--json', ...args, ...given], options);
  }

  /** A signal to the run under way. */
  signal(name: NodeJS.Signals): void {
    for (const listener of [...this.#listeners]) listener(name);
  }

  async end(): Promise<void> {
    await this.servers.at(-1)?.close();
    this.household.remove();
  }

  #connection() {
    return {
      host: '127.0.0.1',
      port: String(this.servers.at(-1)?.port ?? 1),
      encryption: 'none',
      user: USER,
      sender: SENDER,
      passwordFile: this.#passwordFile,
    };
  }

  #context(terminal: Terminal): Context {
    return commandContext(terminal, this.household, 'en', {
      clock: this.clock,
      deadlines: this.deadlines,
      onSignal: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    });
  }
}

/** A run in short: what an assertion that fails should show. */
export function brief(run: TrialRun): { code: number; completed: number; accepted: number; told: unknown[] } {
  const told = run.events.filter(({ event }) => event === 'stopped' || event === undefined);
  return { code: run.code, completed: run.completed.length, accepted: run.accepted.length, told };
}
