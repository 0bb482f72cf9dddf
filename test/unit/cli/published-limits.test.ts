import { expect, test } from 'vitest';
import { publishedLimits } from '../../../src/cli/configure/published-limits.js';
import type { StageResult } from '../../../src/diagnosis/result.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';

const lines = (host: string, limits = NO_LIMITS, tested: readonly StageResult[] = []) =>
  publishedLimits({ host, limits }, tested, 'invite configure acme', textsFor('en'));

test('what the provider publishes is named, with the command that sets another', () => {
  expect(lines('smtp.office365.com')).toEqual([
    expect.stringMatching(
      /^Microsoft 365 .*30 a minute, 10,000 a day\..*invite configure acme --rate 30\/min$/,
    ),
  ]);
  expect(lines('smtp.gmail.com')).toEqual([expect.stringMatching(/2,000 a day.*--rate 2000\/d$/)]);
});

test('behind a name of the organiser’s own it is known by what the test has heard', () => {
  const reply = { code: 250, enhanced: null, text: 'mail.muster.example Hello X-EXPS GSSAPI NTLM' };
  const heard = { stage: 'ehlo', reply, facts: {} } as StageResult;
  expect(lines('mail.muster.example', NO_LIMITS, [heard])).toEqual([
    expect.stringMatching(/^Exchange Server .*5 a minute/),
  ]);
});

test.each([
  ['a host that nobody knows', 'smtp.muster.example', NO_LIMITS],
  ['a provider that publishes no number', 'smtp.strato.de', NO_LIMITS],
  ['limits by the age of the contract', 'smtp.ionos.de', NO_LIMITS],
  ['a profile with limits of its own', 'smtp.office365.com', { ...NO_LIMITS, perHour: 100 }],
])('nothing is said of %s', (_what, host, limits) => {
  expect(lines(host, limits)).toEqual([]);
});
