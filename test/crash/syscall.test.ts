/** Owns the trial by system calls: at every one that makes something last, a mailing is killed, or the call fails. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Household } from '../support/cli.js';
import { type MailHost, startMailHost } from '../support/mail-host.js';
import { describeWith } from '../support/require-debian.js';
import { type Injection, type InjectionReport, inject } from './injection.js';

/** More than any of the calls occurs in a mailing to three voters. */
const MOST_CALLS = 400;

describeWith(['strace'], 'a mailing whose n-th system call goes wrong', () => {
  let household: Household;
  let host: MailHost;
  beforeEach(async () => {
    household = new Household();
    host = await startMailHost(household);
  });
  afterEach(async () => {
    await host.close();
    household.remove();
  });

  test.each([
    ['fsync', 1],
    ['rename', 1],
    ['link', 1],
    ['unlink', 1],
    ['write', 5],
  ] as const)(
    'killed at %s: is continued by the same command, nobody lost and nobody mailed twice',
    async (call, step) => {
      await everyCall({ call, effect: 'SIGKILL' }, step);
    },
  );

  test.each([
    ['write', 'EIO'],
    ['write', 'ENOSPC'],
    ['fsync', 'EIO'],
    ['fsync', 'ENOSPC'],
  ] as const)(
    'a failed %s of the state file (%s) ends the run with 8, and the same command continues it',
    async (call, effect) => {
      const reports = await everyCall({ call, effect, stateFileOnly: true }, 1);
      expect(reports.filter(({ code }) => code !== 8)).toEqual([]);
      // Two records for each voter and the one that begins the run.
      expect(reports.length).toBeGreaterThanOrEqual(7);
    },
  );

  test.each([
    ['fsync', 'EIO'],
    ['rename', 'EIO'],
    ['link', 'EIO'],
  ] as const)('a failed %s of any file (%s) loses nobody and mails nobody twice', async (call, effect) => {
    const reports = await everyCall({ call, effect }, 1);
    // Where the program can do without, it goes on; it never ends in a way that says nothing of the state.
    expect(reports.filter(({ code }) => code !== 8 && code !== 0)).toEqual([]);
  });

  /** Goes on until a run makes fewer of these calls. */
  async function everyCall(injection: Omit<Injection, 'number'>, step: number): Promise<InjectionReport[]> {
    const reports: InjectionReport[] = [];
    for (let number = 1; number <= MOST_CALLS; number += step) {
      const report = await inject(household, host, { ...injection, number });
      expect(report.problem).toBeNull();
      if (!report.happened) break;
      reports.push(report);
    }
    expect(reports.length).toBeGreaterThan(0);
    return reports;
  }
});
