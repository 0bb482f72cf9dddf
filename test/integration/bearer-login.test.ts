/** Owns the login with a token on the wire, where a server is unkind: what is said, and what is never said. */
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Secret, type TokenSource } from '../../src/profile/profile.js';
import { openConnection } from '../../src/smtp/submission.js';
import { testServer } from '../support/connection-test.js';

const USER = 'wahl@organiser.test';
const REASON = Buffer.from('{"status":"401","schemes":"bearer"}').toString('base64');

let server: Server;
let said: string[];
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Offers the mechanisms, then answers each line as `reply` says; what came is in `said`. */
async function start(offer: string, reply: (line: string, login: number) => string): Promise<number> {
  said = [];
  let logins = 0;
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 mail.organiser.test ESMTP\r\n');
    let rest = '';
    socket.on('data', (chunk) => {
      const lines = (rest + String(chunk)).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        said.push(line);
        if (line.startsWith('AUTH')) logins += 1;
        const hello = line.startsWith('EHLO');
        socket.write(
          hello ? `250-mail.organiser.test\r\n250 AUTH ${offer}\r\n` : `${reply(line, logins)}\r\n`,
        );
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Gives "canary-token-1", then another for each that was refused. */
function tokens(length = 0): TokenSource & { readonly given: string[] } {
  const given: string[] = [];
  const held: Secret[] = [];
  const next = async (): Promise<Secret> => {
    const token = new Secret(`canary-token-${held.length + 1}${'x'.repeat(length)}`);
    held.push(token);
    given.push(token.reveal());
    return token;
  };
  return { given, accessToken: next, renewed: next, held: () => held };
}

const accountAt = (port: number, source: TokenSource) => ({
  ...{ host: '127.0.0.1', port, encryption: 'none' as const, user: USER, ca: null },
  login: { kind: 'oauth2' as const, tokens: source },
});

async function open(port: number, source: TokenSource) {
  const result = await openConnection(accountAt(port, source));
  if (result.kind === 'open') result.connection.abort();
  return result;
}

test('a refused token is answered for, exchanged once, and never shown', async () => {
  const port = await start('PLAIN XOAUTH2', (line, login) => {
    if (line.startsWith('AUTH') && login === 1) return `334 ${REASON}`;
    if (line.startsWith('AUTH')) return '235 2.7.0 ok';
    return line === '' ? '535 5.7.3 Authentication unsuccessful canary-token-1' : '250 ok';
  });
  const source = tokens();
  expect((await open(port, source)).kind).toBe('open');
  const logins = said.filter((line) => line.startsWith('AUTH XOAUTH2 '));
  const shown = logins.map((line) => Buffer.from(line.slice(13), 'base64').toString());
  expect(shown).toEqual(source.given.map((token) => `user=${USER}\x01auth=Bearer ${token}\x01\x01`));
  expect(source.given).toHaveLength(2);
  expect(said).toContain('');
});

test('a second refusal is the last word, redacted', async () => {
  const port = await start('XOAUTH2', (line) =>
    line.startsWith('AUTH') ? `535 5.7.8 no: ${line}` : '250 ok',
  );
  const source = tokens();
  const result = await open(port, source);
  expect(result).toMatchObject({ kind: 'failed', failure: { stage: 'auth', kind: 'login-refused' } });
  expect(source.given).toHaveLength(2);
  const text = JSON.stringify(result);
  for (const token of source.given) {
    expect(text).not.toContain(token);
    expect(text).not.toContain(
      Buffer.from(`user=${USER}\x01auth=Bearer ${token}`).toString('base64').slice(0, 60),
    );
  }
});

test('a missing permission is not asked about twice', async () => {
  const port = await start('XOAUTH2', (line) =>
    line.startsWith('AUTH') ? '535 5.7.144 Authentication unsuccessful' : '250 ok',
  );
  const source = tokens();
  expect((await open(port, source)).kind).toBe('failed');
  expect(source.given).toHaveLength(1);
});

// Why: under the name XOAUTH2 and without a token service of its own, nodemailer takes the first mechanism offered.
test('where no mechanism for tokens is offered, the token does not leave', async () => {
  const port = await start('PLAIN LOGIN', () => '235 ok');
  const result = await open(port, tokens());
  expect(result).toMatchObject({ failure: { kind: 'oauth2-not-offered', lasting: true } });
  expect(said.filter((line) => !line.startsWith('EHLO') && line !== 'QUIT')).toEqual([]);
});

test('OAUTHBEARER is used where only that is offered; a refusal is answered with its own byte', async () => {
  const port = await start('PLAIN OAUTHBEARER', (line) => {
    if (line.startsWith('AUTH')) return `334 ${REASON}`;
    return line === 'AQ==' ? '535 5.7.8 no' : '250 ok';
  });
  expect((await open(port, tokens())).kind).toBe('failed');
  expect(said).toContain('AQ==');
});

test('a long token follows the 334, in a mailing and in a test, whose transcript hides it', async () => {
  const port = await start('XOAUTH2', (line) => {
    if (line.startsWith('AUTH')) return '334 ';
    return /^[A-Za-z0-9+/=]{100,}$/.test(line) ? '235 2.7.0 ok' : '250 2.1.0 ok';
  });
  expect((await open(port, tokens(2_000))).kind).toBe('open');
  const source = tokens(2_000);
  const login = { kind: 'oauth2' as const, tokens: source };
  const result = await testServer({ port, login });
  expect(result.stages.find(({ stage }) => stage === 'auth')).toMatchObject({
    status: 'passed',
    facts: { mechanism: 'XOAUTH2' },
  });
  expect(result.transcript.map(({ text }) => text)).toContain('AUTH XOAUTH2');
  expect(JSON.stringify(result)).not.toContain('canary-token');
  expect(said.filter((line) => line === 'AUTH XOAUTH2')).toHaveLength(2);
});
