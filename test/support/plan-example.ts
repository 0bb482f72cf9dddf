/** Owns plans for tests of what is made of them: the course forecast as the program does it, everything else made up. */
import { forecast, latestStart, NOTHING_EARLIER } from '../../src/delivery/forecast.js';
import type { Plan } from '../../src/delivery/plan.js';
import { type Limits, NO_LIMITS } from '../../src/profile/profile.js';

/** 1 March 2027, 06:00 in Berlin. */
export const PLAN_START = Date.parse('2027-03-01T05:00:00Z');
const HOUR = 3_600_000;

export interface PlanWishes {
  readonly messages: number;
  readonly limits?: Partial<Limits>;
  /** Hours after the start; none where left out. */
  readonly deadline?: number;
  readonly until?: number;
  readonly change?: Partial<Plan>;
}

export function planExample({ messages, limits: set = {}, deadline, until, change }: PlanWishes): Plan {
  const limits = { ...NO_LIMITS, ...set };
  const at = (hours: number | undefined): number | null =>
    hours === undefined ? null : PLAN_START + hours * HOUR;
  const order = { messages, limits, earlier: NOTHING_EARLIER, start: PLAN_START };
  const { last, pauses, course, left } = forecast({ ...order, until: at(until) });
  const due = at(deadline);
  return {
    ...ABOUT,
    ...{ voters: messages, toMail: messages, limits, pauses, course, left },
    duration: (last ?? PLAN_START) - PLAN_START,
    finish: last === null ? null : new Date(last),
    until: until === undefined ? null : new Date(at(until) ?? 0),
    latestStart: left === 0 ? null : new Date(latestStart(order, at(until) ?? 0)),
    beforeStart:
      due === null
        ? null
        : {
            deadline: new Date(due),
            late: Math.max(0, forecast({ ...order, until: due }).left - left),
            latestStart: new Date(latestStart(order, due)),
          },
    ...change,
  };
}

const ABOUT = {
  kind: 'server',
  rollName: 'voters.csv',
  sharedAddresses: 0,
  readAs: 'utf-8',
  names: ['Željka Šimek'],
  columns: ['email = E-Mail'],
  template: 'online-wahl',
  subject: 'Einladung an Željka Šimek',
  sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
  replyTo: 'hilfe@muster.example',
  server: { host: 'smtp.muster.example', port: 587, encryption: 'starttls' },
  first: { row: 2, id: 'MG-0001', email: 'zeljka@voters.example' },
  last: { row: 101, id: 'MG-0100', email: 'oeberg@voters.example' },
  before: null,
  younger: null,
  limitsFrom: { origin: 'set', provider: null },
  elsewhere: null,
  afterStart: null,
  waits: false,
  partial: false,
  isMeeting: false,
  now: new Date(PLAN_START - 240 * HOUR),
  start: new Date(PLAN_START),
  timezone: 'Europe/Berlin',
  statePath: 'invite.state.jsonl',
  fingerprint: 'AB12-CD34',
} as const satisfies Partial<Plan>;
