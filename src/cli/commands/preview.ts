/** Owns `invite preview`: roll against template, findings, fingerprint, one invitation, all of them as files. */
import { relative, resolve } from 'node:path';
import { Fault } from '../../fault.js';
import { maskedVoter } from '../../message/mask.js';
import { safeText } from '../../smtp/reply.js';
import { findingLines, findingMessage } from '../../ui/views/findings-view.js';
import type { Voter } from '../../voters/voter.js';
import type { CheckedProject } from '../check-project.js';
import { columnNames } from '../column-names.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { leadTimeDays, sayLeadTime } from '../lead-time.js';
import { checkPreviewOptions, type PreviewOptions } from '../preview/options.js';
import { type PreviewReading, previewProject, readPreview } from '../preview/read.js';
import { type ServedPreview, servePreview } from '../preview/serve.js';
import { lookAt } from '../preview/watched-files.js';
import { namesShown, rollReading } from '../roll-reading.js';
import { shownInvitation } from '../shown-invitation.js';
import { shownSender } from '../stand-in-sender.js';
import { untilStopped } from '../until-stopped.js';
import { refuseFolder, writeInvitations } from '../write-invitations.js';

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as PreviewOptions;
  checkPreviewOptions(options);
  const project = await previewProject(context, argument, options);
  // What is wrong with the command itself is said before anything is read or shown.
  shownSender(project, options.sender);
  if (options.out !== undefined) await refuseFolder(outputOf(context, options.out, options));
  const seen = options.serve === true ? await lookAt(project) : '';
  const reading = await readPreview(project, options);
  const { checked, chosen } = reading;
  const ok = checked.errors === 0;
  if (ok && options.voter !== undefined && !chosen)
    throw new Fault('voter-unknown', { ids: [options.voter] });
  const page = options.serve === true ? await servePreview(context, argument, options, reading, seen) : null;
  if (context.terminal.json)
    context.terminal.event({ ...previewJson(context, checked), ...(page && { page: page.url }) });
  else show(context, checked, options, chosen);
  sayLeadTime(context, project, argument);
  if (ok && options.out !== undefined) await write(context, reading, options, options.out);
  if (page === null) return ok ? EXIT.done : EXIT.input;
  await untilEnded(context, options, page);
  return EXIT.done;
}

/** Findings do not end the page: it is where they are corrected. */
async function untilEnded(context: Context, options: PreviewOptions, page: ServedPreview): Promise<void> {
  const { terminal, texts } = context;
  const t = texts.preview;
  if (!terminal.json) terminal.result(`\n${t.running(terminal.resultPaint.strong(page.url))}`);
  terminal.say(t.open);
  if (options.reveal === true) terminal.warn(t.revealed);
  terminal.say(t.stop);
  await untilStopped(context);
  await page.close();
  terminal.say(t.stopped);
}

function show(context: Context, checked: CheckedProject, options: PreviewOptions, voter: Voter | null): void {
  const { terminal, texts, format } = context;
  const t = texts.commands.preview;
  const { summary, shape, errors, warnings } = checked;
  const name = safeText(relative(context.cwd, checked.source.name) || checked.source.name);
  // Rows that nobody has read are not to be counted.
  terminal.result(summary ? t.roll(name, summary.voters, rollReading(context, shape)) : t.unread(name));
  const columns = columnNames(context, shape);
  if (columns.length > 0) terminal.result(t.columns(columns.join(', ')));
  if (summary && summary.names.length > 0) terminal.result(t.names(namesShown(summary.names).join(', ')));
  if (summary && summary.sharedAddresses > 0) terminal.result(t.shared(summary.sharedAddresses));
  for (const line of findingLines(checked.findings, errors + warnings, texts, format, terminal.resultPaint))
    terminal.result(line);
  const paint = terminal.resultPaint;
  terminal.result(errors === 0 ? paint.good(t.ok) : paint.bad(t.notOk(errors, warnings)));
  if (checked.fingerprint) terminal.result(t.fingerprint(checked.fingerprint));
  // Below the findings an invitation would push them off the screen.
  if (!voter || errors > 0 || options.serve === true) return;
  if (options.widest === true) terminal.result(`\n${texts.preview.widest}`);
  showInvitation(context, checked, voter, options.reveal === true);
}

function showInvitation(context: Context, checked: CheckedProject, voter: Voter, reveal: boolean): void {
  const { terminal, texts } = context;
  const { rendering, shape } = checked;
  if (!rendering) return;
  const t = texts.commands.preview;
  const { subject, text } = shownInvitation(rendering, checked, voter, reveal);
  const { row, id, email } = reveal ? voter : maskedVoter(voter, shape);
  terminal.result('');
  terminal.result(terminal.resultPaint.strong(t.voter(row, safeText(id))));
  terminal.result(`${t.to}: ${safeText(email)}`);
  terminal.result(`${t.subject}: ${safeText(subject)}`);
  terminal.result('');
  for (const line of text.split('\n')) terminal.result(safeLine(line));
  if (!reveal) terminal.say(t.masked);
}

/** A line of the invitation as voters get it, blanks included; only what could move the cursor is taken out. */
function safeLine(line: string): string {
  const pieces = line.split(/([\p{Zs}\t]+)/u);
  return pieces.map((piece, index) => (index % 2 === 0 ? safeText(piece, 2_000) : piece)).join('');
}

async function write(
  context: Context,
  { checked, chosen }: PreviewReading,
  options: PreviewOptions,
  out: string,
): Promise<void> {
  const { terminal, texts } = context;
  const t = texts.commands.preview;
  const output = outputOf(context, out, options);
  const one = options.voter !== undefined || options.widest === true;
  const date = new Date(context.clock.now());
  const order = { ...output, sender: options.sender, date, row: one ? (chosen?.row ?? -1) : null };
  const count = await writeInvitations(checked, order);
  terminal.say(t.written(count, safeText(relative(context.cwd, output.folder) || output.folder)));
  if (output.reveal) terminal.warn(t.revealed(count));
}

function outputOf({ cwd }: Context, out: string, { reveal }: PreviewOptions) {
  return { folder: resolve(cwd, out), reveal: reveal === true };
}

/** docs/json.md. */
function previewJson(context: Context, checked: CheckedProject): object {
  const { summary, shape, source, findings, fingerprint } = checked;
  return {
    roll: {
      file: source.name,
      encoding: shape.encoding,
      delimiter: shape.delimiter,
      sheet: shape.sheet ?? null,
      voters: summary?.voters ?? 0,
      sharedAddresses: summary?.sharedAddresses ?? 0,
    },
    findings: findings.map((finding) => {
      const { severity, kind, row, column } = finding;
      return { severity, kind, row, column, message: findingMessage(finding, context.texts) };
    }),
    fingerprint,
    ok: checked.errors === 0,
    leadTimeDays: leadTimeDays(context, checked.project),
  };
}
