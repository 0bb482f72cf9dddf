import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FaultDetails } from '../../../src/fault.js';
import { parseProfileFile, readProfileFile } from '../../../src/profile/profile-file.js';
import { faultFrom, faultOf, temporaryFolder } from './support.js';

const FIVE = `host: SMTP.muster.example
port: 587
encryption: STARTTLS
user: wahl@muster.example
sender: Wahlbüro <wahl@muster.example>
`;
const FINGERPRINT = Array(32).fill('A1').join(':');

test('a profile file says everything but the password', () => {
  const more = `caFile: certificates/ca.pem\nfingerprint: "${FINGERPRINT.replaceAll(':', '').toLowerCase()}"\n`;
  const limits = 'limits: { connections: 2, perMinute: 30, perHour: 900, perDay: 5000 }\n';
  expect(parseProfileFile('ci/smtp.yaml', FIVE + more + limits)).toEqual({
    path: 'ci/smtp.yaml',
    host: 'smtp.muster.example',
    port: 587,
    encryption: 'starttls',
    user: 'wahl@muster.example',
    sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
    caFile: resolve('ci/certificates/ca.pem'),
    fingerprint: FINGERPRINT,
    limits: { connections: 2, perMinute: 30, perHour: 900, perDay: 5000 },
  });
});

test('JSON is understood as well, and a port may be a text', () => {
  const values = { host: 'a.example', port: '465', encryption: 'ssl', user: '00123', sender: 'a@b.example' };
  expect(parseProfileFile('smtp.json', JSON.stringify(values, null, 2))).toMatchObject({
    port: 465,
    user: '00123',
    caFile: null,
    fingerprint: null,
    limits: {},
  });
});

describe('it refuses', () => {
  test.each<[string, string, Partial<FaultDetails['profile-file-key']>]>([
    ['a password', `${FIVE}password: geheim\n`, { key: 'password', problem: 'secret', line: 6 }],
    ['a password in German', `${FIVE}Kennwort: geheim\n`, { key: 'Kennwort', problem: 'secret' }],
    ['a secret further in', `${FIVE}login:\n  clientSecret: x\n`, { key: 'login.clientSecret', line: 7 }],
    ['a secret in a list', 'host: x\nuser: [{ password: geheim }]\n', { key: 'user.password', line: 2 }],
    ['a token', `${FIVE}accessToken: x\n`, { key: 'accessToken', problem: 'secret' }],
    ['a file with the password', `${FIVE}passwordFile: p.txt\n`, { key: 'passwordFile', problem: 'secret' }],
    ['a sign-in by OAuth 2.0', `${FIVE}login: microsoft\n`, { key: 'login', problem: 'sign-in', line: 6 }],
    ['a part of one', `keyFile: k.json\n${FIVE}`, { key: 'keyFile', problem: 'sign-in', line: 1 }],
    [
      'a slip',
      `${FIVE}encription: ssl\n`,
      { key: 'encription', problem: 'unknown', suggestion: 'encryption' },
    ],
    ['a stranger', `farbe: rot\n${FIVE}`, { key: 'farbe', line: 1, suggestion: null }],
    ['a slip in the limits', `${FIVE}limits: { perMinut: 3 }\n`, { key: 'limits.perMinut', line: 6 }],
    ['a key twice', `${FIVE}host: smtp.evil.example\n`, { key: 'host', problem: 'twice', line: 6 }],
  ])('%s', (_what, text, details) => {
    const fault = faultOf(() => parseProfileFile('smtp.yaml', text));
    expect([fault.kind, fault.details]).toEqual(['profile-file-key', expect.objectContaining(details)]);
  });

  // Why: the parser's own words quote the file.
  test.each([
    'password: *Kn4rz',
    'password: !Kn4rz x',
    'user: "Kn4rz',
    'host: [Kn4rz',
    'user: {host: Kn4rz}',
  ])('what cannot be read is not repeated: %s', (text) => {
    const fault = faultOf(() => parseProfileFile('smtp.yaml', `${text}\n`));
    expect(JSON.stringify(fault.details)).not.toContain('Kn4rz');
  });

  test('a secret before anything else that is wrong, and without repeating it', () => {
    const fault = faultOf(() => parseProfileFile('smtp.yaml', 'farbe: rot\nPassword: Kn4rz!ge\n'));
    expect(fault.details).toMatchObject({ key: 'Password', problem: 'secret' });
    expect(JSON.stringify(fault.details)).not.toContain('Kn4rz');
  });

  test.each<[string, string, string, string]>([
    [
      'a user of digits, which YAML takes for a number',
      FIVE.replace(/^user.*/m, 'user: 00123'),
      'user',
      'quoted-text',
    ],
    ['a host that is a list', FIVE.replace(/^host.*/m, 'host: [a, b]'), 'host', 'quoted-text'],
    ['a key without a value', FIVE.replace(/^sender.*/m, 'sender:'), 'sender', 'quoted-text'],
    ['a limit of none', `${FIVE}limits: { perDay: 0 }\n`, 'limits.perDay', 'whole-number'],
    [
      'more connections than are possible',
      `${FIVE}limits: { connections: 51 }\n`,
      'limits.connections',
      'connections',
    ],
    ['limits that are none', `${FIVE}limits: 30\n`, 'limits', 'pace'],
    [
      'a SHA-1 for a fingerprint',
      `${FIVE}caFile: a.pem\nfingerprint: ${'AB'.repeat(20)}\n`,
      'fingerprint',
      'fingerprint',
    ],
    ['a list', '- host: a.example\n', '', 'profile-values'],
    ['one word', 'smtp.muster.example\n', '', 'profile-values'],
  ])('%s', (_what, text, key, expected) => {
    const fault = faultOf(() => parseProfileFile('smtp.yaml', text));
    expect([fault.kind, fault.details]).toEqual([
      'profile-file-value',
      expect.objectContaining({ key, expected }),
    ]);
  });

  test.each<[string, string, string]>([
    ['an address as the host', FIVE.replace('SMTP.', 'wahl@'), 'connection-value-invalid'],
    ['a port out of range', FIVE.replace('587', '70000'), 'connection-value-invalid'],
    ['nothing', '', 'profile-file-incomplete'],
    ['four of five', FIVE.replace(/^user.*\n/m, ''), 'profile-file-incomplete'],
    ['what is no YAML', `${FIVE}\t- : [`, 'profile-file-syntax'],
    [
      'a fingerprint without its certificate',
      `${FIVE}fingerprint: ${FINGERPRINT}\n`,
      'profile-file-fingerprint',
    ],
  ])('%s', (_what, text, kind) => {
    expect(faultOf(() => parseProfileFile('smtp.yaml', text)).kind).toBe(kind);
  });

  test('a wrong value with the line it stands on', () => {
    const fault = faultOf(() => parseProfileFile('smtp.yaml', FIVE.replace('STARTTLS', 'ja')));
    expect(fault.details).toMatchObject({ field: 'encryption', source: 'smtp.yaml:3' });
  });
});

test.each([
  ['no file', null, 'file-not-found'],
  ['another encoding', Buffer.from([0x68, 0xfc, 0x0a]), 'file-unreadable'],
  ['a file that is another one', Buffer.alloc(70_000, 0x61), 'file-too-large'],
])('reading tells %s', async (_what, bytes, kind) => {
  const path = join(temporaryFolder(), 'smtp.yaml');
  if (bytes) writeFileSync(path, bytes);
  expect((await faultFrom(readProfileFile(path))).kind).toBe(kind);
});
