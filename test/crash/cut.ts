/** Owns the trial by cuts: one real session for each byte, cut exactly there, judged by what arrived. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { passwordLogin, Secret } from '../../src/profile/profile.js';
import type { Deadlines } from '../../src/smtp/deadlines.js';
import { openConnection, type SubmissionOutcome } from '../../src/smtp/submission.js';
import { type Cut, startCuttingProxy, type Way } from '../support/cutting-proxy.js';
import type { PostfixRig } from '../support/postfix/rig.js';

export interface CutPlan {
  readonly port: 'starttls' | 'ssl';
  /** Whether to cut after so many of so many bytes. */
  readonly isChosen: (after: number, length: number) => boolean;
}

/** What the client believes: an outcome, or `failed` where it did not get as far as a message. */
type Belief = SubmissionOutcome['kind'] | 'failed';

interface Trial extends Cut {
  readonly belief: Belief;
  readonly arrived: number;
}

export interface CutReport {
  readonly cuts: number;
  readonly accepted: number;
  readonly unknown: number;
  /** Of the unknown ones. */
  readonly unknownArrived: number;
  /** The dot never left, or the session never came to a message. */
  readonly notReleased: number;
  /** Where the client believes what the mailbox contradicts. */
  readonly wrong: readonly Trial[];
}

/** Records of TLS and queue IDs differ by a few bytes from one session to the next. */
const BEYOND = 40;
const AT_ONCE = 16;
const USUAL = 20_000;
/** A cut is seen at once; one that only a deadline ended would make the trial take hours. */
const DEADLINES: Deadlines = {
  open: USUAL,
  login: USUAL,
  envelope: USUAL,
  body: USUAL,
  confirmation: USUAL,
  reset: USUAL,
  quit: 3_000,
};

export async function cutEverywhere(rig: PostfixRig, plan: CutPlan): Promise<CutReport> {
  const folder = await mkdtemp(join(tmpdir(), 'invite-cut-'));
  const journal = await open(join(folder, 'journal'), 'a');
  // What the program does before the dot, and as long as that takes: the width of the doubt window depends on it.
  const promise = async () => {
    await journal.write('committing\n');
    await journal.sync();
    return true;
  };
  try {
    await rig.emptyMailbox();
    const cuts = await cutsFor(plan, () => session(rig, plan, null, promise));
    const beliefs = await inTurn(cuts, async (cut) => (await session(rig, plan, cut, promise)).belief);
    const arrived = new Map<string, number>();
    for (const { to } of await rig.messages()) arrived.set(to, (arrived.get(to) ?? 0) + 1);
    const trials = cuts.map((cut, index) => ({
      ...cut,
      belief: beliefs[index] ?? 'failed',
      arrived: arrived.get(addressFor(cut)) ?? 0,
    }));
    return reportOf(trials);
  } finally {
    await journal.close();
    await rm(folder, { recursive: true });
  }
}

/** Every chosen byte of both ways, and a little beyond the last of an uncut session. */
async function cutsFor(plan: CutPlan, uncut: () => ReturnType<typeof session>): Promise<Cut[]> {
  const { belief, passed } = await uncut();
  if (belief !== 'accepted') throw new Error(`an uncut session ends ${belief}`);
  const ways: Way[] = ['up', 'down'];
  return ways.flatMap((way) => {
    const length = passed[way] + BEYOND;
    const all = Array.from({ length: length + 1 }, (_, after) => ({ way, after }));
    return all.filter(({ after }) => plan.isChosen(after, length));
  });
}

async function session(rig: PostfixRig, plan: CutPlan, cut: Cut | null, promise: () => Promise<boolean>) {
  const proxy = await startCuttingProxy(rig.ports[plan.port], cut);
  try {
    const { user, password, ca } = rig;
    const address = { host: '127.0.0.1', port: proxy.port, encryption: plan.port };
    const account = { ...address, user, login: passwordLogin(new Secret(password)), ca: ca.text };
    const opened = await openConnection(account, DEADLINES);
    if (opened.kind === 'failed') return { belief: 'failed', passed: proxy.passed } as const;
    const { connection } = opened;
    const to = addressFor(cut);
    const outcome = await connection.submit({ from: user, to, bytes: messageFor(to) }, promise);
    await connection.quit();
    return { belief: outcome.kind as Belief, passed: proxy.passed };
  } finally {
    await proxy.close();
  }
}

/** Of one length for all, so that the n-th byte is the same one in each session. */
function addressFor(cut: Cut | null): string {
  const name = cut ? `${cut.way.padEnd(4, '-')}-${String(cut.after).padStart(6, '0')}` : 'uncut-000000';
  return `${name}@voters.example`;
}

function messageFor(to: string): Buffer {
  const lines = [
    'From: wahl@muster.example',
    `To: ${to}`,
    `Message-ID: <${to}>`,
    'Subject: Einladung',
    '',
    'Guten Tag',
    '.',
    '..Ende',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function reportOf(trials: readonly Trial[]): CutReport {
  const believing = (...beliefs: Belief[]) => trials.filter(({ belief }) => beliefs.includes(belief));
  const unknown = believing('unknown');
  return {
    cuts: trials.length,
    accepted: believing('accepted').length,
    unknown: unknown.length,
    unknownArrived: unknown.filter(({ arrived }) => arrived > 0).length,
    notReleased: believing('failed', 'not-released').length,
    wrong: trials.filter(({ belief, arrived }) => !ARRIVED[belief].includes(arrived)),
  };
}

/** How many messages may have arrived; a cut is never the server's refusal. */
const ARRIVED: Readonly<Record<Belief, readonly number[]>> = {
  failed: [0],
  'not-released': [0],
  accepted: [1],
  unknown: [0, 1],
  refused: [],
  'too-large': [],
};

async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}
