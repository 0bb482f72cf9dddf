/** Owns the memory of mailings outside their state files, so that a missing, older or copied one is noticed. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceFile } from '../atomic-file.js';
import { Fault } from '../fault.js';
import { exists, type FileIdentity, unusable } from './journal-file.js';
import { type Lock, takeLock } from './lock.js';

/** Milliseconds; a beginning takes far less than the ten seconds this makes. */
const BETWEEN_TRIES = 50;
const MOST_TRIES = 200;

/** What is remembered of one mailing; no voter, no secret. */
export interface RegistryEntry extends FileIdentity {
  readonly mailing: string;
  /** Digest of organiser, title, start and mailing name: the same election, wherever its folder lies. */
  readonly project: string;
  readonly statePath: string;
  readonly accepted: number;
  /** True from just before a run's first message on: somebody may have mail. */
  readonly begun: boolean;
  /** Hash of the journal's last line known. */
  readonly head: string;
  readonly at: string;
}

/** An entry, and whether there is a file at its path now. */
export interface KnownMailing extends RegistryEntry {
  readonly present: boolean;
}

/** The state file as found now; null where there is none. */
export interface PresentState {
  readonly mailing: string;
  readonly identity: FileIdentity;
  readonly hashes: readonly string[];
}

export interface RegistryQuestion {
  readonly project: string;
  readonly statePath: string;
  readonly state: PresentState | null;
  readonly takeOver: boolean;
}

/** What the registry thinks of a state file (or of its absence). Pure. */
export function judgeState(entries: readonly KnownMailing[], question: RegistryQuestion): Fault | null {
  const { project, statePath, state, takeOver } = question;
  if (!state) {
    const same = entries.filter((entry) => entry.project === project || entry.statePath === statePath);
    // A copy of the project that has begun and waits, or lies ready to go on.
    const elsewhere = same.find((entry) => entry.present);
    if (elsewhere) return new Fault('mailing-elsewhere', { statePath: elsewhere.statePath });
    const known = same.find((entry) => entry.begun);
    if (!known) return null;
    return new Fault('mailing-known', { statePath: known.statePath, accepted: known.accepted, at: known.at });
  }
  const known = entries.find((entry) => entry.mailing === state.mailing);
  // An older copy is never taken over: whoever was mailed since would be mailed again.
  if (known && !state.hashes.includes(known.head)) return new Fault('state-rolled-back', { statePath });
  return (known && isSameFile(known, question)) || takeOver ? null : new Fault('state-copied', { statePath });
}

/** A device's number may be another one after a restart; inode and path then still tell the file. */
export function isSameFile(known: RegistryEntry, { statePath, state }: RegistryQuestion): boolean {
  if (known.inode !== state?.identity.inode) return false;
  return known.device === state.identity.device || known.statePath === statePath;
}

/** One election, one digest; without title and organiser the state file's path stands for it. */
export function projectDigest(parts: {
  organiser: string | null;
  title: string | null;
  electionStart: string | null;
  mailing: string | null;
  statePath: string;
}): string {
  const named = parts.organiser !== null || parts.title !== null;
  const text = named
    ? JSON.stringify([parts.organiser, parts.title, parts.electionStart, parts.mailing])
    : JSON.stringify([parts.statePath]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The registry on disk: one small file per mailing in the user's config folder. */
export class Registry {
  readonly #folder: string;

  constructor(configFolder: string) {
    this.#folder = join(configFolder, 'mailings');
  }

  /**
   * All entries. Throws `state-unwritable` where the folder is there and cannot be read, `registry-damaged` where an
   * entry cannot: a mailing that it remembers would go unnoticed, and begin a second time.
   */
  async entries(): Promise<KnownMailing[]> {
    const names = await readdir(this.#folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw unusable(this.#folder, error);
    });
    const paths = names.filter((name) => name.endsWith('.json')).map((name) => join(this.#folder, name));
    const entries = await Promise.all(paths.map(readEntry));
    return Promise.all(
      entries.map(async (entry) => ({ ...entry, present: await maybeExists(entry.statePath) })),
    );
  }

  /**
   * Runs the work while no other process of this user does the same; waits for it. Throws `state-in-use` where the
   * other does not end.
   */
  async exclusively(startedAt: string, work: () => Promise<void>): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch((error) => {
      throw unusable(this.#folder, error);
    });
    const { dev, ino } = await stat(this.#folder, { bigint: true });
    const lock = await this.#waitForLock({ device: String(dev), inode: String(ino) }, startedAt);
    try {
      await work();
    } finally {
      await lock.release();
    }
  }

  async #waitForLock(identity: FileIdentity, startedAt: string): Promise<Lock> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await takeLock(this.#folder, identity, startedAt);
      } catch (error) {
        if (!(error instanceof Fault) || error.kind !== 'state-in-use' || attempt >= MOST_TRIES) throw error;
        await sleep(BETWEEN_TRIES);
      }
    }
  }

  /** Throws `state-unwritable`, `state-disk-full`. */
  async remember(entry: RegistryEntry): Promise<void> {
    const path = join(this.#folder, `${entry.mailing}.json`);
    try {
      await replaceFile(path, `${JSON.stringify(entry)}\n`);
    } catch (error) {
      throw unusable(path, error);
    }
  }
}

/** A place that cannot be looked at counts as taken; it must not stop other mailings than its own. */
function maybeExists(path: string): Promise<boolean> {
  return exists(path).catch(() => true);
}

async function readEntry(path: string): Promise<RegistryEntry> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unusable(path, error);
  });
  const entry = parseEntry(text);
  if (!entry) throw new Fault('registry-damaged', { path });
  return entry;
}

const STRINGS = ['mailing', 'project', 'statePath', 'device', 'inode', 'head', 'at'] as const;

function parseEntry(text: string): RegistryEntry | null {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const whole =
      STRINGS.every((field) => typeof value[field] === 'string') && Number.isInteger(value['accepted']);
    return whole ? (value as unknown as RegistryEntry) : null;
  } catch {
    return null;
  }
}
