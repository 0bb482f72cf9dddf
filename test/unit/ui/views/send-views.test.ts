import { describe, expect, it } from 'vitest';
import type { DeliveryEnd } from '../../../../src/delivery/events.js';
import type { Plan } from '../../../../src/delivery/plan.js';
import type { Finding } from '../../../../src/finding.js';
import { formatFor } from '../../../../src/i18n/format.js';
import { textsFor } from '../../../../src/i18n/texts.js';
import { NO_LIMITS } from '../../../../src/profile/profile.js';
import { formatSender } from '../../../../src/profile/sender.js';
import { createPaint } from '../../../../src/ui/paint.js';
import { findingLines } from '../../../../src/ui/views/findings-view.js';
import { planLines } from '../../../../src/ui/views/plan-view.js';
import { progressLine } from '../../../../src/ui/views/progress-line.js';
import { statusLines } from '../../../../src/ui/views/status-view.js';
import { type Summary, summaryLines } from '../../../../src/ui/views/summary-view.js';

const paint = createPaint(false);
const LANGUAGES = ['de', 'en'] as const;
type Tongue = (typeof LANGUAGES)[number];
const COUNTS = { voters: 3000, accepted: 2990, refused: 4, deferred: 3, inDoubt: 2, pending: 1 };
const reply = { code: 550, enhanced: '5.1.1', text: 'no such user' };
const failure = { stage: 'auth', kind: 'x', lasting: true, reply: null, reason: 'Invalid login' } as const;

const PLAN: Plan = {
  kind: 'server',
  rollName: 'voters.csv',
  voters: 3000,
  sharedAddresses: 2,
  readAs: 'utf-8, delimiter ;',
  names: ['Jördis Müller', 'Émile D’Aubigné'],
  columns: ['id = Nr', 'email = E-Mail'],
  template: 'online-wahl',
  subject: 'Wahl 2027',
  sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
  replyTo: 'wahl@muster.example',
  server: { host: 'smtp.muster.example', port: 465, encryption: 'ssl' },
  first: { row: 2, id: '1', email: 'anna@muster.example' },
  last: { row: 3001, id: '3000', email: 'zoe@muster.example' },
  toMail: 3000,
  before: null,
  duration: 5_998_000,
  finish: new Date('2027-03-01T08:39:58Z'),
  pauses: [],
  course: [],
  until: null,
  left: 0,
  latestStart: null,
  beforeStart: null,
  younger: null,
  limitsFrom: { origin: 'set', provider: null },
  elsewhere: null,
  afterStart: null,
  waits: false,
  partial: false,
  isMeeting: false,
  now: new Date('2027-03-01T06:00:00Z'),
  limits: { ...NO_LIMITS, perMinute: 30, perDay: 10_000 },
  start: new Date('2027-03-01T07:00:00Z'),
  timezone: 'Europe/Berlin',
  statePath: 'invite.state.jsonl',
  fingerprint: 'AB12-CD34',
};

const SUMMARY: Summary = {
  counts: { ...COUNTS, refused: 0, deferred: 0, inDoubt: 0, pending: 0, accepted: 3000 },
  end: { kind: 'finished' },
  cause: null,
  attempts: 3000,
  againWaits: 0,
  refusedChanged: 0,
  doubts: [],
  rehearsal: false,
  statePath: 'invite.state.jsonl',
  head: 'f'.repeat(32),
  folder: null,
  timezone: 'Europe/Berlin',
  commands: {
    resume: 'invite send',
    all: 'invite send',
    status: 'invite status',
    resend: 'invite send --in-doubt resend',
    accept: 'invite send --in-doubt accept',
    retry: 'invite send --retry-refused',
    inbox: 'invite sandbox --folder .invite-sandbox',
  },
};

const DAY = 86_400_000;
const at = (day: number): number => Date.parse('2027-03-01T07:00:00Z') + day * DAY;

function plan(language: Tongue, change: Partial<Plan> = {}): string {
  return planLines({ ...PLAN, ...change }, textsFor(language), formatFor(language), paint, formatSender).join(
    '\n',
  );
}

function summary(language: Tongue, change: Partial<Summary> = {}): string {
  return summaryLines({ ...SUMMARY, ...change }, textsFor(language), formatFor(language), paint).join('\n');
}

describe.each(LANGUAGES)('in %s', (language) => {
  const golden = (name: string): string => `./golden/${name}.${language}.txt`;

  it('the plan says everything before the first message', async () => {
    const before = { ...COUNTS, pending: 10 };
    const unencrypted = { host: 'relay.muster.example', port: 25, encryption: 'none' } as const;
    const plans = [
      plan(language),
      plan(language, { toMail: 10, before, names: [], server: unencrypted, sharedAddresses: 1 }),
      plan(language, { kind: 'rehearsal', limits: NO_LIMITS, start: null, replyTo: null }),
      plan(language, {
        duration: 3 * DAY,
        finish: new Date('2027-03-04T09:00:00Z'),
        pauses: [0, 1, 2, 3].map((day) => ({ from: at(day) + 6_000_000, to: at(day + 1) })),
        left: 2_000,
        latestStart: new Date('2027-02-28T07:00:00Z'),
        now: new Date('2027-02-27T07:00:00Z'),
      }),
      plan(language, { toMail: 2, before, retries: { changed: 2, unchanged: 1 } }),
      plan(language, {
        toMail: 400,
        before,
        credentialFree: true,
        notVoted: { name: 'list.csv', listed: 412, age: 2 * 3_600_000, voted: 12 },
      }),
      plan(language, { notVoted: { name: 'list.csv', listed: 1, age: -3_600_000, voted: 0 } }),
      plan(language, { elsewhere: { messages: 412, running: ['../board/invite.state.jsonl'] } }),
      plan(language, { elsewhere: { messages: 1, running: [] } }),
      plan(language, { limitsFrom: { origin: 'published', provider: 'Microsoft 365' } }),
      plan(language, { limitsFrom: { origin: 'both', provider: 'Microsoft 365' } }),
      plan(language, { limitsFrom: { origin: 'default', provider: null } }),
      plan(language, { afterStart: { start: new Date('2027-03-01T07:00:00Z'), last: 2_340_000 } }),
      plan(language, { kind: 'dry-run', server: null, sender: null, toMail: 0, statePath: null }),
    ];
    await expect(`${plans.join('\n\n')}\n`).toMatchFileSnapshot(golden('plan'));
  });

  it('says where one certificate alone is trusted', () => {
    const server = { host: 'smtp.muster.example', port: 465, encryption: 'ssl', pinned: true } as const;
    const words = language === 'de' ? 'hinterlegtes Zertifikat' : 'pinned certificate';
    expect(plan(language, { server })).toContain(`smtp.muster.example:465, SSL/TLS, ${words}`);
    expect(plan(language)).not.toContain(words);
  });

  // Why: of one doubt it was said "die Message-IDs ... stehen".
  it.each([
    [
      1,
      {
        de: /1 Fall ist .* ob die Message-ID in ihrem Protokoll steht/s,
        en: /1 voter is .* has the Message-ID\./s,
      },
    ],
    [
      2,
      {
        de: /2 Fälle sind .* ob die Message-IDs in ihrem Protokoll stehen/s,
        en: /2 voters are .* the Message-IDs\./s,
      },
    ],
  ] as const)('the summary counts %i doubt in grammar too', (inDoubt, words) => {
    expect(summary(language, { counts: { ...COUNTS, inDoubt } })).toMatch(words[language]);
  });

  it('the summary says why it ended and what to type next', async () => {
    const ends: readonly DeliveryEnd[] = [
      { kind: 'finished' },
      { kind: 'interrupted' },
      { kind: 'until' },
      { kind: 'unreachable', failure },
      { kind: 'connection-refused', failure: { ...failure, reply } },
      { kind: 'account', why: 'sender-refused', phase: 'mail-from', reply },
      { kind: 'too-large', bytes: 20_000_000, limit: 10_000_000 },
      { kind: 'breaker', count: 3, settled: null, why: 'message-refused', phase: 'end-of-data', reply },
      { kind: 'breaker', count: 12, settled: 110, why: 'content-refused', phase: 'end-of-data', reply },
      { kind: 'paused', why: 'quota-exceeded', until: Date.parse('2027-03-01T09:00:00Z'), reply: null },
      { kind: 'doubts', count: 3 },
      { kind: 'addresses', refused: 5, settled: 41, reply },
    ];
    const texts = [
      summary(language),
      summary(language, { cause: { message: 'The cause.', hints: ['What to do.'] }, counts: COUNTS }),
      ...ends.map((end) => summary(language, { end, counts: COUNTS })),
      summary(language, { counts: COUNTS, refusedChanged: 1 }),
      summary(language, { counts: COUNTS, refusedChanged: 3 }),
      summary(language, { rehearsal: true, folder: '.invite-sandbox' }),
      summary(language, { rehearsal: true, counts: COUNTS, end: { kind: 'interrupted' } }),
    ];
    await expect(`${texts.join('\n\n')}\n`).toMatchFileSnapshot(golden('summary'));
    // "invite" cannot know that a message arrived.
    expect(texts.join('\n')).not.toMatch(/\bdelivered\b|zugestellt/i);
  });

  it('the status names everybody who needs attention, harmlessly', async () => {
    const voter = {
      voter: 'ab'.repeat(16),
      id: 'M-1\u001b[2J',
      messageId: '<x@muster.example>',
      at: '2027-03-01T08:00:00+01:00',
      host: null,
      kind: 'recipient-refused',
      reply: { ...reply, text: 'no\u001b[31m such user' },
      next: null,
    };
    const facts = {
      ...COUNTS,
      mailing: '0123456789abcdef',
      begun: '2027-03-01T08:00:00+01:00',
      audience: null,
      ids: false,
      doubts: [{ ...voter, id: null, reply: null, kind: null }],
      refusals: [voter],
      deferrals: [{ ...voter, kind: 'greylisted', next: '2027-03-01T08:05:00+01:00' }],
      repeats: [],
    };
    const journal = {
      name: 'invite.state.jsonl',
      head: 'f'.repeat(32),
      lines: 4_711,
      torn: true,
      verify: true,
      commands: {
        resend: 'invite send --in-doubt resend',
        accept: 'invite send --in-doubt accept',
        retry: 'invite send --retry-refused',
      },
    };
    const lines = statusLines(facts, journal, textsFor(language), formatFor(language), paint);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('status'));
    const reminder = { ...facts, audience: 'not-voted' } as const;
    const more = statusLines(reminder, journal, textsFor(language), formatFor(language), paint);
    expect(more.filter((line) => !lines.includes(line))).toEqual([
      `  ${textsFor(language).send.status.notVoted}`,
    ]);
    expect(lines.join('\n')).not.toContain('\u001b');
  });

  it('the progress fits its line', async () => {
    const state = { ...COUNTS, perMinute: 29.6, left: 2_000 };
    const show = (change: object, width: number): string =>
      progressLine({ ...state, ...change }, width, textsFor(language), formatFor(language));
    const early = {
      accepted: 0,
      refused: 0,
      deferred: 0,
      inDoubt: 0,
      pending: 3000,
      perMinute: null,
      left: null,
    };
    const lines = [show({}, 200), show(early, 200), show({}, 40)];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden('progress'));
    for (const width of [0, 1, 10, 40, 79])
      expect(show({}, width).length).toBeLessThanOrEqual(Math.max(1, width));
    expect(show({ voters: 0, accepted: 0 }, 200)).toContain('0/0');
  });

  it('findings name their place, errors first, a hundred at most', async () => {
    const warning: Finding = {
      severity: 'warning',
      kind: 'similar-id',
      row: 3,
      column: 'Nr',
      details: { id: 'a', firstRow: 2 },
    };
    const error: Finding = {
      severity: 'error',
      kind: 'missing-email',
      row: 4,
      column: 'E-Mail',
      details: {},
    };
    const whole: Finding = { severity: 'error', kind: 'empty-roll', row: null, column: null, details: {} };
    const show = (list: readonly Finding[], total: number): string[] =>
      findingLines(list, total, textsFor(language), formatFor(language), paint);
    await expect(`${show([warning, error, whole], 5).join('\n')}\n`).toMatchFileSnapshot(golden('findings'));
    expect(
      show(
        Array.from({ length: 300 }, () => error),
        300,
      ),
    ).toHaveLength(101);
    expect(show([], 0)).toEqual([]);
  });
});

// Why: Ctrl-C during the very last message said "Interrupted" above "nobody left".
it.each([
  ['en', /Interrupted/],
  ['de', /Unterbrochen/],
] as const)('the summary in %s speaks of an interruption only where something is left', (language, word) => {
  const end = { kind: 'interrupted' } as const;
  expect(summary(language, { end })).not.toMatch(word);
  expect(summary(language, { end, counts: COUNTS })).toMatch(word);
});
