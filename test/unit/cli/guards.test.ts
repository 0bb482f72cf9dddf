import { describe, expect, it } from 'vitest';
import { checkExpectations, decideStart, plannedTime } from '../../../src/cli/send/guards.js';
import { statePathFor, untilTime } from '../../../src/cli/send/send-options.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import type { Project } from '../../../src/project/project.js';

const START = new Date('2027-03-01T07:00:00Z');
const END = new Date('2027-03-15T17:00:00Z');

function project(change: Partial<Project> = {}): Project {
  return {
    folder: '/election',
    file: null,
    title: null,
    organiser: null,
    product: null,
    language: 'de',
    timezone: 'Europe/Berlin',
    electionStart: null,
    electionEnd: null,
    sendAt: null,
    profile: null,
    voters: null,
    sheet: null,
    expectVoters: null,
    testVoters: null,
    columns: {},
    secrets: null,
    template: null,
    required: [],
    contact: null,
    pace: NO_LIMITS,
    ...change,
  };
}

const DATED = project({ electionStart: START, electionEnd: END });
const WISHES = {
  early: false,
  wait: false,
  yes: false,
  interactive: false,
  overridden: null as number | null,
};

function decide(now: Date, wishes: Partial<typeof WISHES>, of = DATED): string {
  try {
    return decideStart(of, { ...WISHES, ...wishes, now: now.getTime() }).kind;
  } catch (error) {
    return (error as { kind: string }).kind;
  }
}

const BEFORE = new Date(START.getTime() - 1);
const DURING = new Date(START.getTime() + 1);

describe('when a mailing may start', () => {
  it.each([
    [BEFORE, {}, 'too-early'],
    [BEFORE, { yes: true }, 'too-early'],
    [BEFORE, { wait: true }, 'wait'],
    [BEFORE, { interactive: true }, 'wait'],
    [BEFORE, { interactive: true, yes: true }, 'wait'],
    [BEFORE, { early: true }, 'ask-early'],
    [BEFORE, { early: true, interactive: true }, 'ask-early'],
    [BEFORE, { early: true, yes: true }, 'now'],
    [START, {}, 'now'],
    [DURING, {}, 'now'],
    [END, {}, 'over'],
    // Why: a mailing begun with --now wanted to wait for the planned time again when it was resumed.
    [BEFORE, { overridden: START.getTime() }, 'now'],
    [BEFORE, { overridden: START.getTime() - 1 }, 'too-early'],
    [END, { overridden: START.getTime() }, 'over'],
    [END, { early: true, yes: true, wait: true, interactive: true }, 'over'],
    [new Date(END.getTime() - 1), {}, 'now'],
  ] as const)('at %o with %o: %s', (now, wishes, kind) => expect(decide(now, wishes)).toBe(kind));

  it('goes by sendAt rather than by the start of the election, and needs neither', () => {
    const sendAt = new Date(START.getTime() - 3_600_000);
    expect(plannedTime(project({ electionStart: START, sendAt }))).toBe(sendAt.getTime());
    expect(plannedTime(project())).toBeNull();
    expect(decide(BEFORE, {}, project({ electionStart: START, sendAt }))).toBe('now');
    expect(decide(BEFORE, {}, project())).toBe('now');
  });
});

describe('what was expected', () => {
  const fingerprint = 'AB12-CD34';

  it.each([
    [3, undefined, null],
    [null, 'AB12-CD34', null],
    [null, ' ab12 cd34', null],
    [null, 'ab12cd35', 'approval-differs'],
    [null, '', 'approval-differs'],
    [2, undefined, 'voters-not-expected'],
    [4, 'AB12-CD34', 'voters-not-expected'],
  ] as const)('%o voters, approved %o: %s', (expectVoters, approved, kind) => {
    const check = () => checkExpectations(project({ expectVoters }), 3, fingerprint, approved);
    if (kind === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ kind }));
  });
});

describe('the end given by --until', () => {
  const NOW = Date.parse('2027-03-01T22:30:00Z');

  it.each([
    ['2027-03-01T18:00', '2027-03-01T17:00:00.000Z'],
    ['18:00', '2027-03-01T17:00:00.000Z'],
    ['8:05', '2027-03-01T07:05:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(untilTime(text, 'Europe/Berlin', NOW) ?? 0).toISOString()).toBe(expected);
  });

  it('says of the hour that summer time leaves out that it does not exist', () => {
    expect(() => untilTime('2027-03-28T02:30', 'Europe/Berlin', NOW)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ expected: 'existing-hour' }) }),
    );
  });

  it('is of the day it is in the time zone of the election', () => {
    expect(new Date(untilTime('10:00', 'Asia/Tokyo', NOW) ?? 0).toISOString()).toBe(
      '2027-03-02T01:00:00.000Z',
    );
    expect(untilTime(undefined, 'Europe/Berlin', NOW)).toBeNull();
  });

  it.each(['', 'later', '25:00', '18:60', '18', '2027-02-30T10:00'])('%j is none', (text) => {
    expect(() => untilTime(text, 'Europe/Berlin', NOW)).toThrow(
      expect.objectContaining({ kind: 'bad-option-value' }),
    );
  });
});

describe('the state file of a mailing', () => {
  it.each([
    [{}, '/election/invite.state.jsonl'],
    [{ mailing: 'reminder-2' }, '/election/invite.reminder-2.jsonl'],
    [{ sandbox: true }, '/election/invite.sandbox.jsonl'],
    [{ state: 'x/y.jsonl' }, '/here/x/y.jsonl'],
    [{ state: '/z.jsonl' }, '/z.jsonl'],
  ])('with %o is %s', (options, path) => expect(statePathFor(options, project(), '/here')).toBe(path));

  it.each(['state', 'sandbox', '', '../x', 'A', 'a b', '-a', 'a'.repeat(41), 'x.jsonl'])(
    'has no mailing named %j',
    (mailing) => {
      expect(() => statePathFor({ mailing }, project(), '/here')).toThrow(
        expect.objectContaining({ kind: 'mailing-name-invalid' }),
      );
    },
  );
});
