/** Owns one command line from arguments to exit code, apart from the process: whoever calls hands in terminal and words. */
import { Fault } from '../fault.js';
import type { Texts } from '../i18n/texts.js';
import type { Terminal } from '../ui/terminal.js';
import type { Context } from './context.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import type { CommonOptions } from './options.js';
import { type CommandName, createProgram } from './program.js';
import { faultText, reportFault } from './report-fault.js';
import { refusePasswordArgument, usageFault } from './usage-fault.js';
import { packageFacts } from './version.js';

type Run = (context: Context, argument: string | undefined, options: object) => Promise<number>;

/** Loaded when needed: most of the start-up time is loading code. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<{ run: Run }>>> = {
  init: () => import('./commands/init.js'),
  request: () => import('./commands/request.js'),
  configure: () => import('./commands/configure.js'),
  'test-connection': () => import('./commands/test-connection.js'),
  preview: () => import('./commands/preview.js'),
  send: () => import('./commands/send.js'),
  status: () => import('./commands/status.js'),
  sandbox: () => import('./commands/sandbox.js'),
};

export interface Shell {
  readonly texts: Texts;
  readonly env: NodeJS.ProcessEnv;
  /** How hints name this program. */
  readonly program: string;
  /** The terminal as the options read so far want it. */
  terminal(): Terminal;
  /** Called once, when the options are known. */
  contextFor(options: CommonOptions): Context;
}

/** Runs the command; an expected failure is reported and becomes its exit code. Throws what is a bug. */
export async function execute(argv: readonly string[], shell: Shell): Promise<number> {
  let code: number = EXIT.done;
  let typed: CommandName | null = null;
  const { help } = shell.texts;
  const program = createProgram(help, packageFacts().version, async (command, argument, options) => {
    typed = command;
    refuseInsecureEnvironment(shell.env);
    const { run } = await COMMANDS[command]();
    code = await run(shell.contextFor(options), argument, options);
  });
  try {
    refusePasswordArgument(argv);
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    const fault = usageFault(error, program, argv);
    return fault ? report(fault, shell, typed) : EXIT.done;
  }
}

/** The findings of `preview` have been printed already; in JSON its document is the answer. */
function report(fault: Fault, { program, terminal, texts }: Shell, typed: CommandName | null): number {
  const code = exitCodeOf(fault.kind);
  reportFault(terminal(), fault, faultText(fault, texts, program, typed), code, texts.common.error);
  return code;
}

/** The variable switches certificate checks off for everything that does not say otherwise; nobody wants that here. */
function refuseInsecureEnvironment(env: NodeJS.ProcessEnv): void {
  const variable = 'NODE_TLS_REJECT_UNAUTHORIZED';
  if (env[variable] === '0') throw new Fault('insecure-tls-environment', { variable });
}
