/** Owns the long trial by cuts: after every single byte of a session, either way, over both kinds of TLS. */
import { afterAll, beforeAll, test } from 'vitest';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';
import { cutEverywhere } from './cut.js';
import { expectTrueBeliefs, summaryOfCuts } from './expectations.js';

describeWith(RIG, 'a session that is cut after its n-th byte', () => {
  let rig: PostfixRig;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  afterAll(() => rig.stop());

  test.each(['ssl', 'starttls'] as const)(
    '%s: tells for every n and both ways what the mailbox confirms',
    { timeout: 1_800_000 },
    async (port) => {
      const report = await cutEverywhere(rig, { port, isChosen: () => true });
      console.info(`${port}: ${summaryOfCuts(report)}`);
      expectTrueBeliefs(report);
    },
  );
});
