import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { type FieldName, readField } from '../../../src/profile/fields.js';
import { Secret } from '../../../src/profile/profile.js';
import { faultOf } from './support.js';

test.each([
  ['port', '465', 465],
  ['port', ' 587 ', 587],
  ['port', '0025', 25],
  ['port', '65535', 65535],
  ['user', ' MUSTER\\wahl ', 'MUSTER\\wahl'],
  ['user', 'wähler wahl', 'wähler wahl'],
  ['encryption', 'NO SSL', 'none'],
  ['caFile', './ca file.pem', './ca file.pem'],
] as const)('the %s %j is read', (field, text, value) => {
  expect(readField(field, text, '--flag')).toEqual(value);
});

test.each([
  ['port', '', 'empty'],
  ['port', '0', 'port-range'],
  ['port', '65536', 'port-range'],
  ['port', '9'.repeat(20), 'port-range'],
  ['port', '587/tcp', 'port-not-a-number'],
  ['port', '-1', 'port-not-a-number'],
  ['port', '4.65e2', 'port-not-a-number'],
  ['port', '٤٦٥', 'port-not-a-number'],
  ['user', ' ', 'empty'],
  ['user', 'wahl\0', 'control-characters'],
  ['user', 'wahl\r\nMAIL FROM:<x>', 'control-characters'],
  ['user', 'u'.repeat(1001), 'too-long'],
  ['password', 'one\ntwo', 'line-break'],
  ['password', 'one\r', 'line-break'],
  ['password', 'one\0two', 'control-characters'],
  ['password', 'p'.repeat(1001), 'too-long'],
  ['caFile', ' ', 'empty'],
  ['caFile', 'a\0b', 'control-characters'],
  ['encryption', 'TLS', 'encryption-ambiguous'],
] as const)('the %s %j is refused as %s', (field, text, expected) => {
  const fault = faultOf(() => readField(field, text, '--flag'));
  expect(fault).toMatchObject({
    kind: 'connection-value-invalid',
    details: { field, expected, source: '--flag' },
  });
});

test('a password is taken as it is, blanks and umlauts included', () => {
  expect(readField('password', ' Kennwört „x“ ', '-').reveal()).toBe(' Kennwört „x“ ');
});

test('an empty password has a fault of its own', () => {
  expect(faultOf(() => readField('password', '', 'INVITE_PASSWORD'))).toMatchObject({
    kind: 'password-empty',
    details: { source: 'INVITE_PASSWORD' },
  });
});

test('the fault of a wrong password does not hold the password', () => {
  const fault = faultOf(() => readField('password', 'canary\nword', '-'));
  expect(inspect(fault, { depth: 9 })).not.toContain('canary');
});

test('what a wrong value shows is one short line without control characters', () => {
  const fault = faultOf(() => readField('host', `\u001b[2J${'a'.repeat(3000)}`, '-'));
  const value = String((fault.details as { value: string }).value);
  expect(value.length).toBeLessThanOrEqual(80);
  expect(value).not.toContain('\u001b');
});

test('the port decides what a bare TLS means', () => {
  expect(readField('encryption', 'tls', '-', { port: 465 })).toBe('ssl');
  expect(readField('encryption', 'tls', '-', { port: 587 })).toBe('starttls');
});

test('every field refuses the empty text', () => {
  const fields: FieldName[] = ['host', 'port', 'encryption', 'user', 'password', 'sender', 'caFile'];
  for (const field of fields) expect(() => readField(field, '', '-')).toThrow();
});

test('a secret shows itself nowhere by mistake', () => {
  const secret = new Secret('canary');
  expect(`${secret} ${JSON.stringify({ secret })} ${inspect({ secret })}`).not.toContain('canary');
});

test.each([
  ['host', 'wahl:geheim@smtp.example.org'],
  ['host', 'smtp://wahl:geheim@smtp.example.org:587'],
  ['user', 'wahl:geheim@\u0000'],
  ['sender', 'wahl:geheim@example.org, zwei@example.org'],
] as const)('a %s with a password in it is not repeated: %s', (field, text) => {
  const fault = faultOf(() => readField(field, text, '--flag'));
  expect(JSON.stringify(fault?.details)).not.toContain('geheim');
});
