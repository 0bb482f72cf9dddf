import { expect, test } from 'vitest';
import type { TokenSet } from '../../../src/oauth2/identity-provider.js';
import { type RefreshTokenStore, refreshGrant } from '../../../src/oauth2/refresh-grant.js';
import { SignInError } from '../../../src/oauth2/sign-in-error.js';
import { tokenSource } from '../../../src/oauth2/token-source.js';
import { Secret } from '../../../src/profile/profile.js';

function world(lifetime = 3600) {
  const time = { wall: 1_000_000, steady: 0 };
  let count = 0;
  const seen: string[] = [];
  const grant = async (): Promise<TokenSet> => {
    count += 1;
    return { accessToken: new Secret(`token-${count}`), refreshToken: null, lifetime };
  };
  const clock = { now: () => time.wall, monotonic: () => time.steady };
  const source = tokenSource(grant, clock, (secret) => seen.push(secret.reveal()));
  return { time, source, seen, text: async () => (await source.accessToken()).reveal() };
}

test('a token serves until five minutes before its end, by either clock', async () => {
  const { time, text } = world();
  expect(await text()).toBe('token-1');
  time.steady += 54 * 60_000;
  time.wall += 54 * 60_000;
  expect(await text()).toBe('token-1');
  time.steady += 2 * 60_000;
  expect(await text()).toBe('token-2');
  // A computer that slept: only the wall clock went on.
  time.wall += 2 * 3_600_000;
  expect(await text()).toBe('token-3');
});

test('of a short-lived token a fifth is given up, no more', async () => {
  const { time, text } = world(60);
  await text();
  time.steady += 47_000;
  expect(await text()).toBe('token-1');
  time.steady += 2_000;
  expect(await text()).toBe('token-2');
});

test('all who ask at once wait for one grant; a refused token is exchanged once for all', async () => {
  const { source, seen } = world();
  const tokens = await Promise.all([source.accessToken(), source.accessToken()]);
  expect(tokens.map((token) => token.reveal())).toEqual(['token-1', 'token-1']);
  const refused = new Secret('token-1');
  const renewed = await Promise.all([source.renewed(refused), source.renewed(refused)]);
  expect(renewed.map((token) => token.reveal())).toEqual(['token-2', 'token-2']);
  // Whoever comes later with the old one is given the new one.
  expect((await source.renewed(refused)).reveal()).toBe('token-2');
  expect(seen).toEqual(['token-1', 'token-2']);
  expect(source.held()).toHaveLength(2);
});

/** A provider that takes each refresh token once, and a keychain of which several runs know. */
function shared() {
  const state = { stored: 'r1', good: 'r1', count: 1, broken: false, failures: 0, log: [] as string[] };
  let turn: Promise<unknown> = Promise.resolve();
  const provider = {
    refresh: async (token: Secret): Promise<TokenSet> => {
      state.log.push(token.reveal());
      if (token.reveal() !== state.good) {
        state.good = '';
        throw new SignInError('sign-in-expired', 'https://id.example', 'invalid_grant');
      }
      state.count += 1;
      state.good = `r${state.count}`;
      return { accessToken: new Secret('a'), refreshToken: new Secret(state.good), lifetime: 60 };
    },
  };
  const store = (alone: boolean): RefreshTokenStore => ({
    load: async () => {
      if (state.broken) throw new Error('locked');
      return new Secret(state.stored);
    },
    save: async (token) => {
      if (state.broken) throw new Error('locked');
      state.stored = token.reveal();
    },
    alone: <T>(act: () => Promise<T>): Promise<T> => {
      if (!alone) return act();
      const done = turn.then(act);
      turn = done.catch(() => {});
      return done;
    },
    failed: () => {
      state.failures += 1;
    },
  });
  return { state, provider, store };
}

test('two runs at once exchange the token one after the other, and it is stored before it is needed', async () => {
  const { state, provider, store } = shared();
  const runs = [1, 2].map(() => refreshGrant(provider, new Secret('r1'), store(true)));
  await Promise.all(runs.map((grant) => grant()));
  await Promise.all(runs.map((grant) => grant()));
  expect(state).toMatchObject({ stored: 'r5', good: 'r5', log: ['r1', 'r2', 'r3', 'r4'] });
});

test('a keychain that does not answer stops nothing, and is caught up with', async () => {
  const { state, provider, store } = shared();
  const grant = refreshGrant(provider, new Secret('r1'), store(true));
  state.broken = true;
  await grant();
  await grant();
  expect(state).toMatchObject({ stored: 'r1', good: 'r3', log: ['r1', 'r2'] });
  expect(state.failures).toBeGreaterThan(0);
  state.broken = false;
  await grant();
  expect(state).toMatchObject({ stored: 'r4', good: 'r4' });
});

test('a token that another run exchanged unseen is looked up once more', async () => {
  const { state, store } = shared();
  let asked = 0;
  const provider = {
    refresh: async (token: Secret): Promise<TokenSet> => {
      asked += 1;
      if (asked === 1) {
        state.stored = 'r9';
        throw new SignInError('sign-in-expired', 'https://id.example', 'invalid_grant');
      }
      return { accessToken: new Secret(`for-${token.reveal()}`), refreshToken: null, lifetime: 60 };
    },
  };
  const grant = refreshGrant(provider, new Secret('r1'), store(false));
  expect((await grant()).accessToken.reveal()).toBe('for-r9');
});
