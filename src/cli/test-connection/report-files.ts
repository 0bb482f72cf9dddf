/** Owns the files of `--report`: told before the test where one cannot be written, written after it. */
import { lstat, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { proveWritable, replaceFile } from '../../atomic-file.js';
import type { ConnectionTest } from '../../diagnosis/result.js';
import { Fault } from '../../fault.js';
import type { Account } from '../../profile/profile.js';
import type { Project } from '../../project/project.js';
import { isoTime } from '../../project/zoned-time.js';
import type { Redact } from '../../redaction.js';
import { connectionHtml } from '../../report/connection-html.js';
import { connectionJson } from '../../report/connection-json.js';
import { connectionMarkdown } from '../../report/connection-markdown.js';
import { connectionReport, type ReportFacts } from '../../report/connection-report.js';
import { formatOf, isReport, MARKER_LENGTH } from '../../report/marker.js';
import { accountRedactor } from '../../smtp/credential.js';
import { connectionDocument } from '../../ui/views/connection-document.js';
import type { Context } from '../context.js';
import { leadTimeDays, leadTimeSentence } from '../lead-time.js';
import { packageFacts } from '../version.js';

/** It holds no secret and is made to be handed on: it gets the rights of any new document of this user (umask). */
const MODE = 0o666;

/** Throws `report-exists`, `report-unwritable`, `file-is-folder`, `file-not-regular`: nobody should test in vain. */
export async function checkReportFiles(context: Context, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const absolute = resolve(context.cwd, path);
    await refuseForeign(path, absolute);
    await proveWritable(absolute).catch((error: unknown) => {
      throw unwritable(path, error, false);
    });
  }
}

/** Writes every report that can be written, then throws the first fault, if any. */
export async function writeReportFiles(
  context: Context,
  paths: readonly string[],
  test: ConnectionTest,
  { account, project }: { readonly account: Account; readonly project: Project | null },
): Promise<void> {
  const redact = accountRedactor(account);
  const facts = factsOf(context, project);
  const faults: unknown[] = [];
  for (const path of paths) {
    const text = rendered(context, path, test, facts, redact);
    await writeReport(resolve(context.cwd, path), path, text).then(
      () => context.terminal.say(context.texts.commands.testConnection.reported(path)),
      (fault: unknown) => faults.push(fault),
    );
  }
  if (faults.length > 0) throw faults[0];
}

/** Looks once more: a watch takes hours, in which another file may have taken the name. */
async function writeReport(absolute: string, path: string, text: string): Promise<void> {
  await refuseForeign(path, absolute);
  await replaceFile(absolute, text, MODE).catch((error: unknown) => {
    throw unwritable(path, error, true);
  });
}

function rendered(
  { texts, language }: Context,
  path: string,
  test: ConnectionTest,
  facts: ReportFacts,
  redact: Redact,
): string {
  const format = formatOf(path);
  if (format === 'json')
    return connectionJson(test, connectionDocument(test, texts.diagnosis), facts, redact);
  const report = connectionReport(test, facts, texts, language, redact);
  return format === 'html' ? connectionHtml(report) : connectionMarkdown(report);
}

function factsOf(context: Context, project: Project | null): ReportFacts {
  const { clock, platform, systemTimeZone } = context;
  const { name, version } = packageFacts();
  const now = clock.now();
  const start = project?.electionStart?.getTime();
  const lead =
    start === undefined || project === null
      ? null
      : { electionStart: isoTime(start, project.timezone), days: leadTimeDays(context, project) ?? 0 };
  const notice = leadTimeSentence(context, project)?.text ?? null;
  return { tool: name, version, at: isoTime(now, systemTimeZone), platform, lead, notice };
}

/** An earlier report may be replaced, and nothing else. */
async function refuseForeign(path: string, absolute: string): Promise<void> {
  const facts = await lstat(absolute).catch(() => null);
  if (facts === null) return;
  if (facts.isDirectory()) throw new Fault('file-is-folder', { path, what: 'output' });
  if (!facts.isFile()) throw new Fault('file-not-regular', { path, what: 'output' });
  if (!isReport(await beginningOf(absolute))) throw new Fault('report-exists', { path });
}

/** Empty where it cannot be read: then nobody knows what it is. */
async function beginningOf(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARKER_LENGTH), 0, MARKER_LENGTH, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function unwritable(path: string, error: unknown, tested: boolean): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Fault('report-unwritable', { path, reason, tested }, { cause: error });
}
