/** Owns `invite test-connection`: stage by stage, can this host be used, and if not, who must do what. */
import { STAGE_DEADLINES } from '../../diagnosis/doors.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { systemDoors } from '../../diagnosis/system-doors.js';
import { type ConnectionRequest, testConnection } from '../../diagnosis/test-connection.js';
import { Fault } from '../../fault.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import { connectionLines } from '../../ui/views/connection-view.js';
import { parseAddress } from '../../voters/address.js';
import type { Context } from '../context.js';
import { EXIT, exitCodeOfSignal } from '../exit-codes.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { mailboxOf } from '../test-connection/mailbox.js';
import { checkReportFiles, writeReportFiles } from '../test-connection/report-files.js';
import { showRunning } from '../test-connection/running-stage.js';
import { watchReach } from '../test-connection/watch.js';

interface TestOptions extends CommonOptions, ConnectionOptions {
  readonly to?: string;
  /** Paths as typed. */
  readonly report?: readonly string[];
  readonly watch?: boolean;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as TestOptions;
  const { report = [] } = options;
  const to = options.to === undefined ? {} : { to: recipient(options.to) };
  await checkReportFiles(context, report);
  const mailbox = await mailboxOf(context, {
    ...options,
    ...(argument === undefined ? {} : { profile: argument }),
  });
  const request: ConnectionRequest = { account: mailbox.account, sender: mailbox.sender, ...to };
  const { test, code } = await outcome(context, request, options.watch === true);
  reportTest(context, test);
  await writeReportFiles(context, report, test, mailbox);
  return code;
}

interface Outcome {
  readonly test: ConnectionTest;
  readonly code: number;
}

/** A watch that is stopped still has something to tell, and to hand on. */
async function outcome(context: Context, request: ConnectionRequest, watch: boolean): Promise<Outcome> {
  const end = watch ? await watchReach(context, request) : null;
  if (end?.kind === 'stopped') {
    context.terminal.say(context.texts.commands.testConnection.stopped);
    return { test: end.last, code: exitCodeOfSignal(end.signal) };
  }
  const test = await testAccount(context, request);
  return { test, code: test.ok ? EXIT.done : EXIT.serverRefuses };
}

/** The whole test; on a terminal the running stage is named. */
export function testAccount(context: Context, request: ConnectionRequest): Promise<ConnectionTest> {
  return testConnection(request, systemDoors, STAGE_DEADLINES, showRunning(context));
}

/** Lines, or the document of docs/json.md. */
export function reportTest(context: Context, test: ConnectionTest): void {
  const { terminal, texts } = context;
  if (terminal.json) {
    terminal.event(connectionDocument(test, texts.diagnosis));
    return;
  }
  for (const line of connectionLines(test, texts.diagnosis, terminal.resultPaint)) terminal.result(line);
  if (!terminal.verbose) return;
  for (const { direction, text, encrypted } of test.transcript) {
    const mark = { client: '->', server: '<-', note: '**' }[direction];
    terminal.say(`${encrypted ? '~' : ' '}${mark} ${text}`);
  }
}

function recipient(text: string): string {
  const parsed = parseAddress(text);
  if ('address' in parsed) return parsed.address;
  throw new Fault('bad-option-value', { option: '--to', value: text, expected: 'address' });
}
