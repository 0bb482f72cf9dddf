/** Owns gathering what is told of a test: its plan, its beginning, its end. */

import { isAbsolute, relative } from 'node:path';
import { Ledger } from '../../delivery/ledger.js';
import { maskedVoter } from '../../message/mask.js';
import { formatSender } from '../../profile/sender.js';
import { safeText } from '../../smtp/reply.js';
import { type TestPlan, testPlanLines, testSummaryLines } from '../../ui/views/test-view.js';
import type { RollShape } from '../../voters/voter.js';
import { EXIT } from '../exit-codes.js';
import { faultText } from '../report-fault.js';
import { rollReading } from '../roll-reading.js';
import { endFault } from './end-fault.js';
import { reportStopped } from './event-report.js';
import { codeOf } from './finish.js';
import type { Outlet } from './outlet.js';
import type { TestRun } from './run-test.js';
import type { TestReady } from './send-test.js';

export function showTestPlan(ready: TestReady, outlet: Outlet | null): void {
  const { terminal, texts, format } = ready.context;
  for (const line of testPlanLines(planOf(ready, outlet), texts, format, terminal.paint, formatSender))
    terminal.say(line);
  terminal.say();
}

function planOf({ context, wish, checked, messages }: TestReady, outlet: Outlet | null): TestPlan {
  const { source, summary, shape, project } = checked;
  const { template } = project;
  return {
    where: outlet?.kind ?? 'dry-run',
    kind: wish.kind,
    rollName: safeText(relative(context.cwd, source.name) || source.name, 200),
    voters: summary?.voters ?? 0,
    readAs: rollReading(context, shape),
    template: safeText(
      template !== null && isAbsolute(template) ? relative(context.cwd, template) || '.' : (template ?? ''),
      200,
    ),
    subject: wish.kind === 'masked' ? safeText(messages[0]?.invitation.subject ?? '', 200) : '',
    sender: outlet?.sender ?? null,
    server: outlet && {
      host: outlet.account.host,
      port: outlet.account.port,
      encryption: outlet.account.encryption,
    },
    to: wish.kind === 'masked' ? wish.to : [],
    rows: rowsOf(wish.kind, messages, shape),
    messages: messages.length,
  };
}

/** Of the real roll only the lines; whoever is to get credentials is named. */
function rowsOf(kind: TestPlan['kind'], messages: TestReady['messages'], shape: RollShape): TestPlan['rows'] {
  const rows = new Map(messages.map(({ voter }) => [voter.row, voter]));
  return [...rows].map(([row, voter]) => {
    if (kind === 'masked') return { row, id: null, email: null };
    // The address is where the message goes, whatever it repeats.
    return { row, id: safeText(maskedVoter(voter, shape).id, 200), email: safeText(voter.email, 200) };
  });
}

/** docs/json.md. */
export function announceTest({ context, wish, checked, messages }: TestReady): void {
  if (!context.terminal.json) return;
  context.terminal.event({
    event: 'started',
    at: new Date(context.clock.now()).toISOString(),
    mailing: null,
    test: wish.kind,
    voters: checked.summary?.voters ?? 0,
    toMail: messages.length,
    rows: [...new Set(messages.map(({ voter }) => voter.row))],
  });
}

/** The exit code, told and returned; `run` is null where nothing was to go out. */
export function endTest(ready: TestReady, outlet: Outlet | null, run: TestRun | null): number {
  const { context, wish, messages } = ready;
  const { terminal, texts } = context;
  const ledger = run?.ledger ?? new Ledger();
  const counts = ledger.counts(new Map(messages.map((message) => [message.key, message])));
  const code = run ? codeOf(run.result, counts) : EXIT.done;
  const at = new Date(context.clock.now()).toISOString();
  const end = run?.result.end ?? ({ kind: 'finished' } as const);
  const fault = outlet && endFault(end, outlet);
  if (terminal.json) {
    reportStopped(context, end, fault);
    terminal.event({ event: 'summary', at, test: wish.kind, ...counts, exitCode: code });
    return code;
  }
  if (!run) terminal.result(texts.send.summary.dryRun);
  else {
    const cause = fault && faultText(fault, texts, context.program);
    tellSummary(ready, outlet, { counts, end, cause, ledger });
  }
  return code;
}

function tellSummary(
  { context, checked, messages }: TestReady,
  outlet: Outlet | null,
  {
    ledger,
    ...end
  }: Pick<Parameters<typeof testSummaryLines>[0], 'counts' | 'end' | 'cause'> & {
    ledger: Ledger;
  },
): void {
  const { terminal, texts, cwd } = context;
  const folder = outlet?.folder ? relative(cwd, outlet.folder) || outlet.folder : null;
  const summary = {
    ...end,
    timezone: checked.project.timezone,
    messages: messages.map(({ key, voter }) => ({ row: voter.row, entry: ledger.entry(key) })),
    folder,
  };
  for (const line of testSummaryLines(summary, texts, terminal.resultPaint)) terminal.result(line);
}
