import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { createCertificates } from '../../support/certificates.js';
import {
  drop,
  half,
  reset,
  type ScriptedServer,
  type ServerOptions,
  startScriptedServer,
} from '../../support/scripted-server.js';

let server: ScriptedServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

/** Writes the lines one after the other, each after the answer to the one before; returns all that came back. */
function talk(port: number, writes: readonly string[]): Promise<{ text: string; error: string | null }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const waiting = [...writes];
    let text = '';
    let error: string | null = null;
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const next = waiting.shift();
      if (next !== undefined) socket.write(next);
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      error = cause.code ?? 'unknown';
    });
    socket.on('close', () => resolve({ text, error }));
  });
}

const MESSAGE = ['EHLO a\r\n', 'MAIL FROM:<a@x.test>\r\n', 'RCPT TO:<b@x.test>\r\n', 'DATA\r\n'];

async function run(options: ServerOptions, writes: readonly string[]) {
  server = await startScriptedServer(options);
  return talk(server.port, writes);
}

describe('the scripted server', () => {
  it('accepts a message like a good server and undoes the dot-stuffing', async () => {
    await run({}, [...MESSAGE, 'Subject: x\r\n\r\n..dot\r\n.\r\n', 'QUIT\r\n']);
    expect(server?.accepted).toMatchObject([{ from: 'a@x.test', to: ['b@x.test'], connection: 0 }]);
    expect(server?.accepted[0]?.bytes.toString()).toBe('Subject: x\r\n\r\n.dot\r\n');
    expect(server?.lines()).toContain('RCPT TO:<b@x.test>');
  });

  it('cuts after the dot: the message is completed, not accepted', async () => {
    await run({ script: { 'end-of-data': drop } }, [...MESSAGE, 'x\r\n.\r\n']);
    expect(server?.completed).toHaveLength(1);
    expect(server?.accepted).toHaveLength(0);
  });

  it('answers before the dot and goes on reading', async () => {
    const script = { beforeDot: { bytes: 3, step: '552 5.3.4 too much' } };
    const { text } = await run({ script }, [...MESSAGE, 'abcdef', '\r\n.\r\n', 'QUIT\r\n']);
    expect(text).toMatch(/354 .*\r\n552 5\.3\.4 too much\r\n250 /);
  });

  it('resets, drops and breaks off in the middle of a reply', async () => {
    expect((await run({ script: { EHLO: reset } }, ['EHLO a\r\n'])).error).toBe('ECONNRESET');
    await server?.close();
    expect((await run({ script: { EHLO: half('250-ha') } }, ['EHLO a\r\n'])).text).toMatch(/\r\n250-ha$/);
  });

  it('answers differently each time and on each connection', async () => {
    const script = (connection: number) =>
      connection === 0 ? { RCPT: ['450 later', '250 ok'] } : { greeting: { end: 'drop' as const } };
    const rcpt = 'RCPT TO:<b@x.test>\r\n';
    const { text } = await run({ script }, ['EHLO a\r\n', rcpt, rcpt, 'QUIT\r\n']);
    expect(text).toMatch(/450 later\r\n250 ok/);
    expect((await talk(server?.port ?? 0, [])).text).toBe('');
    expect(server?.connections()).toBe(2);
  });

  it('answers pipelined commands in order', async () => {
    const { text } = await run({}, [`${MESSAGE.join('')}`, 'x\r\n.\r\n', 'QUIT\r\n']);
    expect(text).toMatch(/250 SMTPUTF8|AUTH PLAIN LOGIN/);
    expect(server?.lines().map((line) => line.split(/[ :]/)[0])).toEqual([
      'EHLO',
      'MAIL',
      'RCPT',
      'DATA',
      'QUIT',
    ]);
  });

  it('checks a login in AUTH PLAIN and AUTH LOGIN', async () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    const login = { user: 'u', password: 'p' };
    const good = `AUTH PLAIN ${base64('\0u\0p')}\r\n`;
    const bad = ['AUTH LOGIN\r\n', `${base64('u')}\r\n`, `${base64('q')}\r\n`];
    const { text } = await run({ login }, [...bad, good, 'QUIT\r\n']);
    expect(text).toMatch(/535 [^\r]+\r\n235 /);
  });
});

describe('the scripted server over TLS', () => {
  const certificates = createCertificates();
  const good = certificates.pair('good');

  function secured(port: number): Promise<string | null> {
    return new Promise((resolve) => {
      const socket = connectTls({ port, host: 'localhost', ca: certificates.ca, rejectUnauthorized: true });
      socket.on('secureConnect', () => socket.write('EHLO a\r\n'));
      socket.on('data', () => {});
      socket.on('error', (cause: NodeJS.ErrnoException) => resolve(cause.code ?? 'unknown'));
      socket.on('close', () => resolve(null));
    });
  }

  it('speaks implicit TLS and can end the connection underneath', async () => {
    server = await startScriptedServer({ encryption: 'implicit', tls: good, script: { EHLO: reset } });
    expect([null, 'ECONNRESET']).toContain(await secured(server.port));
    expect(server.commands).toEqual([{ connection: 0, encrypted: true, line: 'EHLO a' }]);
  });

  it('offers AUTH only after STARTTLS', async () => {
    const { text } = await run({ encryption: 'starttls', tls: good }, ['EHLO a\r\n', 'QUIT\r\n']);
    expect(text).toContain('250 STARTTLS');
    expect(text).not.toContain('AUTH');
  });
});
