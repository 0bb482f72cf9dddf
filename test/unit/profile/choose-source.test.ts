import { expect, test } from 'vitest';
import { chooseSource, type NamedProfile } from '../../../src/profile/choose-source.js';
import { type ConnectionFlags, fieldsFromFlags } from '../../../src/profile/flags.js';
import { faultOf } from './support.js';

const FLAGS = {
  host: 'smtp.muster.example',
  port: '465',
  encryption: 'ssl',
  user: 'wahl',
  sender: 'wahl@muster.example',
  passwordStdin: true,
};
const ENV = {
  INVITE_HOST: 'smtp.env.example',
  INVITE_PORT: '587',
  INVITE_ENCRYPTION: 'starttls',
  INVITE_USER: 'wahl',
  INVITE_PASSWORD: 'geheim',
  INVITE_SENDER: 'wahl@env.example',
};
const BY_COMMAND: NamedProfile = { name: 'muster', from: 'command-line' };
const BY_PROJECT: NamedProfile = { name: 'muster', from: 'project' };

test.each<[string, ConnectionFlags, NamedProfile | null, NodeJS.ProcessEnv, string]>([
  ['complete flags alone', FLAGS, null, {}, 'flags'],
  ['complete flags before the environment', FLAGS, null, ENV, 'flags'],
  ['complete flags before a broken environment', FLAGS, null, { INVITE_HOST: 'x' }, 'flags'],
  ['complete flags before the project’s profile', FLAGS, BY_PROJECT, ENV, 'flags'],
  ['a profile named on the command line', {}, BY_COMMAND, {}, 'profile'],
  ['a profile before the environment', {}, BY_COMMAND, ENV, 'profile'],
  ['the project’s profile before the environment', {}, BY_PROJECT, ENV, 'profile'],
  ['the project’s profile before a broken environment', {}, BY_PROJECT, { INVITE_HOST: 'x' }, 'profile'],
  ['a profile with another sender', { sender: 'a@muster.example' }, BY_COMMAND, {}, 'profile'],
  ['a profile file', { profileFile: 'smtp.yaml' }, null, {}, 'file'],
  ['a profile file before the environment', { profileFile: 'smtp.yaml' }, null, ENV, 'file'],
  ['a profile file before the project’s profile', { profileFile: 'smtp.yaml' }, BY_PROJECT, {}, 'file'],
  ['the environment where nothing else is named', {}, null, ENV, 'environment'],
  ['the environment with another sender', { sender: 'a@muster.example' }, null, ENV, 'environment'],
])('it takes %s', (_what, flags, named, env, expected) => {
  const source = chooseSource(flags, named, env);
  expect(source.kind === 'texts' ? source.texts.origin : source.kind).toBe(expected);
});

test.each<[string, ConnectionFlags, NamedProfile | null, NodeJS.ProcessEnv, string]>([
  ['nothing at all', {}, null, {}, 'profile-missing'],
  ['a sender alone', { sender: 'a@muster.example' }, null, {}, 'profile-missing'],
  ['a host beside a named profile', { host: 'smtp.evil.example' }, BY_COMMAND, {}, 'profile-flags-mixed'],
  [
    'a host beside the project’s profile',
    { host: 'smtp.evil.example' },
    BY_PROJECT,
    {},
    'profile-flags-mixed',
  ],
  ['all flags beside a named profile', FLAGS, BY_COMMAND, {}, 'profile-flags-mixed'],
  ['a password file beside a profile', { passwordFile: 'p' }, BY_COMMAND, {}, 'profile-flags-mixed'],
  ['a profile file beside a profile', { profileFile: 'smtp.yaml' }, BY_COMMAND, {}, 'profile-flags-mixed'],
  ['a CA file beside a profile', { caFile: 'ca.pem' }, BY_PROJECT, {}, 'profile-flags-mixed'],
  ['a host beside the environment', { host: 'smtp.evil.example' }, null, ENV, 'flags-incomplete'],
  ['a password beside the environment', { passwordStdin: true }, null, ENV, 'flags-incomplete'],
  ['a part of the environment', {}, null, { INVITE_HOST: 'x' }, 'environment-incomplete'],
  [
    'a sender beside a part of the environment',
    { sender: 'a@muster.example' },
    null,
    { INVITE_USER: 'x' },
    'environment-incomplete',
  ],
])('it refuses %s', (_what, flags, named, env, kind) => {
  expect(faultOf(() => chooseSource(flags, named, env)).kind).toBe(kind);
});

test.each([
  ['host', '--host'],
  ['port', '--port'],
  ['encryption', '--encryption'],
  ['user', '--user'],
  ['sender', '--sender'],
  ['passwordStdin', '--password-stdin'],
])('flags without %s are incomplete, and %s is named', (field, flag) => {
  const fault = faultOf(() => chooseSource({ ...FLAGS, [field]: undefined }, null, {}));
  expect(fault).toMatchObject({ kind: 'flags-incomplete', details: { missing: [flag] } });
});

test('the flags that do not go with a profile are all named', () => {
  const fault = faultOf(() => chooseSource({ host: 'x', passwordFile: 'p', sender: 's' }, BY_COMMAND, {}));
  expect(fault.details).toEqual({ flags: ['--host', '--password-file'] });
});

test('for a dialogue, the given flags are checked one by one and the port decides a bare TLS', () => {
  expect(fieldsFromFlags({ encryption: 'TLS', port: '465', host: 'SMTP.muster.example' })).toEqual({
    host: 'smtp.muster.example',
    port: 465,
    encryption: 'ssl',
  });
  expect(fieldsFromFlags({})).toEqual({});
  expect(faultOf(() => fieldsFromFlags({ port: '0' })).details).toMatchObject({ source: '--port' });
});
