/** Owns the use of a refresh token (RFC 6749 6) that several runs share and that the provider may exchange each time. */
import type { Secret } from '../profile/profile.js';
import type { IdentityProvider, TokenSet } from './identity-provider.js';
import { SignInError } from './sign-in-error.js';
import type { Grant } from './token-source.js';

/** Where the refresh token is kept between runs. */
export interface RefreshTokenStore {
  /** Null where nothing is stored any more. Throws the keychain's faults. */
  load(): Promise<Secret | null>;
  /** Throws the keychain's faults. */
  save(token: Secret): Promise<void>;
  /** Lets one run at a time do this. */
  alone<T>(act: () => Promise<T>): Promise<T>;
  /** A token could not be stored or read; the run goes on with the one in memory. */
  failed(error: unknown): void;
}

/**
 * Asks for an access token with the stored refresh token. A provider that exchanges it (RFC 9700 4.14.2) takes each one
 * once, and what follows a second use is the end of all of them: so one run at a time reads, asks and stores. The new one
 * is stored before the access token is handed out. `first` is the token as it was read when the run began.
 */
export function refreshGrant(
  provider: Pick<IdentityProvider, 'refresh'>,
  first: Secret,
  store: RefreshTokenStore,
): Grant {
  let own = first;
  let unsaved = false;
  const latest = async (): Promise<Secret> => {
    // What could not be stored is newer than what is.
    if (unsaved) return own;
    try {
      return (await store.load()) ?? own;
    } catch (error) {
      store.failed(error);
      return own;
    }
  };
  const save = async (token: Secret): Promise<void> => {
    own = token;
    try {
      await store.save(token);
      unsaved = false;
    } catch (error) {
      unsaved = true;
      store.failed(error);
    }
  };
  return () =>
    store.alone(async () => {
      const used = await latest();
      const answer = await refreshed(provider, used, latest);
      const { refreshToken } = answer;
      if (refreshToken !== null && refreshToken.reveal() !== used.reveal()) await save(refreshToken);
      else own = used;
      return answer;
    });
}

/** Once more where another run, which we could not wait for, has exchanged the token meanwhile. */
async function refreshed(
  provider: Pick<IdentityProvider, 'refresh'>,
  used: Secret,
  latest: () => Promise<Secret>,
): Promise<TokenSet> {
  try {
    return await provider.refresh(used);
  } catch (error) {
    if (!(error instanceof SignInError) || error.kind !== 'sign-in-expired') throw error;
    const now = await latest();
    if (now.reveal() === used.reveal()) throw error;
    return provider.refresh(now);
  }
}
