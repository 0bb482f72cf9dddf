import { expect, test } from 'vitest';
import { readEnvironment, variablesToDelete } from '../../../src/profile/environment.js';

const COMPLETE = {
  INVITE_HOST: 'smtp.muster.example',
  INVITE_PORT: '587',
  INVITE_ENCRYPTION: 'STARTTLS',
  INVITE_USER: 'wahl',
  INVITE_PASSWORD: 'geheim',
  INVITE_SENDER: 'wahl@muster.example',
};
const NEEDED = Object.keys(COMPLETE);

test('a complete environment gives the texts unchecked', () => {
  expect(readEnvironment(COMPLETE)).toEqual({
    kind: 'complete',
    texts: {
      origin: 'environment',
      host: 'smtp.muster.example',
      port: '587',
      encryption: 'STARTTLS',
      user: 'wahl',
      sender: 'wahl@muster.example',
      caFile: null,
      login: { kind: 'password', source: { kind: 'text', text: 'geheim', source: 'INVITE_PASSWORD' } },
    },
  });
});

test('a password file takes the place of a password, and a CA file may be added', () => {
  const { INVITE_PASSWORD: _, ...rest } = COMPLETE;
  const env = { ...rest, INVITE_PASSWORD_FILE: '/run/secrets/p', INVITE_CA_FILE: 'ca.pem' };
  expect(readEnvironment(env)).toMatchObject({
    texts: {
      caFile: 'ca.pem',
      login: { source: { kind: 'file', path: '/run/secrets/p', source: 'INVITE_PASSWORD_FILE' } },
    },
  });
});

test('a password and a password file together are told as two', () => {
  expect(readEnvironment({ ...COMPLETE, INVITE_PASSWORD_FILE: 'p' })).toMatchObject({
    texts: { login: { source: { kind: 'twice' } } },
  });
});

test.each(NEEDED)('without %s, or with it empty, the environment is incomplete', (missing) => {
  for (const value of [undefined, '']) {
    expect(readEnvironment({ ...COMPLETE, [missing]: value })).toEqual({
      kind: 'incomplete',
      present: NEEDED.filter((name) => name !== missing).sort(byOrder),
      missing: [missing],
    });
  }
});

test.each(NEEDED.concat('INVITE_PASSWORD_FILE', 'INVITE_CA_FILE'))('%s alone is incomplete', (name) => {
  expect(readEnvironment({ [name]: 'x' })).toMatchObject({ kind: 'incomplete', present: [name] });
});

test.each([
  ['nothing', {}],
  ['empty variables', { INVITE_HOST: '', INVITE_PASSWORD: '' }],
  ['variables of other matters', { INVITE_LANG: 'de', HOME: '/', SMTP_HOST: 'x' }],
])('an environment with %s is absent', (_what, env) => {
  expect(readEnvironment(env)).toEqual({ kind: 'absent' });
});

test('every variable of a connection that is set must go, whether it is used or not', () => {
  expect(
    variablesToDelete({ INVITE_PASSWORD: 'x', INVITE_HOST: '', INVITE_LANG: 'de', PATH: '/bin' }),
  ).toEqual(['INVITE_HOST', 'INVITE_PASSWORD']);
});

function byOrder(a: string, b: string): number {
  const order = variablesToDelete({ ...COMPLETE });
  return order.indexOf(a) - order.indexOf(b);
}
