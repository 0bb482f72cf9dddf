/** Owns a trial of `preview --serve`: the command in this process, a project, and a way to end it. */
import { existsSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { run as preview } from '../../src/cli/commands/preview.js';
import type { PreviewOptions } from '../../src/cli/preview/options.js';
import type { Language } from '../../src/i18n/language.js';
import { Household } from './cli.js';
import { commandContext, exitCode, printed } from './command-context.js';
import { type ExampleProject, makeProject, makeVoters, type RollVoter } from './example-project.js';
import { expectNoSecrets } from './secrets.js';

export interface PreviewTrial {
  readonly project: ExampleProject;
  /** With the token, and the line after "#" where one was asked for. */
  readonly url: URL;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Writes a file of the template. */
  writePart(name: string, text: string): void;
  ask(path?: string, options?: AskOptions): Promise<Reply>;
  json<T>(path: string): Promise<T>;
  /** As Ctrl+C does; the exit code. A second time it does nothing more. */
  stop(): Promise<number>;
}

export interface AskOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PreviewWishes {
  /** A project that is there already, which is only read; else one is made. */
  readonly folder?: string;
  readonly voters?: readonly RollVoter[];
  readonly parts?: Readonly<Record<string, string>>;
  readonly options?: Partial<PreviewOptions>;
  readonly language?: Language;
}

/** Starts it and waits for the address. Without `--reveal` no credential may be printed. */
export async function previewTrial(wishes: PreviewWishes = {}): Promise<PreviewTrial> {
  const household = new Household();
  const project = makeProject(household, { voters: wishes.voters ?? makeVoters(120) });
  const writePart = (name: string, text: string) =>
    writeFileSync(join(project.folder, 'invitation', `${name}.mustache`), text);
  for (const [name, text] of Object.entries(wishes.parts ?? {})) writePart(name, text);
  const { terminal, stdout, stderr } = printed();
  let interrupt: () => void = () => {};
  const context = commandContext(terminal, household, wishes.language ?? 'en', {
    cwd: wishes.folder ?? household.folder,
    onSignal: (listener) => {
      interrupt = () => listener('SIGINT');
      return () => {};
    },
  });
  const options = { serve: true, ...wishes.options };
  const ended = exitCode(context, 'preview', () =>
    preview(context, wishes.folder ?? project.folder, options),
  );
  const url = await Promise.race([
    addressIn(stdout),
    ended.then((code) => refuse(code, stderr(), household)),
  ]);
  return {
    ...{ project, url, stdout, stderr, writePart },
    ask: (path = '', how = {}) => ask(new URL(path, url), how),
    json: async (path) => JSON.parse((await ask(new URL(path, url), {})).body),
    stop: async () => {
      interrupt();
      const code = await ended;
      if (existsSync(household.folder)) {
        const output = { stdout: stdout(), stderr: stderr(), commandLines: [] };
        expectNoSecrets({ code, ...output, milliseconds: 0 }, household);
        household.remove();
      }
      return code;
    },
  };
}

async function addressIn(stdout: () => string): Promise<URL> {
  for (;;) {
    // Findings may name addresses too; only the page's has a token for its path.
    const found = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}\S*/.exec(stdout())?.[0];
    if (found !== undefined) return new URL(found);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function refuse(code: number, stderr: string, household: Household): never {
  household.remove();
  throw new Error(`ended with ${code}: ${stderr}`);
}

function ask(url: URL, options: AskOptions): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject).end();
  });
}

/** What the page is told of the whole; after the first time only where there is a newer reading. */
export interface PreviewState {
  readonly version: number;
  readonly voters: number;
  readonly errors: number;
  readonly widest: number | null;
  readonly fingerprint: string | null;
  readonly findings: readonly { severity: string; row: number | null; place: string; message: string }[];
  readonly problem: { message: string; hints: readonly string[] } | null;
}

/** What the page is told of one voter. */
export interface ShownVoter {
  readonly row: number;
  readonly missing: boolean;
  readonly index: number | null;
  readonly name: string;
  readonly findings: readonly { message: string }[];
  readonly message: {
    subject: string;
    to: string;
    text: { text: string };
    source: { text: string } | null;
  } | null;
}

/** The state after the next reading. */
export async function nextState(trial: PreviewTrial, after: number): Promise<PreviewState> {
  for (let tries = 0; tries < 300; tries += 1) {
    const state = await trial.json<PreviewState>(`state?after=${after}`);
    if (state.version > after && state.findings !== undefined) return state;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('never read again');
}
