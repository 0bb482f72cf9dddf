/** Owns the stages before the first byte: finding the host's addresses, and trying each of them. */
import { setMaxListeners } from 'node:events';
import type { Socket } from 'node:net';
import { networkKind } from './network-kind.js';
import type { AddressAttempt, OwnKind } from './result.js';
import { failed, passed, type Session, type StageOutcome, warned } from './session.js';

type Connected = { readonly socket: Socket } | { readonly kind: OwnKind };

/** Milliseconds that the other addresses still have once one has answered: a mailing would not wait for them. */
const GRACE = 3_000;
/** All are tried at once, at five pairs of port and encryption: whoever answers for a name could name half the net. */
const MOST_ADDRESSES = 32;

/** Asks for all addresses of the host; of more than any host has, the first are taken. */
export async function resolveStage(session: Session): Promise<StageOutcome> {
  const { account, deadlines, doors } = session;
  const found = await within(deadlines.resolve, doors.lookup(account.host).catch(networkKind));
  if (found === null) return failed('no-answer');
  if (typeof found === 'string') return failed(found);
  if (found.length === 0) return failed('host-not-found');
  session.addresses = [...new Set(found)].slice(0, MOST_ADDRESSES);
  return passed(null, { addresses: session.addresses });
}

/** Tries all addresses at once, IPv4 and IPv6, and goes on with the first in the resolver's order that answers. */
export async function connectStage(session: Session): Promise<StageOutcome> {
  const results = await tryAll(session);
  const attempts = session.addresses.map((address, index): AddressAttempt => {
    const result = results[index];
    return { address, kind: result && 'kind' in result ? result.kind : 'connected' };
  });
  const chosen = attempts.findIndex(({ kind }) => kind === 'connected');
  for (const [index, result] of results.entries())
    if ('socket' in result && index !== chosen) result.socket.destroy();
  const used = results[chosen];
  if (used === undefined || !('socket' in used)) return failed(worst(attempts), null, { attempts });
  session.socket = used.socket;
  session.address = session.addresses[chosen] ?? '';
  const facts = { attempts, address: session.address, localAddress: used.socket.localAddress ?? null };
  // "localhost" has two addresses on most machines, and a local server listens where it likes.
  const anyWillDo = session.account.host === 'localhost';
  return !anyWillDo && attempts.some((attempt) => isTrouble(attempt, session.address))
    ? warned('some-addresses-unreachable', null, facts)
    : passed(null, facts);
}

/** One result per address, in their order. */
async function tryAll(session: Session): Promise<Connected[]> {
  const grace = new AbortController();
  // Each address listens; Node warns of more than ten on the user's screen.
  setMaxListeners(MOST_ADDRESSES, grace.signal);
  const timers: NodeJS.Timeout[] = [];
  const attempts = session.addresses.map(async (address) => {
    const result = await connectTo(session, address, session.deadlines.connect, grace.signal);
    if ('socket' in result) timers.push(setTimeout(() => grace.abort(), GRACE));
    return result;
  });
  return Promise.all(attempts).finally(() => timers.forEach(clearTimeout));
}

/**
 * Opens one connection within so many milliseconds; with `giveUp` it counts as silent at once where that is aborted.
 */
export function connectTo(
  session: Session,
  address: string,
  deadline: number,
  giveUp?: AbortSignal,
): Promise<Connected> {
  return new Promise((resolve) => {
    const socket = session.doors.connect(address, session.account.port);
    const settle = (result: Connected): void => {
      clearTimeout(timer);
      giveUp?.removeEventListener('abort', onTimeout);
      socket.off('connect', onConnect).off('error', onError);
      // The socket may still fail while nobody listens, between two stages.
      socket.on('error', () => {});
      if ('kind' in result) socket.destroy();
      resolve(result);
    };
    const onConnect = (): void => settle({ socket });
    const onError = (error: Error): void => settle({ kind: networkKind(error) });
    const onTimeout = (): void => settle({ kind: 'connection-timeout' });
    const timer = setTimeout(onTimeout, deadline);
    giveUp?.addEventListener('abort', onTimeout);
    socket.on('connect', onConnect).on('error', onError);
  });
}

/** A network without IPv6 is no fault of the host: it has no way to any address of that family. */
function isTrouble({ address, kind }: AddressAttempt, used: string): boolean {
  if (kind === 'connected') return false;
  return kind !== 'network-unreachable' || isIPv6(address) === isIPv6(used);
}

function isIPv6(address: string): boolean {
  return address.includes(':');
}

/** Where several addresses fail in different ways: an answer tells more than silence, silence more than no route. */
function worst(attempts: readonly AddressAttempt[]): OwnKind {
  const order: readonly OwnKind[] = ['connection-refused', 'connection-timeout', 'network-unreachable'];
  return order.find((kind) => attempts.some((attempt) => attempt.kind === kind)) ?? 'connection-lost';
}

/** The promise's value, or null where it takes longer. */
async function within<T>(deadline: number, promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), deadline);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
