/** Owns the trial by SIGKILL: a mailing killed at random moments and run again each time, until nothing is left. */
import { existsSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Census, census } from '../support/arrived.js';
import { Household, type Run } from '../support/cli.js';
import { makeProject, makeVoters } from '../support/example-project.js';
import type { PostfixRig } from '../support/postfix/rig.js';
import { seededRandom } from '../support/random.js';
import { arrivedAt, rigFlags } from '../support/rig-host.js';

export interface KillPlan {
  readonly voters: number;
  readonly kills: number;
  readonly connections: number;
  readonly port: 'starttls' | 'ssl';
  /** The same seed chooses the same moments; how far the program gets by then is up to the machine. */
  readonly seed: number;
}

export interface KillReport {
  /** Kills that hit a running process. */
  readonly kills: number;
  /** Exit code of the last run. */
  readonly code: number;
  /** How many `status` counts as accepted. */
  readonly accepted: number;
  /** IDs that `status` lists as in doubt. */
  readonly doubts: readonly string[];
  /** What arrived before anything was decided about the doubts. */
  readonly before: Census;
  /** What arrived after `--in-doubt resend`. */
  readonly after: Census;
  /** Exit codes of runs that ended by themselves although they should have been killed. */
  readonly unexpected: readonly Run[];
}

/** Bytes of a voter in the state file: the pseudonym in the roll at the beginning, then the records, at least. */
const BYTES_IN_ROLL = 36;
const BYTES_OF_RECORDS = 560;
/** One kill in five falls into the start of the program: key, state file, registry, second reading. */
const KILLS_AT_START = 0.2;
const LONGEST_START = 700;
/** A run with nothing left to do takes longer than that. */
const SHORTEST_RUN = 200;

export async function killAgainAndAgain(rig: PostfixRig, plan: KillPlan): Promise<KillReport> {
  const household = new Household();
  try {
    await rig.emptyMailbox();
    return await trial(rig, household, plan);
  } finally {
    household.remove();
  }
}

async function trial(rig: PostfixRig, household: Household, plan: KillPlan): Promise<KillReport> {
  const voters = makeVoters(plan.voters);
  const { statePath } = makeProject(household, { voters });
  const pace = ['--connections', String(plan.connections), '--rate', '10000000/min'];
  const flags = [...pace, ...rigFlags(rig, household, plan.port)];
  const command = () => [
    'send',
    'project',
    '--yes',
    ...(existsSync(statePath) ? [] : ['--new-mailing']),
    ...flags,
  ];
  const unexpected: Run[] = [];
  let kills = 0;
  const attempt = async (moment: Moment) => {
    const running = household.start(command());
    if (await killAt(running, moment, statePath)) kills += 1;
    const run = await running.ended;
    if (run.code !== 137 && run.code !== 0 && run.code !== 4) unexpected.push(run);
  };
  const random = seededRandom(plan.seed);
  for (const moment of momentsOf(plan, random)) await attempt(moment);
  // For each run that ended before its moment came, one that is killed while it starts.
  while (kills < plan.kills) await attempt({ kind: 'start', milliseconds: random() * SHORTEST_RUN });
  const { code } = await household.run(command());
  const status = await household.run(['status', 'project', '--json']);
  const { accepted, doubts: listed } = JSON.parse(status.stdout) as Listed;
  const doubts = listed.map(({ id }) => id);
  const before = census(await arrivedAt(rig), voters);
  if (doubts.length > 0) await household.run([...command(), '--in-doubt', 'resend']);
  const after = census(await arrivedAt(rig), voters);
  return { kills, code, accepted, doubts, before, after, unexpected };
}

/** What is read of `status --json`. */
interface Listed {
  readonly accepted: number;
  readonly doubts: readonly { readonly id: string }[];
}

/** Either so many milliseconds after the start, or when the state file has grown to so many bytes. */
type Moment =
  | { readonly kind: 'start'; readonly milliseconds: number }
  | { readonly kind: 'size'; readonly bytes: number; readonly milliseconds: number };

/** Sizes in ascending order, so that each kill finds the mailing further than the one before. */
function momentsOf({ voters, kills }: KillPlan, random: () => number): Moment[] {
  const atStart = Math.round(kills * KILLS_AT_START);
  const starts: Moment[] = Array.from({ length: atStart }, () => ({
    kind: 'start',
    milliseconds: random() * LONGEST_START,
  }));
  const size = () => voters * (BYTES_IN_ROLL + random() * BYTES_OF_RECORDS);
  const sizes = Array.from({ length: kills - atStart }, size).sort((a, b) => a - b);
  const moments: Moment[] = sizes.map((bytes) => ({ kind: 'size', bytes, milliseconds: random() * 10 }));
  for (const start of starts) moments.splice(Math.floor(random() * moments.length), 0, start);
  return moments;
}

async function killAt(
  running: ReturnType<Household['start']>,
  moment: Moment,
  statePath: string,
): Promise<boolean> {
  const hasEnded = () => running.child.exitCode !== null;
  if (moment.kind === 'size') {
    while (!hasEnded() && sizeOf(statePath) < moment.bytes) await sleep(1);
  }
  await sleep(moment.milliseconds);
  return !hasEnded() && running.child.kill('SIGKILL');
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
