/** Owns a world for the engine: voters, a mail server that keeps count of what it has, a disk, a clock. */
import { dialAdvice } from '../../src/cli/send/dial-advice.js';
import type { DeliveryOptions, Learned } from '../../src/delivery/doors.js';
import { deliver } from '../../src/delivery/engine.js';
import type { DeliveryEnd, DeliveryEvent, VoterEvent } from '../../src/delivery/events.js';
import { Journal } from '../../src/delivery/journal.js';
import { isDue, Ledger } from '../../src/delivery/ledger.js';
import { type MailboxUse, NO_USE } from '../../src/delivery/mailbox-use.js';
import { createPseudonyms } from '../../src/delivery/pseudonym.js';
import { encodeLine, GENESIS, type JournalRecord } from '../../src/delivery/record.js';
import { recover } from '../../src/delivery/recovery.js';
import { StopRequest } from '../../src/delivery/stop-request.js';
import type { Invitee } from '../../src/delivery/work-queue.js';
import { NO_LIMITS } from '../../src/profile/profile.js';
import { classify } from '../../src/smtp/classify.js';
import type { ConnectionFailure } from '../../src/smtp/connection-failure.js';
import type { ServerWords } from '../../src/smtp/provider.js';
import { parseReply, type Reply } from '../../src/smtp/reply.js';
import type {
  Connection,
  OpenResult,
  SubmissionOutcome,
  SubmissionPhase,
} from '../../src/smtp/submission.js';
import { MemoryJournalFile } from './memory-journal-file.js';
import { VirtualClock } from './virtual-clock.js';

/** What the server does with one attempt. */
export type Step =
  | 'accept'
  /** The line breaks before anything of the body, or after it but before the dot. */
  | 'cut-early'
  | 'cut-body'
  /** The dot left and no answer came; the server has the message, or has not. */
  | 'taken-silent'
  | 'lost-silent'
  | 'early-reply'
  /** The answer to the dot comes only when somebody calls `answer`. */
  | 'wait'
  | { readonly refuse: string; readonly at?: SubmissionPhase; readonly late?: boolean }
  | { readonly tooLarge: number };

export interface Attempt {
  readonly id: string;
  /** From 1, for this voter. */
  readonly attempt: number;
  readonly connection: number;
}

export interface Mail {
  readonly to: string;
  readonly bytes: string;
  readonly at: number;
}

export const KEY = Buffer.alloc(32, 7);
export const pseudonyms = createPseudonyms(KEY);

export function reply(text: string): Reply {
  const parsed = parseReply(text);
  if (!parsed) throw new Error(`not a reply: ${text}`);
  return parsed;
}

export class World {
  readonly clock = new VirtualClock();
  disk = new MemoryJournalFile();
  ledger = new Ledger();
  journal: Journal;
  stop = new StopRequest();
  readonly ids: readonly string[];
  /** The server's side: what it took responsibility for. */
  readonly mails: Mail[] = [];
  readonly attempts: Attempt[] = [];
  readonly events: DeliveryEvent[] = [];
  /** Violations noticed while running; always to be empty. */
  readonly violations: string[] = [];
  connects: number[] = [];
  script: (attempt: Attempt) => Step = () => 'accept';
  dial: (count: number) => ConnectionFailure | null = () => null;
  /** Ends the waiting of a `wait` step. */
  answer: () => void = () => {};
  onAttempt: (attempt: Attempt) => void = () => {};
  /** While a connection takes its leave. */
  onQuit: () => Promise<void> = async () => {};
  /** Before the promise, as if the envelope had taken its time. */
  onEnvelope: () => void = () => {};
  /** Milliseconds after which the server ends a session that does nothing, and that connecting takes. */
  idleSession = Number.POSITIVE_INFINITY;
  connecting = 0;
  /** What the server says of itself. */
  said: ServerWords = { ehlo: 'mail.muster.example' };
  /** What other mailings know of the mailbox. */
  elsewhere: Pick<MailboxUse, 'releases' | 'slowdown'> = NO_USE;
  learned: (said: ServerWords) => Learned | null = () => null;
  /** A voter whom the work names once more, after all others. */
  alsoAtTheEnd: string | null = null;
  sourceFailure: Error | null = null;
  readonly #underWay = new Set<string>();

  constructor(voters: number) {
    this.ids = Array.from({ length: voters }, (_, index) => `v${index + 1}`);
    this.journal = new Journal(this.disk, this.ledger, { batch: 0, head: GENESIS });
  }

  /** Runs the engine once over everybody who is due, as `send` does. */
  run(options: Partial<DeliveryOptions> & { connections?: number } = {}): Promise<DeliveryEnd> {
    const { connections = 1, ...rest } = options;
    const limits = { ...NO_LIMITS, ...options.limits, connections };
    return deliver(
      this.#work(),
      {
        connect: () => this.#connect(),
        // No host by whose name the silence at a login would be judged.
        adviceOn: (failure) =>
          dialAdvice(failure, 'mail.muster.example', { loggedIn: false, patient: false }),
        learn: (said) => this.learned(said),
        lookElsewhere: async () => this.elsewhere,
        classify,
        journal: this.journal,
        ledger: this.ledger,
        clock: this.clock,
        digest: (bytes) => pseudonyms.message(bytes),
        report: (event) => this.events.push(event),
      },
      { from: 'wahl@muster.example', patience: 15 * 60_000, until: null, mostRefused: null, ...rest, limits },
      this.stop,
    );
  }

  /** What a new process would find; with `power` also without what no fsync had made certain. */
  restart(power = false): void {
    const bytes = power ? this.disk.synced : this.disk.written;
    const recovery = recover(bytes);
    if (recovery.kind === 'damaged') throw new Error(`damaged in line ${recovery.line}`);
    this.ledger = new Ledger();
    for (const record of recovery.records) this.ledger.apply(record);
    this.disk = new MemoryJournalFile();
    this.disk.written = Buffer.from(bytes.subarray(0, recovery.goodBytes));
    this.disk.synced = this.disk.written;
    this.journal = new Journal(this.disk, this.ledger, recovery);
    this.stop = new StopRequest();
  }

  /** The user's word about a doubt. */
  decide(id: string, as: 'accepted' | 'resend'): Promise<void> {
    const at = new Date(this.clock.now()).toISOString();
    return this.journal.append({ t: 'decided', voter: pseudonyms.voter(id), as, at });
  }

  records(): JournalRecord[] {
    const recovery = recover(this.disk.synced);
    return recovery.kind === 'damaged' ? [] : [...recovery.records];
  }

  /** "v1 accepted, v2 deferred", from the journal. */
  states(): Record<string, string> {
    return Object.fromEntries(
      this.ids.map((id) => [id, this.ledger.voters.get(pseudonyms.voter(id))?.state ?? 'pending']),
    );
  }

  mailsOf(id: string): number {
    return this.mails.filter(({ to }) => to === address(id)).length;
  }

  /** The events of voters as "v1 accepted". */
  news(): string[] {
    return this.events
      .filter((event): event is VoterEvent => 'voter' in event)
      .map(({ id, event }) => `${id} ${event}`);
  }

  pauses(): string[] {
    return this.events.flatMap((event) => (event.event === 'paused' ? [event.kind] : []));
  }

  async *#work(): AsyncGenerator<Invitee> {
    for (const id of this.ids) {
      const entry = this.ledger.entry(pseudonyms.voter(id));
      if (!isDue(entry)) continue;
      if (this.sourceFailure && id === this.ids.at(-1)) throw this.sourceFailure;
      yield invitee(id, entry.next);
    }
    if (this.alsoAtTheEnd) yield invitee(this.alsoAtTheEnd, null);
  }

  async #connect(): Promise<OpenResult> {
    if (this.connecting > 0) await this.clock.sleep(this.connecting);
    this.connects.push(this.clock.now());
    const number = this.connects.length;
    const failure = this.dial(number);
    if (failure) return { kind: 'failed', failure };
    return { kind: 'open', connection: new FakeConnection(this, number), said: this.said };
  }

  begin(id: string, connection: number): { attempt: Attempt; step: Step } {
    if (this.#underWay.has(id)) this.violations.push(`${id} is under way twice`);
    this.#underWay.add(id);
    const count = this.attempts.filter((other) => other.id === id).length + 1;
    const attempt = { id, attempt: count, connection };
    this.attempts.push(attempt);
    this.onAttempt(attempt);
    return { attempt, step: this.script(attempt) };
  }

  end(id: string): void {
    this.#underWay.delete(id);
  }

  /** The dot arrives: its `committing` must be certain, and be the last word on this voter. */
  dot(id: string, bytes: string): void {
    const voter = pseudonyms.voter(id);
    const last = this.records().findLast((record) => 'voter' in record && record.voter === voter);
    if (last?.t !== 'committing') this.violations.push(`dot of ${id} without a record on the disk`);
    else if (last.message !== pseudonyms.message(Buffer.from(bytes)))
      this.violations.push(`record of ${id} is of another message`);
    if (!bytes.includes(`token-of-${id}\r\n`)) this.violations.push(`${id} got a stranger's credentials`);
  }
}

class FakeConnection implements Connection {
  readonly #world: World;
  readonly #number: number;
  #alive = true;
  #abort: () => void = () => {};
  #busy = false;
  #lastUsed: number;

  constructor(world: World, number: number) {
    this.#world = world;
    this.#number = number;
    this.#lastUsed = world.clock.monotonic();
  }

  get alive(): boolean {
    const idle = this.#world.clock.monotonic() - this.#lastUsed;
    return this.#alive && idle < this.#world.idleSession;
  }

  async submit(
    { to, bytes }: { to: string; bytes: Buffer },
    beforeDot: () => Promise<boolean>,
  ): Promise<SubmissionOutcome> {
    const world = this.#world;
    if (!this.alive || this.#busy) world.violations.push('a connection used while dead or busy');
    this.#busy = true;
    const id = to.split('@')[0] ?? '';
    const { step } = world.begin(id, this.#number);
    try {
      return await this.#play(step, id, bytes.toString(), beforeDot);
    } catch (error) {
      this.#alive = false;
      throw error;
    } finally {
      world.end(id);
      this.#lastUsed = world.clock.monotonic();
      this.#busy = false;
    }
  }

  async #play(
    step: Step,
    id: string,
    bytes: string,
    beforeDot: () => Promise<boolean>,
  ): Promise<SubmissionOutcome> {
    const world = this.#world;
    if (step === 'cut-early') return this.#lost();
    if (typeof step === 'object' && 'tooLarge' in step) return { kind: 'too-large', limit: step.tooLarge };
    if (typeof step === 'object' && step.at !== undefined && step.at !== 'end-of-data')
      return { kind: 'refused', phase: step.at, reply: reply(step.refuse) };
    world.onEnvelope();
    const wanted = await beforeDot();
    if (step === 'cut-body' || !this.#alive) return this.#lost();
    if (!wanted) return { ...this.#lost(), cause: 'withheld' } as SubmissionOutcome;
    if (step === 'early-reply') {
      this.#alive = false;
      return { kind: 'not-released', cause: 'early-reply', reply: reply('552 5.3.4 too big') };
    }
    world.dot(id, bytes);
    const keep = (): void => void world.mails.push({ to: address(id), bytes, at: world.clock.now() });
    if (step === 'accept') keep();
    if (step === 'accept') return { kind: 'accepted', reply: reply('250 2.0.0 queued') };
    if (typeof step === 'object' && step.late) {
      await new Promise<void>((resolve) => {
        world.answer = resolve;
      });
    }
    if (typeof step === 'object') return { kind: 'refused', phase: 'end-of-data', reply: reply(step.refuse) };
    if (step === 'taken-silent') keep();
    if (step === 'wait') {
      const word = await new Promise<'answer' | 'abort'>((resolve) => {
        world.answer = () => resolve('answer');
        this.#abort = () => resolve('abort');
      });
      if (word === 'answer') {
        keep();
        return { kind: 'accepted', reply: reply('250 ok') };
      }
    }
    this.#alive = false;
    return { kind: 'unknown', cause: 'connection-lost', reply: null };
  }

  #lost(): SubmissionOutcome {
    this.#alive = false;
    return { kind: 'not-released', cause: 'connection-lost', reply: null };
  }

  async quit(): Promise<void> {
    this.#alive = false;
    await this.#world.onQuit();
  }

  abort(): void {
    this.#alive = false;
    this.#abort();
  }
}

export function address(id: string): string {
  return `${id}@voters.example`;
}

/** A voter whose message holds a token of their own. */
export function invitee(id: string, notBefore: number | null = null): Invitee {
  const messageId = pseudonyms.messageId('m', id, 'muster.example');
  return {
    voter: pseudonyms.voter(id),
    id,
    row: Number(id.slice(1)) + 1,
    rowDigest: pseudonyms.row(id),
    messageId,
    to: address(id),
    addressDigest: null,
    rollAddress: () => pseudonyms.address(address(id)),
    notBefore,
    compose: async (date) =>
      Buffer.from(`Message-ID: ${messageId}\r\nDate: ${date}\r\n\r\ntoken-of-${id}\r\n`),
    redact: (text) => text.replaceAll(address(id), '[…]').replaceAll(`token-of-${id}`, '[…]'),
  };
}

/** A chain of records as a file's bytes; each item is one fsync batch. */
export function journalBytes(batches: readonly (readonly JournalRecord[])[]): Buffer {
  let head = GENESIS;
  const lines = batches.flatMap((batch, index) =>
    batch.map((record) => {
      const { line, hash } = encodeLine(record, index + 1, head);
      head = hash;
      return `${line}\n`;
    }),
  );
  return Buffer.from(lines.join(''));
}
