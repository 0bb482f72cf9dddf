import { expect, test } from 'vitest';
import type { KnownFields } from '../../../src/profile/fields.js';
import { boundChanges } from '../../../src/profile/kept-password.js';
import { storedProfile } from './support.js';

const stored = storedProfile();
const { host, port, user, encryption, sender } = stored;
const same: KnownFields = { host, port, user, encryption, sender };

test.each<[string, KnownFields, readonly string[]]>([
  ['nothing is known yet', {}, []],
  ['nothing changed', same, []],
  ['the sender changed', { ...same, sender: { name: 'Neu', address: 'neu@muster.example' } }, []],
  ['starttls became ssl', { ...same, encryption: 'ssl' }, []],
  ['a CA file was named', { ...same, caFile: 'ca.pem' }, []],
  ['the host changed', { ...same, host: 'evil.example' }, ['host']],
  ['the host changed in one letter', { ...same, host: 'smtp.rnuster.example' }, ['host']],
  ['the port changed', { ...same, port: 465 }, ['port']],
  ['the user changed', { ...same, user: 'andere@muster.example' }, ['user']],
  ['encryption was dropped', { ...same, encryption: 'none' }, ['encryption']],
  [
    'all changed',
    { host: 'x.example', port: 25, user: 'x', encryption: 'none' },
    ['user', 'host', 'port', 'encryption'],
  ],
])('attack 36: where %s, the password is asked again for %j', (_what, now, changes) => {
  expect(boundChanges(stored, now)).toEqual(changes);
});

test('an unencrypted profile that stays so keeps its password', () => {
  expect(boundChanges({ ...stored, encryption: 'none' }, { ...same, encryption: 'none' })).toEqual([]);
});
