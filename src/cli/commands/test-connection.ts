/** Owns `invite test-connection`: stage by stage, can this host be used, and if not, who must do what. */
import { STAGE_DEADLINES } from '../../diagnosis/doors.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { systemDoors } from '../../diagnosis/system-doors.js';
import { testConnection } from '../../diagnosis/test-connection.js';
import { Fault } from '../../fault.js';
import { readFlags } from '../../profile/flags.js';
import type { Account, Sender } from '../../profile/profile.js';
import type { Project } from '../../project/project.js';
import { readProject } from '../../project/project-file.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import { connectionLines } from '../../ui/views/connection-view.js';
import { parseAddress } from '../../voters/address.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { type ProfileRequest, profileFor } from '../profile-of-run.js';
import { plannedTime } from '../send/guards.js';

interface TestOptions extends CommonOptions, ConnectionOptions {
  readonly to?: string;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as TestOptions;
  const to = options.to === undefined ? undefined : recipient(options.to);
  const request = { ...options, ...(argument === undefined ? {} : { profile: argument }) };
  const project = await projectHere(context, request);
  const { profile } = await profileFor(context, project, request);
  const test = await testAccount(profile, profile.sender, to, project && plannedTime(project));
  reportTest(context, test);
  return test.ok ? EXIT.done : EXIT.serverRefuses;
}

/** Null where the command says whose mailbox it is: then a mistake in invite.yaml does not matter. */
async function projectHere(context: Context, request: ProfileRequest): Promise<Project | null> {
  if (request.profile !== undefined || readFlags(request).kind !== 'absent') return null;
  const { cwd, systemTimeZone } = context;
  return readProject({ path: cwd, named: false, overrides: {}, systemTimeZone });
}

export function testAccount(
  account: Account,
  sender: Sender,
  to?: string,
  mailing: number | null = null,
): Promise<ConnectionTest> {
  return testConnection(
    { account, sender, mailing, ...(to === undefined ? {} : { to }) },
    systemDoors,
    STAGE_DEADLINES,
  );
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
