/** Whoever can change a profile file must not choose where the password goes. */
import { expect, test } from 'vitest';
import { boundPassword } from '../../../src/profile/bound-password.js';
import type { ConnectionFlags } from '../../../src/profile/flags.js';
import { parseProfileFile } from '../../../src/profile/profile-file.js';
import { faultOf } from './support.js';

const FILE = parseProfileFile(
  'smtp.yaml',
  'host: smtp.muster.example\nport: 465\nencryption: ssl\nuser: wahl\nsender: Wahlbüro <wahl@muster.example>\n',
);
const HOST = 'smtp.muster.example';
const PASSWORD = { INVITE_PASSWORD: 'geheim' };

test.each<[string, ConnectionFlags, NodeJS.ProcessEnv, string | null]>([
  ['a variable beside the host', {}, { ...PASSWORD, INVITE_HOST: HOST }, 'INVITE_PASSWORD'],
  [
    'a file named by a variable',
    {},
    { INVITE_PASSWORD_FILE: 'p', INVITE_HOST: HOST },
    'INVITE_PASSWORD_FILE',
  ],
  ['the host in capitals', {}, { ...PASSWORD, INVITE_HOST: HOST.toUpperCase() }, 'INVITE_PASSWORD'],
  [
    'all the variables, where they agree',
    {},
    {
      ...PASSWORD,
      INVITE_HOST: HOST,
      INVITE_PORT: '465',
      INVITE_ENCRYPTION: 'TLS',
      INVITE_USER: 'wahl',
      INVITE_SENDER: '"Wahlbüro" <wahl@muster.example>',
    },
    'INVITE_PASSWORD',
  ],
  ['a flag beside the host', { passwordFile: 'p', host: HOST }, {}, '--password-file'],
  ['standard input beside the host', { passwordStdin: true, host: HOST }, {}, '--password-stdin'],
  ['a flag before a variable', { passwordFile: 'p', host: HOST }, PASSWORD, '--password-file'],
  [
    'another sender by flag',
    { sender: 'a@muster.example' },
    { ...PASSWORD, INVITE_HOST: HOST },
    'INVITE_PASSWORD',
  ],
  ['the word for a password', { login: 'password' }, { ...PASSWORD, INVITE_HOST: HOST }, 'INVITE_PASSWORD'],
  ['no password', {}, { INVITE_HOST: HOST }, null],
  ['nothing at all', {}, {}, null],
])('it takes %s', (_what, flags, env, source) => {
  expect(boundPassword(FILE, flags, env)?.source ?? null).toBe(source);
});

test.each<[string, ConnectionFlags, NodeJS.ProcessEnv, string]>([
  ['a variable alone', {}, PASSWORD, 'profile-file-unbound'],
  ['a sign-in by flag', { login: 'google', keyFile: 'k' }, {}, 'profile-file-sign-in'],
  [
    'a sign-in by variable, beside a password',
    {},
    { ...PASSWORD, INVITE_HOST: HOST, INVITE_CLIENT_SECRET: 'x' },
    'profile-file-sign-in',
  ],
  ['an empty host, as build servers set it', {}, { ...PASSWORD, INVITE_HOST: '' }, 'profile-file-unbound'],
  ['a file named by a variable alone', {}, { INVITE_PASSWORD_FILE: 'p' }, 'profile-file-unbound'],
  ['a flag alone', { passwordFile: 'p' }, {}, 'profile-file-unbound'],
  // The command line may lie in the repository as well as the file.
  ['a variable beside the host of a flag', { host: HOST }, PASSWORD, 'profile-file-unbound'],
  [
    'a flag beside the host of a variable',
    { passwordStdin: true },
    { INVITE_HOST: HOST },
    'profile-file-unbound',
  ],
  ['another host', {}, { ...PASSWORD, INVITE_HOST: 'smtp.org.example' }, 'profile-file-differs'],
  ['another host by flag', { host: 'smtp.org.example' }, {}, 'profile-file-differs'],
  ['another port', {}, { ...PASSWORD, INVITE_HOST: HOST, INVITE_PORT: '587' }, 'profile-file-differs'],
  [
    'less encryption',
    {},
    { ...PASSWORD, INVITE_HOST: HOST, INVITE_ENCRYPTION: 'starttls' },
    'profile-file-differs',
  ],
  ['another user', {}, { ...PASSWORD, INVITE_HOST: HOST, INVITE_USER: 'chef' }, 'profile-file-differs'],
  [
    'another sender',
    {},
    { ...PASSWORD, INVITE_HOST: HOST, INVITE_SENDER: 'a@b.example' },
    'profile-file-differs',
  ],
  ['an authority by flag', { caFile: 'ca.pem' }, {}, 'profile-flags-mixed'],
  ['an authority by variable', {}, { INVITE_CA_FILE: 'ca.pem' }, 'profile-flags-mixed'],
])('it refuses %s', (_what, flags, env, kind) => {
  expect(faultOf(() => boundPassword(FILE, flags, env)).kind).toBe(kind);
});
