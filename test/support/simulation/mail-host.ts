/** Owns a mail host and the network to it: what it answers, what gets lost on the way, and what it really has. */
import type { Clock } from '../../../src/delivery/clock.js';
import type {
  Connection,
  OpenResult,
  SubmissionOutcome,
  SubmissionPhase,
} from '../../../src/smtp/submission.js';
import { reply } from '../delivery-world.js';
import type { Dice } from '../random.js';
import type { Program } from './program.js';

/** How bad it is; probabilities of one attempt's fate, all 0 when the faults have ended. */
export interface Weather {
  readonly noConnection: number;
  readonly cutBeforeDot: number;
  readonly earlyReply: number;
  readonly refusedBeforeDot: number;
  readonly refusedAfterDot: number;
  readonly dotLost: number;
  readonly answerLost: number;
}

export const FAIR: Weather = {
  noConnection: 0,
  cutBeforeDot: 0,
  earlyReply: 0,
  refusedBeforeDot: 0,
  refusedAfterDot: 0,
  dotLost: 0,
  answerLost: 0,
};

const BEFORE_DOT: readonly (readonly [weight: number, item: readonly [SubmissionPhase, string]])[] = [
  [4, ['rcpt-to', '450 4.2.0 greylisted, try again']],
  [2, ['rcpt-to', '550 5.1.1 no such user']],
  [2, ['rcpt-to', '421 4.3.2 closing']],
  [1, ['mail-from', '421 4.7.0 too many messages']],
  [1, ['mail-from', '450 4.7.1 slow down']],
  [1, ['data', '451 4.3.0 local error']],
  [1, ['mail-from', '550 5.7.60 not permitted to send as']],
];

const AFTER_DOT = [
  [3, '451 4.3.0 not now'],
  [2, '554 5.7.1 rejected as spam'],
  [1, '550 5.4.5 daily sending limit exceeded'],
  [1, '552 5.2.2 mailbox full'],
  [1, '421 4.3.2 shutting down'],
] as const;

/** One line of what happened, for whoever repeats a seed. */
export type Note = (what: string) => void;

export class MailHost {
  weather: Weather = FAIR;
  readonly #dice: Dice;
  readonly #clock: Clock;
  readonly #note: Note;
  /** How many copies the host took responsibility for, by address. */
  readonly taken = new Map<string, number>();
  readonly bodies: { readonly to: string; readonly text: string }[] = [];
  /** Looks at every dot the moment it leaves the program. */
  onDot: (to: string, bytes: Buffer) => void = () => {};

  constructor(dice: Dice, clock: Clock, note: Note) {
    this.#dice = dice;
    this.#clock = clock;
    this.#note = note;
  }

  connect(program: Program): Promise<OpenResult> {
    return program.living(async (): Promise<OpenResult> => {
      await this.way();
      if (!this.#dice.chance(this.weather.noConnection))
        return { kind: 'open', connection: new Session(this, program), said: {} };
      const failure = { stage: 'connect', kind: 'connection-timeout', lasting: false } as const;
      return { kind: 'failed', failure: { ...failure, reply: null, reason: 'no answer' } };
    });
  }

  /** A packet's way, or a server's thinking. */
  way(): Promise<void> {
    return this.#clock.sleep(this.#dice.between(1, 40));
  }

  /** What comes of an envelope and a body; null where the server waits for the dot. */
  beforeDot(): SubmissionOutcome | null {
    const { cutBeforeDot, refusedBeforeDot } = this.weather;
    if (this.#dice.chance(cutBeforeDot)) return LOST;
    if (!this.#dice.chance(refusedBeforeDot)) return null;
    const [phase, text] = this.#dice.weighted(BEFORE_DOT);
    return { kind: 'refused', phase, reply: reply(text) };
  }

  /** What comes while the program keeps its promise, before it lets the dot go. */
  insteadOfDot(): SubmissionOutcome | null {
    const { cutBeforeDot, earlyReply } = this.weather;
    if (this.#dice.chance(cutBeforeDot)) return LOST;
    if (!this.#dice.chance(earlyReply)) return null;
    return { kind: 'not-released', cause: 'early-reply', reply: reply('552 5.3.4 too big') };
  }

  /** The dot has left the program; what the network and the host do now needs no program any more. */
  async dot(to: string, bytes: Buffer): Promise<SubmissionOutcome> {
    this.onDot(to, bytes);
    const { dotLost, refusedAfterDot, answerLost } = this.weather;
    const silent = { kind: 'unknown', cause: 'connection-lost', reply: null } as const;
    await this.way();
    if (this.#dice.chance(dotLost)) {
      this.#note(`dot of ${to} lost`);
      return silent;
    }
    const refused = this.#dice.chance(refusedAfterDot) ? this.#dice.weighted(AFTER_DOT) : null;
    if (refused === null) this.#take(to, bytes);
    await this.way();
    if (this.#dice.chance(answerLost)) {
      this.#note(`answer to ${to} lost (${refused ?? 'taken'})`);
      return silent;
    }
    if (refused !== null) return { kind: 'refused', phase: 'end-of-data', reply: reply(refused) };
    return { kind: 'accepted', reply: reply('250 2.0.0 queued') };
  }

  #take(to: string, bytes: Buffer): void {
    this.#note(`taken ${to}`);
    this.taken.set(to, (this.taken.get(to) ?? 0) + 1);
    this.bodies.push({ to, text: bytes.toString() });
  }
}

const LOST: SubmissionOutcome = { kind: 'not-released', cause: 'connection-lost', reply: null };

class Session implements Connection {
  readonly #host: MailHost;
  readonly #program: Program;
  #alive = true;
  #released = false;
  #abort: (outcome: SubmissionOutcome) => void = () => {};

  constructor(host: MailHost, program: Program) {
    this.#host = host;
    this.#program = program;
  }

  get alive(): boolean {
    return this.#alive;
  }

  async submit(
    { to, bytes }: { to: string; bytes: Buffer },
    beforeDot: () => Promise<boolean>,
  ): Promise<SubmissionOutcome> {
    this.#released = false;
    const aborted = new Promise<SubmissionOutcome>((resolve) => {
      this.#abort = resolve;
    });
    const outcome = await this.#program.living(() =>
      Promise.race([aborted, this.#transfer(to, bytes, beforeDot)]),
    );
    const over = outcome.kind === 'unknown' || outcome.kind === 'not-released';
    if (over || ('reply' in outcome && outcome.reply?.code === 421)) this.#alive = false;
    return outcome;
  }

  async #transfer(to: string, bytes: Buffer, beforeDot: () => Promise<boolean>): Promise<SubmissionOutcome> {
    const host = this.#host;
    await host.way();
    const early = host.beforeDot();
    if (early) return early;
    await this.#program.living(host.way.bind(host));
    if (!this.#alive) return LOST;
    let wanted: boolean;
    try {
      wanted = await beforeDot();
    } catch (error) {
      this.#alive = false;
      throw error;
    }
    if (!wanted) return { kind: 'not-released', cause: 'withheld', reply: null };
    const instead = host.insteadOfDot();
    if (instead || !this.#alive || this.#program.dead) return instead ?? LOST;
    this.#released = true;
    return host.dot(to, bytes);
  }

  async quit(): Promise<void> {
    this.#alive = false;
  }

  abort(): void {
    this.#alive = false;
    this.#abort(this.#released ? { kind: 'unknown', cause: 'connection-lost', reply: null } : LOST);
  }
}
