/** Shows what the plan says of the start of the election, as lines and as JSON. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../../src/delivery/plan.js';
import { formatFor } from '../../../../src/i18n/format.js';
import { textsFor } from '../../../../src/i18n/texts.js';
import { NO_LIMITS } from '../../../../src/profile/profile.js';
import { formatSender } from '../../../../src/profile/sender.js';
import { createPaint } from '../../../../src/ui/paint.js';
import { planDocument } from '../../../../src/ui/views/plan-document.js';
import { planLines } from '../../../../src/ui/views/plan-view.js';

const START = new Date('2027-03-01T07:00:00Z');
const PLAN: Plan = {
  kind: 'server',
  rollName: 'voters.csv',
  voters: 100,
  sharedAddresses: 0,
  readAs: 'utf-8',
  names: [],
  columns: [],
  template: 'online-wahl',
  subject: 'Wahl 2027',
  sender: null,
  replyTo: null,
  server: null,
  first: null,
  last: null,
  toMail: 100,
  before: null,
  duration: 5_940_000,
  finish: new Date('2027-03-01T06:39:00Z'),
  pauses: [{ from: Date.parse('2027-03-01T05:30:00Z'), to: Date.parse('2027-03-01T06:30:00Z') }],
  course: [],
  until: null,
  left: 0,
  latestStart: null,
  beforeStart: { deadline: START, late: 0, latestStart: new Date('2027-03-01T05:21:00Z') },
  younger: null,
  limitsFrom: { origin: 'set', provider: null },
  elsewhere: null,
  afterStart: null,
  waits: false,
  partial: false,
  isMeeting: false,
  now: new Date('2027-03-01T04:00:00Z'),
  limits: { ...NO_LIMITS, perMinute: 1 },
  start: new Date('2027-03-01T05:00:00Z'),
  timezone: 'Europe/Berlin',
  statePath: null,
  fingerprint: 'AB12-CD34',
};
const LATE = {
  ...PLAN.beforeStart,
  deadline: START,
  late: 21,
  latestStart: new Date('2027-03-01T05:21:00Z'),
};

function lines(plan: Plan, language: 'de' | 'en'): string {
  const paint = createPaint(true);
  return planLines(plan, textsFor(language), formatFor(language), paint, formatSender).join('\n');
}

describe('the plan and the start of the election', () => {
  it('says that everybody has a message before it', () => {
    expect(lines(PLAN, 'en')).toMatch(/Everybody.*has a message before the start, .*8:00/);
    expect(lines(PLAN, 'de')).toMatch(/Alle.*haben vor dem Beginn am .*8:00.* eine Nachricht/);
  });

  it('says who has none yet, and when to begin', () => {
    const late = { ...PLAN, beforeStart: LATE };
    expect(lines(late, 'en')).toMatch(
      /21 messages go out only after the start.*begin by .*6:21.*\(sendAt\), or ask/,
    );
    expect(lines(late, 'de')).toMatch(/21 Nachrichten gehen erst nach dem Beginn.*spätestens am .*6:21/);
    expect(lines(late, 'en')).not.toContain('Everybody');
    const tooLate = { ...late, now: new Date('2027-03-01T06:00:00Z') };
    expect(lines(tooLate, 'en')).toContain('it would have to have begun by now: ask');
  });

  it('is a warning for a meeting alone, and nothing for a rehearsal', () => {
    const late = { ...PLAN, beforeStart: LATE };
    const warned = /\u001b\[31m21 messages/;
    expect(lines(late, 'en')).not.toMatch(warned);
    expect(lines({ ...late, isMeeting: true }, 'en')).toMatch(warned);
    expect(lines({ ...late, kind: 'rehearsal' }, 'en')).not.toContain('21 messages');
  });

  it.each([
    [PLAN, true],
    [{ ...PLAN, beforeStart: LATE }, false],
    [{ ...PLAN, left: 1, beforeStart: null }, false],
    [{ ...PLAN, beforeStart: null }, true],
  ])('is in time or not, in JSON (%#)', (plan, inTime) => {
    expect(planDocument(plan).inTime).toBe(inTime);
  });

  it('is a document with times in UTC', () => {
    expect(planDocument(PLAN)).toEqual({
      voters: 100,
      toMail: 100,
      start: '2027-03-01T05:00:00.000Z',
      last: '2027-03-01T06:39:00.000Z',
      pauses: [{ from: '2027-03-01T05:30:00.000Z', to: '2027-03-01T06:30:00.000Z' }],
      limits: { ...NO_LIMITS, perMinute: 1 },
      limitsFrom: { origin: 'set', provider: null },
      otherMailings: null,
      left: 0,
      latestStart: null,
      beforeStart: {
        deadline: '2027-03-01T07:00:00.000Z',
        late: 0,
        latestStart: '2027-03-01T05:21:00.000Z',
      },
      inTime: true,
      fingerprint: 'AB12-CD34',
    });
    expect(planDocument({ ...PLAN, start: null, toMail: 0 })).toMatchObject({
      start: PLAN.now.toISOString(),
      last: null,
    });
  });
});
