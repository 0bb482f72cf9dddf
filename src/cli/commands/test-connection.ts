/** Owns `invite test-connection`: stage by stage, can this host be used, and if not, who must do what. */
import type { ConnectionTest } from '../../diagnosis/result.js';
import type { ConnectionRequest } from '../../diagnosis/test-connection.js';
import type { Project } from '../../project/project.js';
import { type CapacityOptions, capacityRequest } from '../capacity-request.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOfSignal } from '../exit-codes.js';
import { projectIfSound, sayLeadTime } from '../lead-time.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { checkReportFiles } from '../report-files.js';
import { plannedTime } from '../send/guards.js';
import { writeConnectionReports } from '../test-connection/connection-reports.js';
import { type Mailbox, mailboxOf } from '../test-connection/mailbox.js';
import { stoppable } from '../test-connection/stoppable.js';
import {
  type ConnectionDoors,
  connectionDoors,
  reportTest,
  testAccount,
} from '../test-connection/test-account.js';
import { watchReach } from '../test-connection/watch.js';
import { type Wishes, type WishOptions, wishesOf } from '../test-connection/wishes.js';
import { testMessageFor } from '../test-message.js';

interface TestOptions extends CommonOptions, ConnectionOptions, CapacityOptions, WishOptions {
  /** Paths as typed. */
  readonly report?: readonly string[];
  readonly watch?: boolean;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as TestOptions;
  const { report = [], watch = false } = options;
  const wishes = wishesOf(context, options);
  await checkReportFiles(context, report, 'test-connection');
  const named = argument === undefined ? {} : { profile: argument };
  const mailbox = await mailboxOf(context, { ...options, ...named });
  const project = mailbox.project ?? (await projectIfSound(context));
  const request = await requestOf(context, options, wishes, mailbox, project);
  const found = await outcome(context, request, connectionDoors(context, wishes.dns), watch);
  if (found.test === null) return found.code;
  const { test, code } = found;
  reportTest(context, test, project);
  sayLeadTime(context, project);
  await writeConnectionReports(context, report, test, project);
  return code;
}

async function requestOf(
  context: Context,
  options: CapacityOptions,
  { to, sendTo, expectAddress, dkimSelectors }: Wishes,
  mailbox: Mailbox,
  project: Project | null,
): Promise<ConnectionRequest> {
  const { account, sender } = mailbox;
  const testMessage = sendTo === undefined ? undefined : testMessageFor(context, account, sender, sendTo);
  const capacity = capacityRequest(options, project, mailbox);
  const mailing = project && plannedTime(project);
  const wished = { to, expectAddress, dkimSelectors, capacity, mailing };
  return { account, sender, ...wished, testMessage: await testMessage };
}

interface Outcome {
  /** Null where it was stopped before there was a result. */
  readonly test: ConnectionTest | null;
  readonly code: number;
}

/** A watch that is stopped still has something to tell, and to hand on. */
async function outcome(
  context: Context,
  request: ConnectionRequest,
  doors: ConnectionDoors,
  watch: boolean,
): Promise<Outcome> {
  const end = watch ? await watchReach(context, request, doors) : null;
  if (end?.kind === 'stopped') {
    context.terminal.say(context.texts.commands.testConnection.stopped);
    return { test: end.last, code: exitCodeOfSignal(end.signal) };
  }
  const whole = await stoppable(context, () => testAccount(context, request, doors));
  if (whole.kind === 'stopped') {
    const t = context.texts.commands.testConnection;
    context.terminal.warn(request.testMessage ? t.stoppedWithMessage : t.stoppedInTest);
    return { test: null, code: exitCodeOfSignal(whole.signal) };
  }
  const test = whole.value;
  return { test, code: test.ok ? EXIT.done : EXIT.serverRefuses };
}
