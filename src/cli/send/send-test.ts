/** Owns a test from the check to its summary: real rows to one's own mailbox, or test voters; no state, no registry. */
import { relative } from 'node:path';
import { Fault } from '../../fault.js';
import { composeMessage } from '../../message/compose.js';
import type { Project } from '../../project/project.js';
import type { Voter } from '../../voters/voter.js';
import {
  type CheckedProject,
  checkProject,
  frameOf,
  type OnVoter,
  type Rendering,
  secrecyOf,
} from '../check-project.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { reportFindings } from '../report-findings.js';
import { rollWishes } from '../roll-wishes.js';
import { standInSender } from '../stand-in-sender.js';
import { checkExpectations } from './guards.js';
import { openOutlet } from './outlet.js';
import { RowChoice } from './row-choice.js';
import { runTest } from './run-test.js';
import type { SendOptions } from './send-options.js';
import { type TestMessage, testMessages } from './test-messages.js';
import { TestOverlap } from './test-overlap.js';
import { announceTest, endTest, showTestPlan } from './test-report.js';
import type { TestWish } from './test-wish.js';

/** A test of which everything is known but the server. */
export interface TestReady {
  readonly context: Context;
  readonly options: SendOptions;
  readonly wish: TestWish;
  /** The roll that the messages are made from. */
  readonly checked: CheckedProject;
  readonly messages: readonly TestMessage[];
}

/** Throws as `send` does; `test-voter-in-roll` is a finding. */
export async function sendTest(
  context: Context,
  project: Project,
  options: SendOptions,
  wish: TestWish,
): Promise<number> {
  const { electionEnd, timezone } = project;
  if (electionEnd && !options.sandbox && context.clock.now() >= electionEnd.getTime())
    throw new Fault('election-over', { electionEnd: electionEnd.toISOString(), timezone });
  const { checked, rendering, voters } = await checkedRows(context, project, options, wish);
  const { language } = project;
  const messages = testMessages(voters, { wish, rendering, language, ...secrecyOf(checked) });
  const ready = { context, options, wish, checked, messages };
  return options.dryRun ? dryRun(ready) : run(ready);
}

interface CheckedRows {
  readonly checked: CheckedProject;
  readonly rendering: Rendering;
  readonly voters: readonly Voter[];
}

function checkedRows(
  context: Context,
  project: Project,
  options: SendOptions,
  wish: TestWish,
): Promise<CheckedRows> {
  return wish.kind === 'masked'
    ? rowsOfRoll(context, project, options, wish.to)
    : testVoters(context, project, options);
}

async function rowsOfRoll(
  context: Context,
  project: Project,
  options: SendOptions,
  to: readonly string[],
): Promise<CheckedRows> {
  const choice = new RowChoice(options, 'first');
  const own = new Set(to.map((address) => address.toLowerCase()));
  const shared: number[] = [];
  const noteOwn: OnVoter = ({ email, row }) => {
    if (own.has(email.toLowerCase())) shared.push(row);
  };
  const checked = await checkProject(project, rollWishes(options), noteOwn, (seen) => choice.see(seen));
  const rendering = soundRendering(context, checked, options.approve);
  const voters = choice.chosen();
  const [row] = shared;
  if (row !== undefined) context.terminal.warn(context.texts.send.test.alsoVoter(row));
  return { checked, rendering, voters };
}

/** The real roll is read whole, too: who stands in it is no test voter. */
async function testVoters(context: Context, project: Project, options: SendOptions): Promise<CheckedRows> {
  if (project.testVoters === null) {
    const path = project.file ?? project.folder;
    throw new Fault('project-missing-value', { path, key: 'testVoters', flag: '--test-voters' });
  }
  const { texts, terminal, cwd } = context;
  const choice = new RowChoice(options, 'all');
  const all: Voter[] = [];
  const ofTest = { ...project, voters: project.testVoters, expectVoters: null };
  const keep: OnVoter = (voter) => {
    if (all.length <= MOST_COMPARED) all.push(voter);
  };
  const tested = await checkProject(ofTest, rollWishes(options), keep, (seen) => choice.see(seen));
  if (tested.findings.length > 0)
    terminal.warn(texts.send.test.inTestRoll(relative(cwd, project.testVoters)));
  const rendering = soundRendering(context, tested, undefined);
  const voters = choice.chosen();
  // Whoever is mailed is compared, wherever in the roll they stand.
  const compared = [...all, ...voters.filter(({ row }) => !all.some((voter) => voter.row === row))];
  const overlap = new TestOverlap(compared, tested.shape);
  const real = await checkProject(project, rollWishes(options), (voter, shape) => overlap.see(voter, shape));
  soundRendering(context, real, options.approve);
  const findings = overlap.findings();
  if (findings.length > 0) {
    reportFindings(context, { findings, errors: findings.length, warnings: 0 }, { onlyErrors: true });
    throw new Fault('findings', { errors: findings.length, warnings: 0 });
  }
  return { checked: tested, rendering, voters };
}

/** A test roll has a handful; where somebody took a real one for it, so many findings are enough. */
const MOST_COMPARED = 1_000;

/** Throws `findings`, and what `checkExpectations` throws. */
function soundRendering(context: Context, checked: CheckedProject, approved: string | undefined): Rendering {
  reportFindings(context, checked, { onlyErrors: context.terminal.json });
  const { rendering, fingerprint, summary, errors, warnings, project } = checked;
  if (!rendering || fingerprint === null || !summary) throw new Fault('findings', { errors, warnings });
  checkExpectations(project, summary.voters, fingerprint, approved);
  return rendering;
}

async function run(ready: TestReady): Promise<number> {
  const { context, options, checked, messages } = ready;
  // What an earlier rehearsal left in the sandbox stays.
  const outlet = await openOutlet(context, checked.project, options, false, { ledger: null, registry: null });
  try {
    showTestPlan(ready, outlet);
    if (!(await isConfirmed(ready))) {
      context.terminal.say(context.texts.send.declined);
      return EXIT.interrupted;
    }
    announceTest(ready);
    return endTest(ready, outlet, await runTest(context, checked.project, options, outlet, messages));
  } finally {
    await outlet.close();
  }
}

async function isConfirmed({ context, options, wish, messages }: TestReady): Promise<boolean> {
  if (options.sandbox || context.yes) return true;
  const { ask } = context.texts.send.test;
  const question =
    wish.kind === 'masked'
      ? ask.masked(messages.length, context.format.list(wish.to))
      : ask.credentials(messages.length);
  return context.prompts.confirm(question, '--yes');
}

/** Everything but the server: every message is composed. */
async function dryRun(ready: TestReady): Promise<number> {
  const { context, checked, messages } = ready;
  const frame = frameOf(checked.project, standInSender(checked.project));
  const date = new Date(context.clock.now());
  for (const { key, invitation, to, toName } of messages) {
    await composeMessage(
      invitation,
      to,
      toName,
      { messageId: `<invite-test.${key}@invite.invalid>`, date },
      frame,
    );
  }
  showTestPlan(ready, null);
  announceTest(ready);
  return endTest(ready, null, null);
}
