/** Shows the wait for the planned time: the connection is looked at ten minutes before, and an alarm given in time. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FaultTrial } from '../support/fault-trial.js';
import { drop } from '../support/server-script.js';

const MINUTE = 60_000;
let trial: FaultTrial;
let planned: number;

beforeEach(async () => {
  trial = new FaultTrial({ voters: 3, settings: {} });
  planned = trial.clock.now() + 60 * MINUTE;
  trial.project.writeSettings({
    timezone: 'Etc/UTC',
    electionStart: new Date(planned).toISOString().slice(0, 16),
    electionEnd: new Date(planned + 1_000 * MINUTE).toISOString().slice(0, 16),
  });
  await trial.listen();
});
afterEach(() => trial.end());

/** Minutes before the planned time at which the connection was looked at, and whether it worked. */
const checks = (events: readonly Record<string, unknown>[]) =>
  events
    .filter(({ event }) => event === 'checked')
    .map(({ at, ok }) => [Math.round((planned - Date.parse(String(at))) / MINUTE), ok]);

describe('the wait for the planned time', () => {
  it('logs in once ten minutes before, and mails nobody until the time has come', async () => {
    const run = await trial.begin({ wait: true });
    expect([run.code, checks(run.events)]).toEqual([0, [[10, true]]]);
    const accepted = run.events.filter(({ event }) => event === 'accepted');
    expect(accepted).toHaveLength(3);
    for (const { at } of accepted) expect(Date.parse(String(at))).toBeGreaterThanOrEqual(planned);
  });

  // Why: that the server takes five a minute was said only when the mailing began, too late to ask for more.
  it('says ten minutes before what the server says of itself, and when the last message goes with that', async () => {
    trial.script = { EHLO: '250-mail.muster.example\n250-X-EXPS GSSAPI\n250 AUTH PLAIN LOGIN' };
    const run = await trial.begin({ wait: true });
    const told = run.events.filter(({ event }) => event === 'limits');
    const minutes = told.map(({ at }) => Math.round((planned - Date.parse(String(at))) / MINUTE));
    expect([run.code, minutes]).toEqual([0, [10, 0]]);
    expect(told[0]).toMatchObject({ provider: 'exchange-server', limits: { perMinute: 5 }, left: 0 });
    expect(Date.parse(String(told[0]?.['last'])) - planned).toBe(24_000);
  });

  it('looks again every minute where the server is away, and goes on once it is back', async () => {
    trial.script = () => (trial.clock.now() < planned - 7 * MINUTE ? { greeting: drop } : {});
    const run = await trial.begin({ wait: true });
    expect([run.code, checks(run.events)]).toEqual([
      0,
      [
        [10, false],
        [9, false],
        [8, false],
        [7, true],
      ],
    ]);
    expect(run.accepted).toHaveLength(3);
  });

  it('ends ten minutes before the time where the login is refused for good: exit 6, the mailing not begun', async () => {
    trial.script = { AUTH: ['535 5.7.8 authentication failed'] };
    const run = await trial.begin({ wait: true });
    expect(run.code).toBe(6);
    expect(Math.round((planned - trial.clock.now()) / MINUTE)).toBe(10);
    expect(run.stdout).toContain('"error"');
    trial.script = {};
    const again = await trial.begin({ wait: true });
    expect([again.code, again.accepted.length]).toEqual([0, 3]);
  });

  it('looks at once where fewer than ten minutes are left', async () => {
    trial.clock.suspend(56 * MINUTE);
    const run = await trial.begin({ wait: true });
    expect([run.code, checks(run.events)]).toEqual([0, [[3, true]]]);
  });

  it('does not ask a host again that counts logins', async () => {
    trial.script = (connection) => (connection === 0 ? { AUTH: '454 4.7.0 Too many login attempts' } : {});
    const run = await trial.begin({ wait: true });
    expect([run.code, checks(run.events)]).toEqual([0, [[10, false]]]);
    expect(run.accepted).toHaveLength(3);
  });

  it.each([
    ['begins: the night has an hour less', '2027-03-28', '2027-03-27T19:00:00Z', '2027-03-28T06:00:00Z'],
    ['ends: the night has an hour more', '2027-10-31', '2027-10-30T18:00:00Z', '2027-10-31T07:00:00Z'],
  ])(
    'is over at eight by the clock on the wall where summer time %s',
    async (_what, day, evening, morning) => {
      planned = Date.parse(morning);
      trial.clock.setWall(Date.parse(evening));
      trial.project.writeSettings({
        timezone: 'Europe/Berlin',
        electionStart: `${day}T08:00`,
        electionEnd: '2027-11-30T08:00',
      });
      const run = await trial.begin({ wait: true });
      expect([run.code, checks(run.events)]).toEqual([0, [[10, true]]]);
      const [first] = run.events.filter(({ event }) => event === 'accepted');
      expect(Date.parse(String(first?.['at'])) - planned).toBeLessThan(10_000);
      expect(Date.parse(String(first?.['at']))).toBeGreaterThanOrEqual(planned);
    },
  );

  it('mails at the time all the same where nothing worked until then: the run itself decides', async () => {
    trial.script = () => (trial.clock.now() < planned + MINUTE / 4 ? { greeting: drop } : {});
    const warnings: Error[] = [];
    const listen = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', listen);
    onTestFinished(() => void process.off('warning', listen));
    const run = await trial.begin({ wait: true });
    expect(run.code).toBe(0);
    expect(checks(run.events).every(([, ok]) => ok === false)).toBe(true);
    expect(run.accepted).toHaveLength(3);
    // Why: each look left a listener behind, and the tenth a warning of Node's on the terminal.
    expect(warnings).toEqual([]);
  });
});
