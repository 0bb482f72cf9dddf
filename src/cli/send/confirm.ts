/** Owns the questions before the first message. */
import type { StartDecision } from './guards.js';
import type { Outlet } from './outlet.js';
import type { Checked } from './send-checked.js';
import { waitForStart } from './wait-for-start.js';

/** Beginning is an act of its own: `--new-mailing`, or the number of voters typed. */
export async function confirmBeginning({ context, options, addressees, notVoted }: Checked): Promise<void> {
  if (options.newMailing || options.sandbox) return;
  const { ask } = context.texts.send;
  const expected = String(addressees.size);
  await context.prompts.text(notVoted ? ask.beginListed : ask.begin, '--new-mailing', (answer) =>
    answer.replace(/[\s.,']/g, '') === expected ? null : ask.beginWrong,
  );
}

/**
 * "Start now?", unless `--yes` or a rehearsal; then the wait, where there is one, which a signal ends. Throws
 * `needs-terminal`, `cancelled`.
 */
export async function confirmStart(
  ready: Checked,
  start: StartDecision,
  outlet: Outlet,
  toMail: number,
): Promise<'yes' | 'no' | NodeJS.Signals> {
  const { context, options, checked } = ready;
  if (options.sandbox || toMail === 0 || start.kind === 'over') return 'yes';
  const { ask } = context.texts.send;
  const when = (time: number): string => context.format.date(new Date(time), checked.project.timezone);
  if (start.kind === 'ask-early') {
    const question = ask.now(when(start.planned), when(context.clock.now()));
    if (!(await context.prompts.confirm(question, '--now --yes'))) return 'no';
  } else if (!context.yes) {
    const question = start.kind === 'wait' ? ask.startAt(toMail, when(start.planned)) : ask.start(toMail);
    if (!(await context.prompts.confirm(question, '--yes'))) return 'no';
  }
  if (outlet.account.encryption === 'none') context.terminal.warn(context.texts.send.plan.unencrypted);
  return start.kind === 'wait'
    ? ((await waitForStart(ready, outlet, { planned: start.planned, toMail })) ?? 'yes')
    : 'yes';
}
