/** Shows the pace as a host sees it that counts for itself: nearly all that it allows, and never a refusal. */
import { afterEach, describe, expect, it } from 'vitest';
import { deliver } from '../../src/delivery/engine.js';
import { Ledger } from '../../src/delivery/ledger.js';
import { NO_USE } from '../../src/delivery/mailbox-use.js';
import { StopRequest } from '../../src/delivery/stop-request.js';
import { NO_LIMITS, passwordLogin, Secret } from '../../src/profile/profile.js';
import { classify } from '../../src/smtp/classify.js';
import { openConnection } from '../../src/smtp/submission.js';
import { invitee, pseudonyms } from '../support/delivery-world.js';
import { after, type ScriptedServer, startScriptedServer } from '../support/scripted-server.js';
import { TurnClock } from '../support/turn-clock.js';

const MINUTE = 60_000;
const ALLOWED = 60;
const MINUTES = 10;

/** A host that takes sixty messages in any minute by its own count, and says no to more. */
class LimitedHost {
  readonly clock = new TurnClock(20);
  readonly accepted: number[] = [];
  refused = 0;
  readonly #latency: () => number;
  readonly #allowed: number;
  #server: ScriptedServer | null = null;

  constructor(latency: () => number, allowed = ALLOWED) {
    this.#latency = latency;
    this.#allowed = allowed;
  }

  async listen(): Promise<number> {
    const script = { MAIL: () => this.#mail(), 'end-of-data': () => this.#dot() };
    this.#server = await startScriptedServer({ script });
    return this.#server.port;
  }

  async close(): Promise<void> {
    this.clock.stop();
    await this.#server?.close();
  }

  /** Answers after a while, as servers far away do. */
  #later(reply: string) {
    return after(this.clock.sleep(this.#latency()), reply);
  }

  #mail() {
    const since = this.clock.now() - MINUTE;
    const full = this.accepted.filter((at) => at > since).length >= this.#allowed;
    if (full) this.refused += 1;
    return this.#later(full ? '450 4.7.1 Ratelimit "user" exceeded' : '250 2.1.0 ok');
  }

  #dot() {
    this.accepted.push(this.clock.now());
    return this.#later('250 2.0.0 queued');
  }
}

/** From 10 to 300 milliseconds, the same in every run. */
function varied(): () => number {
  let count = 0;
  return () => 10 + ((count++ * 97) % 291);
}

let host: LimitedHost;
afterEach(() => host.close());

interface MailWishes {
  readonly connections: number;
  readonly ledger?: Ledger;
  /** Of another mailing through the same mailbox. */
  readonly other?: Ledger;
}

async function mail(
  port: number,
  voters: number,
  { connections, ledger = new Ledger(), other }: MailWishes,
): Promise<void> {
  const account = {
    host: '127.0.0.1',
    port,
    encryption: 'none' as const,
    user: 'wahl@muster.example',
    login: passwordLogin(new Secret('geheim-4711')),
    ca: null,
  };
  async function* work() {
    for (let number = 1; number <= voters; number += 1) yield invitee(`v${number}`);
  }
  const end = await deliver(
    work(),
    {
      connect: () => openConnection(account),
      adviceOn: ({ kind }) => ({ next: 'soon', why: kind }),
      learn: () => null,
      lookElsewhere: async () => (other ? { ...NO_USE, releases: [...other.releases] } : NO_USE),
      classify,
      journal: { append: async (record) => ledger.apply(record) },
      ledger,
      clock: host.clock,
      digest: (bytes) => pseudonyms.message(bytes),
      report: () => {},
    },
    {
      from: 'wahl@muster.example',
      limits: { ...NO_LIMITS, connections, perMinute: ALLOWED },
      patience: 15 * MINUTE,
      until: null,
      mostRefused: null,
    },
    new StopRequest(),
  );
  expect(end).toEqual({ kind: 'finished' });
}

/** Accepted in each full minute after the first. */
function byMinute(): number[] {
  const start = host.accepted[0] ?? 0;
  return Array.from({ length: MINUTES - 1 }, (_, index) => {
    const from = start + (index + 1) * MINUTE;
    return host.accepted.filter((at) => at >= from && at < from + MINUTE).length;
  });
}

describe('against a host that allows sixty messages a minute', () => {
  it.each([
    { name: 'one connection, answers at once', connections: 1, latency: () => 0 },
    { name: 'one connection, answers after a tenth of a second', connections: 1, latency: () => 100 },
    {
      name: 'three connections, answers after 10 to 300 milliseconds',
      connections: 3,
      latency: varied(),
    },
  ])(
    'at least 98 % of them go in every minute of ten, and none is refused: $name',
    async (row) => {
      host = new LimitedHost(row.latency);
      await mail(await host.listen(), ALLOWED * MINUTES + 5, row);
      expect(host.refused).toBe(0);
      expect(host.accepted).toHaveLength(ALLOWED * MINUTES + 5);
      expect(Math.min(...byMinute())).toBeGreaterThanOrEqual(ALLOWED * 0.98);
    },
    60_000,
  );

  it.each([0, 4, 11, 40])(
    'two mailings share them, each a quarter of a minute behind, begun %i seconds apart',
    async (apart) => {
      host = new LimitedHost(() => 100, Number.POSITIVE_INFINITY);
      const port = await host.listen();
      const [one, other] = [new Ledger(), new Ledger()];
      const first = mail(port, ALLOWED * 2, { connections: 1, ledger: one, other });
      await host.clock.sleep(apart * 1_000);
      await Promise.all([first, mail(port, ALLOWED * 2, { connections: 1, ledger: other, other: one })]);
      const inTheMinuteFrom = (from: number): number =>
        host.accepted.filter((at) => at >= from && at < from + MINUTE).length;
      const most = Math.max(...host.accepted.map(inTheMinuteFrom));
      expect(host.accepted).toHaveLength(ALLOWED * 4);
      expect(most).toBeLessThanOrEqual(ALLOWED * 1.25);
      expect(host.clock.now() - (host.accepted[0] ?? 0)).toBeGreaterThan(3 * MINUTE);
    },
    60_000,
  );
});
