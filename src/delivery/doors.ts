/** Owns what a run is given: everything that it touches, and what it has to keep to. */
import type { Limits } from '../profile/profile.js';
import type { ConnectionFailure } from '../smtp/connection-failure.js';
import type { ServerWords } from '../smtp/provider.js';
import type { OpenResult } from '../smtp/submission.js';
import type { Clock } from './clock.js';
import type { DialAdvice } from './dialler.js';
import type { DeliveryEvent } from './events.js';
import type { Ledger } from './ledger.js';
import type { NeighbourUse } from './neighbours.js';
import type { JournalRecord } from './record.js';
import type { RefusalLimit } from './refusals.js';
import type { Classify } from './verdict.js';

/** Everything the engine touches; a test hands in its own. */
export interface DeliveryDoors {
  connect(): Promise<OpenResult>;
  /** How a refused login or greeting is meant: will it go away by waiting, and how long? */
  adviceOn(failure: ConnectionFailure): DialAdvice;
  /** The limits that count instead of those given, by what the server says of itself; null where it tells nothing new. */
  learn(said: ServerWords): Learned | null;
  readonly classify: Classify;
  readonly journal: { append(record: JournalRecord): Promise<void> };
  readonly ledger: Ledger;
  /** What other mailings have had to do with the same mailbox until now. */
  lookElsewhere(): Promise<NeighbourUse>;
  readonly clock: Clock;
  /** Keyed digest of a message's bytes. */
  digest(bytes: Buffer): string;
  report(event: DeliveryEvent): void;
}

/** Whose server it is by its own words, and what counts then. */
export interface Learned {
  /** "name:port". */
  readonly host: string;
  /** `Provider.id`. */
  readonly provider: string;
  readonly limits: Limits;
}

export interface DeliveryOptions {
  /** Envelope sender. */
  readonly from: string;
  readonly limits: Limits;
  /** A wait longer than this ends the run; milliseconds, Infinity with `--wait`. */
  readonly patience: number;
  /** No message after this time; milliseconds since 1970, or null. */
  readonly until: number | null;
  /** The run is not for everybody who is due: its end is not that of the roll. */
  readonly partial?: boolean;
  /** When the run ends for refused addresses; null: never. */
  readonly mostRefused: RefusalLimit | null;
}
