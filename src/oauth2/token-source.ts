/** Owns the access token of a run: kept while it is valid, asked for anew in time and after a refusal. */
import type { Secret, TokenSource } from '../profile/profile.js';
import type { TokenSet } from './identity-provider.js';

/** Gets one new access token from the provider. Throws `SignInError`. */
export type Grant = () => Promise<TokenSet>;

export interface TokenClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds that never jump back. */
  monotonic(): number;
}

/** Milliseconds of validity that a login wants: a server may take some of them to answer. */
const MARGIN = 5 * 60_000;
/** Of a short-lived token no more than this share is given up. */
const MOST_GIVEN_UP = 0.2;

interface Current {
  readonly token: Secret;
  readonly renewAt: number;
  readonly renewAtDate: number;
}

/**
 * A source that asks `grant` when it has to, for all connections together once. `seen` is told every secret as soon as
 * it is here, so that nothing that is printed holds it.
 */
export function tokenSource(grant: Grant, clock: TokenClock, seen: (secret: Secret) => void): TokenSource {
  const held: Secret[] = [];
  let current: Current | null = null;
  let underWay: Promise<Secret> | null = null;
  const keep = ({ accessToken, refreshToken, lifetime }: TokenSet): Secret => {
    for (const secret of refreshToken === null ? [accessToken] : [accessToken, refreshToken]) {
      held.push(secret);
      seen(secret);
    }
    const whole = lifetime * 1000;
    const useful = whole - Math.min(MARGIN, whole * MOST_GIVEN_UP);
    current = {
      token: accessToken,
      renewAt: clock.monotonic() + useful,
      renewAtDate: clock.now() + useful,
    };
    return accessToken;
  };
  const renew = (): Promise<Secret> => {
    underWay ??= grant()
      .then(keep)
      .finally(() => {
        underWay = null;
      });
    return underWay;
  };
  // By both clocks: one stands still while a computer sleeps, the other can be set back.
  const isFresh = ({ renewAt, renewAtDate }: Current): boolean =>
    clock.monotonic() < renewAt && clock.now() < renewAtDate;
  return {
    accessToken: async () => (current !== null && isFresh(current) ? current.token : renew()),
    renewed: async (rejected) =>
      current !== null && current.token.reveal() !== rejected.reveal() ? current.token : renew(),
    held: () => held,
  };
}
