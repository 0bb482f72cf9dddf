/** Owns a mailing on disk: begun with a whole state file, or resumed after lock, recovery and registry agree. */
import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../fault.js';
import { refuseOtherAudience } from './audience.js';
import { Journal, writeFault } from './journal.js';
import {
  createKey,
  createWhole,
  exists,
  type FileIdentity,
  isFileAt,
  keyPathFor,
  openState,
  readKey,
} from './journal-file.js';
import type { Ledger } from './ledger.js';
import { type Lock, takeLock } from './lock.js';
import { createPseudonyms, KEY_BYTES, keyFingerprint, type Pseudonyms } from './pseudonym.js';
import { ledgerOf } from './read-ledger.js';
import {
  type BoundInputs,
  encodeLine,
  FIRST_VERSION,
  GENESIS,
  type HeaderRecord,
  SECOND_VERSION,
} from './record.js';
import { recover } from './recovery.js';
import { isSameFile, judgeState, type Registry, type RegistryEntry } from './registry.js';

/** Where a mailing lies and who remembers it; `registry` is null for a rehearsal. */
export interface MailingPlace {
  readonly statePath: string;
  readonly project: string;
  readonly registry: Registry | null;
  readonly takeOver: boolean;
  readonly rehearsal: boolean;
  /** The messages carry no credentials: an address check. */
  readonly credentialFree?: boolean;
  /** A reminder to those who have not voted. */
  readonly audience?: 'not-voted';
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Mailing {
  readonly id: string;
  readonly ledger: Ledger;
  readonly journal: Journal;
  /** A copy whose original the registry knows, or a file that it does not know at all. */
  readonly takenOver: boolean;
  /** Writes to the registry how far the mailing is. */
  remember(begun: boolean): Promise<void>;
  /** Closes the state file and gives up the lock. */
  close(): Promise<void>;
}

/**
 * The key is needed before the mailing begins, to compare rows; a new one is kept in memory until then. Throws
 * `state-not-regular` and `state-key-…`.
 */
export async function keyFor(statePath: string): Promise<{ key: Buffer; pseudonyms: Pseudonyms }> {
  const path = keyPathFor(statePath);
  const begun = await exists(statePath);
  // What is no state file at all is not told as one whose key is missing.
  if (begun) await (await openState(statePath)).file.close();
  const stored = begun || (await exists(path));
  const key = stored ? await readKey(path) : randomBytes(KEY_BYTES);
  return { key, pseudonyms: createPseudonyms(key) };
}

/** Throws where a mailing must not begin here: `mailing-exists`, or `mailing-known` to the registry. */
export async function refuseSecondBeginning(place: MailingPlace): Promise<void> {
  const { statePath, registry, project } = place;
  if (await exists(statePath)) throw new Fault('mailing-exists', { statePath });
  const entries = (await registry?.entries()) ?? [];
  const fault = judgeState(entries, { project, statePath, state: null, takeOver: false });
  if (fault) throw fault;
}

export interface Beginning {
  readonly key: Buffer;
  readonly bound: BoundInputs;
  /** Pseudonyms of the whole roll. */
  readonly voters: readonly string[];
  readonly tool: string;
  readonly at: string;
}

const VOTERS_PER_LINE = 1_000;
/** What one voter's records take, generously; checked before the first message rather than met in the middle. */
const BYTES_PER_VOTER = 1_500;

/** Creates key and state file, the latter whole or not at all. Throws `mailing-exists`, `state-…`. */
export async function beginMailing(place: MailingPlace, beginning: Beginning): Promise<void> {
  const { registry } = place;
  await refuseFullDisk(place.statePath, beginning.voters.length);
  if (!registry) return create(place, beginning);
  // Two copies of a project may have waited for the same minute: only one of them begins.
  await registry.exclusively(beginning.at, async () => {
    await refuseSecondBeginning(place);
    await create(place, beginning);
  });
}

async function create(place: MailingPlace, beginning: Beginning): Promise<void> {
  const { statePath } = place;
  const { key, bound, voters, tool, at } = beginning;
  await createKey(keyPathFor(statePath), key);
  const mailing = randomBytes(16).toString('hex');
  const header: HeaderRecord = {
    t: 'header',
    v: place.audience ? SECOND_VERSION : FIRST_VERSION,
    rehearsal: place.rehearsal,
    ...(place.credentialFree ? { credentials: 'none' } : {}),
    ...(place.audience ? { audience: place.audience } : {}),
    mailing,
    tool,
    ...bound,
    key: keyFingerprint(key),
    at,
  };
  let head = GENESIS;
  const lines: string[] = [];
  const add = (record: Parameters<typeof encodeLine>[0]): void => {
    const { line, hash } = encodeLine(record, 1, head);
    head = hash;
    lines.push(`${line}\n`);
  };
  add(header);
  for (let from = 0; from < voters.length; from += VOTERS_PER_LINE) {
    add({ t: 'roll', voters: voters.slice(from, from + VOTERS_PER_LINE) });
  }
  // The registry learns of the file before it is there: killed in between, nobody takes it for a copy.
  await createWhole(statePath, Buffer.from(lines.join('')), (identity) =>
    remember(place, { mailing, accepted: 0, begun: false, head, ...identity }),
  );
}

type Progress = Pick<RegistryEntry, 'mailing' | 'accepted' | 'begun' | 'head' | 'device' | 'inode'>;

async function remember(place: MailingPlace, progress: Progress): Promise<void> {
  const { project, statePath } = place;
  await place.registry?.remember({
    project,
    statePath,
    at: new Date(place.now()).toISOString(),
    ...progress,
  });
}

async function refuseFullDisk(statePath: string, voters: number): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(statePath)).catch(() => ({ bavail: 1, bsize: Infinity }));
  if (bavail * bsize < voters * BYTES_PER_VOTER) throw new Fault('state-disk-full', { path: statePath });
}

/**
 * Opens an existing mailing: lock, recovery (a torn tail is cut off), key, registry. Throws `state-…` faults; then
 * nothing is held.
 */
export async function openMailing(place: MailingPlace, key: Buffer, startedAt: string): Promise<Mailing> {
  const { statePath } = place;
  const state = await openState(statePath);
  let lock: Lock | null = null;
  let original: Lock | null = null;
  try {
    lock = await takeLock(statePath, state.identity, startedAt);
    const recovery = recover(await state.read());
    if (recovery.kind === 'damaged') throw new Fault('state-damaged', { statePath, line: recovery.line });
    const ledger = ledgerOf(recovery, statePath);
    const header = checkHeader(ledger, key, place);
    const entries = (await place.registry?.entries()) ?? [];
    const present = { mailing: header.mailing, identity: state.identity, hashes: recovery.hashes };
    const { project, takeOver } = place;
    const question = { project, statePath, state: present, takeOver };
    const fault = place.registry && judgeState(entries, question);
    if (fault) throw fault;
    const known = entries.find((entry) => entry.mailing === header.mailing) ?? null;
    const displaced = known && !isSameFile(known, question) ? known : null;
    // The file this one is a copy of: its run, if there is one, would mail the same voters. Where it is gone its
    // number may be another file's, and its run ends by itself at the next record.
    if (displaced && (await isFileAt(displaced.statePath, displaced)))
      original = await takeLock(displaced.statePath, displaced, startedAt);
    if (recovery.kind === 'torn') await state.truncate(recovery.goodBytes);
    // What a killed run wrote and did not sync must be on the disk before the registry relies on it.
    else await state.file.sync().catch((error: unknown) => Promise.reject(writeFault(statePath, error)));
    const journal = new Journal(state.file, ledger, recovery);
    const locks = original ? [lock, original] : [lock];
    const parts = {
      id: header.mailing,
      ledger,
      journal,
      locks,
      takenOver: place.registry !== null && (!known || displaced !== null),
    };
    return mailingOf(place, state.identity, parts);
  } catch (error) {
    await original?.release();
    await lock?.release();
    await state.file.close();
    throw error;
  }
}

function checkHeader(ledger: Ledger, key: Buffer, place: MailingPlace): HeaderRecord {
  const { statePath, rehearsal, credentialFree = false } = place;
  const { header } = ledger;
  if (!header) throw new Fault('state-damaged', { statePath, line: 1 });
  if (header.rehearsal !== rehearsal) throw new Fault('state-of-other-kind', { statePath, rehearsal });
  // Nobody gets a rehearsal's messages; a finished one makes room for any other.
  if (!rehearsal && (header.credentials === 'none') !== credentialFree)
    throw new Fault('state-of-other-content', { statePath, credentialFree });
  refuseOtherAudience(header, place);
  if (header.key !== keyFingerprint(key))
    throw new Fault('state-key-wrong', { keyPath: keyPathFor(statePath) });
  return header;
}

interface Parts {
  readonly id: string;
  readonly ledger: Ledger;
  readonly journal: Journal;
  readonly locks: readonly Lock[];
  readonly takenOver: boolean;
}

function mailingOf(place: MailingPlace, identity: FileIdentity, parts: Parts): Mailing {
  const { id, ledger, journal, locks, takenOver } = parts;
  return {
    id,
    ledger,
    journal,
    takenOver,
    remember: async (begun) => {
      const { accepted } = ledger.counts();
      await remember(place, { mailing: id, accepted, begun, head: journal.head, ...identity });
    },
    close: async () => {
      await journal.close();
      for (const lock of locks) await lock.release();
    },
  };
}
