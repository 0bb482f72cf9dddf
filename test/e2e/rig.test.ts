import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asSubmitted } from '../support/postfix/mailbox.js';
import type { PortName } from '../support/postfix/ports.js';
import { type PostfixRig, startPostfix } from '../support/postfix/rig.js';
import { RECIPIENT_REPLIES, SENDER_REPLIES } from '../support/postfix/settings.js';
import { describeWith, RIG } from '../support/require-debian.js';

const SLOW_SECONDS = 2;

describeWith(RIG, 'the Postfix rig', () => {
  let rig: PostfixRig;
  beforeAll(async () => {
    rig = await startPostfix({ slowDotSeconds: SLOW_SECONDS });
  });
  beforeEach(() => rig.emptyMailbox());
  afterAll(() => rig.stop());

  test.each(['starttls', 'ssl', 'plain', 'noAuth'] as const)(
    'takes a message on its port %s',
    async (port) => {
      await submit(rig, port, { to: `${port}@voters.example` });
      expect((await rig.messages()).map(({ to, from }) => [to, from])).toEqual([
        [`${port}@voters.example`, 'wahl@muster.example'],
      ]);
    },
  );

  test('answers the final dot late on its port slowDot, and takes the message', async () => {
    const before = Date.now();
    await submit(rig, 'slowDot', { to: 'late@voters.example' });
    expect(Date.now() - before).toBeGreaterThanOrEqual(SLOW_SECONDS * 1000);
    expect(await rig.messages()).toHaveLength(1);
  });

  test.each(Object.entries(RECIPIENT_REPLIES))(
    'answers RCPT TO:<%s...> with %s',
    async (localPart, reply) => {
      const refusal = submit(rig, 'starttls', { to: `${localPart}-7@voters.example` });
      await expect(refusal).rejects.toMatchObject({ response: beginsLike(reply) });
      expect(await rig.messages()).toEqual([]);
    },
  );

  test.each(Object.entries(SENDER_REPLIES))('answers MAIL FROM:<%s...> with %s', async (localPart, reply) => {
    const refusal = submit(rig, 'starttls', { from: `${localPart}@muster.example` });
    await expect(refusal).rejects.toMatchObject({ command: 'MAIL FROM', response: beginsLike(reply) });
  });

  test.each([
    ['5.7.1 Content refused', 550],
    ['4.3.0 Come back later', 451],
  ])(
    'refuses a message with the header X-Rig-Fault: %s after the final dot, with %i',
    async (fault, code) => {
      const refusal = submit(rig, 'ssl', { headers: { 'X-Rig-Fault': fault } });
      await expect(refusal).rejects.toMatchObject({ command: 'DATA', responseCode: code });
      expect(await rig.messages()).toEqual([]);
    },
  );

  // Why the fastest of several: Dovecot's delay would hold up each of them two seconds, a busy machine one of them.
  test('refuses a wrong password, again and again without delay', async () => {
    const milliseconds: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const before = Date.now();
      const refusal = submit(rig, 'starttls', { password: 'wrong' });
      await expect(refusal).rejects.toMatchObject({ code: 'EAUTH', responseCode: 535 });
      milliseconds.push(Date.now() - before);
    }
    expect(Math.min(...milliseconds.slice(1))).toBeLessThan(1_900);
  });

  test.each([
    ['starttls', /^250-STARTTLS/m, /AUTH/],
    ['plain', /^250-AUTH PLAIN LOGIN/m, /STARTTLS/],
    ['noAuth', /^250-STARTTLS/m, /AUTH/],
  ] as const)(
    'offers on %s before TLS what it must, and not what it must not',
    async (port, must, mustNot) => {
      const offer = await ehlo(rig.ports[port]);
      expect(offer).toMatch(must);
      expect(offer).not.toMatch(mustNot);
    },
  );

  test.each([
    ['ssl', null],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['notYetValid', 'CERT_NOT_YET_VALID'],
    ['wrongHost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['unknownCa', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['oldTls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  ] as const)('shows on its port %s the certificate that ends in %s', async (port, code) => {
    expect(await handshake(rig, port)).toBe(code);
  });

  test('speaks TLS 1.1 on its port oldTls to a client that still does', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
    expect(await handshake(rig, 'oldTls', old)).toBe(null);
  });

  test('keeps 500 messages over four connections apart, each with the bytes that were submitted', async () => {
    const transport = createTransport({
      ...account(rig, 'ssl'),
      pool: true,
      maxConnections: 4,
      maxMessages: 999,
    });
    const raw = (number: number) =>
      Buffer.from(
        `Subject: ${number}\r\nFrom: wahl@muster.example\r\n\r\n..dots\r\n.\r\nGrüße ${number}\r\n`,
      );
    const numbers = Array.from({ length: 500 }, (_, index) => index);
    await Promise.all(
      numbers.map((number) =>
        transport.sendMail({
          envelope: { from: 'wahl@muster.example', to: `v${number}@voters.example` },
          raw: raw(number),
        }),
      ),
    );
    transport.close();
    const arrived = new Map((await rig.messages()).map((message) => [message.to, asSubmitted(message)]));
    expect(arrived.size).toBe(500);
    for (const number of numbers) expect(arrived.get(`v${number}@voters.example`)).toEqual(raw(number));
  });

  test('keeps two messages to one mailbox apart', async () => {
    await submit(rig, 'ssl', { to: 'shared@voters.example' });
    await submit(rig, 'ssl', { to: 'shared@voters.example' });
    expect(await rig.messages()).toHaveLength(2);
  });

  test('loses nothing in a crash that it accepted, and counts nothing twice after it', async () => {
    const accepted: string[] = [];
    for (let number = 0; number < 40; number++) {
      await submit(rig, 'plain', { to: `c${number}@voters.example` });
      accepted.push(`c${number}@voters.example`);
    }
    await rig.crash();
    await expect(ehlo(rig.ports.plain)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await rig.restart();
    expect((await rig.messages()).map(({ to }) => to).sort()).toEqual(accepted.sort());
    await submit(rig, 'starttls', { to: 'after@voters.example' });
    expect(await rig.messages()).toHaveLength(41);
  });

  test('logs the message under the queue id that the reply names', async () => {
    const { response } = await submit(rig, 'ssl', {});
    const [message] = await rig.messages();
    expect(response).toContain(`queued as ${message?.queueId}`);
    expect(await rig.logText()).toMatch(new RegExp(`${message?.queueId}: to=<.*relay=virtual.*status=sent`));
  });
});

describeWith([...RIG, 'swaks'], 'the Postfix rig and an independent client', () => {
  test('swaks logs in by STARTTLS and its message arrives', async () => {
    const rig = await startPostfix();
    try {
      const server = ['--server', `localhost:${rig.ports.starttls}`, '--tls', '--tls-ca-path', rig.ca.path];
      const login = ['--auth', 'PLAIN', '--auth-user', rig.user, '--auth-password', rig.password];
      const envelope = ['--from', rig.user, '--to', 'swaks@voters.example'];
      await promisify(execFile)('swaks', [...server, '--tls-verify', ...login, ...envelope]);
      expect((await rig.messages()).map(({ to }) => to)).toEqual(['swaks@voters.example']);
    } finally {
      await rig.stop();
    }
  });
});

describeWith(RIG, 'the end of the Postfix rig', () => {
  test('stop leaves neither process nor folder, and takes a second call', async () => {
    const rig = await startPostfix();
    await submit(rig, 'ssl', {});
    expect(processesIn(rig.folder)).not.toEqual([]);
    await rig.stop();
    expect(processesIn(rig.folder)).toEqual([]);
    expect(existsSync(rig.folder)).toBe(false);
    await rig.stop();
  });

  test('two rigs run side by side with a mailbox each, and stopping one leaves the other alone', async () => {
    const [first, second] = await Promise.all([startPostfix(), startPostfix()]);
    try {
      await submit(first, 'ssl', { to: 'first@voters.example' });
      await first.stop();
      await submit(second, 'ssl', { to: 'second@voters.example' });
      expect((await second.messages()).map(({ to }) => to)).toEqual(['second@voters.example']);
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });

  test('a parameter of one test reaches Postfix', async () => {
    const rig = await startPostfix({
      settings: { smtpd_client_message_rate_limit: '1', anvil_rate_time_unit: '60s' },
    });
    try {
      await submit(rig, 'ssl', {});
      await expect(submit(rig, 'ssl', {})).rejects.toMatchObject({ responseCode: 450, command: 'MAIL FROM' });
    } finally {
      await rig.stop();
    }
  });

  test('with smtpd_delay_reject, as Postfix has it by default, a sender is refused at RCPT TO', async () => {
    const rig = await startPostfix({ settings: { smtpd_delay_reject: 'yes' } });
    try {
      const refusal = submit(rig, 'ssl', { from: 'notmine@muster.example' });
      await expect(refusal).rejects.toMatchObject({ responseCode: 553, command: 'RCPT TO' });
    } finally {
      await rig.stop();
    }
  });

  test('a parameter that Postfix refuses ends in an error and leaves no folder', async () => {
    const refused = await startPostfix({ settings: { hash_queue_names: '' } }).catch(String);
    const folder = /rig in (\S+) did not start/.exec(String(refused))?.[1];
    expect(folder).toBeDefined();
    expect(existsSync(folder ?? '')).toBe(false);
  });
});

interface Submission {
  from?: string;
  to?: string;
  password?: string;
  headers?: Record<string, string>;
}

function submit(rig: PostfixRig, port: PortName, { from, to, password, headers }: Submission) {
  const mail = {
    from: from ?? rig.user,
    to: to ?? 'voter@voters.example',
    text: 'Hello.',
    headers: headers ?? {},
  };
  return createTransport(account(rig, port, password)).sendMail(mail);
}

function account(rig: PostfixRig, port: PortName, password = rig.password) {
  return {
    host: rig.host,
    port: rig.ports[port],
    secure: port !== 'starttls' && port !== 'plain' && port !== 'noAuth',
    requireTLS: port === 'starttls',
    tls: { ca: rig.ca.text },
    ...(port === 'noAuth' ? {} : { auth: { user: rig.user, pass: password } }),
  };
}

/** "550 5.1.1" at the beginning; Postfix puts the address between the codes and the text. */
function beginsLike(reply: string) {
  const [code, enhanced] = reply.split(' ');
  return expect.stringMatching(new RegExp(`^${code} ${enhanced?.replaceAll('.', '\\.')} `));
}

function ehlo(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connectPlain({ host: '127.0.0.1', port });
    socket.once('error', reject);
    socket.on('data', (bytes) => {
      received += bytes.toString();
      if (/^220 .*\r\n$/.test(received)) socket.write('EHLO client.example\r\n');
      if (/^250 .*\r\n$/m.test(received)) {
        socket.end('QUIT\r\n');
        resolve(received);
      }
    });
  });
}

/** null after a handshake that Node accepts, else the code of its error. */
function handshake(rig: PostfixRig, port: PortName, options = {}): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = connect(
      { host: rig.host, port: rig.ports[port], servername: rig.host, ca: rig.ca.text, ...options },
      () => {
        socket.end();
        resolve(null);
      },
    );
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

/** Processes whose working directory or command line lies in the folder, from /proc. */
function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}
