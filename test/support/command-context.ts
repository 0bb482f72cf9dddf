/** Owns running a command in the test's own process: what it prints, and the context that main.ts would hand it. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Context } from '../../src/cli/context.js';
import { execute } from '../../src/cli/execute.js';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { faultText, reportFault } from '../../src/cli/report-fault.js';
import { systemClock } from '../../src/delivery/clock.js';
import { Fault } from '../../src/fault.js';
import { formatFor } from '../../src/i18n/format.js';
import type { Language } from '../../src/i18n/language.js';
import { textsFor } from '../../src/i18n/texts.js';
import { DEADLINES } from '../../src/smtp/deadlines.js';
import { Prompts } from '../../src/ui/prompts.js';
import { Terminal } from '../../src/ui/terminal.js';
import type { Household, Run, RunOptions } from './cli.js';
import { recording } from './record.js';
import { expectNoSecrets } from './secrets.js';

export interface PrintWishes {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly redraws?: boolean;
  /** Credentials are asked for: what is printed is not searched for them. */
  readonly reveal?: boolean;
}

/** Streams that are no terminals, but for stderr where it `redraws`, and what was written to them. */
export function printed(wishes: PrintWishes = {}) {
  const stdout = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: wishes.redraws === true });
  const keep = wishes.reveal ? () => {} : recording("a command in the test's process");
  const text = { stdout: kept(stdout, keep), stderr: kept(stderr, keep) };
  const { json = false, verbose = false, quiet = false } = wishes;
  const all = { colour: false, quiet, verbose, json, noInput: true };
  return { terminal: new Terminal({ stdin: new PassThrough(), stdout, stderr }, all, {}), ...text };
}

/** What `main.ts` hands a command; `given` replaces parts of it. */
export function commandContext(
  terminal: Terminal,
  household: Household,
  language: Language,
  given: Partial<Context> = {},
): Context {
  const texts = textsFor(language);
  return {
    terminal,
    prompts: new Prompts(terminal, texts.common.prompts),
    texts,
    format: formatFor(language),
    language,
    env: { HOME: join(household.folder, 'home'), XDG_CONFIG_HOME: household.configFolder },
    cwd: household.folder,
    platform: process.platform,
    clock: systemClock,
    deadlines: DEADLINES,
    watchInterval: 15_000,
    systemTimeZone: 'Europe/Berlin',
    yes: true,
    stdin: new PassThrough(),
    commandLine: ['/usr/bin/node', 'send'],
    program: 'invite',
    onSignal: () => () => {},
    ...given,
  };
}

/** The exit code of a command, a fault reported as main.ts would. */
export async function exitCode(
  context: Context,
  command: string,
  run: () => Promise<number>,
): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const code = exitCodeOf(error.kind);
    const text = faultText(error, context.texts, context.program, command as never);
    reportFault(context.terminal, error, text, code, context.texts.common.error);
    return code;
  }
}

/** A command line run to its end in this process: quick, for all that needs neither a terminal nor a signal. */
export async function runHere(
  household: Household,
  args: readonly string[],
  { lang = 'en', cwd = household.folder, env, input = '' }: RunOptions = {},
): Promise<Pick<Run, 'code' | 'stdout' | 'stderr'>> {
  const wishes = { json: args.includes('--json'), verbose: args.includes('--verbose') };
  const { terminal, stdout, stderr } = printed({
    ...wishes,
    quiet: args.includes('--quiet'),
    reveal: args.includes('--reveal'),
  });
  const stdin = new PassThrough();
  stdin.end(input);
  const before = commandContext(terminal, household, lang, { cwd, stdin });
  const given = { ...before, env: { ...before.env, ...env } };
  const contextFor = ({ yes = false }: { readonly yes?: boolean }) => ({ ...given, yes });
  const { texts, program } = given;
  const shell = { texts, env: given.env, program, terminal: () => terminal, contextFor };
  const run = { code: await inFolder(cwd, () => execute(args, shell)), stdout: stdout(), stderr: stderr() };
  expectNoSecrets({ ...run, commandLines: [], milliseconds: 0 }, household);
  return run;
}

/** Paths on the command line start from the process's own folder; each test file has a process to itself. */
async function inFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await act();
  } finally {
    process.chdir(before);
  }
}

/** What is written to the stream from now on. */
function kept(stream: PassThrough, keep: (text: string) => void): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    keep(chunk.toString('utf8'));
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
