/** Owns how a run's failure reaches the user: words on stderr, or one JSON document on stdout. */
import type { Fault } from '../fault.js';
import type { FaultText, MailboxWay } from '../i18n/fault-text.js';
import { asCalled } from '../i18n/program-name.js';
import type { Texts } from '../i18n/texts.js';
import type { Terminal } from '../ui/terminal.js';
import type { CommandName } from './program.js';

const WAYS: Readonly<Partial<Record<CommandName, MailboxWay>>> = {
  'test-connection': 'argument',
  configure: 'questions',
};

/** The sentence of a fault: the program named as the reader called it, hints for the command that was typed. */
export function faultText(
  fault: Fault,
  texts: Texts,
  program: string,
  command: CommandName | null = null,
): FaultText {
  const render = texts.faults[fault.kind] as (details: unknown, way?: MailboxWay) => FaultText;
  return asCalled(render(fault.details, (command && WAYS[command]) ?? 'option'), program);
}

/** `mailing` events end with an `error` line of their own; everything else is one document. */
export function reportFault(
  terminal: Terminal,
  fault: Fault,
  text: FaultText,
  code: number,
  label: string,
): void {
  if (terminal.json) {
    const error = { kind: fault.kind, message: text.message, hints: text.hints };
    terminal.event({ error, exitCode: code });
    return;
  }
  const { paint } = terminal;
  terminal.warn(`${paint.bad(`${label}:`)} ${text.message}`);
  for (const hint of text.hints) terminal.warn(`  ${paint.faint('→')} ${hint}`);
}
