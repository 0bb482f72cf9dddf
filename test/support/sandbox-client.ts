/** Owns a bare SMTP client for the tests of the sandbox: one line out, one reply in, nothing interpreted. */
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Sandbox } from '../../src/sandbox/server.js';

export interface Talk {
  /** Writes the bytes as they are and waits for one whole reply. */
  say(line: string | Buffer): Promise<string>;
  /** RFC 3207: continues on the same socket under TLS, verified with the CA. */
  secure(ca: string): Promise<void>;
  end(): void;
}

/** Talks to the implicit TLS port; greeting and EHLO are done. */
export async function talkTls(sandbox: Sandbox): Promise<Talk> {
  const socket = connectTls({
    host: sandbox.host,
    port: sandbox.ports.ssl,
    ca: sandbox.ca,
    rejectUnauthorized: true,
  });
  const talk = talkOn(socket);
  await talk.say('');
  await talk.say('EHLO client.test\r\n');
  return talk;
}

/** Talks to the STARTTLS port in clear text; greeting and EHLO are done. */
export async function talkPlain(sandbox: Sandbox): Promise<Talk & { readonly features: string }> {
  const talk = talkOn(connectPlain({ host: sandbox.host, port: sandbox.ports.starttls }));
  await talk.say('');
  return Object.assign(talk, { features: await talk.say('EHLO client.test\r\n') });
}

/** RFC 4616. */
export function plainLogin(user: string, password: string): string {
  return `AUTH PLAIN ${Buffer.from(`\u0000${user}\u0000${password}`).toString('base64')}\r\n`;
}

/** Logs in, names the envelope and hands over the bytes as they are (the final dot included by the caller). */
export async function submitRaw(sandbox: Sandbox, recipient: string, wire: Buffer): Promise<string> {
  const talk = await talkTls(sandbox);
  await talk.say(plainLogin(sandbox.user, sandbox.password.reveal()));
  await talk.say('MAIL FROM:<wahl@muster.example>\r\n');
  const accepted = await talk.say(`RCPT TO:<${recipient}>\r\n`);
  if (!accepted.startsWith('250')) {
    talk.end();
    return accepted;
  }
  await talk.say('DATA\r\n');
  const reply = await talk.say(wire);
  talk.end();
  return reply;
}

function talkOn(first: Socket): Talk {
  let socket = first;
  const say = (line: string | Buffer) =>
    new Promise<string>((resolve) => {
      let reply = '';
      const finish = () => {
        socket.removeListener('data', onData).removeListener('close', finish);
        resolve(reply);
      };
      const onData = (chunk: Buffer) => {
        reply += chunk.toString('utf8');
        if (/^\d{3}(?: .*)?\r\n$/m.test(reply.slice(reply.lastIndexOf('\n', reply.length - 2) + 1))) finish();
      };
      socket.on('data', onData).on('close', finish).on('error', finish);
      if (line.length > 0) socket.write(line);
    });
  const secure = (ca: string) =>
    new Promise<void>((resolve, reject) => {
      first.removeAllListeners('data');
      const upgraded = connectTls(
        { socket: first, host: '127.0.0.1', ca, rejectUnauthorized: true },
        resolve,
      );
      upgraded.on('error', reject);
      socket = upgraded;
    });
  return { say, secure, end: () => socket.end() };
}
