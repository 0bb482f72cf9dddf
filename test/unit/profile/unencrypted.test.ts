import { expect, test } from 'vitest';
import { judgeProtection } from '../../../src/profile/unencrypted.js';
import { faultOf } from './support.js';

const NOTHING = { flag: false, terminal: false, confirmed: false };
const AWAY = 'smtp.muster.example';

test.each([
  ['ssl needs no permission', AWAY, 'ssl', NOTHING, 'encrypted'],
  ['starttls needs no permission', AWAY, 'starttls', NOTHING, 'encrypted'],
  ['none is free towards localhost', 'localhost', 'none', NOTHING, 'loopback'],
  ['none is free towards 127.0.0.2', '127.0.0.2', 'none', NOTHING, 'loopback'],
  ['none is free towards ::1', '::1', 'none', NOTHING, 'loopback'],
  ['the flag allows none in a script', AWAY, 'none', { ...NOTHING, flag: true }, 'allowed-by-flag'],
  [
    'the flag allows none at a terminal',
    AWAY,
    'none',
    { ...NOTHING, flag: true, terminal: true },
    'allowed-by-flag',
  ],
  [
    'a stored yes is enough at a terminal',
    AWAY,
    'none',
    { flag: false, terminal: true, confirmed: true },
    'confirmed',
  ],
] as const)('%s', (_what, host, encryption, permission, protection) => {
  expect(judgeProtection({ host, encryption }, permission)).toBe(protection);
});

test.each([
  ['nobody allowed it', NOTHING],
  ['a terminal alone allows nothing', { ...NOTHING, terminal: true }],
  ['a stored yes does not speak for a script', { ...NOTHING, confirmed: true }],
])('attack 25: towards another machine, none is refused: %s', (_what, permission) => {
  const fault = faultOf(() => judgeProtection({ host: AWAY, encryption: 'none' }, permission));
  expect(fault).toMatchObject({ kind: 'unencrypted-not-allowed', details: { host: AWAY } });
});
