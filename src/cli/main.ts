/** Owns the process: arguments in, exit code out; the only file that ends it. */
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import { systemClock } from '../delivery/clock.js';
import { formatFor } from '../i18n/format.js';
import { chooseLanguage } from '../i18n/language.js';
import { textsFor } from '../i18n/texts.js';
import { DEADLINES } from '../smtp/deadlines.js';
import { safeText } from '../smtp/reply.js';
import { Prompts } from '../ui/prompts.js';
import { Terminal } from '../ui/terminal.js';
import type { Context } from './context.js';
import { execute } from './execute.js';
import { EXIT } from './exit-codes.js';
import { takeForeignOutput } from './foreign-output.js';
import type { CommonOptions } from './options.js';
import { programName } from './program-name.js';

/** Often enough for somebody who opens a firewall meanwhile, too seldom for a host to take it for an attack. */
const WATCH_INTERVAL = 15_000;

const argv = process.argv.slice(2);
const env = process.env;
// A slow first address must not count as dead after Node's quarter of a second.
setDefaultAutoSelectFamilyAttemptTimeout(2_000);
const systemLocale = Intl.DateTimeFormat().resolvedOptions().locale;
const language = chooseLanguage(valueAfter('--lang'), env, systemLocale);
const texts = textsFor(language);
let terminal = terminalFor({
  json: argv.includes('--json'),
  quiet: argv.some((argument) => argument === '-q' || argument === '--quiet'),
  verbose: argv.some((argument) => argument === '-v' || argument === '--verbose'),
  ...(argv.includes('--no-color') ? { color: false } : {}),
});

takeForeignOutput(() => terminal);
process.on('uncaughtException', (error) => end(crash(error)));
process.on('unhandledRejection', (error) => end(crash(error)));
end(await main());

async function main(): Promise<number> {
  const shell = {
    texts,
    env,
    program: programName(env, process.cwd()),
    terminal: () => terminal,
    contextFor,
  };
  try {
    return await execute(argv, shell);
  } catch (error) {
    return crash(error);
  }
}

/** Where it happened, never the error's own words: they may hold a voter's cells. */
function crash(error: unknown): number {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error();
  // The stack repeats the message, which may have lines that look like frames.
  const frames = stack
    .replace(message, '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const place = safeText(`${name}${frames[0] ?? ''}`);
  if (terminal.json)
    terminal.event({ error: { kind: 'internal', message: place, hints: [] }, exitCode: EXIT.internal });
  else terminal.warn(`${terminal.paint.bad(`${texts.common.error}:`)} ${texts.common.internal(place)}`);
  if (terminal.verbose) for (const frame of frames) terminal.warn(frame);
  return EXIT.internal;
}

function terminalFor(options: CommonOptions): Terminal {
  const { stdin, stdout, stderr } = process;
  const wishes = {
    colour: options.color,
    quiet: options.quiet === true,
    verbose: options.verbose === true,
    json: options.json === true,
    noInput: options.input === false || env['CI'] === 'true',
  };
  return new Terminal({ stdin, stdout, stderr }, wishes, env);
}

function contextFor(options: CommonOptions): Context {
  terminal = terminalFor(options);
  return {
    terminal,
    prompts: new Prompts(terminal, texts.common.prompts),
    texts,
    format: formatFor(language),
    language,
    env,
    cwd: process.cwd(),
    platform: process.platform,
    clock: systemClock,
    deadlines: DEADLINES,
    watchInterval: WATCH_INTERVAL,
    systemTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    yes: options.yes === true,
    stdin: process.stdin,
    commandLine: [process.execPath, ...argv],
    program: programName(env, process.cwd()),
    onSignal,
  };
}

function onSignal(listener: (signal: NodeJS.Signals) => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

function valueAfter(option: string): string | undefined {
  const index = argv.findIndex((argument) => argument === option || argument.startsWith(`${option}=`));
  return argv[index]?.includes('=') ? argv[index].split('=')[1] : argv[index + 1 || argv.length];
}

/** Lets what was printed reach a pipe before the process ends; open sockets must not keep it alive. */
function end(code: number): void {
  process.exitCode = code;
  const streams = [process.stdout, process.stderr];
  let open = streams.length;
  const ended = (): void => {
    open -= 1;
    if (open === 0) process.exit(code);
  };
  for (const stream of streams) stream.write('', ended);
}
