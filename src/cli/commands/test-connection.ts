/** Owns `invite test-connection`: stage by stage, can this host be used, and if not, who must do what. */
import { STAGE_DEADLINES } from '../../diagnosis/doors.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { domainNames, systemDoors } from '../../diagnosis/system-doors.js';
import { type ConnectionRequest, testConnection } from '../../diagnosis/test-connection.js';
import { Fault } from '../../fault.js';
import { readFlags } from '../../profile/flags.js';
import { ipAddress } from '../../profile/host.js';
import type { Project } from '../../project/project.js';
import { readProject } from '../../project/project-file.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import { connectionLines } from '../../ui/views/connection-view.js';
import { parseAddress } from '../../voters/address.js';
import { type CapacityOptions, capacityRequest } from '../capacity-request.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { EXIT } from '../exit-codes.js';
import { leadTimeDays, projectIfSound, sayLeadTime } from '../lead-time.js';
import type { CommonOptions, ConnectionOptions } from '../options.js';
import { type ProfileRequest, profileFor } from '../profile-of-run.js';
import { testMessageFor } from '../test-message.js';

interface TestOptions extends CommonOptions, ConnectionOptions, CapacityOptions {
  readonly to?: string;
  readonly sendTo?: string;
  readonly expectIp?: string;
  readonly dns?: readonly string[];
  readonly dkimSelector?: readonly string[];
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as TestOptions;
  const to = recipient('--to', options.to);
  const sendTo = recipient('--send-to', options.sendTo);
  const expectAddress = expectedAddress(options.expectIp);
  const dns = dnsServers(context.env, options.dns);
  const request = { ...options, ...(argument === undefined ? {} : { profile: argument }) };
  const project = await projectHere(context, request);
  const { profile } = await profileFor(context, project, request);
  const testMessage = sendTo && (await testMessageFor(context, profile, profile.sender, sendTo));
  const wishes = {
    to: to ?? sendTo,
    expectAddress,
    testMessage: testMessage || undefined,
    dkimSelectors: options.dkimSelector,
    capacity: await capacityRequest(context, options, project, profile),
  };
  const test = await testAccount(context, { account: profile, sender: profile.sender, ...wishes }, dns);
  const dated = project ?? (await projectIfSound(context));
  reportTest(context, test, dated);
  sayLeadTime(context, dated);
  return test.ok ? EXIT.done : EXIT.serverRefuses;
}

/** Null where the command says whose mailbox it is: then a mistake in invite.yaml does not matter. */
async function projectHere(context: Context, request: ProfileRequest): Promise<Project | null> {
  if (request.profile !== undefined || readFlags(request).kind !== 'absent') return null;
  const { cwd, systemTimeZone } = context;
  return readProject({ path: cwd, named: false, overrides: {}, systemTimeZone });
}

/** The test over the real network, with nothing mailed unless the request says so. `dns`: null for the system's servers. */
export function testAccount(
  context: Context,
  request: ConnectionRequest,
  dns: readonly string[] | null,
): Promise<ConnectionTest> {
  const doors = context.connectionTest?.doors ?? { ...systemDoors, dns: domainNames(dns) };
  return testConnection(request, doors, context.connectionTest?.deadlines ?? STAGE_DEADLINES);
}

/** Lines, or the document of docs/json.md; `project` is the one whose election the test is for, if it is known. */
export function reportTest(context: Context, test: ConnectionTest, project: Project | null): void {
  const { terminal, texts } = context;
  if (terminal.json) {
    const document = connectionDocument(test, texts.diagnosis);
    terminal.event({ ...document, leadTimeDays: leadTimeDays(context, project) });
    return;
  }
  for (const line of connectionLines(test, texts.diagnosis, terminal.resultPaint)) terminal.result(line);
  if (!terminal.verbose) return;
  for (const { direction, text, encrypted } of test.transcript) {
    const mark = { client: '->', server: '<-', note: '**' }[direction];
    terminal.say(`${encrypted ? '~' : ' '}${mark} ${text}`);
  }
}

function recipient(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = parseAddress(text);
  if ('address' in parsed) return parsed.address;
  throw new Fault('bad-option-value', { option, value: text, expected: 'address' });
}

function expectedAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const address = ipAddress(text);
  if (address !== null) return address;
  throw new Fault('bad-option-value', { option: '--expect-ip', value: text, expected: 'ip-address' });
}
