/** Owns the proof that the sandbox is a mail server: verified TLS, login, and every message byte for byte. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.js';
import { plainLogin, submitRaw, talkPlain, talkTls } from '../support/sandbox-client.js';

let parent: string;
let directory: string;
let sandbox: Sandbox;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sandbox-'));
  directory = join(parent, 'messages');
  sandbox = await startSandbox({ directory });
});

afterEach(async () => {
  await sandbox.close();
  await rm(parent, { recursive: true, force: true });
});

function transport(encryption: 'ssl' | 'starttls', password = sandbox.password.reveal()) {
  return createTransport({
    host: sandbox.host,
    port: sandbox.ports[encryption],
    secure: encryption === 'ssl',
    requireTLS: true,
    auth: { user: sandbox.user, pass: password },
    tls: { ca: sandbox.ca, rejectUnauthorized: true },
  });
}

const invitation = {
  from: { name: 'Wahlbüro', address: 'wahl@muster.example' },
  to: 'anna@muster.example',
  subject: 'Einladung zur Wahl – Grüße',
  text: 'Guten Tag\n.\n..zwei Punkte\nEnde',
  html: '<p>Guten Tag</p>',
};

describe('a client that verifies the certificate with the sandbox’s CA', () => {
  it.each(['ssl', 'starttls'] as const)('submits a message with login by %s', async (encryption) => {
    await transport(encryption).sendMail(invitation);
    const [message] = await sandbox.inbox.list();
    expect(message).toMatchObject({
      number: 1,
      recipient: 'anna@muster.example',
      from: 'Wahlbüro <wahl@muster.example>',
      to: 'anna@muster.example',
      subject: 'Einladung zur Wahl – Grüße',
    });
    const whole = await sandbox.inbox.read(message?.fileName ?? '');
    expect(whole?.text?.trimEnd()).toBe('Guten Tag\n.\n..zwei Punkte\nEnde');
    expect(whole?.html?.trimEnd()).toBe('<p>Guten Tag</p>');
  });

  it('is refused by its own check when it does not know the CA', async () => {
    const client = createTransport({
      host: sandbox.host,
      port: sandbox.ports.ssl,
      secure: true,
      tls: { rejectUnauthorized: true },
    });
    await expect(client.verify()).rejects.toThrow(/self-signed/);
  });

  it('is refused by its own check when it asks for another name', async () => {
    const error = await new Promise<NodeJS.ErrnoException>((resolve, reject) => {
      const target = { host: sandbox.host, port: sandbox.ports.ssl, ca: sandbox.ca };
      connect({ ...target, servername: 'mail.muster.example' }, () => reject(new Error('trusted'))).on(
        'error',
        resolve,
      );
    });
    expect(error.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('is trusted by the name localhost, too', async () => {
    const authorized = await new Promise<boolean>((resolve, reject) => {
      const target = { host: sandbox.host, port: sandbox.ports.ssl, ca: sandbox.ca, servername: 'localhost' };
      const socket = connect(target, () => {
        resolve(socket.authorized);
        socket.end();
      }).on('error', reject);
    });
    expect(authorized).toBe(true);
  });
});

describe('login', () => {
  it.each(['ssl', 'starttls'] as const)(
    'is refused with 535 for a wrong password by %s',
    async (encryption) => {
      await expect(transport(encryption, 'wrong').sendMail(invitation)).rejects.toMatchObject({
        code: 'EAUTH',
        responseCode: 535,
      });
      expect(await sandbox.inbox.count()).toBe(0);
    },
  );

  it.each([
    ['a wrong user', () => plainLogin('admin', sandbox.password.reveal())],
    ['an empty password', () => plainLogin(sandbox.user, '')],
    ['a password with one more character', () => plainLogin(sandbox.user, `${sandbox.password.reveal()}x`)],
  ])('is refused with 535 5.7.8 for %s', async (_name, line) => {
    const talk = await talkTls(sandbox);
    expect(await talk.say(line())).toMatch(/^535 5\.7\.8 /);
    talk.end();
  });

  it('is required before MAIL', async () => {
    const talk = await talkTls(sandbox);
    expect(await talk.say('MAIL FROM:<wahl@muster.example>\r\n')).toMatch(/^530 5\.7\.0 /);
    talk.end();
  });

  it('is neither offered nor taken before STARTTLS, and nothing is accepted without it', async () => {
    const talk = await talkPlain(sandbox);
    expect(talk.features).toContain('STARTTLS');
    expect(talk.features).not.toContain('AUTH');
    expect(await talk.say(plainLogin(sandbox.user, sandbox.password.reveal()))).toMatch(/^5/);
    expect(await talk.say('MAIL FROM:<wahl@muster.example>\r\n')).toMatch(/^530 5\.7\.0 /);
    expect(await talk.say('RCPT TO:<anna@muster.example>\r\n')).toMatch(/^5/);
    talk.end();
  });

  it('is offered as PLAIN and LOGIN after STARTTLS, with the SIZE limit', async () => {
    const talk = await talkPlain(sandbox);
    expect(await talk.say('STARTTLS\r\n')).toMatch(/^220/);
    await talk.secure(sandbox.ca);
    const features = await talk.say('EHLO client.test\r\n');
    expect(features).toMatch(/250-AUTH PLAIN LOGIN\r\n/);
    expect(features).toMatch(/250 SIZE 26214400\r\n/);
    expect(features).not.toContain('STARTTLS');
    expect(await talk.say(plainLogin(sandbox.user, sandbox.password.reveal()))).toMatch(/^235/);
    talk.end();
  });

  it('has another password at each start, which no log shows', async () => {
    const other = await startSandbox({ directory: join(parent, 'other') });
    expect(other.password.reveal()).not.toBe(sandbox.password.reveal());
    expect(other.password.reveal()).toHaveLength(24);
    expect(JSON.stringify(other)).not.toContain(other.password.reveal());
    await other.close();
  });
});

describe('a stored message', () => {
  const message = Buffer.concat([
    Buffer.from('From: <wahl@muster.example>\r\nSubject: bytes\r\n\r\n.\r\n..\r\n.dot\r\n', 'latin1'),
    Buffer.from([0xe4, 0xff, 0x00, 0x0d, 0x0a]),
    Buffer.from('tail without dots\r\n', 'latin1'),
  ]);
  /** RFC 5321 4.5.2. */
  const stuffed = Buffer.from(message.toString('latin1').replace(/^\./gm, '..'), 'latin1');
  const wire = Buffer.concat([stuffed, Buffer.from('.\r\n')]);

  it('is what was submitted, byte for byte, dot-stuffing undone', async () => {
    expect(await submitRaw(sandbox, 'anna@muster.example', wire)).toMatch(/^250 2\.0\.0 /);
    const [summary] = await sandbox.inbox.list();
    const stored = await sandbox.inbox.read(summary?.fileName ?? '');
    expect(stored?.bytes.equals(message)).toBe(true);
  });

  it('carries the envelope above it as Return-Path and X-Original-To', async () => {
    await submitRaw(sandbox, 'anna@muster.example', wire);
    const [fileName = ''] = await readdir(directory);
    const file = await readFile(join(directory, fileName));
    const envelope = 'Return-Path: <wahl@muster.example>\r\nX-Original-To: anna@muster.example\r\n';
    expect(file.equals(Buffer.concat([Buffer.from(envelope), message]))).toBe(true);
  });

  it('lies in a folder for its owner only, under a name that tells no recipient', async () => {
    await submitRaw(sandbox, 'anna@muster.example', wire);
    const names = await readdir(directory);
    expect(names).toEqual([expect.stringMatching(/^000001-[0-9a-f]{16}\.eml$/)]);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(join(directory, names[0] ?? ''))).mode & 0o777).toBe(0o600);
  });

  it('is complete for each of many connections at once', async () => {
    const client = transport('ssl');
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(
      numbers.map((index) => client.sendMail({ ...invitation, to: `v${index}@muster.example` })),
    );
    const list = await sandbox.inbox.list();
    expect(list.map(({ number }) => number)).toEqual(numbers.map((index) => 40 - index));
    expect(new Set(list.map(({ recipient }) => recipient)).size).toBe(40);
    expect(list.every(({ recipient, to }) => recipient === to)).toBe(true);
  });

  it('is refused when it is larger than SIZE, announced or not', async () => {
    const talk = await talkTls(sandbox);
    await talk.say(plainLogin(sandbox.user, sandbox.password.reveal()));
    expect(await talk.say('MAIL FROM:<wahl@muster.example> SIZE=26214401\r\n')).toMatch(/^552/);
    talk.end();
    const large = Buffer.concat([Buffer.alloc(26_214_401, 'x'), Buffer.from('\r\n.\r\n')]);
    expect(await submitRaw(sandbox, 'anna@muster.example', large)).toMatch(/^552 5\.3\.4 /);
    expect(await readdir(directory)).toEqual([]);
  });

  it('has one recipient: a second one is put off', async () => {
    const talk = await talkTls(sandbox);
    await talk.say(plainLogin(sandbox.user, sandbox.password.reveal()));
    await talk.say('MAIL FROM:<wahl@muster.example>\r\n');
    expect(await talk.say('RCPT TO:<anna@muster.example>\r\n')).toMatch(/^250/);
    expect(await talk.say('RCPT TO:<bert@muster.example>\r\n')).toMatch(/^452/);
    talk.end();
  });
});

describe('a magic address', () => {
  const wire = Buffer.from('Subject: x\r\n\r\ntext\r\n.\r\n');

  it.each([
    ['nouser.1@muster.example', /^550 5\.1\.1 /],
    ['full@example.org', /^552 5\.2\.2 /],
    ['spam@muster.test', /^554 5\.7\.1 /],
  ])('%s is refused', async (recipient, reply) => {
    expect(await submitRaw(sandbox, recipient, wire)).toMatch(reply);
    expect(await sandbox.inbox.count()).toBe(0);
  });

  it('grey is put off once and then accepted, also after a restart in the same folder', async () => {
    expect(await submitRaw(sandbox, 'grey@muster.example', wire)).toMatch(/^450 4\.2\.0 /);
    await sandbox.close();
    sandbox = await startSandbox({ directory });
    expect(await submitRaw(sandbox, 'grey@muster.example', wire)).toMatch(/^250/);
    expect(await submitRaw(sandbox, 'grey2@muster.example', wire)).toMatch(/^450 4\.2\.0 /);
  });

  it('lost is kept, but the connection ends without a reply', async () => {
    expect(await submitRaw(sandbox, 'lost@muster.example', wire)).toBe('');
    expect((await sandbox.inbox.list())[0]?.recipient).toBe('lost@muster.example');
  });

  it('is nothing special to a behaviour of the caller’s own', async () => {
    const own = await startSandbox({
      directory: join(parent, 'own'),
      behaviour: (recipient) =>
        recipient.startsWith('b')
          ? { kind: 'refuse-recipient', reply: { code: 451, enhanced: '4.7.1', text: 'Later' } }
          : { kind: 'accept' },
    });
    expect(await submitRaw(own, 'bert@muster.example', wire)).toBe('451 4.7.1 Later\r\n');
    expect(await submitRaw(own, 'nouser@muster.example', wire)).toMatch(/^250/);
    await own.close();
  });
});

describe('start and stop', () => {
  it('goes on with the number after the last one, and begins anew where that is asked', async () => {
    const wire = Buffer.from('Subject: x\r\n\r\ntext\r\n.\r\n');
    await submitRaw(sandbox, 'anna@muster.example', wire);
    await submitRaw(sandbox, 'grey@muster.example', wire);
    await sandbox.close();
    sandbox = await startSandbox({ directory });
    await submitRaw(sandbox, 'bert@muster.example', wire);
    expect((await sandbox.inbox.list()).map(({ number }) => number)).toEqual([2, 1]);
    await sandbox.close();
    sandbox = await startSandbox({ directory, fresh: true });
    expect(await readdir(directory)).toEqual([]);
    await submitRaw(sandbox, 'anna@muster.example', wire);
    expect((await sandbox.inbox.list()).map(({ number }) => number)).toEqual([1]);
  });

  it('closes while a client is still connected, and twice', async () => {
    const talk = await talkTls(sandbox);
    await sandbox.close();
    await sandbox.close();
    expect(await talk.say('NOOP\r\n')).not.toMatch(/^250/);
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
      connect({ host: sandbox.host, port: sandbox.ports.ssl, ca: sandbox.ca }).on('error', resolve);
    });
    expect(error.code).toBe('ECONNREFUSED');
  });

  it('answers 452 4.3.1 or 451 4.3.0 and keeps running when the folder is taken away', async () => {
    await rm(directory, { recursive: true });
    const wire = Buffer.from('Subject: x\r\n\r\ntext\r\n.\r\n');
    expect(await submitRaw(sandbox, 'anna@muster.example', wire)).toMatch(/^451 4\.3\.0 /);
    expect(await submitRaw(sandbox, 'nouser@muster.example', wire)).toMatch(/^550/);
  });
});
