import { expect, test } from 'vitest';
import { type Service, serverFrom } from '../../../src/discovery/srv.js';

const record = (priority: number, weight: number, port: number, name: string) => ({
  priority,
  weight,
  port,
  name,
});

test.each<[string, Service, readonly ReturnType<typeof record>[], string | null]>([
  ['implicit TLS', '_submissions._tcp', [record(0, 1, 465, 'smtp.muster.test')], 'smtp.muster.test:465 ssl'],
  ['on any port', '_submissions._tcp', [record(0, 1, 4650, 'smtp.muster.test')], 'smtp.muster.test:4650 ssl'],
  ['STARTTLS', '_submission._tcp', [record(0, 1, 587, 'smtp.muster.test')], 'smtp.muster.test:587 starttls'],
  [
    '465 under the older name',
    '_submission._tcp',
    [record(0, 1, 465, 'smtp.muster.test')],
    'smtp.muster.test:465 ssl',
  ],
  [
    '25 under the older name',
    '_submission._tcp',
    [record(0, 1, 25, 'smtp.muster.test')],
    'smtp.muster.test:25 starttls',
  ],
  [
    'the lowest priority',
    '_submission._tcp',
    [record(20, 9, 587, 'b.test'), record(10, 1, 587, 'a.test')],
    'a.test:587 starttls',
  ],
  [
    'then the highest weight',
    '_submission._tcp',
    [record(1, 1, 587, 'b.test'), record(1, 9, 587, 'a.test')],
    'a.test:587 starttls',
  ],
  [
    'a name in capitals with a final dot',
    '_submission._tcp',
    [record(0, 0, 587, 'SMTP.Muster.test.')],
    'smtp.muster.test:587 starttls',
  ],
  ['no service by a dot', '_submission._tcp', [record(0, 0, 0, '.')], null],
  ['no service by nothing', '_submission._tcp', [record(0, 0, 0, '')], null],
  ['no record', '_submission._tcp', [], null],
  ['port 0', '_submission._tcp', [record(0, 0, 0, 'smtp.muster.test')], null],
  ['control characters', '_submission._tcp', [record(0, 0, 587, 'smtp\u001b[2J.test')], null],
  ['a URL', '_submission._tcp', [record(0, 0, 587, 'https://evil.test/')], null],
  [
    'the next where one is unusable',
    '_submission._tcp',
    [record(0, 0, 587, 'a b'), record(9, 0, 587, 'b.test')],
    'b.test:587 starttls',
  ],
])('reads %s', (_what, service, records, expected) => {
  const found = serverFrom(service, 'muster.test', records);
  expect(found && `${found.host}:${found.port} ${found.encryption}`).toBe(expected);
  if (found) expect(found.source).toEqual({ kind: 'srv', name: `${service}.muster.test` });
});
