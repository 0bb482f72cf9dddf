/** Owns `invite preview`: roll against template, findings, fingerprint, one invitation, all of them as files. */
import { relative, resolve } from 'node:path';
import { Fault } from '../../fault.js';
import { maskedView } from '../../message/mask.js';
import { renderInvitation } from '../../message/render.js';
import { safeText } from '../../smtp/reply.js';
import { findingLines, findingMessage } from '../../ui/views/findings-view.js';
import type { Voter } from '../../voters/voter.js';
import { type CheckedProject, checkProject } from '../check-project.js';
import { columnNames } from '../column-names.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { leadTimeDays, sayLeadTime } from '../lead-time.js';
import type { CommonOptions, ProjectOptions } from '../options.js';
import { projectOf, refuseWithoutProject } from '../project-of-run.js';
import { rollWishes } from '../roll-wishes.js';
import { writeInvitations } from '../write-invitations.js';

export interface PreviewOptions extends CommonOptions, ProjectOptions {
  readonly voter?: string;
  readonly out?: string;
  readonly reveal?: boolean;
  readonly sender?: string;
}

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as PreviewOptions;
  const project = await projectOf(context, argument, options);
  refuseWithoutProject(project, options);
  const chosen = { voter: null as Voter | null };
  const checked = await checkProject(project, rollWishes(options), (voter) => {
    if (options.voter === undefined || voter.id === options.voter) chosen.voter ??= voter;
  });
  const ok = checked.errors === 0;
  if (ok && options.voter !== undefined && !chosen.voter)
    throw new Fault('voter-unknown', { ids: [options.voter] });
  if (context.terminal.json) context.terminal.event(previewJson(context, checked));
  else show(context, checked, options, chosen.voter);
  sayLeadTime(context, project, argument);
  if (ok && options.out !== undefined) await write(context, checked, options, options.out);
  return ok ? EXIT.done : EXIT.input;
}

function show(context: Context, checked: CheckedProject, options: PreviewOptions, voter: Voter | null): void {
  const { terminal, texts, format } = context;
  const t = texts.commands.preview;
  const { summary, shape, errors, warnings } = checked;
  const name = safeText(relative(context.cwd, checked.source.name) || checked.source.name);
  // Rows that nobody has read are not to be counted.
  terminal.result(summary ? t.roll(name, summary.voters, shape.encoding) : t.unread(name));
  const columns = columnNames(context, shape);
  if (columns.length > 0) terminal.result(t.columns(columns.join(', ')));
  if (summary && summary.sharedAddresses > 0) terminal.result(t.shared(summary.sharedAddresses));
  for (const line of findingLines(checked.findings, errors + warnings, texts, format, terminal.resultPaint))
    terminal.result(line);
  const paint = terminal.resultPaint;
  terminal.result(errors === 0 ? paint.good(t.ok) : paint.bad(t.notOk(errors, warnings)));
  if (checked.fingerprint) terminal.result(t.fingerprint(checked.fingerprint));
  // Below the findings an invitation would push them off the screen.
  if (voter && errors === 0) showInvitation(context, checked, voter, options.reveal === true);
}

function showInvitation(context: Context, checked: CheckedProject, voter: Voter, reveal: boolean): void {
  const { terminal, texts } = context;
  const { rendering, shape } = checked;
  if (!rendering) return;
  const t = texts.commands.preview;
  const view = rendering.view(voter);
  const { subject, text } = renderInvitation(
    rendering.template(voter),
    reveal ? view : maskedView(view, shape),
  );
  const idIsSecret = shape.roles.id !== undefined && shape.secrets.includes(shape.roles.id) && !reveal;
  terminal.result('');
  terminal.result(
    terminal.resultPaint.strong(t.voter(voter.row, idIsSecret ? '••••••' : safeText(voter.id))),
  );
  terminal.result(`${t.to}: ${safeText(voter.email)}`);
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
  checked: CheckedProject,
  options: PreviewOptions,
  out: string,
): Promise<void> {
  const { terminal, texts } = context;
  const t = texts.commands.preview;
  const folder = resolve(context.cwd, out);
  const reveal = options.reveal === true;
  const count = await writeInvitations(checked, {
    folder,
    reveal,
    sender: options.sender,
    date: new Date(context.clock.now()),
  });
  terminal.say(t.written(count, relative(context.cwd, folder) || folder));
  if (reveal) terminal.warn(t.revealed);
}

/** docs/json.md. */
function previewJson(context: Context, checked: CheckedProject): object {
  const { summary, shape, source, findings, fingerprint } = checked;
  return {
    roll: {
      file: source.name,
      encoding: shape.encoding,
      delimiter: shape.delimiter,
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
