/** Owns the proof that every known reply, in the middle of a mailing, ends as the table of replies says: nobody is lost. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Phase } from '../../src/smtp/classify.js';
import { createCertificates } from '../support/certificates.js';
import { expectInvariants, expectRecovery } from '../support/fault-invariants.js';
import { brief, FaultTrial, type TrialRun } from '../support/fault-trial.js';
import { type Example, KNOWN, REWORDED, UNKNOWN } from '../support/known-replies.js';
import { type ConnectionScript, drop, type Point, replyThen, type Step } from '../support/scripted-server.js';

const certificates = createCertificates();

const VOTERS = 6;
/** So many messages the host has taken before it gives the reply. */
const BEFORE = 2;

interface Place {
  readonly point: Point;
  /** What a good server says there; null before a login, where no message has its turn. */
  readonly usual: string | null;
}

const PLACES: Readonly<Record<Phase, Place>> = {
  greeting: { point: 'greeting', usual: null },
  ehlo: { point: 'EHLO', usual: null },
  starttls: { point: 'STARTTLS', usual: null },
  auth: { point: 'AUTH', usual: null },
  'mail-from': { point: 'MAIL', usual: '250 2.1.0 ok' },
  'rcpt-to': { point: 'RCPT', usual: '250 2.1.5 ok' },
  data: { point: 'DATA', usual: '354 go on' },
  'end-of-data': { point: 'end-of-data', usual: '250 2.0.0 queued' },
};

interface Ending {
  readonly code: number;
  /** How many voters have their message when the run ends. */
  readonly accepted: number;
  /** The event that tells it. */
  readonly event: string | null;
  /** Minutes that pass at least, and at most. */
  readonly minutes: readonly [number, number];
}

/** What the table's action means where the reply is given once, to the third of six voters. */
const AT_A_MESSAGE: Readonly<Record<string, Ending>> = {
  stop: { code: 6, accepted: BEFORE, event: 'stopped', minutes: [0, 1] },
  pause: { code: 5, accepted: BEFORE, event: 'stopped', minutes: [0, 1] },
  slow: { code: 0, accepted: VOTERS, event: 'paused', minutes: [1, 3] },
  reconnect: { code: 0, accepted: VOTERS, event: null, minutes: [0, 1] },
  defer: { code: 0, accepted: VOTERS, event: 'deferred', minutes: [5, 6] },
  refuse: { code: 3, accepted: VOTERS - 1, event: 'refused', minutes: [0, 1] },
};

/** The same to a connection that is made in the middle: of messages the host has said nothing, only of logins. */
const AT_A_CONNECTION: Readonly<Record<string, Ending>> = {
  ...AT_A_MESSAGE,
  pause: { code: 0, accepted: VOTERS, event: 'paused', minutes: [15, 16] },
};

const isUnclear = ([phase, raw]: Example) => phase === 'end-of-data' && /^[23]/.test(raw);
const REPLIES = [...KNOWN, ...REWORDED, ...UNKNOWN].filter((example) => !isUnclear(example));
const QUOTAS = REPLIES.filter(([phase, , verdict]) => PLACES[phase].usual && verdict.endsWith('/pause'));

let trial: FaultTrial;
afterEach(() => trial.end());

/** A server that gives the reply once, after two messages. */
async function replying([phase, raw]: Example): Promise<void> {
  const tls = { encryption: 'starttls', tls: certificates.pair('good') } as const;
  trial = new FaultTrial({ voters: VOTERS, ...(phase === 'starttls' ? { server: tls } : {}) });
  if (phase === 'starttls') trial.options = { encryption: 'starttls', caFile: trial.caFile(certificates.ca) };
  const reply = raw.replaceAll('\r\n', '\n');
  // RFC 5321 3.8: whoever says 421 closes the connection.
  const played: Step = reply.startsWith('421') ? replyThen(reply, drop) : reply;
  const { point, usual } = PLACES[phase];
  let given = false;
  const now = (): boolean => {
    const due = !given && trial.accepted.length === BEFORE;
    given ||= due;
    return due;
  };
  const cut: ConnectionScript = { MAIL: ['250 2.1.0 ok', '250 2.1.0 ok', drop] };
  trial.script = (connection) => {
    if (usual) return { [point]: () => (now() ? played : usual) };
    if (connection === 0) return cut;
    // Whoever is refused at EHLO says HELO (RFC 5321 3.2).
    return now() ? { [point]: played, ...(phase === 'ehlo' ? { HELO: played } : {}) } : {};
  };
  await trial.listen();
}

/** The word for it is told, by the event or by the reason of the end. */
function told(run: TrialRun, name: string): unknown[] {
  const events = run.events.filter(({ event }) => event === name);
  return events.map(({ kind, reason }) => (name === 'stopped' ? reason : kind));
}

describe('in the middle of a mailing, once', () => {
  test.each(REPLIES)('at %s: %s', async (...example) => {
    const [phase, , verdict] = example;
    const [, kind = '', action = ''] = verdict.split('/');
    const ending = (PLACES[phase].usual ? AT_A_MESSAGE : AT_A_CONNECTION)[action];
    if (!ending) throw new Error(`no such action: ${action}`);
    await replying(example);
    const begun = trial.clock.now();
    const run = await trial.begin();
    const minutes = (trial.clock.now() - begun) / 60_000;
    expect(brief(run)).toMatchObject({ code: ending.code, accepted: ending.accepted });
    if (ending.event) expect(told(run, ending.event)).toContain(kind);
    expect(minutes).toBeGreaterThanOrEqual(ending.minutes[0]);
    expect(minutes).toBeLessThanOrEqual(ending.minutes[1]);
    const { refused } = await expectInvariants(trial, run);
    expect(refused).toHaveLength(action === 'refuse' ? 1 : 0);
    await expectRecovery(trial, { fate: action === 'refuse' ? 3 : 0 });
  });
});

describe('a quota, and a run that may wait', () => {
  test.each(QUOTAS)('at %s: %s', async (...example) => {
    await replying(example);
    const begun = trial.clock.now();
    const run = await trial.begin({ wait: true });
    expect(brief(run)).toMatchObject({ code: 0, accepted: VOTERS });
    expect(trial.clock.now() - begun).toBeGreaterThanOrEqual(60 * 60_000);
    await expectInvariants(trial, run);
  });
});
