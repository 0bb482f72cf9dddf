/** Owns the pinning of a certificate in `configure`: where it is possible, the explicit yes, the flag of a script. */
import { replaceFile } from '../../atomic-file.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { testReach } from '../../diagnosis/test-connection.js';
import { Fault } from '../../fault.js';
import { readCaFile } from '../../profile/ca-file.js';
import { configFolder } from '../../profile/config-folder.js';
import type { KnownFields } from '../../profile/fields.js';
import { parseFingerprint, pinFor, type ReadPin } from '../../profile/pin.js';
import type { Project } from '../../project/project.js';
import type { Context } from '../context.js';
import { dnsServers } from '../dns-servers.js';
import { plannedTime } from '../send/guards.js';
import {
  type ConnectionDoors,
  connectionDoors,
  reportTest,
  testAccount,
} from '../test-connection/test-account.js';
import { type Draft, loginOf } from './draft.js';

/** Shows the result of a test, or keeps it for one document. */
export type ReportTest = typeof reportTest;

interface PinFlags {
  readonly fingerprint?: string;
  readonly caFile?: string;
  /** commander's `--no-test`. */
  readonly test?: boolean;
}

const OF_UNKNOWN_ISSUER: readonly (string | null)[] = ['certificate-self-signed', 'certificate-unknown-ca'];
/** What a pin can help against; expired, not yet valid or unusable stays what it is. */
const PINNABLE = [...OF_UNKNOWN_ISSUER, 'certificate-wrong-host'];

/** One source of trust, and no pin of what nobody has seen. Throws `usage`. */
export function refuseUnfitFingerprint({ fingerprint, caFile, test }: PinFlags): void {
  if (fingerprint === undefined) return;
  if (caFile !== undefined) throw new Fault('usage', { reason: 'fingerprint-with-ca-file' });
  if (test === false) throw new Fault('usage', { reason: 'fingerprint-untested' });
}

/** The draft with its pin, which then is its only trust. */
export function pinnedBy(pin: ReadPin | null, profile: Draft): Draft {
  return pin === null ? { ...profile, pin } : { ...profile, caFile: null, pin };
}

/** A pin belongs to the server at which it was confirmed, and ends where a CA file is named. */
export function pinAfter(pin: ReadPin | null, before: KnownFields, now: KnownFields): ReadPin | null {
  const same = (['host', 'port', 'caFile'] as const).every((field) => before[field] === now[field]);
  return same ? pin : null;
}

/**
 * Tests a draft and reports the result. With the fingerprint of a script the certificate is looked at first, over a
 * connection that trusts nobody and knows no password; the draft comes back with the pin, or the look was the test.
 * Throws `usage` where nothing is encrypted and so no certificate is shown.
 */
export async function testDraft(
  context: Context,
  draft: Draft,
  wished: string | undefined,
  project: Project | null,
  report: ReportTest = showTest,
): Promise<{ readonly draft: Draft; readonly test: ConnectionTest }> {
  if (wished === undefined || draft.pin !== null)
    return { draft, test: await testAndReport(context, draft, project, report) };
  if (draft.encryption === 'none') throw new Fault('usage', { reason: 'fingerprint-unencrypted' });
  const account = { ...draft, ca: null, pin: wished };
  const { doors, deadlines } = doorsFor(context);
  const look = await testReach({ account, sender: draft.sender }, doors, deadlines);
  const pin = seenPin(context, look);
  if (pin?.fingerprint === wished) {
    const pinned = pinnedBy(pin, draft);
    return { draft: pinned, test: await testAndReport(context, pinned, project, report) };
  }
  report(context, look, project);
  return { draft, test: look };
}

async function testAndReport(
  context: Context,
  draft: Draft,
  project: Project | null,
  report: ReportTest,
): Promise<ConnectionTest> {
  const { caFile, caPem, pin, sender } = draft;
  const ca = caPem ?? (caFile === null ? null : (await readCaFile(caFile.path, '--ca-file')).pem);
  const login = loginOf(draft);
  const account = { ...draft, login, ca: pin?.pem ?? ca, pin: pin?.fingerprint ?? null };
  const mailing = project && plannedTime(project);
  const test = await testAccount(context, { account, sender, mailing }, doorsFor(context));
  report(context, test, project);
  return test;
}

/** With --json `configure` gives one document, when it is known what was stored. */
function showTest(context: Context, test: ConnectionTest, project: Project | null): void {
  if (!context.terminal.json) reportTest(context, test, project);
}

function doorsFor(context: Context): ConnectionDoors {
  return connectionDoors(context, dnsServers(context.env, undefined));
}

/** What could be pinned after a failed test: the certificate shown, where nothing but its issuer or name is amiss. */
export function seenPin({ env }: Context, { stages, certificate = null }: ConnectionTest): ReadPin | null {
  const pinnable = stages.some(({ status, kind }) => status === 'failed' && PINNABLE.includes(kind));
  return pinnable && certificate !== null ? pinFor(configFolder(env), certificate) : null;
}

/** After a failed test. A terminal is asked about the pin and needs no flag for it. */
export function nameWaysToTrust(context: Context, command: string, test: ConnectionTest): void {
  const { terminal, texts } = context;
  const t = texts.commands.configure;
  if (test.stages.some(({ kind }) => OF_UNKNOWN_ISSUER.includes(kind)))
    terminal.say(t.unknownIssuer(command));
  if (!terminal.interactive && seenPin(context, test)) terminal.say(t.pin.byFlag(command));
}

/**
 * Shows the certificate and asks for the explicit yes: the last eight digits of the fingerprint, typed. Enter alone,
 * the answer of whoever has compared nothing, is a no: null.
 */
export async function confirmPin(
  context: Context,
  test: ConnectionTest,
  pin: ReadPin,
): Promise<ReadPin | null> {
  const { prompts, terminal, texts } = context;
  const t = texts.commands.configure.pin;
  const facts = test.stages.find(({ stage }) => stage === 'tls')?.facts.tls?.certificate;
  for (const line of facts ? t.shown(facts) : []) terminal.say(line);
  for (const line of t.compare(pin.fingerprint)) terminal.say(line);
  const answer = await prompts.text(t.ask, '--fingerprint', (typed) =>
    typed.trim() === '' || agrees(typed, pin.fingerprint) ? null : t.differs,
  );
  return agrees(answer, pin.fingerprint) ? pin : null;
}

/** The end of the fingerprint, or all of it, pasted. */
function agrees(typed: string, fingerprint: string): boolean {
  const digits = typed.replace(/[\s:-]/g, '').toUpperCase();
  const all = fingerprint.replaceAll(':', '');
  return parseFingerprint(typed) === fingerprint || digits === all.slice(-LENGTH_OF_END);
}

const LENGTH_OF_END = 8;

/** Writes the certificate where the profile will look for it. Throws `file-unreadable`. */
export async function keepCertificate({ path, pem }: Pick<ReadPin, 'path' | 'pem'>): Promise<void> {
  try {
    await replaceFile(path, pem);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Fault('file-unreadable', { path, what: 'pin', reason }, { cause: error });
  }
}
