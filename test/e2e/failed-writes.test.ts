/** Owns a few system calls that fail, with every test run; test/crash/syscall.test.ts goes through all of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inject } from '../crash/injection.js';
import { Household } from '../support/cli.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';

describeWith(['strace'], 'a state file on a disk that fails', () => {
  let household: Household;
  let host: MailHost;
  beforeAll(async () => {
    household = new Household();
    host = await startMailHost(household);
  });
  afterAll(async () => {
    await host.close();
    household.remove();
  });

  // The first write begins the run, the second is the promise before the first dot, the third the server's word; the
  // first fsync is that of opening.
  test.each([
    ['write', 2],
    ['write', 3],
    ['fsync', 3],
  ] as const)(
    '%s number %i fails: exit 8, and who has no message after the next run is in doubt',
    async (call, number) => {
      const report = await inject(household, host, { call, number, effect: 'EIO', stateFileOnly: true });
      expect(report).toEqual({ happened: true, code: 8, problem: null });
    },
  );

  // It was passed over: a power cut could then take the state file's name, and with it who had been mailed. Key and
  // its folder, state file, registry, then this folder again.
  test('a folder that cannot be synced stops the mailing before its first message', async () => {
    const report = await inject(household, host, { call: 'fsync', number: 5, effect: 'EIO' });
    expect(report).toEqual({ happened: true, code: 8, problem: null });
  });
});
