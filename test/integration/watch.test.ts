import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, USER } from '../support/connection-test.js';
import { ConnectionTrial } from '../support/connection-trial.js';
import {
  type ConnectionScript,
  hang,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.js';

const CLOSED: ConnectionScript = { greeting: '554 5.7.1 not yet' };
const BUSY: ConnectionScript = { greeting: '421 4.3.2 busy' };

let trial: ConnectionTrial;
let server: ScriptedServer | null;
beforeEach(() => {
  trial = new ConnectionTrial();
  server = null;
});
afterEach(async () => {
  await server?.close();
  trial.household.remove();
});

async function serve(script: (connection: number) => ConnectionScript): Promise<ScriptedServer> {
  server = await startScriptedServer({ login: { user: USER, password: PASSWORD }, script });
  return server;
}

/** The lines that tell a finding, without the time. */
function findings(stderr: string): string[] {
  return stderr.split('\n').flatMap((line) => /^\d\d:\d\d:\d\d {2}(.*)$/.exec(line)?.[1] ?? []);
}

const logins = (): string[] => server?.lines().filter((line) => line.startsWith('AUTH')) ?? [];

describe('a watch', () => {
  it('ends at the first attempt that reaches the login, then tests the whole way once', async () => {
    const { port, connections } = await serve((number) => (number < 3 ? CLOSED : {}));
    const run = await trial.run(port, { watch: true });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('The server can be used.') });
    // Three that failed, the one that did not, the whole test.
    expect(connections()).toBe(5);
    expect(logins()).toHaveLength(1);
    // Every 15 s, counted from one start to the next.
    expect(trial.clock.monotonic()).toBe(45_000);
    expect(trial.listening).toBe(0);
  });

  it('tells a finding with the local time, and again only when it changes', async () => {
    const script = (number: number) => (number < 2 ? CLOSED : number < 5 ? BUSY : {});
    const { port } = await serve(script);
    const run = await trial.run(port, { watch: true });
    const told = findings(run.stderr);
    expect(told).toHaveLength(3);
    expect(told[0]).toMatch(/^Greeting: /);
    expect(told[1]).toMatch(/^Greeting: /);
    expect(told[0]).not.toBe(told[1]);
    expect(told[2]).toMatch(/works\. Now the whole test, once\.$/);
    // 1 March 2027 in Berlin; the second finding comes with the third attempt.
    expect(run.stderr).toMatch(/^08:00:00 {2}Greeting/m);
    expect(run.stderr).toMatch(/^08:00:30 {2}Greeting/m);
  });

  // Why: repeated logins with a wrong password lock the mailbox that is to send the invitations.
  it.each([
    ['refused', '535 5.7.8 wrong'],
    ['put off', '454 4.7.0 later'],
    ['answered with the end of the connection', '421 4.7.0 too many'],
  ])('ends with a login that is %s, and never makes a second one', async (_, reply) => {
    const { port, connections } = await serve((number) => (number < 1 ? CLOSED : { AUTH: reply }));
    const run = await trial.run(port, { watch: true });
    expect(run.code).toBe(6);
    expect(logins()).toHaveLength(1);
    expect(connections()).toBe(3);
  });

  it('does not go on where the way is lost again before the login', async () => {
    const { port, connections } = await serve((number) => (number === 1 ? {} : CLOSED));
    const run = await trial.run(port, { watch: true });
    expect(run.code).toBe(6);
    expect(logins()).toEqual([]);
    expect(connections()).toBe(3);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'stopped by %s ends with %i, tells what it found last, and writes the report',
    async (signal, code) => {
      const { port } = await serve((number) => {
        if (number === 3) trial.signal(signal);
        return CLOSED;
      });
      const run = await trial.run(port, { watch: true, report: ['it.md'] }, { language: 'de' });
      expect(run).toMatchObject({
        code,
        stderr: expect.stringMatching(/Abgebrochen\. Das hat der letzte Versuch ergeben:/),
        stdout: expect.stringMatching(/Fehler +Begrüßung[\s\S]*nicht geprüft +Anmelden/),
      });
      expect(logins()).toEqual([]);
      expect(trial.listening).toBe(0);
      expect(readFileSync(join(trial.household.folder, 'it.md'), 'utf8')).toContain('Begrüßung');
    },
  );

  it('stopped while it waits, ends at once', async () => {
    const { port } = await serve(() => CLOSED);
    const { sleep } = trial.clock;
    trial.clock.sleep = (milliseconds, signal) => {
      const sleeping = sleep.call(trial.clock, milliseconds, signal);
      trial.signal('SIGINT');
      return sleeping;
    };
    expect(await trial.run(port, { watch: true })).toMatchObject({ code: 130 });
    expect(server?.connections()).toBe(1);
  });

  it('stopped before the first finding has nothing to tell', async () => {
    const { port } = await serve(() => {
      setTimeout(() => trial.signal('SIGINT'), 20);
      return { greeting: hang };
    });
    const run = await trial.run(port, { watch: true, report: ['it.html'] });
    expect(run).toMatchObject({ code: 130, stdout: '' });
    expect(readdirSync(trial.household.folder)).not.toContain('it.html');
  });

  it('in JSON gives one document at the end, also where it is stopped', async () => {
    const { port } = await serve((number) => (number < 2 ? CLOSED : {}));
    const run = await trial.run(port, { watch: true }, { json: true });
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: true, stages: { length: 8 } });
    await server?.close();
    const again = await serve((number) => {
      if (number === 1) trial.signal('SIGINT');
      return CLOSED;
    });
    const stopped = await trial.run(again.port, { watch: true }, { json: true });
    expect(stopped.code).toBe(130);
    expect(JSON.parse(stopped.stdout)).toMatchObject({ ok: false });
  });

  it('on a terminal shows that it is alive; quiet it says nothing', async () => {
    const script = (number: number) => (number < 2 ? CLOSED : {});
    const { port } = await serve(script);
    const seen = await trial.run(port, { watch: true }, { redraws: true });
    expect(seen.stderr).toMatch(/\r\u001b\[2KGreeting …/);
    expect(seen.stderr).toMatch(/\u001b\[2K1 attempt so far, the next one in 15 s/);
    expect(seen.stderr).toMatch(/\u001b\[2K2 attempts so far, the next one in 3 s/);
    await server?.close();
    const again = await serve(script);
    expect(await trial.run(again.port, { watch: true }, { redraws: true, quiet: true })).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

describe('without a watch', () => {
  it('a terminal shows which step is running, and only a terminal', async () => {
    const { port } = await serve(() => ({}));
    const seen = await trial.run(port, {}, { redraws: true });
    for (const stage of ['Find address', 'Connect', 'Greeting', 'Log in', 'Recipient'])
      expect(seen.stderr).toContain(`\r\u001b[2K${stage} …`);
    // The line is taken away before the result comes.
    expect(seen.stderr.endsWith('\r\u001b[2K')).toBe(true);
    for (const wishes of [{}, { json: true }, { redraws: true, quiet: true }, { redraws: true, json: true }])
      expect((await trial.run(port, {}, wishes)).stderr).toBe('');
  });

  it('the sender is the user, where the user is an address and no sender is named', async () => {
    const { port, lines } = await serve(() => ({}));
    expect((await trial.run(port, {})).code).toBe(0);
    expect(lines()).toContain(`MAIL FROM:<${USER}>`);
    const run = await trial.run(port, { user: 'wahl' });
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/missing: "--sender"/) });
  });
});
