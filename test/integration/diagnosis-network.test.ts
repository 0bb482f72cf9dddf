import { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createCertificates } from '../support/certificates.js';
import { failure, PASSWORD, SHORT, summary, testServer, USER } from '../support/connection-test.js';
import {
  drop,
  hang,
  raw,
  type ScriptedServer,
  type ServerOptions,
  startScriptedServer,
} from '../support/scripted-server.js';

const certificates = createCertificates();
const tls = certificates.pair('good');
const { ca } = certificates;
const login = { user: USER, password: PASSWORD };

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(options: ServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer({ login, ...options });
  open.push(server);
  return server;
}

/** A connection that never comes about, or at once ends in this error. */
function dead(code?: string): Socket {
  const socket = new Socket();
  if (code) setImmediate(() => socket.destroy(Object.assign(new Error(code), { code })));
  return socket;
}

describe('every address is tried', () => {
  async function tryAddresses(ends: Readonly<Record<string, 'works' | 'silent' | string>>) {
    const server = await serve();
    const { systemDoors } = await import('../../src/diagnosis/system-doors.js');
    const doors = {
      lookup: async () => Object.keys(ends),
      connect: (address: string, port: number) => {
        const end = ends[address] ?? '';
        if (end === 'works') return systemDoors.connect('127.0.0.1', port);
        return dead(end === 'silent' ? undefined : end);
      },
    };
    return testServer({ port: server.port, host: 'mail.test', doors });
  }

  it('and the first of the resolver that answers is used', async () => {
    const result = await tryAddresses({
      '2001:db8::1': 'ECONNREFUSED',
      '192.0.2.1': 'works',
      '192.0.2.2': 'works',
    });
    expect(summary(result)).toMatch(/connect!some-addresses-unreachable greeting ehlo auth/);
    expect(result.stages[1]?.facts).toMatchObject({
      address: '192.0.2.1',
      localAddress: '127.0.0.1',
      attempts: [
        { address: '2001:db8::1', kind: 'connection-refused' },
        { address: '192.0.2.1', kind: 'connected' },
        { address: '192.0.2.2', kind: 'connected' },
      ],
    });
  });

  it('also those behind one that works: a mailing may come to them', async () => {
    const result = await tryAddresses({ '192.0.2.1': 'works', '192.0.2.2': 'silent' });
    expect(summary(result)).toMatch(/connect!some-addresses-unreachable greeting/);
  });

  it('as many as a host may have, without a warning of Node; and no more', async () => {
    const warnings: string[] = [];
    const note = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', note);
    const many = Array.from({ length: 40 }, (_, index) => [`192.0.2.${index}`, 'works'] as const);
    const result = await tryAddresses(Object.fromEntries(many));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(result.ok).toBe(true);
    expect(result.stages[1]?.facts.attempts).toHaveLength(32);
    expect(warnings).toEqual([]);
  });

  it('but is not waited for longer than three seconds once another has answered', async () => {
    const server = await serve();
    const { systemDoors } = await import('../../src/diagnosis/system-doors.js');
    const doors = {
      lookup: async () => ['192.0.2.1', '192.0.2.2'],
      connect: (address: string, port: number) =>
        address === '192.0.2.1' ? systemDoors.connect('127.0.0.1', port) : dead(),
    };
    const deadlines = { ...SHORT, connect: 20_000 };
    const result = await testServer({ port: server.port, host: 'mail.test', doors, deadlines });
    const connect = result.stages.find(({ stage }) => stage === 'connect');
    expect(connect?.facts.attempts?.[1]?.kind).toBe('connection-timeout');
    expect(connect?.ms).toBeGreaterThan(2_500);
    expect(connect?.ms).toBeLessThan(10_000);
  });

  it('a network without IPv6 is no fault of the host', async () => {
    const result = await tryAddresses({ '2001:db8::1': 'ENETUNREACH', '192.0.2.1': 'works' });
    expect(summary(result)).toMatch(/^resolve connect greeting/);
    expect(result.stages[1]?.facts.attempts?.[0]?.kind).toBe('network-unreachable');
  });

  it('no way to one IPv4 address of two is', async () => {
    const result = await tryAddresses({ '192.0.2.1': 'EHOSTUNREACH', '192.0.2.2': 'works' });
    expect(summary(result)).toMatch(/connect!some-addresses-unreachable greeting/);
  });
});

describe('from where the server sees us', () => {
  const seen = { script: { EHLO: '250-mail.test Hello [203.0.113.5]\n250 AUTH PLAIN' } };

  it('is read from its EHLO reply', async () => {
    const { port } = await serve(seen);
    const result = await testServer({ port });
    expect(result.stages.find(({ stage }) => stage === 'ehlo')?.facts.observedAddress).toBe('203.0.113.5');
  });

  it.each(['127.0.0.1', '192.0.2.25'])(
    'is not what the server repeats of our EHLO, nor its own: %s',
    async (address) => {
      const EHLO = `250-mail.test Hello [${address}]\n250 AUTH PLAIN`;
      const { port } = await serve({ script: { EHLO } });
      const { systemDoors } = await import('../../src/diagnosis/system-doors.js');
      const doors = {
        lookup: async () => ['192.0.2.25'],
        connect: () => systemDoors.connect('127.0.0.1', port),
      };
      const result = await testServer({ port, host: 'mail.test', doors });
      const hello = result.stages.find(({ stage }) => stage === 'ehlo');
      expect(hello).toMatchObject({ status: 'passed', facts: { observedAddress: null } });
    },
  );

  it('another address than the expected one fails the test before the login', async () => {
    const server = await serve(seen);
    const result = await testServer({ port: server.port, expectAddress: '203.0.113.6' });
    expect(failure(result)).toBe('ehlo unexpected-address');
    expect(server.lines().join('\n')).not.toContain('AUTH');
    expect(result.pairs).toEqual([]);
  });

  it('the expected one passes, and silence about it is a notice', async () => {
    const told = await testServer({ port: (await serve(seen)).port, expectAddress: '203.0.113.5' });
    expect(summary(told)).toMatch(/ ehlo auth mail-from rcpt-to sender-domain/);
    const silent = await testServer({ port: (await serve()).port, expectAddress: '203.0.113.5' });
    expect(summary(silent)).toMatch(/ ehlo!address-not-told auth mail-from rcpt-to sender-domain/);
    expect(silent.ok).toBe(true);
  });

  it('is read from a refusal too, so that IT knows which address to let through', async () => {
    const greeting = '554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.example';
    const result = await testServer({ port: (await serve({ script: { greeting } })).port });
    expect(failure(result)).toBe('greeting ip-blocked');
    expect(result.stages[2]?.facts.observedAddress).toBe('203.0.113.5');
  });
});

describe('after a failure the neighbouring ports are tried', () => {
  it('and the pair that works is found, without a login', async () => {
    const wrong = await serve({ encryption: 'starttls', tls });
    const right = await serve({ encryption: 'implicit', tls });
    const silent = await serve({ script: { greeting: hang } });
    const result = await testServer({
      port: wrong.port,
      encryption: 'ssl',
      ca,
      usualPairs: [
        { port: silent.port, encryption: 'starttls' },
        { port: right.port, encryption: 'ssl' },
      ],
    });
    expect(failure(result)).toBe('tls plain-expected');
    expect(result.pairs).toEqual([
      { port: wrong.port, encryption: 'starttls', works: true, kind: null },
      { port: silent.port, encryption: 'starttls', works: false, kind: 'no-answer' },
      { port: right.port, encryption: 'ssl', works: true, kind: null },
    ]);
    for (const server of [wrong, right, silent]) expect(server.lines().join('\n')).not.toMatch(/AUTH|MAIL/);
    expect(result.transcript.map(({ text }) => text)).toContain(
      `new connection: port ${right.port}, ssl, no login: works`,
    );
  });

  it('a port without a login, or with a certificate that nobody knows, is not proposed', async () => {
    const noLogin = await serve({ encryption: 'implicit', tls, extensions: ['SIZE 1'], bare: true });
    const unknown = await serve({ encryption: 'implicit', tls: certificates.pair('unknown-ca') });
    const closed = await serve();
    await closed.close();
    const pair = ({ port }: ScriptedServer) => ({ port, encryption: 'ssl' }) as const;
    const usualPairs = [pair(noLogin), pair(unknown), pair(closed)];
    const result = await testServer({ port: closed.port, encryption: 'starttls', ca, usualPairs });
    expect(failure(result)).toBe('connect connection-refused');
    expect(result.pairs.map(({ works, kind }) => [works, kind])).toEqual([
      [false, 'auth-not-offered'],
      [false, 'certificate-unknown-ca'],
      [false, 'connection-refused'],
    ]);
  });

  it('nothing else is tried where the login was refused', async () => {
    const server = await serve({ login: { user: USER, password: 'another' } });
    const other = await serve();
    const usualPairs = [{ port: other.port, encryption: 'starttls' }] as const;
    const result = await testServer({ port: server.port, usualPairs });
    expect(result.pairs).toEqual([]);
    expect(other.connections()).toBe(0);
  });
});

describe('the test message', () => {
  const bytes = Buffer.from('Subject: Test\r\n\r\n.a line that begins with a dot\r\n..two\r\nend\r\n');
  const testMessage = { to: 'it@organiser.test', messageId: '<invite-test.1@organiser.test>', bytes };

  it('is handed over whole, once, in a transaction of its own', async () => {
    const server = await serve();
    const result = await testServer({ port: server.port, testMessage });
    expect(summary(result)).toMatch(/ rcpt-to sender-domain!?\S* message$/);
    expect(server.accepted.map(({ from, to }) => [from, to])).toEqual([
      ['wahl@organiser.test', ['it@organiser.test']],
    ]);
    expect(server.accepted[0]?.bytes.equals(bytes)).toBe(true);
    expect(result.stages.at(-1)?.facts.message).toEqual({
      to: 'it@organiser.test',
      messageId: '<invite-test.1@organiser.test>',
    });
  });

  it.each([
    ['message sender-refused', { 'end-of-data': '550 5.7.60 no permissions to send as this sender' }],
    ['message content-refused', { 'end-of-data': '554 5.7.1 Message rejected as spam' }],
    ['message message-unknown', { 'end-of-data': hang }],
    ['message message-unknown', { 'end-of-data': drop }],
    ['message message-unknown', { 'end-of-data': raw('250 2.0.', drop) }],
    ['message message-unknown', { 'end-of-data': '354 go on' }],
    ['message message-unknown', { 'end-of-data': '221 bye' }],
    ['message message-refused', { DATA: '554 5.5.0 no' }],
    ['message unexpected-reply', { DATA: '250 ok' }],
    ['message recipient-refused', { RCPT: ['250 ok', '550 5.1.1 unknown'] }],
    ['message out-of-step', { DATA: raw('354 go\r\n250 taken already\r\n') }],
    ['message no-answer', { RSET: hang }],
    ['message message-refused', { RSET: '502 5.5.1 not here' }],
    ['message closing', { RSET: '421 4.3.2 shutting down' }],
  ])('%s', async (expected, script) => {
    const server = await serve({ script: script as ServerOptions['script'] & object });
    const result = await testServer({ port: server.port, testMessage, deadlines: SHORT });
    expect(failure(result)).toBe(expected);
    expect(server.completed.length).toBeLessThan(2);
  });

  it('is not handed over where anything failed before', async () => {
    const server = await serve({ script: { RCPT: '550 5.1.1 unknown' } });
    const result = await testServer({ port: server.port, testMessage });
    expect(summary(result)).toMatch(/rcpt-to✗recipient-refused sender-domain- message-$/);
    expect(server.completed).toEqual([]);
  });

  it('put off by greylisting is a notice, and nothing was handed over', async () => {
    const script = { RCPT: ['250 ok', '450 4.2.0 Greylisted'] };
    const result = await testServer({ port: (await serve({ script })).port, testMessage });
    expect(result.stages.at(-1)).toMatchObject({ status: 'warned', kind: 'greylisted' });
  });
});
