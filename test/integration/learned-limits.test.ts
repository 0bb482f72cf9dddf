/** Owns the proof that `send` learns from the server whose it is, and remembers a word against the pace. */
import { afterEach, describe, expect, test } from 'vitest';
import { readLedger } from '../../src/delivery/read-ledger.js';
import { expectInvariants } from '../support/fault-invariants.js';
import { brief, FaultTrial, type TrialRun } from '../support/fault-trial.js';
import { issueCertificate } from '../support/issue-certificate.js';
import type { ConnectionScript } from '../support/scripted-server.js';

const MINUTE = 60_000;
const EXCHANGE = ['SIZE 37748736', 'AUTH PLAIN LOGIN', 'X-EXPS GSSAPI NTLM', '8BITMIME'];
const IONOS: ConnectionScript = { EHLO: '250-smtp.ionos.de Hello\n250-SIZE 141557760\n250 AUTH PLAIN LOGIN' };

let trial: FaultTrial;
afterEach(() => trial.end());

async function exchangeServer(voters: number): Promise<void> {
  trial = new FaultTrial({ voters, server: { extensions: EXCHANGE } });
  await trial.listen();
}

const limits = (run: TrialRun) => run.events.find(({ event }) => event === 'limits');

async function minutes(run: () => Promise<TrialRun>): Promise<{ run: TrialRun; minutes: number }> {
  const before = trial.clock.now();
  const done = await run();
  return { run: done, minutes: (trial.clock.now() - before) / MINUTE };
}

describe('a server that says of itself whose it is', () => {
  test('is told before the first message, and its limits are kept', async () => {
    await exchangeServer(11);
    const begun = trial.clock.now();
    const { run, minutes: taken } = await minutes(() => trial.begin());
    expect(brief(run)).toMatchObject({ code: 0, accepted: 11 });
    expect(taken).toBeGreaterThanOrEqual(2);
    const told = run.events.map(({ event }) => event).filter((event) => event !== 'accepted');
    expect(told.slice(0, 2)).toEqual(['started', 'limits']);
    expect(limits(run)).toMatchObject({ provider: 'exchange-server', limits: { perMinute: 5 }, left: 0 });
    const last = Date.parse(String(limits(run)?.['last']));
    expect(Math.abs(last - (begun + 2 * MINUTE))).toBeLessThan(10_000);
    await expectInvariants(trial, run);
  });

  test('is known by a later run before it connects', async () => {
    await exchangeServer(8);
    await trial.begin({ limit: 2 });
    const plan = await trial.send({ plan: true });
    expect(plan.events[0]).toMatchObject({ plan: { toMail: 6, limits: { perMinute: 5 } } });
    const rest = await trial.send();
    expect(brief(rest)).toMatchObject({ code: 0, accepted: 6 });
    expect(limits(rest)).toBeUndefined();
  });

  test.each([
    ['a rate was given', { rate: { perMinute: 30 } }, {}],
    ['it is nobody’s that is known', {}, { EHLO: '250 mail.muster.example' }],
  ])('changes nothing where %s', async (_why, options, script) => {
    await exchangeServer(4);
    trial.options = options;
    if ('EHLO' in script) trial.script = { EHLO: '250-mail.muster.example\n250 AUTH PLAIN LOGIN' };
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0, accepted: 4 });
    expect(limits(run)).toBeUndefined();
  });

  test('is known behind the organiser’s own name', async () => {
    trial = new FaultTrial({ voters: 3 });
    trial.script = IONOS;
    await trial.listen();
    const run = await trial.begin();
    expect(limits(run)).toMatchObject({ provider: 'ionos', limits: { perHour: 500 } });
  });

  // Why: an Exchange's own entrance for programs (port 587) counts five a minute, and announces no X-EXPS.
  test('is known by its greeting', async () => {
    trial = new FaultTrial({ voters: 3, server: { extensions: ['SIZE 37748736', 'AUTH LOGIN PLAIN'] } });
    trial.script = {
      greeting:
        '220 mail.muster.example Microsoft ESMTP MAIL Service ready at Mon, 1 Mar 2027 08:00:00 +0100',
    };
    await trial.listen();
    expect(limits(await trial.begin())).toMatchObject({
      provider: 'exchange-server',
      limits: { perMinute: 5 },
    });
  });

  test.each(['ssl', 'starttls'] as const)(
    'is known by the names in its certificate, by %s',
    async (encryption) => {
      const authority = await issueCertificate('Test CA', { purpose: 'authority' });
      const tls = await issueCertificate('localhost', { by: authority, names: ['smtp.ionos.de'] });
      trial = new FaultTrial({ voters: 3 });
      trial.options = { encryption, caFile: trial.caFile(authority.cert) };
      await trial.listen({ encryption: encryption === 'ssl' ? 'implicit' : 'starttls', tls });
      expect(limits(await trial.begin())).toMatchObject({ provider: 'ionos', limits: { perHour: 500 } });
    },
  );

  test('is another one at another port', async () => {
    await exchangeServer(6);
    await trial.begin({ limit: 1 });
    const { statePath } = trial.project;
    const ledger = await readLedger(statePath);
    expect(ledger.providerAt(`127.0.0.1:${trial.server.port}`)).toBe('exchange-server');
    expect(ledger.providerAt('127.0.0.1:25')).toBeNull();
  });
});

describe('a word against the pace', () => {
  const SLOW = '421 4.4.2 Message submission rate for this client has exceeded the configured limit';
  const rate = { perMinute: 60 };

  /** The host says it once, at the third message; the run ends after the fourth. */
  async function slowed(): Promise<void> {
    trial = new FaultTrial({ voters: 14 });
    trial.options = { rate };
    let told = false;
    trial.script = {
      MAIL: () => {
        const now = !told && trial.accepted.length === 2;
        told ||= now;
        return now ? SLOW : '250 2.1.0 ok';
      },
    };
    await trial.listen();
    expect(brief(await trial.begin({ limit: 4 }))).toMatchObject({ accepted: 4 });
  }

  test.each([
    ['at once', 0, 18, 36],
    ['after half an hour', 30, 9, 18],
    ['after more than an hour', 61, 9, 18],
  ])('is remembered by a run that begins %s', async (_when, later, least, most) => {
    await slowed();
    await trial.clock.sleep(later * MINUTE);
    const { run, minutes: taken } = await minutes(() => trial.send());
    expect(brief(run)).toMatchObject({ code: 0, accepted: 10 });
    // Ten messages, nine times the spacing: 2 s after the word, and less after each calm while.
    expect(Math.round(taken * 60)).toBeGreaterThanOrEqual(least);
    expect(Math.round(taken * 60)).toBeLessThan(most);
  });
});
