/** Owns the short trial by SIGKILL that runs with every test run; the long one is test/crash/kill.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNobodyLost } from '../crash/expectations.js';
import { type KillPlan, killAgainAndAgain } from '../crash/kill.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';

describeWith(RIG, 'a mailing that is killed again and again', () => {
  let rig: PostfixRig;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  afterAll(() => rig.stop());

  test('row 38: loses nobody and mails nobody twice: 600 voters, ten kills', {
    timeout: 120_000,
  }, async () => {
    const plan: KillPlan = { voters: 600, kills: 10, connections: 4, port: 'ssl', seed: Date.now() % 1e6 };
    console.info(`seed ${plan.seed}`);
    const report = await killAgainAndAgain(rig, plan);
    expectNobodyLost(report, plan);
    expect(report.before.once.length + report.before.none.length).toBe(plan.voters);
  });
});
