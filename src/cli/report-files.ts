/** Owns the files of `--report`: told before the work where one cannot be written, written after it. */
import { lstat, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { proveWritable, replaceFile } from '../atomic-file.js';
import { Fault } from '../fault.js';
import { isoTime } from '../project/zoned-time.js';
import { reportHtml } from '../report/html.js';
import { reportMarkdown } from '../report/markdown.js';
import { formatOf, isReport, MARKER_LENGTH, type ReportKind } from '../report/marker.js';
import type { Report, ReportOrigin } from '../report/report.js';
import type { Context } from './context.js';
import { packageFacts } from './version.js';

/** It holds no secret and is made to be handed on: it gets the rights of any new document of this user (umask). */
const MODE = 0o666;

/** One result in every form that a file can have. */
export interface ReportForms {
  readonly kind: ReportKind;
  /** For Markdown and HTML. */
  readonly report: () => Report;
  readonly json: () => string;
  /** What is said of a file that is written. */
  readonly written: (path: string) => string;
}

/** Throws `report-exists`, `report-unwritable`, `file-is-folder`, `file-not-regular`: nobody should work in vain. */
export async function checkReportFiles(
  context: Context,
  paths: readonly string[],
  kind: ReportKind,
): Promise<void> {
  for (const path of paths) {
    const absolute = resolve(context.cwd, path);
    await refuseForeign(path, absolute, kind);
    await proveWritable(absolute).catch((error: unknown) => {
      throw unwritable(path, error, kind, false);
    });
  }
}

/** Writes every report that can be written, then throws the first fault, if any. */
export async function writeReportFiles(
  context: Context,
  paths: readonly string[],
  forms: ReportForms,
): Promise<void> {
  const faults: unknown[] = [];
  for (const path of paths)
    await writeReport(resolve(context.cwd, path), path, rendered(path, forms), forms.kind).then(
      () => context.terminal.say(forms.written(path)),
      (fault: unknown) => faults.push(fault),
    );
  if (faults.length > 0) throw faults[0];
}

/** Of a report that is made now. */
export function originOf({ clock, systemTimeZone }: Context): ReportOrigin {
  const { name, version } = packageFacts();
  return { tool: name, version, at: isoTime(clock.now(), systemTimeZone) };
}

/** Looks once more: a watch takes hours, in which another file may have taken the name. */
async function writeReport(absolute: string, path: string, text: string, kind: ReportKind): Promise<void> {
  await refuseForeign(path, absolute, kind);
  await replaceFile(absolute, text, MODE).catch((error: unknown) => {
    throw unwritable(path, error, kind, true);
  });
}

function rendered(path: string, { report, json }: ReportForms): string {
  const format = formatOf(path);
  if (format === 'json') return json();
  return format === 'html' ? reportHtml(report()) : reportMarkdown(report());
}

/** An earlier report of the same kind may be replaced, and nothing else. */
async function refuseForeign(path: string, absolute: string, kind: ReportKind): Promise<void> {
  const facts = await lstat(absolute).catch(() => null);
  if (facts === null) return;
  if (facts.isDirectory()) throw new Fault('file-is-folder', { path, what: 'output' });
  if (!facts.isFile()) throw new Fault('file-not-regular', { path, what: 'output' });
  if (!isReport(await beginningOf(absolute), kind)) throw new Fault('report-exists', { path, report: kind });
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

function unwritable(path: string, error: unknown, report: ReportKind, tested: boolean): Fault {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new Fault('report-unwritable', { path, reason, tested, report }, { cause: error });
}
