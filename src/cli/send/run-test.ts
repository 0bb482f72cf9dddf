/** Owns the run of a test: the engine of a mailing with its pace and limits, and a journal that nobody writes down. */
import { createHash } from 'node:crypto';
import type { DeliveryEvent } from '../../delivery/events.js';
import { PATIENCE } from '../../delivery/forecast.js';
import { Ledger } from '../../delivery/ledger.js';
import type { Project } from '../../project/project.js';
import { frameOf } from '../check-project.js';
import type { Context } from '../context.js';
import { reportEvent } from './event-report.js';
import type { Outlet } from './outlet.js';
import { type RunResult, runMailing } from './run-mailing.js';
import type { SendOptions } from './send-options.js';
import { type TestMessage, testInvitee } from './test-messages.js';

export interface TestRun {
  readonly ledger: Ledger;
  readonly result: RunResult;
}

export async function runTest(
  context: Context,
  project: Project,
  options: SendOptions,
  outlet: Outlet,
  messages: readonly TestMessage[],
): Promise<TestRun> {
  const ledger = new Ledger();
  const frame = frameOf(project, outlet.sender);
  const invitees = messages.map((message) => testInvitee(message, frame));
  const byKey = new Map(messages.map((message) => [message.key, message]));
  const result = await runMailing({
    lookElsewhere: async () => outlet.elsewhere,
    context,
    records: {
      ledger,
      journal: { append: async (record) => ledger.apply(record) },
      remember: async () => {},
    },
    outlet,
    work: asWork(invitees),
    roll: byKey,
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    patience: options.wait ? Number.POSITIVE_INFINITY : PATIENCE,
    until: options.sandbox ? null : (project.electionEnd?.getTime() ?? null),
    mostRefused: null,
    partial: false,
    report: (event) => tell(context, event, { ...options, timezone: project.timezone }, byKey),
  });
  return { ledger, result };
}

async function* asWork<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** As for a mailing; a test has no pseudonyms, but its own addresses may be told. */
function tell(
  context: Context,
  event: DeliveryEvent,
  { testTo, showIds, timezone }: SendOptions & { readonly timezone: string },
  messages: ReadonlyMap<string, TestMessage>,
): void {
  // A test is over before a limit matters, and has no plan that it would change.
  if (event.event === 'learned') return;
  const message = 'voter' in event ? messages.get(event.voter) : undefined;
  const to = testTo === undefined ? null : (message?.to ?? null);
  reportEvent(context, event, { showIds, timezone }, message ? { voter: null, to } : {});
}
