/** Owns the stages before the first byte: finding the host's addresses and opening a connection to one. */
import type { Socket } from 'node:net';
import { networkKind } from './network-kind.js';
import type { AddressAttempt, OwnKind } from './result.js';
import { failed, passed, type Session, type StageOutcome, warned } from './session.js';

type Connected = { readonly socket: Socket } | { readonly kind: OwnKind };

/** Asks for all addresses of the host. */
export async function resolveStage(session: Session): Promise<StageOutcome> {
  const { account, deadlines, doors } = session;
  const found = await within(deadlines.resolve, doors.lookup(account.host).catch(networkKind));
  if (found === null) return failed('no-answer');
  if (typeof found === 'string') return failed(found);
  if (found.length === 0) return failed('host-not-found');
  session.addresses = [...new Set(found)];
  return passed(null, { addresses: session.addresses });
}

/** Tries one address after the other; those that stay silent share the stage's time. */
export async function connectStage(session: Session): Promise<StageOutcome> {
  const end = session.doors.clock.monotonic() + session.deadlines.connect;
  const attempts: AddressAttempt[] = [];
  for (const [index, address] of session.addresses.entries()) {
    const left = end - session.doors.clock.monotonic();
    const share = Math.max(1, left / (session.addresses.length - index));
    const result = await connectTo(session, address, share);
    if ('socket' in result) {
      session.socket = result.socket;
      session.address = address;
      const facts = { attempts: [...attempts, { address, kind: 'connected' as const }] };
      return attempts.length === 0 ? passed(null, facts) : warned('some-addresses-unreachable', null, facts);
    }
    attempts.push({ address, kind: result.kind });
  }
  return failed(worst(attempts), null, { attempts });
}

/** Opens one connection within so many milliseconds. */
export function connectTo(session: Session, address: string, deadline: number): Promise<Connected> {
  return new Promise((resolve) => {
    const socket = session.doors.connect(address, session.account.port);
    const settle = (result: Connected): void => {
      clearTimeout(timer);
      socket.off('connect', onConnect).off('error', onError);
      // The socket may still fail while nobody listens, between two stages.
      socket.on('error', () => {});
      if ('kind' in result) socket.destroy();
      resolve(result);
    };
    const onConnect = (): void => settle({ socket });
    const onError = (error: Error): void => settle({ kind: networkKind(error) });
    const timer = setTimeout(() => settle({ kind: 'connection-timeout' }), deadline);
    socket.on('connect', onConnect).on('error', onError);
  });
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
