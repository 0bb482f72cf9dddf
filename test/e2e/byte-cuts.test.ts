/** Owns the short trial by cuts that runs with every test run; the long one is test/crash/cut.test.ts. */
import { afterAll, beforeAll, test } from 'vitest';
import { cutEverywhere } from '../crash/cut.js';
import { expectTrueBeliefs, summaryOfCuts } from '../crash/expectations.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { describeWith, RIG } from '../support/require-debian.js';

/** The dot, its answer and the goodbye are among them. */
const LAST = 300;
const EVERY = 29;

describeWith(RIG, 'a session over TLS that is cut somewhere', () => {
  let rig: PostfixRig;
  beforeAll(async () => {
    rig = await startPostfix();
  });
  afterAll(() => rig.stop());

  test('is told as the mailbox confirms it, wherever the cut is', { timeout: 120_000 }, async () => {
    const isChosen = (after: number, length: number) => after > length - LAST || after % EVERY === 0;
    const report = await cutEverywhere(rig, { port: 'ssl', isChosen });
    console.info(summaryOfCuts(report));
    expectTrueBeliefs(report);
  });
});
