import { expect, test } from 'vitest';
import { NO_LIMITS } from '../../../src/profile/profile.js';
import { shownOrigins } from '../../../src/profile/shown-origin.js';
import { storedProfile } from './support.js';

const microsoft = { name: 'Microsoft 365', port: 587, encryption: 'starttls' };
const keychain = (preset: string | null = null) => ({ kind: 'keychain', preset });

test('every value of a plain profile comes from the keychain, what is not set by default', () => {
  const origins = shownOrigins(storedProfile({ limits: { ...NO_LIMITS, perMinute: 30 } }), null);
  const { caFile, pin, connections, perHour, perDay, perConnection, ...rest } = origins;
  expect(Object.values(rest)).toEqual(Object.values(rest).map(() => keychain()));
  expect(Object.keys(rest).sort()).toEqual(
    ['encryption', 'host', 'login', 'password', 'perMinute', 'port', 'sender', 'user'].sort(),
  );
  for (const origin of [caFile, pin, connections, perHour, perDay, perConnection])
    expect(origin).toEqual({ kind: 'default' });
});

test('what the provider names is said to be so, and what it does not name is not', () => {
  const as = shownOrigins(storedProfile(), microsoft);
  expect([as.host, as.port, as.encryption, as.user]).toEqual([
    ...Array(3).fill(keychain('Microsoft 365')),
    keychain(),
  ]);
  const other = shownOrigins(storedProfile({ port: 25 }), microsoft);
  expect([other.host, other.port]).toEqual([keychain('Microsoft 365'), keychain()]);
});

test('certificates come from files that the keychain knows by their digest', () => {
  const caFile = { path: '/etc/ca.pem', sha256: 'a'.repeat(64) };
  const pin = { path: '/home/certificates/x.pem', sha256: 'b'.repeat(64), fingerprint: 'AA' };
  expect(shownOrigins(storedProfile({ caFile }), null).caFile).toEqual({ kind: 'file', ...caFile });
  const { path, sha256 } = pin;
  expect(shownOrigins(storedProfile({ pin }), null).pin).toEqual({ kind: 'own-file', path, sha256 });
});
