/** Owns what a slip on the command line becomes: a fault with a place and a suggestion, never commander's own words. */
import { type Command, CommanderError } from 'commander';
import { Fault } from '../fault.js';
import { closest } from '../suggestion.js';

/** Options that would put a password into the process list, the shell's history and the logs of a CI. */
const PASSWORD_OPTION =
  /^--?(password|passphrase|pass|passwd|pw|kennwort|passwort|client-secret|(?:access-|refresh-)?token)(=|$)/i;

/** Throws `password-as-argument` before anything else looks at the arguments; the value is never repeated. */
export function refusePasswordArgument(argv: readonly string[]): void {
  const found = argv.find((argument) => PASSWORD_OPTION.test(argument));
  if (found) throw new Fault('password-as-argument', { option: found.split('=')[0] ?? found });
}

/** null where commander only wants to end (help, version). */
export function usageFault(error: unknown, program: Command, argv: readonly string[]): Fault | null {
  if (error instanceof Fault) return error;
  if (!(error instanceof CommanderError)) throw error;
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  switch (error.code) {
    case 'commander.helpDisplayed':
    case 'commander.version':
      return null;
    case 'commander.help':
      return new Fault('usage', { reason: 'no-command' });
    case 'commander.unknownOption': {
      // Without the value: "--passwrod=..." and "-p..." must not repeat what was meant to be secret.
      const option = /^-[^-]/.test(quoted) ? quoted.slice(0, 2) : (quoted.split('=')[0] ?? quoted);
      const { options, name } = commandOf(program, argv);
      if (options.includes(option))
        return new Fault('bad-option-value', { option, value: '', expected: 'no-value' });
      return new Fault('unknown-option', { option, suggestion: closest(option, options), command: name });
    }
    case 'commander.unknownCommand': {
      const suggestion = closest(
        quoted,
        program.commands.map((command) => command.name()),
      );
      return new Fault('unknown-command', { command: quoted, suggestion });
    }
    case 'commander.invalidArgument':
      return badValue(error, quoted);
    case 'commander.optionMissingArgument':
      return new Fault('bad-option-value', { option: longName(quoted), value: '', expected: 'value' });
    case 'commander.excessArguments':
      return new Fault('usage', { reason: 'too-many-arguments' });
    default:
      return new Fault('usage', { reason: error.message });
  }
}

/** commander wraps the parser's error and keeps only its message: "option '--port <n>' argument 'x' is invalid. …". */
function badValue(error: CommanderError, flags: string): Fault {
  const value = /argument '([\s\S]*)' is invalid\. /.exec(error.message)?.[1] ?? '';
  const expected = /' is invalid\. (.*)$/.exec(error.message)?.[1] ?? '';
  return new Fault('bad-option-value', { option: longName(flags), value, expected });
}

function longName(flags: string): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

/** The command that was typed, `name` null where there was none, and its long options. */
function commandOf(program: Command, argv: readonly string[]): { name: string | null; options: string[] } {
  const named = program.commands.find((command) => argv.includes(command.name()));
  const options = (named ?? program).options.flatMap(({ long }) => (long ? [long] : []));
  return { name: named?.name() ?? null, options };
}
