/** Owns running a command in the test's own process: what it prints, and the context that main.ts would hand it. */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { Context } from '../../src/cli/context.js';
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
import type { Household } from './cli.js';

/** Streams that are no terminals, and what was written to them. */
export function printed(wishes: { json?: boolean; verbose?: boolean } = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const text = { stdout: kept(stdout), stderr: kept(stderr) };
  const { json = false, verbose = false } = wishes;
  const all = { colour: false, quiet: false, verbose, json, noInput: true };
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

/** What is written to the stream from now on. */
function kept(stream: PassThrough): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
