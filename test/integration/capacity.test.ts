import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { CapacityRequest } from '../../src/diagnosis/capacity.js';
import type { Doors, StageDeadlines } from '../../src/diagnosis/doors.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { createCertificates } from '../support/certificates.js';
import { PASSWORD, SHORT, testServer, USER, type Wish } from '../support/connection-test.js';
import {
  after,
  type ConnectionScript,
  drop,
  hang,
  raw,
  replyThen,
  reset,
  type ScriptedServer,
  type ServerOptions,
  type Step,
  startScriptedServer,
} from '../support/scripted-server.js';

const certificates = createCertificates();
const tls = certificates.pair('good');
const PROBE: CapacityRequest = { probe: true, voters: null, set: [] };
/** Short where a test is about silence; a busy machine must not look like a silent server. */
const DEADLINES: StageDeadlines = { ...SHORT, command: 1_500 };
const TOO_MANY = '421 4.7.0 smtp.muster.example Error: too many connections from 192.0.2.1';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** Sleeps as it is asked to, without passing the time. */
function sleepless(): { readonly slept: number[]; readonly doors: Partial<Doors> } {
  const slept: number[] = [];
  const sleep = async (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
  };
  return { slept, doors: { clock: { ...systemDoors.clock, sleep } } };
}

async function probe(options: ServerOptions, wish: Partial<Wish> = {}) {
  const server = await startScriptedServer({ login: { user: USER, password: PASSWORD }, ...options });
  open.push(server);
  const { slept, doors } = sleepless();
  const result = await testServer({
    port: server.port,
    capacity: PROBE,
    doors,
    deadlines: DEADLINES,
    ...wish,
  });
  return { server, slept, result, found: result.capacity?.probe };
}

/** The first so many connections are granted, the others do as the script says. */
function grants(count: number, then: ConnectionScript): ServerOptions {
  return { script: (connection) => (connection < count ? {} : then) };
}

function logins(server: ScriptedServer): number {
  return server.lines().filter((line) => line.startsWith('AUTH ')).length;
}

describe('how many connections are granted', () => {
  it('tries a mechanism that was refused once not again with every connection', async () => {
    const script = {
      AUTH: (line: string): Step => (/PLAIN/.test(line) ? '504 5.5.4 not here' : '235 2.7.0 in'),
    };
    const { server, found } = await probe({ script });
    expect(found).toEqual({ granted: 10, atLeast: true, dropped: 0, refused: null });
    const asked = server.lines().filter((line) => line.startsWith('AUTH '));
    expect(asked.filter((line) => line.startsWith('AUTH PLAIN'))).toHaveLength(1);
    expect(asked.filter((line) => line === 'AUTH LOGIN')).toHaveLength(10);
  });

  it('is at least ten, where all are: each logged in, none mails, all are closed with QUIT', async () => {
    const { server, slept, result, found } = await probe({});
    expect(found).toEqual({ granted: 10, atLeast: true, dropped: 0, refused: null });
    expect(result.ok).toBe(true);
    expect([server.connections(), logins(server)]).toEqual([10, 10]);
    expect(slept).toEqual(Array(9).fill(200));
    expect(server.lines().filter((line) => line === 'QUIT')).toHaveLength(10);
    expect(server.lines().filter((line) => /^(MAIL|RCPT|DATA)/.test(line))).toHaveLength(2);
    expect(server.accepted).toEqual([]);
  });

  it.each<readonly [string, ServerOptions, object]>([
    [
      'a greeting 421',
      grants(3, { greeting: replyThen(TOO_MANY, drop) }),
      { stage: 'greeting', kind: 'too-many-connections', reply: { code: 421 } },
    ],
    [
      '421 at the login',
      grants(3, { AUTH: replyThen('421 4.7.0 Too many connections, try again later', drop) }),
      { stage: 'auth', kind: 'too-many-connections', reply: { code: 421 } },
    ],
    [
      '432 at the login',
      grants(3, { AUTH: '432 4.3.2 Concurrent connections limit exceeded' }),
      { stage: 'auth', kind: 'too-many-connections', reply: { code: 432 } },
    ],
    [
      '454 at the login',
      grants(3, { AUTH: '454 4.7.0 Too many login attempts, please try again later.' }),
      { stage: 'auth', kind: 'too-many-logins', reply: { code: 454 } },
    ],
    [
      '535 at the login',
      grants(3, { AUTH: '535 5.7.8 Authentication failed' }),
      { stage: 'auth', kind: 'login-refused', reply: { code: 535 } },
    ],
    ['silence', grants(3, { greeting: hang }), { stage: 'greeting', kind: 'no-answer', reply: null }],
    ['silence at the login', grants(3, { AUTH: hang }), { stage: 'auth', kind: 'no-answer', reply: null }],
    [
      'a cut',
      grants(3, { greeting: after(30, reset) }),
      { stage: 'greeting', kind: 'connection-lost', reply: null },
    ],
    [
      'a cut at the login',
      grants(3, { AUTH: drop }),
      { stage: 'auth', kind: 'closed-at-login', reply: null },
    ],
    [
      'two replies at once',
      grants(3, { EHLO: raw('250-x\r\n250 AUTH PLAIN\r\n235 welcome\r\n') }),
      { stage: 'auth', kind: 'out-of-step', reply: null },
    ],
    ['no mail server', grants(3, { greeting: 'HTTP/1.1 400' }), { stage: 'greeting', kind: 'not-smtp' }],
  ])('is three, where the fourth meets %s, and no fifth is tried', async (_, options, refused) => {
    const { server, result, found } = await probe(options);
    expect(found).toMatchObject({ granted: 3, atLeast: false, dropped: 0, refused });
    expect(result.ok).toBe(true);
    expect(server.connections()).toBe(4);
    expect(logins(server)).toBeLessThanOrEqual(4);
  });

  it('is one, where the server takes no second one', async () => {
    const { found } = await probe(grants(1, { greeting: TOO_MANY }));
    expect(found).toMatchObject({ granted: 1, refused: { kind: 'too-many-connections' } });
  });

  it('counts by connection and login alone, for nothing is mailed', async () => {
    const refusing = grants(3, { MAIL: '432 4.3.2 Concurrent connections limit exceeded' });
    const { found } = await probe(refusing);
    expect(found).toMatchObject({ granted: 10, atLeast: true });
  });

  it.each(['implicit', 'starttls'] as const)('is found through TLS, too (%s)', async (encryption) => {
    const script = (connection: number) => (connection < 2 ? {} : { AUTH: '432 4.3.2 too many connections' });
    const { server, found } = await probe(
      { encryption, tls, script },
      { encryption: encryption === 'implicit' ? 'ssl' : 'starttls', ca: certificates.ca },
    );
    expect(found).toMatchObject({ granted: 2, refused: { stage: 'auth', kind: 'too-many-connections' } });
    const secret = server.commands.filter(({ line }) => line.startsWith('AUTH'));
    expect(secret.map(({ encrypted }) => encrypted)).toEqual([true, true, true]);
  });

  it.each(['implicit', 'starttls'] as const)(
    'ends at silence without one more connection to look into it (%s)',
    async (encryption) => {
      const script = (connection: number) => (connection < 2 ? {} : { greeting: hang });
      const { server, found } = await probe(
        { encryption, tls, script },
        { encryption: encryption === 'implicit' ? 'ssl' : 'starttls', ca: certificates.ca },
      );
      expect(found).toMatchObject({ granted: 2, refused: { kind: 'no-answer' } });
      expect(server.connections()).toBe(3);
    },
  );

  it('is refused as well where nobody listens any more', async () => {
    let dials = 0;
    const { connect } = systemDoors;
    const doors = {
      ...sleepless().doors,
      connect: (address: string, port: number) => connect(address, dials++ < 2 ? port : 1),
    };
    const { found } = await probe({}, { doors });
    expect(found).toMatchObject({ granted: 2, refused: { stage: 'connect', kind: 'connection-refused' } });
  });
});

describe('the probe', () => {
  it('has never two logins under way, and lets 200 ms pass between them', async () => {
    const begun: number[] = [];
    let under = 0;
    let most = 0;
    const port = await serve(greet, (socket) => {
      begun.push(performance.now());
      most = Math.max(most, ++under);
      setTimeout(() => {
        under -= 1;
        socket.write(begun.length < 4 ? '235 ok\r\n' : '454 4.7.0 Too many logins\r\n');
      }, 30);
    });
    const result = await testServer({ port, capacity: PROBE, deadlines: DEADLINES });
    expect(result.capacity?.probe).toMatchObject({ granted: 3 });
    expect(most).toBe(1);
    const gaps = begun.slice(1).map((time, index) => time - (begun[index] ?? 0));
    expect(gaps).toHaveLength(3);
    for (const gap of gaps) expect(gap).toBeGreaterThan(195);
  });

  it.each([
    ['of ten that were granted', 10, 10],
    ['of four that were granted and one that was not', 4, 5],
  ])('leaves no connection open %s, though the server never closes one', async (_, granted, opened) => {
    const sockets = new Set<Socket>();
    let count = 0;
    const port = await serve((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      if (++count <= granted) greet(socket);
    });
    await testServer({ port, capacity: PROBE, doors: sleepless().doors, deadlines: DEADLINES });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([sockets.size, count]).toEqual([0, opened]);
  });

  // Why: a server that closes the oldest connection for a new one would have counted as granting all ten.
  it('does not count connections that the server closes again', async () => {
    const sockets: Socket[] = [];
    const port = await serve((socket) => {
      if (sockets.push(socket) > 3) sockets.at(-4)?.end('421 4.4.2 another one came\r\n');
      greet(socket);
    });
    const result = await testServer({
      port,
      capacity: PROBE,
      doors: sleepless().doors,
      deadlines: DEADLINES,
    });
    expect(result.capacity?.probe).toEqual({ granted: 3, atLeast: false, dropped: 7, refused: null });
    expect(result.ok).toBe(true);
  });

  it('opens none any more after a minute, however slowly they are granted', async () => {
    let now = 0;
    const sleep = async (): Promise<void> => {
      now += 25_000;
    };
    const doors = { clock: { ...systemDoors.clock, monotonic: () => now, sleep } };
    const { server, found } = await probe({}, { doors });
    expect(found).toMatchObject({ granted: 4, atLeast: true, refused: null });
    expect(server.connections()).toBe(4);
  });

  it('is left out where a stage failed, and where nobody asked for it', async () => {
    const failed = await probe({ script: { RCPT: '550 5.1.1 no' } });
    expect([failed.result.ok, failed.result.capacity]).toEqual([false, undefined]);
    expect(failed.server.connections()).toBe(1);
    const plain = await testServer({ port: failed.server.port });
    expect(plain).not.toHaveProperty('capacity');
  });

  it('opens no connection where only the time is asked for', async () => {
    const { server, result } = await probe({}, { capacity: { ...PROBE, probe: false, voters: 100 } });
    expect(server.connections()).toBe(1);
    expect(result.capacity).toMatchObject({ probe: null, time: { voters: 100 } });
  });

  it('never shows the password, however a server echoes it', async () => {
    const plain = Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64');
    const echo = (line: string): string => `535 5.7.8 bad ${line} ${PASSWORD}`;
    const { result, found } = await probe(grants(2, { AUTH: echo }));
    expect(found?.refused?.kind).toBe('login-refused');
    const notes = result.transcript.filter(({ direction }) => direction === 'note');
    expect(notes.map(({ text }) => text.slice(0, 30))).toEqual([
      'connection 2 at once: logged i',
      'connection 3 at once: auth: lo',
    ]);
    for (const form of [PASSWORD, plain]) expect(JSON.stringify(result)).not.toContain(form);
  });

  it('cannot be made to hold memory or to hang by a flood on a connection that is held', async () => {
    const flood = raw(`235 ok\r\n${'250-x\r\n'.repeat(40_000)}`);
    const { result, found } = await probe(grants(1, { AUTH: flood }), {
      deadlines: { ...SHORT, command: 10_000 },
    });
    expect(found).toEqual({ granted: 1, atLeast: false, dropped: 9, refused: null });
    expect(result.transcript.length).toBeLessThan(100);
  });
});

describe('what the server says of its limits', () => {
  it('is what it announces, and whose it is', async () => {
    const { result } = await probe(
      {
        extensions: ['SIZE 35882577', 'LIMITS MAILMAX=100 RCPTMAX=20'],
        script: { greeting: '220 kundenserver.de (mreue010) Nemesis ESMTP Service ready' },
      },
      { capacity: { probe: false, voters: 5_000, set: [] } },
    );
    expect(result.capacity).toMatchObject({
      size: 35_882_577,
      announced: { mailMax: 100, rcptMax: 20, rcptDomainMax: null },
      provider: { id: 'ionos' },
      steps: [{ upToDays: 7 }, { upToDays: 14 }, { upToDays: 30 }, { upToDays: null }],
    });
    expect(Math.round((result.capacity?.time?.milliseconds ?? 0) / 3_600_000)).toBe(10);
  });

  it('is nothing where it says nothing', async () => {
    const { result } = await probe({ extensions: [] }, { capacity: { probe: false, voters: 5, set: [] } });
    expect(result.capacity).toMatchObject({ size: null, announced: null, provider: null, steps: [] });
  });
});

/** A server that says yes to everything, and waits for the client to close. Gives its port. */
async function serve(
  begin: (socket: Socket) => void,
  login: (socket: Socket) => void = (socket) => void socket.write('235 ok\r\n'),
): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      const line = chunk.toString();
      if (line.startsWith('AUTH')) login(socket);
      else socket.write(line.startsWith('EHLO') ? '250-a\r\n250 AUTH PLAIN\r\n' : '250 ok\r\n');
    });
    begin(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return (server.address() as { port: number }).port;
}

function greet(socket: Socket): void {
  socket.write('220 a\r\n');
}
