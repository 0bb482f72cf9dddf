/** Owns the long trial by SIGKILL; numbers and seed come from KILL_VOTERS, KILL_KILLS, KILL_CONNECTIONS, KILL_SEED. */
import { afterAll, beforeAll, test } from 'vitest';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { expectNobodyLost, summaryOf } from './expectations.js';
import { type KillPlan, killAgainAndAgain } from './kill.js';

const PLAN: KillPlan = {
  voters: fromEnvironment('KILL_VOTERS', 2_000),
  kills: fromEnvironment('KILL_KILLS', 200),
  connections: fromEnvironment('KILL_CONNECTIONS', 4),
  port: 'ssl',
  seed: fromEnvironment('KILL_SEED', Date.now() % 1e6),
};

describeWith(
  RIG,
  `a mailing to ${PLAN.voters} voters, killed ${PLAN.kills} times with seed ${PLAN.seed}`,
  () => {
    let rig: PostfixRig;
    beforeAll(async () => {
      rig = await startPostfix();
    });
    afterAll(() => rig.stop());

    test('loses nobody and mails nobody twice', { timeout: 3_600_000 }, async () => {
      const report = await killAgainAndAgain(rig, PLAN);
      console.info(summaryOf(report));
      expectNobodyLost(report, PLAN);
    });
  },
);

function fromEnvironment(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is no whole number`);
  return value;
}
