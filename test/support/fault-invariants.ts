/** Owns what must be true after every fault: nobody lost, nobody mailed twice, judged by what the server has. */
import { expect } from 'vitest';
import { exists, readKey } from '../../src/delivery/journal-file.js';
import { createPseudonyms } from '../../src/delivery/pseudonym.js';
import { readLedger } from '../../src/delivery/read-ledger.js';
import type { VoterState } from '../../src/delivery/voter-entry.js';
import { census, readMessage } from './arrived.js';
import { type FaultTrial, PATIENT, type TrialRun } from './fault-trial.js';
import type { RecordedMessage } from './scripted-server.js';
import { expectNoSecrets } from './secrets.js';

/** Voters (IDs) by their state in the journal, in the order of the roll. */
type States = Readonly<Record<VoterState, readonly string[]>>;

/** What the server has, and that exit code and summary say the same; nothing secret was told. */
export async function expectInvariants(
  trial: FaultTrial,
  run: TrialRun,
  allowed: { readonly resent?: readonly string[] } = {},
): Promise<States> {
  const states = await expectNobodyLost(trial, allowed);
  expectNoSecrets({ ...run, commandLines: [], milliseconds: 0 }, trial.household);
  expectHonestEnd(run, states);
  return states;
}

/**
 * After a run: whoever the journal calls accepted has exactly one message, whoever it calls open or refused has none,
 * and only a doubt may be either; credentials went to their owner. `resent`: voters whose doubt was resolved by a
 * resend may have two, the same bytes.
 */
export async function expectNobodyLost(
  trial: FaultTrial,
  { resent = [] }: { readonly resent?: readonly string[] } = {},
): Promise<States> {
  const states = await statesOf(trial);
  const copies = await messagesByVoter(trial, trial.taken);
  const once = (ids: readonly string[]) => ids.filter((id) => copies.get(id)?.length !== 1);
  const any = (ids: readonly string[]) => ids.filter((id) => (copies.get(id)?.length ?? 0) > 0);
  expect({
    acceptedButNotOnce: once(states.accepted).filter((id) => !resent.includes(id)),
    openAndYetMailed: any([...states.pending, ...states.deferred]),
    refusedAndYetMailed: any(states.refused),
    twice: [...copies].filter(([id, { length }]) => length > 1 && !resent.includes(id)).map(([id]) => id),
  }).toEqual({ acceptedButNotOnce: [], openAndYetMailed: [], refusedAndYetMailed: [], twice: [] });
  const acceptedByServer = await messagesByVoter(trial, trial.accepted);
  expect(states.accepted.filter((id) => !acceptedByServer.has(id))).toEqual([]);
  for (const id of resent) expect(new Set(copies.get(id)).size).toBeLessThanOrEqual(1);
  return states;
}

/** Exit code and summary agree with the journal, and with what the server has. */
function expectHonestEnd(run: TrialRun, states: States): void {
  const { pending, deferred, refused, accepted, 'in-doubt': inDoubt } = states;
  const summary = run.events.find(({ event }) => event === 'summary');
  const last = run.events.at(-1);
  expect(last?.['exitCode']).toBe(run.code);
  const told = run.events.filter(({ event }) => event === 'accepted').length;
  // Accepted, and then the state file failed: the answer is in no record and no event, but a doubt.
  expect(told).toBeLessThanOrEqual(run.accepted.length);
  if (run.code !== 8) expect(told + inDoubt.length).toBeGreaterThanOrEqual(run.accepted.length);
  if (summary) {
    const counts = { accepted: accepted.length, refused: refused.length, deferred: deferred.length };
    expect(summary).toMatchObject({ ...counts, inDoubt: inDoubt.length, pending: pending.length });
  }
  const open = pending.length + deferred.length;
  const facts = { open: open > 0, doubts: inDoubt.length > 0, refused: refused.length > 0 };
  const fits: Readonly<Record<number, boolean>> = {
    0: !facts.open && !facts.doubts && !facts.refused,
    2: run.completed.length === 0,
    3: !facts.open && !facts.doubts && facts.refused,
    4: facts.doubts,
    5: facts.open && !facts.doubts,
    6: facts.open && !facts.doubts,
    8: !summary,
  };
  expect({ code: run.code, facts, fits: fits[run.code] ?? facts.open }).toMatchObject({ fits: true });
}

/**
 * The fault is gone: the same command ends with everybody accepted, or refused for good. Doubts stay, exit 4, and
 * nobody in doubt is mailed before `--in-doubt resend`; then everybody is, with the same bytes as before.
 */
export async function expectRecovery(
  trial: FaultTrial,
  { fate = 0, changed = [] }: { readonly fate?: 0 | 3; readonly changed?: readonly string[] } = {},
): Promise<void> {
  trial.script = {};
  trial.deadlines = PATIENT;
  // Whoever is deferred is waited for; time hurries.
  const accepting = changed.length === 0 ? {} : { acceptChanged: [...changed] };
  const first = await trial.goOn({ wait: true, ...accepting });
  const { 'in-doubt': doubts } = await expectInvariants(trial, first);
  if (doubts.length > 0) {
    expect(first.code).toBe(4);
    const again = await trial.goOn({ wait: true });
    expect({ code: again.code, sent: again.completed.length }).toEqual({ code: 4, sent: 0 });
    const resend = await trial.goOn({ wait: true, inDoubt: 'resend' });
    expect({ code: resend.code, sent: resend.completed.length }).toEqual({ code: fate, sent: doubts.length });
    await expectInvariants(trial, resend, { resent: doubts });
  } else expect(first.code).toBe(fate);
  const { accepted, refused } = await statesOf(trial);
  expect(accepted.length + refused.length).toBe(trial.voters.length);
}

/** Read from the file, with the key beside it; a mailing that has not begun has everybody pending. */
export async function statesOf(trial: FaultTrial): Promise<States> {
  const ids = trial.voters.map(({ id }) => id);
  const { statePath, keyPath } = trial.project;
  const ledger = (await exists(statePath)) ? await readLedger(statePath) : null;
  const key = ledger && (await readKey(keyPath));
  const stateOf = (id: string): VoterState => {
    if (!ledger || !key) return 'pending';
    const entry = ledger.voters.get(createPseudonyms(key).voter(id));
    return entry ? entry.state : 'pending';
  };
  const having = (state: VoterState) => ids.filter((id) => stateOf(id) === state);
  return {
    pending: having('pending'),
    'in-doubt': having('in-doubt'),
    accepted: having('accepted'),
    refused: having('refused'),
    deferred: having('deferred'),
  };
}

/** The bytes of each voter's messages; fails where credentials went to somebody else. */
async function messagesByVoter(
  trial: FaultTrial,
  messages: readonly RecordedMessage[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { to, bytes } of messages) {
    const [id = ''] = census([await readMessage(to[0] ?? '', bytes)], trial.voters).once;
    found.set(id, [...(found.get(id) ?? []), bytes.toString('latin1')]);
  }
  return found;
}
