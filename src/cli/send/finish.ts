/** Owns the end of a run: registry, summary, exit code. */
import { relative } from 'node:path';
import { isDue } from '../../delivery/ledger.js';
import type { Mailing } from '../../delivery/mailing.js';
import { retriesOf } from '../../delivery/retries.js';
import { type Summary, summaryLines } from '../../ui/views/summary-view.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOfMailing, exitCodeOfSignal } from '../exit-codes.js';
import { faultText } from '../report-fault.js';
import { mailingCommands } from './commands.js';
import { endFault } from './end-fault.js';
import { reportStopped } from './event-report.js';
import type { Outlet } from './outlet.js';
import type { RunResult } from './run-mailing.js';
import { chosenBy } from './selection.js';
import type { Checked } from './send-checked.js';
import { quotedForShell } from './shell.js';

/** Tells first and throws then: the journal's own fault, or the registry's, where one could not be written. */
export async function finish(
  ready: Checked,
  mailing: Mailing,
  outlet: Outlet,
  result: RunResult,
): Promise<number> {
  const { end } = result;
  // After a failed write the head on disk is unknown; the registry keeps the last one that is certain.
  const begun = mailing.ledger.releases.length > 0 || end.kind === 'journal';
  const forgotten = await mailing.remember(begun).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const code = forgotten || end.kind === 'journal' ? EXIT.state : codeOf(result, countsOf(ready, mailing));
  tell(ready, mailing, outlet, result, code);
  if (end.kind === 'journal') throw end.fault;
  if (forgotten) throw forgotten.error;
  return code;
}

function countsOf({ addressees }: Checked, { ledger }: Mailing): Summary['counts'] {
  return ledger.counts(addressees);
}

function tell(ready: Checked, mailing: Mailing, outlet: Outlet, result: RunResult, code: number): void {
  const { context } = ready;
  const { texts, format, terminal } = context;
  const { end } = result;
  const counts = countsOf(ready, mailing);
  const fault = endFault(end, outlet);
  if (terminal.json) {
    const at = new Date(context.clock.now()).toISOString();
    reportStopped(context, end, fault);
    // A fault that follows is the last line, and has the exit code.
    if (code !== EXIT.state) terminal.event({ event: 'summary', at, ...counts, exitCode: code });
    return;
  }
  const summary: Summary = {
    counts,
    end,
    cause: fault && faultText(fault, texts, context.program),
    attempts: result.attempts,
    againWaits: againWaits(mailing),
    refusedChanged: retriesOf(mailing.ledger, ready.addressees).changed.length,
    chosenDone: chosenDone(ready, mailing, end),
    doubts: doubtsOf(ready, mailing),
    rehearsal: outlet.kind === 'rehearsal',
    addressCheck: ready.checked.credentialFree && !ready.notVoted,
    statePath: shownPath(context, ready.statePath),
    head: mailing.journal.head,
    folder: outlet.folder && shownPath(context, outlet.folder),
    timezone: ready.checked.project.timezone,
    commands: commandsFor(ready, outlet),
  };
  for (const line of summaryLines(summary, texts, format, terminal.resultPaint)) terminal.result(line);
}

/** The run was for some voters, and came to its end: nobody of them is left to be mailed. */
function chosenDone(ready: Checked, { ledger }: Mailing, end: RunResult['end']): boolean {
  if (!ready.options.only || end.kind !== 'finished') return false;
  const includes = chosenBy(ready);
  return ![...ready.addressees.keys()].some((voter) => includes(voter) && isDue(ledger.entry(voter)));
}

function againWaits({ ledger }: Mailing): number {
  const open = [...ledger.voters.values()].filter(
    ({ state, resend }) => state === 'pending' || state === 'deferred' || resend,
  );
  return open.filter(({ again }) => again !== null && again.address !== null).length;
}

/** In the order of the roll; a voter who is not in it any more has no row. */
function doubtsOf({ index }: Checked, { ledger }: Mailing): Summary['doubts'] {
  const doubts = [...ledger.voters].filter(([, { state }]) => state === 'in-doubt');
  return doubts
    .map(([voter, { messageId }]) => ({ row: index.get(voter)?.row ?? null, messageId: messageId ?? '' }))
    .sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
}

/** Signals before doubts, doubts before the server, the server before "not finished" (docs/exit-codes.md). */
export function codeOf(
  { end, signal, attempts }: Pick<RunResult, 'end' | 'signal' | 'attempts'>,
  counts: Summary['counts'],
): number {
  const code = exitCodeOfMailing(counts);
  const open = counts.pending + counts.deferred;
  // Whoever interrupts when everything is done has interrupted nothing.
  if (signal && open + counts.inDoubt > 0) return exitCodeOfSignal(signal);
  if (code === EXIT.inDoubt || open === 0) return code;
  // "Nothing was sent by this run" must be true.
  if (end.kind === 'input' && attempts === 0) return EXIT.input;
  // The mail server has said nothing yet.
  if (end.kind === 'connection-refused' && end.failure.signIn) return EXIT.noCredentials;
  return refuses(end) ? EXIT.serverRefuses : code;
}

/** A name that does not resolve is nobody's refusal: the server was not reached. */
function refuses(end: RunResult['end']): boolean {
  if (end.kind === 'connection-refused') return end.failure.stage !== 'resolve';
  return end.kind === 'account' || end.kind === 'too-large';
}

function commandsFor({ context, argument, options, checked }: Checked, outlet: Outlet): Summary['commands'] {
  const { roles, secrets } = checked.shape;
  const idIsSecret = roles.id !== undefined && secrets.includes(roles.id);
  const folder = outlet.folder && quotedForShell(shownPath(context, outlet.folder), context.platform);
  const inbox = `${context.program} sandbox --folder ${folder ?? ''}`;
  return { ...mailingCommands(context, argument, options, idIsSecret), inbox };
}

/** As seen from here. */
function shownPath({ cwd }: Context, path: string): string {
  return relative(cwd, path) || path;
}
