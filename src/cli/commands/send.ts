/** Owns `invite send`: the order in which a mailing is checked, begun or resumed, planned, confirmed and run. */
import { exists } from '../../delivery/journal-file.js';
import { keyFor } from '../../delivery/mailing.js';
import { Fault } from '../../fault.js';
import { rowText } from '../../voters/row-text.js';
import type { Voter } from '../../voters/voter.js';
import { checkProject } from '../check-project.js';
import type { Context } from '../context.js';
import { projectOf, refuseWithoutProject } from '../project-of-run.js';
import { checkReportFiles } from '../report-files.js';
import { reportFindings } from '../report-findings.js';
import { rollWishes } from '../roll-wishes.js';
import { checkAgainOptions } from '../send/again.js';
import { checkExpectations, refuseExamples, refuseUnnamed } from '../send/guards.js';
import type { Index } from '../send/invitees.js';
import { checkNotVotedOptions, openList, refuseFirstState, refuseFirstTemplate } from '../send/not-voted.js';
import { checkPlanOptions } from '../send/plan-reports.js';
import { checkScheduleOptions } from '../send/print-schedule.js';
import { checkRetryOptions } from '../send/retry.js';
import { checkOnly } from '../send/selection.js';
import { sendChecked } from '../send/send-checked.js';
import { type SendOptions, statePathFor } from '../send/send-options.js';
import { sendTest } from '../send/send-test.js';
import { type TestWish, testWish } from '../send/test-wish.js';

export async function run(context: Context, argument: string | undefined, raw: object): Promise<number> {
  const options = raw as SendOptions;
  const wish = checkOptions(options);
  await checkReportFiles(context, options.report ?? [], 'plan');
  const project = await projectOf(context, argument, options);
  refuseWithoutProject(project, options);
  const statePath = statePathFor(options, project, context.cwd);
  if (!options.sandbox && !wish) refuseExamples(project);
  if (wish) return sendTest(context, project, options, wish);
  const firstState = statePathFor({}, project, context.cwd);
  refuseFirstState(options, statePath === firstState);
  const list = await openList(context.cwd, project, options);
  const { key, pseudonyms } = await keyFor(statePath);
  const begun = await exists(statePath);
  const index: Index = new Map();
  let againVoter: Voter | null = null;
  const only = new Set(options.only);
  const onlyVoters: Voter[] = [];
  const checked = await checkProject(project, rollWishes(options), (voter, shape) => {
    if (voter.id === options.again) againVoter = voter;
    if (only.has(voter.id)) onlyVoters.push(voter);
    const pseudonym = pseudonyms.voter(voter.id);
    list?.see(voter, pseudonym);
    const known = { digest: pseudonyms.row(rowText(voter, shape)), row: voter.row };
    index.set(pseudonym, begun ? { ...known, address: pseudonyms.address(voter.email) } : known);
  });
  reportFindings(context, checked, { onlyErrors: context.terminal.json });
  const { rendering, fingerprint, summary } = checked;
  if (!rendering || fingerprint === null || !summary)
    throw new Fault('findings', { errors: checked.errors, warnings: checked.warnings });
  refuseUnnamed(checked.credentialFree, statePath === firstState);
  checkExpectations(project, summary.voters, fingerprint, options.approve);
  const notVoted = list?.finish(index.size) ?? null;
  if (notVoted) await refuseFirstTemplate(checked.templateText, firstState);
  return sendChecked({
    context,
    argument,
    options,
    checked,
    rendering,
    fingerprint,
    summary,
    index,
    addressees: index,
    voted: [],
    notVoted,
    statePath,
    key,
    pseudonyms,
    againVoter,
    onlyVoters,
  });
}

/** What the options alone say, before anything is read; null unless a test is wanted. Throws `usage` and the like. */
function checkOptions(options: SendOptions): TestWish | null {
  const wish = testWish(options);
  checkPlanOptions(options);
  checkScheduleOptions(options);
  checkAgainOptions(options);
  checkRetryOptions(options);
  checkOnly(options.only);
  checkNotVotedOptions(options);
  return wish;
}
