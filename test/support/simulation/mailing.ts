/** Owns one simulated mailing from its first run to the last, and what must be true of it at every moment. */
import { deliver } from '../../../src/delivery/engine.js';
import type { DeliveryEnd } from '../../../src/delivery/events.js';
import { Journal } from '../../../src/delivery/journal.js';
import { isDue, Ledger } from '../../../src/delivery/ledger.js';
import { NO_USE } from '../../../src/delivery/mailbox-use.js';
import { encodeLine, GENESIS } from '../../../src/delivery/record.js';
import { recover } from '../../../src/delivery/recovery.js';
import { StopRequest } from '../../../src/delivery/stop-request.js';
import type { VoterState } from '../../../src/delivery/voter-entry.js';
import type { Invitee } from '../../../src/delivery/work-queue.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { classify } from '../../../src/smtp/classify.js';
import { address, invitee, pseudonyms } from '../delivery-world.js';
import { Dice } from '../random.js';
import { VirtualClock } from '../virtual-clock.js';
import { Disk, type DiskFaults, SOUND_DISK } from './disk.js';
import { FAIR, MailHost, type Weather } from './mail-host.js';
import { Program } from './program.js';

const MINUTE = 60_000;
/** Far more than the pauses of a mailing without faults add up to: four deferrals, an hour of quota. */
const LONGEST_CALM_RUN = 24 * 60 * MINUTE;

/** What a seed showed: violations are sentences, none where everything held. */
export interface Findings {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly story: readonly string[];
  readonly kills: number;
  readonly doubts: number;
}

/** Plays one seed: runs with faults, then runs without, everything checked after each. */
export async function simulate(seed: number): Promise<Findings> {
  return new SimulatedMailing(seed).play();
}

interface Round {
  readonly connections: number;
  readonly patience: number;
  readonly weather: Weather;
  readonly disk: DiskFaults;
  /** At which step: death, first and second Ctrl-C; null for none. */
  readonly death: number | null;
  readonly powerCut: boolean;
  readonly signals: readonly number[];
}

const CALM: Round = {
  connections: 2,
  patience: Number.POSITIVE_INFINITY,
  weather: FAIR,
  disk: SOUND_DISK,
  death: null,
  powerCut: false,
  signals: [],
};

class SimulatedMailing {
  readonly #seed: number;
  readonly #dice: Dice;
  readonly #clock = new VirtualClock();
  readonly #disk: Disk;
  readonly #host: MailHost;
  readonly #ids: readonly string[];
  readonly #story: string[] = [];
  readonly #violations: string[] = [];
  /** Copies that the user asked for, by ID. */
  readonly #consented = new Map<string, number>();
  /** Whose dot left without an answer that the program heard, in any run. */
  readonly #unanswered = new Set<string>();
  /** Whose `committing` was begun in the present run and has no outcome yet. */
  #open = new Set<string>();
  #kills = 0;
  #doubts = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.#dice = new Dice(seed);
    this.#disk = new Disk(this.#dice, this.#clock);
    this.#host = new MailHost(this.#dice, this.#clock, (what) => this.#story.push(what));
    this.#host.onDot = (to, bytes) => this.#checkDot(to, bytes);
    this.#ids = Array.from({ length: this.#dice.between(1, 7) }, (_, index) => `v${index + 1}`);
    this.#begin();
  }

  async play(): Promise<Findings> {
    for (let left = this.#dice.between(1, 4); left > 0; left -= 1) await this.#round(this.#badRound());
    await this.#finish();
    const violations = [...this.#violations, ...this.#disk.violations];
    const { length } = this.#ids;
    this.#story.unshift(`seed ${this.#seed}: ${length} voters`);
    return {
      seed: this.#seed,
      violations,
      story: this.#story,
      kills: this.#kills,
      doubts: this.#doubts,
    };
  }

  /** As `beginMailing` leaves it: header and roll, synced. */
  #begin(): void {
    const bound = { template: 't', columns: 'c', sender: 's', host: 'h', user: 'u' };
    const at = new Date(this.#clock.now()).toISOString();
    const header = { v: 1, rehearsal: false, mailing: 'm', tool: '1', ...bound, key: 'k', at };
    const first = encodeLine({ t: 'header', ...header }, 1, GENESIS);
    const voters = this.#ids.map((id) => pseudonyms.voter(id));
    const second = encodeLine({ t: 'roll', voters }, 1, first.hash);
    this.#disk.written = Buffer.from(`${first.line}\n${second.line}\n`);
    this.#disk.synced = this.#disk.written;
  }

  #badRound(): Round {
    const dice = this.#dice;
    const bad = (most: number): number => (dice.chance(0.5) ? 0 : dice.between(0, 100) * (most / 100));
    return {
      connections: dice.between(1, 4),
      patience: dice.pick(15 * MINUTE, Number.POSITIVE_INFINITY),
      weather: {
        noConnection: bad(0.4),
        cutBeforeDot: bad(0.3),
        earlyReply: bad(0.2),
        refusedBeforeDot: bad(0.4),
        refusedAfterDot: bad(0.4),
        dotLost: bad(0.3),
        answerLost: bad(0.3),
      },
      disk: { write: bad(0.1), sync: bad(0.1) },
      death: dice.chance(0.7) ? dice.between(1, 45) : null,
      powerCut: dice.chance(0.4),
      signals: dice.chance(0.2) ? [dice.between(1, 40), dice.between(1, 60)] : [],
    };
  }

  /** One run of the program, and the look at what it left. */
  async #round(round: Round): Promise<DeliveryEnd | null> {
    const { program, ledger, journal } = this.#start(round);
    const before = this.#statesOf(ledger);
    this.#open = new Set();
    const decided = await this.#decide(journal, before, program);
    const end = decided ? await this.#run(round, program, ledger, journal) : null;
    // What was on its way arrives, also after a death.
    await this.#clock.sleep(10 * MINUTE);
    this.#story.push(end === null ? `died${round.powerCut ? ', power cut' : ''}` : `ended: ${end.kind}`);
    if (end === null) this.#kills += 1;
    if (round.powerCut && end === null) this.#disk.losePower();
    this.#check(before, end, end === null || end.kind === 'journal' ? null : ledger);
    return end;
  }

  #start(round: Round): { program: Program; ledger: Ledger; journal: Journal } {
    const program = new Program();
    const recovery = recover(this.#disk.written);
    const ledger = new Ledger();
    if (recovery.kind === 'damaged') throw new Error(`seed ${this.#seed}: damaged in line ${recovery.line}`);
    for (const record of recovery.records) ledger.apply(record);
    this.#disk.settleAt(recovery.goodBytes);
    this.#host.weather = round.weather;
    const journal = new Journal(this.#disk.open(program, round.disk), ledger, recovery);
    if (round.death !== null) program.dieAfter(round.death);
    return { program, ledger, journal };
  }

  /** The user's word about some of the doubts; false where it could not be recorded, which ends the run. */
  async #decide(journal: Journal, states: Map<string, VoterState>, program: Program): Promise<boolean> {
    for (const [id, state] of states) {
      if (state !== 'in-doubt') continue;
      const found = this.#copies(id) > 0 && this.#dice.chance(0.2);
      if (!found && !this.#dice.chance(0.3)) continue;
      if (!(await this.#word(journal, id, found ? 'accepted' : 'resend', program))) return false;
    }
    return true;
  }

  async #word(journal: Journal, id: string, as: 'accepted' | 'resend', program: Program): Promise<boolean> {
    this.#story.push(`decided ${id} ${as}`);
    // Also where the record fails: it may be on the disk all the same.
    if (as === 'resend') this.#consented.set(id, (this.#consented.get(id) ?? 0) + 1);
    const at = new Date(this.#clock.now()).toISOString();
    const recorded = journal.append({ t: 'decided', voter: pseudonyms.voter(id), as, at }).then(
      () => true,
      () => false,
    );
    return Promise.race([recorded, program.death.then(() => false)]);
  }

  async #run(round: Round, program: Program, ledger: Ledger, journal: Journal): Promise<DeliveryEnd | null> {
    const stop = new StopRequest();
    program.onStep = (step) => {
      if (round.signals.includes(step)) stop.ask();
    };
    const delivered = deliver(
      this.#due(ledger),
      {
        connect: () => this.#host.connect(program),
        adviceOn: ({ lasting, kind }) => ({ next: lasting ? 'stop' : 'soon', why: kind }),
        learn: () => null,
        lookElsewhere: async () => NO_USE,
        classify,
        journal: { append: (record) => this.#append(journal, record) },
        ledger,
        clock: program.clock(this.#clock),
        digest: (bytes) => pseudonyms.message(bytes),
        report: (event) => {
          if (event.event === 'in-doubt') this.#unanswered.add(event.id);
          if ('voter' in event) this.#story.push(`${event.event} ${event.id} ${event.kind}`);
        },
      },
      {
        from: 'wahl@muster.example',
        limits: { ...NO_LIMITS, connections: round.connections },
        patience: round.patience,
        until: null,
        mostRefused: null,
      },
      stop,
    );
    return Promise.race([delivered, program.death.then(() => null)]);
  }

  async #append(journal: Journal, record: Parameters<Journal['append']>[0]): Promise<void> {
    const id = 'voter' in record ? this.#idOf(record.voter) : '';
    if (record.t === 'committing') this.#open.add(id);
    await journal.append(record);
    if (record.t === 'accepted' || record.t === 'refused') this.#open.delete(id);
    if (record.t === 'deferred' || record.t === 'withdrawn') this.#open.delete(id);
  }

  async *#due(ledger: Ledger): AsyncGenerator<Invitee> {
    for (const id of this.#ids) {
      const entry = ledger.entry(pseudonyms.voter(id));
      if (isDue(entry)) yield invitee(id, entry.next);
    }
  }

  /** The faults have ended: the mailing must finish, and every doubt can be ended. */
  async #finish(): Promise<void> {
    const began = this.#clock.monotonic();
    const end = await this.#round(CALM);
    if (end?.kind !== 'finished') this.#violate(`a calm run ended with ${end?.kind}`);
    if (this.#clock.monotonic() - began > LONGEST_CALM_RUN) this.#violate('a calm run took more than a day');
    const { program, ledger, journal } = this.#start(CALM);
    for (const [id, state] of this.#statesOf(ledger)) {
      if (state === 'pending' || state === 'deferred') this.#violate(`${id} is ${state} after a calm run`);
      if (state !== 'in-doubt') continue;
      this.#doubts += 1;
      await this.#word(journal, id, 'resend', program);
    }
    await this.#round(CALM);
    for (const [id, state] of this.#statesOf(this.#start(CALM).ledger)) {
      if (state !== 'accepted' && state !== 'refused') this.#violate(`${id} is ${state} at the end`);
    }
  }

  /** The dot of a message is leaving: its promise must be certain, and the message its voter's own. */
  #checkDot(to: string, bytes: Buffer): void {
    const id = to.split('@')[0] ?? '';
    const recovery = recover(this.#disk.synced);
    const records = recovery.kind === 'damaged' ? [] : recovery.records;
    const voter = pseudonyms.voter(id);
    const last = records.findLast((record) => 'voter' in record && record.voter === voter);
    if (last?.t !== 'committing') this.#violate(`the dot of ${id} left without a record on the disk`);
    else if (last.message !== pseudonyms.message(bytes))
      this.#violate(`the record of ${id} is of another message`);
    if (!bytes.includes(`token-of-${id}\r\n`)) this.#violate(`${id} got somebody else's credentials`);
  }

  #check(before: Map<string, VoterState>, end: DeliveryEnd | null, live: Ledger | null): void {
    const recovery = recover(this.#disk.written);
    if (recovery.kind === 'damaged') throw new Error(`seed ${this.#seed}: damaged in line ${recovery.line}`);
    const ledger = new Ledger();
    for (const record of recovery.records) ledger.apply(record);
    const states = this.#statesOf(ledger);
    const broken = end === null || end.kind === 'journal';
    for (const [id, state] of states) {
      const copies = this.#copies(id);
      const allowed = 1 + (this.#consented.get(id) ?? 0);
      if (copies > allowed) this.#violate(`${id} has ${copies} copies, ${allowed} were wanted`);
      if (state === 'accepted' && copies === 0) this.#violate(`${id} is accepted and has nothing`);
      const mailed = state === 'accepted' || state === 'in-doubt';
      if (!mailed && copies > 0) this.#violate(`${id} is ${state} and has ${copies}`);
      if (state !== 'in-doubt') continue;
      const reason =
        before.get(id) === 'in-doubt' || this.#unanswered.has(id) || (broken && this.#open.has(id));
      if (!reason) this.#violate(`${id} is in doubt without a reason`);
    }
    if (end?.kind === 'finished' && [...states.values()].some((state) => state === 'pending'))
      this.#violate('finished, and somebody is pending');
    if (live && JSON.stringify([...this.#statesOf(live)]) !== JSON.stringify([...states]))
      this.#violate('the run believes something else than the disk');
  }

  #statesOf(ledger: Ledger): Map<string, VoterState> {
    return new Map(this.#ids.map((id) => [id, ledger.entry(pseudonyms.voter(id)).state]));
  }

  #copies(id: string): number {
    return this.#host.taken.get(address(id)) ?? 0;
  }

  #idOf(voter: string): string {
    return this.#ids.find((id) => pseudonyms.voter(id) === voter) ?? '';
  }

  #violate(what: string): void {
    this.#violations.push(what);
    this.#story.push(`VIOLATION: ${what}`);
  }
}
