import { expect, test } from 'vitest';
import type { SignInOrder } from '../../../src/profile/connection.js';
import { NO_LIMITS, Secret, type TokenSource } from '../../../src/profile/profile.js';
import { parseProfileFile } from '../../../src/profile/profile-file.js';
import { type ProfileDoors, type ProfileSources, resolveProfile } from '../../../src/profile/resolve.js';
import { faultFrom, PASSWORD, passwordIn, storedProfile } from './support.js';

const FLAGS = {
  host: 'SMTP.muster.example',
  port: '465',
  encryption: 'TLS',
  user: 'wahl',
  sender: 'Wahlbüro <wahl@muster.example>',
  passwordStdin: true,
};
const ENV = {
  INVITE_HOST: 'smtp.env.example',
  INVITE_PORT: '587',
  INVITE_ENCRYPTION: 'starttls',
  INVITE_USER: 'env',
  INVITE_PASSWORD: 'from environment',
  INVITE_SENDER: 'wahl@env.example',
};
const FILE = `host: smtp.file.example
port: 465
encryption: ssl
user: wahl
sender: wahl@file.example
limits: { perMinute: 30 }
`;
const CA = { path: 'ca.pem', sha256: 'a'.repeat(64), pem: 'PEM', certificates: 1 };

function sources(changes: Partial<ProfileSources> = {}): ProfileSources {
  return {
    flags: {},
    named: null,
    environment: {},
    limits: [],
    allowUnencrypted: false,
    terminal: false,
    ...changes,
  };
}

const NO_TOKENS: TokenSource = {
  accessToken: () => Promise.reject(new Error('no token in this test')),
  renewed: () => Promise.reject(new Error('no token in this test')),
  held: () => [],
};

function doors(
  changes: Partial<ProfileDoors> = {},
): ProfileDoors & { readonly opened: string[]; readonly orders: SignInOrder[] } {
  const opened: string[] = [];
  const orders: SignInOrder[] = [];
  const note =
    <T>(name: string, value: T) =>
    async () => {
      opened.push(name);
      return value;
    };
  return {
    opened,
    orders,
    loadProfile: note('keychain', storedProfile()),
    readPasswordFile: note('file', new Secret('from file')),
    readPasswordStdin: note('stdin', new Secret('from stdin')),
    readCaFile: note('ca', CA),
    readProfileFile: async (path) => parseProfileFile(path, FILE),
    askPassword: note('question', new Secret('typed')),
    readKeyFile: note('key', {
      email: 'dienst@muster.example',
      keyId: '1',
      privateKey: new Secret('geheim'),
    }),
    loadSecret: note('secret', { flow: 'client-credentials', clientSecret: new Secret('geheim') }),
    tokensFor: (order) => {
      orders.push(order);
      return NO_TOKENS;
    },
    ...changes,
  };
}

test('flags give a checked profile without a name, and say so for each value', async () => {
  const { profile, origins, protection, caFile } = await resolveProfile(sources({ flags: FLAGS }), doors());
  expect(profile).toMatchObject({
    name: null,
    host: 'smtp.muster.example',
    port: 465,
    encryption: 'ssl',
    user: 'wahl',
    sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
    ca: null,
    limits: NO_LIMITS,
  });
  expect(passwordIn(profile.login)).toBe('from stdin');
  expect([protection, caFile]).toEqual(['encrypted', null]);
  expect(origins.host).toEqual({ kind: 'flag', name: '--host' });
  expect(origins.password).toEqual({ kind: 'flag', name: '--password-stdin' });
  expect(origins.caFile).toEqual({ kind: 'default' });
  expect(origins.perDay).toEqual({ kind: 'default' });
});

test('the environment gives a profile, its CA file included', async () => {
  const environment = { ...ENV, INVITE_CA_FILE: 'ca.pem' };
  const { profile, origins, caFile } = await resolveProfile(sources({ environment }), doors());
  expect(profile).toMatchObject({ name: null, host: 'smtp.env.example', ca: 'PEM' });
  expect(passwordIn(profile.login)).toBe('from environment');
  expect(caFile).toEqual({ path: 'ca.pem', sha256: CA.sha256 });
  expect(origins.caFile).toEqual({ kind: 'environment', name: 'INVITE_CA_FILE' });
});

test('a named profile comes whole from the keychain; nothing of the environment gets in', async () => {
  const named = { name: 'muster', from: 'command-line' } as const;
  const { profile, origins } = await resolveProfile(sources({ named, environment: ENV }), doors());
  expect(profile).toMatchObject({ name: 'muster', host: 'smtp.muster.example', user: 'wahl@muster.example' });
  expect(passwordIn(profile.login)).toBe(PASSWORD);
  expect(profile).not.toHaveProperty('unencryptedConfirmed');
  expect(origins.host).toEqual({ kind: 'profile', name: 'muster' });
});

test('sender and limits may be set beside a profile, each with its origin', async () => {
  const stored = storedProfile({ limits: { ...NO_LIMITS, perMinute: 30, perDay: 10_000 } });
  const { profile, origins } = await resolveProfile(
    sources({
      named: { name: 'muster', from: 'project' },
      flags: { sender: 'Vorstand <vorstand@muster.example>' },
      limits: [
        { origin: { kind: 'flag', name: '--connections' }, limits: { connections: 2, perMinute: undefined } },
        { origin: { kind: 'project', name: 'pace' }, limits: { connections: 9, perDay: 500 } },
      ],
    }),
    doors({ loadProfile: async () => stored }),
  );
  expect(profile.sender).toEqual({ name: 'Vorstand', address: 'vorstand@muster.example' });
  expect(profile.limits).toEqual({ ...NO_LIMITS, connections: 2, perMinute: 30, perDay: 500 });
  expect(origins).toMatchObject({
    sender: { kind: 'flag', name: '--sender' },
    connections: { kind: 'flag' },
    perMinute: { kind: 'profile', name: 'muster' },
    perHour: { kind: 'default' },
    perDay: { kind: 'project' },
  });
});

test('a CA file with the stored digest is used, an exchanged one is refused', async () => {
  const named = { name: 'muster', from: 'command-line' } as const;
  const stored = (sha256: string) =>
    doors({ loadProfile: async () => storedProfile({ caFile: { path: 'ca.pem', sha256 } }) });
  expect((await resolveProfile(sources({ named }), stored(CA.sha256))).profile.ca).toBe('PEM');
  expect(await faultFrom(resolveProfile(sources({ named }), stored('b'.repeat(64))))).toMatchObject({
    kind: 'ca-file-changed',
    details: { path: 'ca.pem' },
  });
});

test('a pinned certificate is read from its file, and is all the trust there is', async () => {
  const named = { name: 'muster', from: 'command-line' } as const;
  const read: unknown[] = [];
  const stored = (sha256: string) =>
    doors({
      loadProfile: async () => storedProfile({ pin: { path: 'pin.pem', sha256, fingerprint: 'AB:CD' } }),
      readCaFile: async (...args) => {
        read.push(args);
        return CA;
      },
    });
  const { profile, caFile } = await resolveProfile(sources({ named }), stored(CA.sha256));
  expect(profile).toMatchObject({ ca: 'PEM', pin: 'AB:CD' });
  expect(caFile).toBeNull();
  expect(read).toEqual([['pin.pem', 'muster', 'pin']]);
  expect(await faultFrom(resolveProfile(sources({ named }), stored('b'.repeat(64))))).toMatchObject({
    kind: 'ca-file-changed',
    details: { path: 'pin.pem' },
  });
  const usual = await resolveProfile(sources({ named }), doors());
  expect(usual.profile.pin).toBeNull();
});

test('a mistyped value is told before a password is asked for or the keychain opened', async () => {
  for (const flags of [
    { ...FLAGS, port: '0' },
    { ...FLAGS, sender: 'nobody' },
    { ...FLAGS, host: 'a b' },
  ]) {
    const watched = doors();
    expect((await faultFrom(resolveProfile(sources({ flags }), watched))).kind).toBe(
      'connection-value-invalid',
    );
    expect(watched.opened).toEqual([]);
  }
  const watched = doors();
  const named = { name: 'muster', from: 'command-line' } as const;
  await faultFrom(resolveProfile(sources({ named, flags: { sender: 'nobody' } }), watched));
  expect(watched.opened).toEqual([]);
});

test('a password that is given twice is refused without reading either', async () => {
  const watched = doors();
  const flags = { ...FLAGS, passwordFile: 'p' };
  const fault = await faultFrom(resolveProfile(sources({ flags }), watched));
  expect(fault.details).toMatchObject({ field: 'password', expected: 'given-twice' });
  expect(watched.opened).toEqual([]);
});

test('a password file is read through its door', async () => {
  const flags = { ...FLAGS, passwordStdin: undefined, passwordFile: 'p' };
  const { profile, origins } = await resolveProfile(sources({ flags }), doors());
  expect(passwordIn(profile.login)).toBe('from file');
  expect(origins.password).toEqual({ kind: 'flag', name: '--password-file' });
});

test('without encryption the stored confirmation counts at a terminal only', async () => {
  const named = { name: 'muster', from: 'command-line' } as const;
  const watched = doors({
    loadProfile: async () => storedProfile({ encryption: 'none', unencryptedConfirmed: true }),
  });
  expect((await resolveProfile(sources({ named, terminal: true }), watched)).protection).toBe('confirmed');
  expect((await faultFrom(resolveProfile(sources({ named }), watched))).kind).toBe('unencrypted-not-allowed');
  const allowed = sources({ named, allowUnencrypted: true });
  expect((await resolveProfile(allowed, watched)).protection).toBe('allowed-by-flag');
});

test('a profile file gives everything but the password, and says so for each value', async () => {
  const environment = { INVITE_HOST: 'smtp.file.example', INVITE_PASSWORD: 'from environment' };
  const from = sources({ flags: { profileFile: 'smtp.yaml' }, environment });
  const { profile, origins } = await resolveProfile(from, doors());
  expect(profile).toMatchObject({
    name: null,
    host: 'smtp.file.example',
    limits: { ...NO_LIMITS, perMinute: 30 },
  });
  expect(passwordIn(profile.login)).toBe('from environment');
  expect(origins).toMatchObject({
    host: { kind: 'file', name: 'smtp.yaml' },
    password: { kind: 'environment', name: 'INVITE_PASSWORD' },
    perMinute: { kind: 'file', name: 'smtp.yaml' },
  });
});

test('attack 36: a profile file that names another host gets no password, from wherever it would come', async () => {
  const flags = { profileFile: 'smtp.yaml' };
  for (const [more, environment] of [
    [{}, { INVITE_HOST: 'smtp.muster.example', INVITE_PASSWORD: 'x' }],
    [{}, { INVITE_HOST: 'smtp.muster.example', INVITE_PASSWORD_FILE: 'p' }],
    [{ host: 'smtp.muster.example', passwordStdin: true }, {}],
    [{ host: 'smtp.muster.example', passwordFile: 'p' }, {}],
    [{ passwordFile: 'p' }, {}],
  ] as const) {
    const watched = doors();
    const fault = await faultFrom(
      resolveProfile(sources({ flags: { ...flags, ...more }, environment }), watched),
    );
    expect(fault.kind).toMatch(/^profile-file-(differs|unbound)$/);
    expect(watched.opened).toEqual([]);
  }
});

test('where nothing gives the password of a profile file, somebody is asked', async () => {
  const watched = doors();
  const { profile, origins } = await resolveProfile(
    sources({ flags: { profileFile: 'smtp.yaml' } }),
    watched,
  );
  expect(origins.password).toEqual({ kind: 'typed' });
  expect(passwordIn(profile.login)).toBe('typed');
  expect(watched.opened).toEqual(['question']);
});

test('a stored sign-in loads its secret, and asks nobody for a token yet', async () => {
  const settings = {
    issuer: 'https://id.muster.example',
    flow: 'client-credentials',
    clientId: 'c',
    scope: '',
  } as const;
  const stored = storedProfile({ login: { kind: 'oauth2', settings } });
  const at = doors({ loadProfile: async () => stored });
  const named = { name: 'muster', from: 'command-line' } as const;
  const { profile } = await resolveProfile(sources({ named }), at);
  expect(profile.login).toEqual({ kind: 'oauth2', tokens: NO_TOKENS });
  expect(at.opened).toEqual(['secret']);
  const account = { host: 'smtp.muster.example', port: 587, user: 'wahl@muster.example' };
  expect(at.orders).toMatchObject([{ settings, account, profile: 'muster' }]);
});

test('the environment may sign in, in place of a password', async () => {
  const { INVITE_PASSWORD: _, ...rest } = ENV;
  const environment = {
    ...rest,
    ...{
      INVITE_LOGIN: 'microsoft',
      INVITE_TENANT: 't',
      INVITE_CLIENT_ID: 'c',
      INVITE_CLIENT_SECRET: 'geheim',
    },
  };
  const at = doors();
  const { profile, origins } = await resolveProfile(sources({ environment }), at);
  expect(profile.login.kind).toBe('oauth2');
  expect(at.orders).toMatchObject([
    { settings: { flow: 'client-credentials', clientId: 'c' }, profile: null },
  ]);
  expect(origins.password).toEqual({ kind: 'environment', name: 'INVITE_LOGIN' });
});
