/** Owns the end of a run: registry, summary, exit code. */
import { relative } from 'node:path';
import type { DeliveryEnd } from '../../delivery/events.js';
import type { Mailing } from '../../delivery/mailing.js';
import { type Summary, summaryLines } from '../../ui/views/summary-view.js';
import { EXIT, exitCodeOfMailing } from '../exit-codes.js';
import { faultText } from '../report-fault.js';
import { endFault } from './end-fault.js';
import type { Outlet } from './outlet.js';
import type { RunResult } from './run-mailing.js';
import type { Checked } from './send-checked.js';

const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, number>>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hangUp,
};

/** Throws the journal's own fault where the state file could not be written. */
export async function finish(
  ready: Checked,
  mailing: Mailing,
  outlet: Outlet,
  result: RunResult,
): Promise<number> {
  const { context, index } = ready;
  const { end } = result;
  const counts = mailing.ledger.counts(index.keys());
  // After a failed write the head on disk is unknown; the registry keeps the last one that is certain.
  await mailing.remember(mailing.ledger.releases.length > 0 || end.kind === 'journal');
  if (end.kind === 'journal') throw end.fault;
  const code = codeOf(end, result.signal, counts);
  if (context.terminal.json) {
    context.terminal.event({ event: 'summary', ...counts, exitCode: code });
    return code;
  }
  const { texts, format, terminal } = context;
  const fault = endFault(end, outlet.account);
  const summary: Summary = {
    counts,
    end,
    cause: fault && faultText(fault, texts, context.program),
    rehearsal: outlet.kind === 'rehearsal',
    statePath: relative(context.cwd, ready.statePath) || ready.statePath,
    head: mailing.journal.head,
    folder: outlet.folder && (relative(context.cwd, outlet.folder) || outlet.folder),
    timezone: ready.checked.project.timezone,
    commands: commandsFor(ready, outlet),
  };
  for (const line of summaryLines(summary, texts, format, terminal.resultPaint)) terminal.result(line);
  return code;
}

/** Design of the exit codes: signals before doubts, doubts before the server, the server before "not finished". */
export function codeOf(end: DeliveryEnd, signal: NodeJS.Signals | null, counts: Summary['counts']): number {
  if (end.kind === 'interrupted') return SIGNALS[signal ?? 'SIGINT'] ?? EXIT.interrupted;
  const code = exitCodeOfMailing(counts);
  if (code === EXIT.inDoubt || counts.pending + counts.deferred === 0) return code;
  const refuses = end.kind === 'account' || end.kind === 'connection-refused' || end.kind === 'too-large';
  return refuses ? EXIT.serverRefuses : code;
}

function commandsFor({ context, argument, options }: Checked, outlet: Outlet): Summary['commands'] {
  const place = argument === undefined ? '' : ` ${quoted(argument)}`;
  const mailing = options.mailing === undefined ? '' : ` --mailing ${options.mailing}`;
  const rehearsal = options.sandbox ? ' --sandbox' : '';
  const send = `${context.program} send${place}${mailing}${rehearsal}`;
  const folder = outlet.folder && quoted(relative(context.cwd, outlet.folder) || outlet.folder);
  return {
    resume: send,
    status: `${context.program} status${place}${mailing}${rehearsal}`,
    resend: `${send} --in-doubt resend`,
    accept: `${send} --in-doubt accept`,
    inbox: `${context.program} sandbox --folder ${folder ?? ''}`,
  };
}

/** Quoted for a shell where it needs to be. */
function quoted(path: string): string {
  return /^[\w./:@+-]+$/.test(path) ? path : JSON.stringify(path);
}
