/** Owns asking the other mailings on this computer what they know of a mailbox; nothing of theirs is locked or changed. */
import { keyPathFor, readKey } from './journal-file.js';
import type { Ledger } from './ledger.js';
import { isLocked } from './lock.js';
import { type MailboxUse, NO_USE, together } from './mailbox-use.js';
import { createPseudonyms, keyFingerprint, type Pseudonyms } from './pseudonym.js';
import { readHeader, readLedger } from './read-ledger.js';
import type { BoundInputs } from './record.js';
import type { KnownMailing, Registry } from './registry.js';

/** A mailbox as a mailing is bound to it (`BoundInputs`, before any digest), and how its evidence names the host. */
export interface Mailbox {
  readonly host: string;
  readonly user: string;
  /** "name:port". */
  readonly hostAndPort: string;
}

const DAY = 24 * 3_600_000;
/** The registry is told of a message up to some seconds late. */
const LATE = 60_000;
/** Milliseconds; an address check is weeks before the invitations, and what it learned of the host still counts. */
const REMEMBERED = 100 * DAY;

/**
 * What the registry's mailings through this mailbox know, without the own one (its ID). Rehearsals are not in the registry. A mailing whose
 * files are gone, damaged or somebody else's does not count: none of that may stop this one.
 */
export async function readMailboxUse(
  registry: Registry,
  own: string | null,
  mailbox: Mailbox,
  now: number,
): Promise<MailboxUse> {
  const entries = await registry.entries();
  const others = entries.filter(
    ({ mailing, present, begun, at }) =>
      present && begun && mailing !== own && now - Date.parse(at) < REMEMBERED,
  );
  const uses = await Promise.all(others.map((entry) => useOf(entry, mailbox, now).catch(() => NO_USE)));
  return uses.reduce(together, NO_USE);
}

async function useOf(entry: KnownMailing, mailbox: Mailbox, now: number): Promise<MailboxUse> {
  const { statePath, at } = entry;
  const key = await readKey(keyPathFor(statePath));
  const pseudonyms = createPseudonyms(key);
  const header = await readHeader(statePath);
  // Without its key nobody can tell whose mailbox it is.
  if (header.key !== keyFingerprint(key)) return NO_USE;
  const isRecent = now - Date.parse(at) < DAY + LATE;
  // Only of a recent one it matters whether the mailbox has changed since; the others may be long.
  if (!isRecent && !isBoundTo(header, mailbox, pseudonyms)) return NO_USE;
  const ledger = await readLedger(statePath);
  if (!ledger.bound || !isBoundTo(ledger.bound, mailbox, pseudonyms)) return NO_USE;
  return {
    releases: releasesOfTheDay(ledger, now),
    slowdown: ledger.slowdown,
    provider: ledger.providerAt(mailbox.hostAndPort),
    running: (await isLocked(entry)) ? [statePath] : [],
  };
}

function isBoundTo(bound: BoundInputs, { host, user }: Mailbox, { input }: Pseudonyms): boolean {
  return bound.host === input('host', host) && bound.user === input('user', user);
}

function releasesOfTheDay(ledger: Ledger, now: number): number[] {
  return ledger.countedBy(now).filter((time) => now - time < DAY);
}
