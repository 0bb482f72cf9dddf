/** Owns what the scripted server answers where its script says nothing, and how it reads the client's lines. */
import type { ServerOptions } from './scripted-server.js';

const EXTENSIONS: readonly string[] = ['PIPELINING', 'SIZE 10485760', '8BITMIME', 'SMTPUTF8'];

export function ehloReply(options: ServerOptions, secured: boolean): string {
  const { encryption, extensions = EXTENSIONS, bare } = options;
  const lines = ['scripted.example', ...extensions];
  if (encryption === 'starttls' && !secured && !bare) lines.push('STARTTLS');
  if ((encryption === undefined || secured) && !bare) lines.push('AUTH PLAIN LOGIN');
  return lines.map((line, index) => `250${index < lines.length - 1 ? '-' : ' '}${line}`).join('\n');
}

export function loginReply(
  { login }: ServerOptions,
  user: string | undefined,
  password: string | undefined,
): string {
  const good = login === undefined || (login.user === user && login.password === password);
  return good ? '235 2.7.0 welcome' : '535 5.7.8 authentication failed';
}

/** The address of MAIL FROM or RCPT TO. */
export function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

/** RFC 5321 4.5.2. */
export function unstuffed(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(/(^|\r\n)\.\./g, '$1.'), 'latin1');
}
