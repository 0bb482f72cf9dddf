import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { OWN_KINDS } from '../../src/diagnosis/result.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { testReach } from '../../src/diagnosis/test-connection.js';
import { createCertificates } from '../support/certificates.js';
import {
  failure,
  PASSWORD,
  SHORT,
  summary,
  testServer,
  USER,
  type Wish,
} from '../support/connection-test.js';
import {
  after,
  type ConnectionScript,
  drop,
  half,
  hang,
  raw,
  replyThen,
  reset,
  type ScriptedServer,
  type ServerOptions,
  startScriptedServer,
} from '../support/scripted-server.js';

const certificates = createCertificates();
const good = certificates.pair('good');
const login = { user: USER, password: PASSWORD };

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serve(options: ServerOptions = {}): Promise<ScriptedServer> {
  const server = await startScriptedServer({ login, ...options });
  open.push(server);
  return server;
}

async function against(options: ServerOptions, wish: Omit<Wish, 'port'> = {}) {
  const server = await serve(options);
  const result = await testServer({ ...wish, port: server.port });
  return { server, result };
}

const SSL = { encryption: 'implicit', tls: good } as const;
const STARTTLS = { encryption: 'starttls', tls: good } as const;

describe('a good server passes every stage', () => {
  it('in clear text towards loopback', async () => {
    const { server, result } = await against({});
    expect(summary(result)).toBe('resolve connect greeting ehlo auth mail-from rcpt-to sender-domain');
    expect(result.ok).toBe(true);
    const said = server.lines().map((line) => line.replace(/^AUTH PLAIN .*/, 'AUTH PLAIN'));
    expect(said).toEqual([
      'EHLO [127.0.0.1]',
      'AUTH PLAIN',
      'MAIL FROM:<wahl@organiser.test>',
      'RCPT TO:<wahl@organiser.test>',
      'RSET',
      'QUIT',
    ]);
  });

  it('with TLS from the first byte, certificate facts included', async () => {
    const { server, result } = await against(SSL, {
      encryption: 'ssl',
      host: 'localhost',
      ca: certificates.ca,
    });
    expect(summary(result)).toBe('resolve connect tls greeting ehlo auth mail-from rcpt-to sender-domain');
    expect(server.commands.every((command) => command.encrypted)).toBe(true);
    const { tls } = result.stages.find(({ stage }) => stage === 'tls')?.facts ?? {};
    expect(tls).toMatchObject({
      protocol: 'TLSv1.3',
      certificate: {
        subject: 'localhost',
        issuer: 'Rig CA',
        altNames: ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1'],
        validFrom: '2020-01-01T00:00:00.000Z',
        validTo: '2040-01-01T00:00:00.000Z',
      },
    });
    expect(tls?.cipher).toMatch(/^TLS_/);
    expect(tls?.certificate?.fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(tls?.certificate?.daysLeft).toBeGreaterThan(1_000);
  });

  it('with STARTTLS, the login only after it', async () => {
    const { server, result } = await against(STARTTLS, { encryption: 'starttls', ca: certificates.ca });
    expect(summary(result)).toBe(
      'resolve connect greeting ehlo starttls tls auth mail-from rcpt-to sender-domain',
    );
    const logins = server.commands.filter(({ line }) => line.startsWith('AUTH'));
    expect(logins).toHaveLength(1);
    expect(logins[0]?.encrypted).toBe(true);
  });

  it('with AUTH LOGIN where PLAIN is not offered, and to another recipient', async () => {
    const { server, result } = await against(
      { extensions: ['AUTH LOGIN', 'SIZE 35882577'], bare: true },
      { to: 'it@organiser.test' },
    );
    expect(result.ok).toBe(true);
    expect(server.lines()).toContain('RCPT TO:<it@organiser.test>');
    expect(result.stages.find(({ stage }) => stage === 'ehlo')?.facts.ehlo?.size).toBe(35_882_577);
    expect(result.stages.find(({ stage }) => stage === 'auth')?.facts.mechanism).toBe('LOGIN');
  });

  it('tries the next address where the first one is dead', async () => {
    const server = await serve();
    const doors = { lookup: async () => ['127.0.0.9', '127.0.0.1'] };
    const result = await testServer({ port: server.port, doors });
    expect(summary(result)).toMatch(/^resolve connect!some-addresses-unreachable greeting /);
    expect(result.stages[1]?.facts.attempts).toEqual([
      { address: '127.0.0.9', kind: 'connection-refused' },
      { address: '127.0.0.1', kind: 'connected' },
    ]);
  });
});

describe('up to the login', () => {
  const reach = (port: number, encryption: 'none' | 'starttls' | 'ssl', begun: string[] = []) => {
    const account = { host: '127.0.0.1', port, encryption, user: USER, ca: certificates.ca } as const;
    const request = { account, sender: { name: '', address: USER } };
    return testReach(request, systemDoors, SHORT, (stage) => begun.push(stage));
  };

  it.each([
    ['none', {}, 'resolve connect greeting ehlo'],
    ['starttls', STARTTLS, 'resolve connect greeting ehlo starttls tls'],
    ['ssl', SSL, 'resolve connect tls greeting ehlo'],
  ] as const)('with %s everything passes, and no login is begun', async (encryption, options, stages) => {
    const server = await serve(options);
    const begun: string[] = [];
    const result = await reach(server.port, encryption, begun);
    expect(summary(result)).toBe(`${stages} auth- mail-from- rcpt-to- sender-domain-`);
    expect(result.ok).toBe(true);
    expect(begun.join(' ')).toBe(stages);
    expect(server.lines().join('\n')).not.toMatch(/AUTH|MAIL|RCPT|RSET/);
    expect(server.lines().at(-1)).toBe('QUIT');
  });

  it('a failed stage ends it, and names itself', async () => {
    const server = await serve({ script: { greeting: '554 go away' } });
    const begun: string[] = [];
    const result = await reach(server.port, 'none', begun);
    expect(result.ok).toBe(false);
    expect(failure(result)).toMatch(/^greeting /);
    expect(begun).toEqual(['resolve', 'connect', 'greeting']);
  });
});

describe('before the first byte', () => {
  it('tells that nobody listens', async () => {
    const server = await serve();
    await server.close();
    const result = await testServer({ port: server.port });
    expect(summary(result)).toBe(
      'resolve connect✗connection-refused greeting- ehlo- auth- mail-from- rcpt-to- sender-domain-',
    );
  });

  it('tells that a name has no address', async () => {
    const unknown = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    const result = await testServer({ port: 1, host: 'x.invalid', doors: { lookup: unknown } });
    expect(failure(result)).toBe('resolve host-not-found');
  });

  it('tells that the resolver has no address at all, or never answers', async () => {
    const none = await testServer({ port: 1, doors: { lookup: async () => [] } });
    expect(failure(none)).toBe('resolve host-not-found');
    const silent = await testServer({ port: 1, doors: { lookup: () => new Promise(() => {}) } });
    expect(failure(silent)).toBe('resolve no-answer');
  });

  it('tells silence from refusal, and tries all addresses at once', async () => {
    const { Socket } = await import('node:net');
    const doors = { lookup: async () => ['192.0.2.1', '192.0.2.2'], connect: () => new Socket() };
    const begin = performance.now();
    const result = await testServer({ port: 25, doors });
    expect(failure(result)).toBe('connect connection-timeout');
    expect(result.stages[1]?.facts.attempts).toHaveLength(2);
    expect(performance.now() - begin).toBeLessThan(SHORT.connect * 2);
  });
});

describe('silence is named at the stage where it happens', () => {
  const rows: readonly (readonly [string, ConnectionScript, Partial<Wish>, ServerOptions])[] = [
    ['greeting no-answer', { greeting: hang }, {}, {}],
    ['greeting no-answer', { greeting: raw('220-still thinking\r\n', hang) }, {}, {}],
    ['ehlo no-answer', { EHLO: hang }, {}, {}],
    ['ehlo no-answer', { EHLO: raw('250-half a rep', hang) }, {}, {}],
    ['auth no-answer', { AUTH: hang }, {}, {}],
    ['mail-from no-answer', { MAIL: hang }, {}, {}],
    ['rcpt-to no-answer', { RCPT: hang }, {}, {}],
    ['starttls no-answer', { STARTTLS: hang }, { encryption: 'starttls' }, STARTTLS],
    ['tls no-answer', { STARTTLS: replyThen('220 go', hang) }, { encryption: 'starttls' }, STARTTLS],
    ['tls no-answer', { greeting: hang }, { encryption: 'ssl' }, {}],
  ];
  it.each(rows)('%s', async (expected, script, wish, options) => {
    const { result } = await against({ ...options, script }, { ca: certificates.ca, ...wish });
    expect(failure(result)).toBe(expected);
    expect(result.stages.at(-1)?.status).toMatch(/failed|skipped/);
  });

  it('attack 27: a trickle does not extend the deadline', async () => {
    const drip = (left: number): ReturnType<typeof raw> =>
      left === 0 ? hang : after(50, raw('250-more\r\n', drip(left - 1)));
    const { result } = await against({ script: { EHLO: drip(100) } });
    expect(failure(result)).toBe('ehlo no-answer');
    expect(result.stages.find(({ stage }) => stage === 'ehlo')?.ms).toBeLessThan(SHORT.command + 300);
  });
});

describe('a connection that is cut is named at its stage', () => {
  const rows: readonly (readonly [string, ConnectionScript])[] = [
    ['greeting connection-lost', { greeting: drop }],
    ['greeting connection-lost', { greeting: after(30, reset) }],
    ['ehlo connection-lost', { EHLO: reset }],
    ['ehlo connection-lost', { EHLO: half('250-PIPE') }],
    ['auth closed-at-login', { AUTH: drop }],
    ['mail-from connection-lost', { MAIL: drop }],
    ['rcpt-to connection-lost', { RCPT: reset }],
  ];
  it.each(rows)('%s', async (expected, script) => {
    const { result } = await against({ script });
    expect(failure(result)).toBe(expected);
  });
});

describe('the wrong pairing of port and encryption', () => {
  it('clear text on a port that speaks TLS at once is found by a TLS hello without login', async () => {
    const { server, result } = await against(SSL, { encryption: 'starttls', ca: certificates.ca });
    expect(failure(result)).toBe('greeting tls-expected');
    expect(result.pairs).toEqual([{ port: server.port, encryption: 'ssl', works: true, kind: null }]);
    expect(server.lines()).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
  });

  it('so it is where the certificate behind the port is not to be trusted', async () => {
    const tls = certificates.pair('self-signed');
    const { result } = await against({ encryption: 'implicit', tls });
    expect(failure(result)).toBe('greeting tls-expected');
  });

  it('TLS at once on a port that greets in clear text', async () => {
    const { server, result } = await against(STARTTLS, { encryption: 'ssl', ca: certificates.ca });
    expect(failure(result)).toBe('tls plain-expected');
    expect(server.lines().join('\n')).not.toContain('AUTH');
  });

  it('TLS at once on a port that greets late: the greeting on a second connection tells', async () => {
    const script = (connection: number) => (connection === 0 ? { greeting: hang } : {});
    const { result } = await against({ script }, { encryption: 'ssl' });
    expect(failure(result)).toBe('tls plain-expected');
  });
});

describe('without encryption nothing is given away', () => {
  const rows: readonly (readonly [string, ServerOptions])[] = [
    ['starttls starttls-not-offered', {}],
    ['starttls starttls-refused', { ...STARTTLS, script: { STARTTLS: '454 4.7.0 not now' } }],
    ['starttls starttls-refused', { ...STARTTLS, script: { STARTTLS: '502 5.5.1 what?' } }],
    [
      'starttls starttls-injected',
      { ...STARTTLS, script: { STARTTLS: raw('220 go\r\n250-AUTH PLAIN\r\n250 x\r\n') } },
    ],
    ['starttls starttls-injected', { ...STARTTLS, script: { STARTTLS: raw('220 go\r\n2') } }],
    [
      'tls starttls-injected',
      { ...STARTTLS, script: { STARTTLS: replyThen('220 go', after(60, raw('250 late\r\n', hang))) } },
    ],
    ['tls no-answer', { ...STARTTLS, script: { EHLO: ['250-a\n250 STARTTLS', hang] } }],
    ['tls ehlo-refused', { ...STARTTLS, script: { EHLO: ['250-a\n250 STARTTLS', '550 go away'] } }],
  ];
  it.each(rows)('%s', async (expected, options) => {
    const { server, result } = await against(options, { encryption: 'starttls', ca: certificates.ca });
    expect(failure(result)).toBe(expected);
    expect(server.lines().filter((line) => /^AUTH|^MAIL/.test(line))).toEqual([]);
  });
});

describe('certificates', () => {
  const rows = [
    ['certificate-expired', 'expired'],
    ['certificate-not-yet-valid', 'not-yet-valid'],
    ['certificate-wrong-host', 'wrong-host'],
    ['certificate-self-signed', 'self-signed'],
    ['certificate-unknown-ca', 'unknown-ca'],
  ] as const;
  for (const encryption of ['ssl', 'starttls'] as const) {
    it.each(rows)(
      `%s is refused with ${encryption}, its facts are told, and no login follows`,
      async (kind, name) => {
        const kindOfServer = encryption === 'ssl' ? 'implicit' : 'starttls';
        const { server, result } = await against(
          { encryption: kindOfServer, tls: certificates.pair(name) },
          { encryption, ca: certificates.ca, host: 'localhost' },
        );
        expect(failure(result)).toBe(`tls ${kind}`);
        const facts = result.stages.find(({ stage }) => stage === 'tls')?.facts.tls?.certificate;
        expect(facts?.fingerprint).toMatch(/^[0-9A-F:]{95}$/);
        expect(facts?.validTo).toMatch(/^20\d\d-/);
        expect(server.lines().join('\n')).not.toContain('AUTH');
      },
    );
  }

  it("is not trusted by the system's own list without the organiser's authority", async () => {
    const { result } = await against(SSL, { encryption: 'ssl' });
    expect(failure(result)).toBe('tls certificate-unknown-ca');
  });

  it('cannot be switched off by NODE_TLS_REJECT_UNAUTHORIZED', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const tls = certificates.pair('self-signed');
      const { result } = await against({ encryption: 'implicit', tls }, { encryption: 'ssl' });
      expect(failure(result)).toBe('tls certificate-self-signed');
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  it('is a warning in its last two weeks', async () => {
    const clock = { ...systemDoors.clock, now: () => Date.parse('2039-12-25T00:00:00Z') };
    const { result } = await against(SSL, { encryption: 'ssl', ca: certificates.ca, doors: { clock } });
    expect(result.ok).toBe(true);
    expect(summary(result)).toContain('tls!certificate-expires-soon greeting');
  });

  it('a server of TLS 1.1 is too old', async () => {
    const tls = {
      ...good,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const;
    const { result } = await against(
      { encryption: 'implicit', tls },
      { encryption: 'ssl', ca: certificates.ca },
    );
    expect(failure(result)).toBe('tls tls-too-old');
  });
});

describe('the account', () => {
  const rows: readonly (readonly [string, ServerOptions])[] = [
    ['auth auth-not-offered', { extensions: ['PIPELINING'], bare: true }],
    ['auth no-common-mechanism', { extensions: ['AUTH GSSAPI XOAUTH2'], bare: true }],
    ['auth login-refused', { login: { user: USER, password: 'another' } }],
    [
      'auth smtp-auth-disabled',
      {
        script: {
          AUTH: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
        },
      },
    ],
    [
      'auth basic-auth-disabled',
      { script: { AUTH: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' } },
    ],
    [
      'auth app-password-needed',
      {
        script: {
          AUTH: '534-5.7.9 Application-specific password required.\n534 5.7.9 https://support.google.com/ - gsmtp',
        },
      },
    ],
    ['auth login-unavailable', { script: { AUTH: '454 4.7.0 Temporary authentication failure' } }],
    [
      'auth login-refused',
      { extensions: ['AUTH LOGIN'], bare: true, script: { 'AUTH-USER': '535 5.7.8 no such user' } },
    ],
    [
      'mail-from sender-refused',
      { script: { MAIL: '550 5.7.60 Client does not have permissions to send as this sender' } },
    ],
    ['mail-from rate-limited', { script: { MAIL: '450 4.7.0 Transmit rate limit exceeded' } }],
    [
      'rcpt-to sender-refused',
      { script: { RCPT: '553 5.7.1 <wahl@organiser.test>: Sender address rejected: not owned by user x' } },
    ],
    ['rcpt-to recipient-refused', { script: { RCPT: '550 5.1.1 <wahl@organiser.test>: User unknown' } }],
    ['rcpt-to relay-denied', { script: { RCPT: '554 5.7.1 <wahl@organiser.test>: Relay access denied' } }],
    [
      'greeting ip-blocked',
      { script: { greeting: '554 5.7.1 Access denied, 192.0.2.7 is not on our list' } },
    ],
    ['ehlo closing', { script: { EHLO: '421 4.3.2 going down' } }],
    ['mail-from unexpected-reply', { script: { MAIL: '354 go on' } }],
  ];
  it.each(rows)('%s', async (expected, options) => {
    const { server, result } = await against(options);
    expect(failure(result)).toBe(expected);
    expect(server.lines().filter((line) => line.startsWith('AUTH ')).length).toBeLessThan(2);
  });

  it('tries LOGIN where only the mechanism was refused, and says good-bye after a refusal', async () => {
    const script = {
      AUTH: (line: string) => (line.includes('PLAIN') ? '504 5.5.4 not this one' : '535 5.7.8 no'),
    };
    const { server, result } = await against({ script });
    expect(failure(result)).toBe('auth login-refused');
    expect(server.lines().map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'EHLO [127.0.0.1]',
      'AUTH PLAIN',
      'AUTH LOGIN',
      'QUIT',
    ]);
  });

  it('is not judged by the words of an address that the reply quotes', async () => {
    const script = { RCPT: (line: string) => `550 5.1.1 ${line.slice('RCPT TO:'.length)}: User unknown` };
    const { result } = await against({ script }, { to: 'greylist.daily-limit.sendasdenied@organiser.test' });
    expect(failure(result)).toBe('rcpt-to recipient-refused');
  });

  it('takes greylisting as a notice, and shows the reply', async () => {
    const { result } = await against({ script: { RCPT: '450 4.2.0 Greylisted, come back in 5 minutes' } });
    expect(result.ok).toBe(true);
    expect(result.stages.find(({ stage }) => stage === 'rcpt-to')).toMatchObject({
      status: 'warned',
      kind: 'greylisted',
      reply: { code: 450, enhanced: '4.2.0', text: 'Greylisted, come back in 5 minutes' },
    });
  });
});

describe('a hostile server', () => {
  it('cannot fill memory with an endless reply, with or without line ends', async () => {
    const lines = await against({ script: { greeting: raw('220-x\r\n'.repeat(20_000)) } });
    expect(failure(lines.result)).toBe('greeting reply-too-long');
    const line = await against({ script: { EHLO: raw(`250-${'x'.repeat(200_000)}`) } });
    expect(failure(line.result)).toBe('ehlo reply-too-long');
    expect(lines.result.transcript.length + line.result.transcript.length).toBeLessThan(100);
  });

  it('cannot move the cursor by its banner, nor forge a line of ours', async () => {
    const banner = '220 \u001b[2J\u001b]0;x\u0007\u009b31m\u202eall good\u0008';
    const { result } = await against({ script: { greeting: banner } });
    expect(result.ok).toBe(true);
    expect(JSON.stringify([result.stages, result.transcript])).not.toMatch(
      /\\u001b|\\u0007|\\u0008|[\u0000-\u001f\u0080-\u009f\u202e]/,
    );
  });

  it('cannot make us speak out of turn by two replies at once', async () => {
    const { server, result } = await against({
      script: { EHLO: raw('250-a\r\n250 AUTH PLAIN\r\n235 welcome\r\n') },
    });
    expect(failure(result)).toBe('auth out-of-step');
    expect(server.lines()).toEqual(['EHLO [127.0.0.1]']);
  });

  it('may close in good order between two commands', async () => {
    const { result } = await against({ script: { AUTH: raw('235 ok\r\n421 4.4.2 timeout\r\n', drop) } });
    expect(failure(result)).toBe('mail-from closing');
  });

  it.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['an SSH server', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['two codes in one reply', '220-a\r\n250 b\r\n'],
    ['an empty line', '\r\n220 a\r\n'],
    ['a reply of class 1', '120 wait\r\n'],
  ])('is no mail server: %s', async (_, bytes) => {
    const { result } = await against({ script: { greeting: raw(bytes) } });
    expect(failure(result)).toBe('greeting not-smtp');
  });
});

describe('the transcript', () => {
  const forms = [
    PASSWORD,
    Buffer.from(PASSWORD).toString('base64'),
    Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64'),
  ];

  it('shows both directions and when they were encrypted, without the login', async () => {
    const { result } = await against(STARTTLS, { encryption: 'starttls', ca: certificates.ca });
    const lines = result.transcript.map(
      ({ direction, text, encrypted }) => `${direction[0]}${encrypted ? '*' : ' '} ${text}`,
    );
    expect(lines).toContain('c  STARTTLS');
    expect(lines).toContain('c* AUTH PLAIN ********');
    expect(lines).toContain('s* 235 2.7.0 welcome');
    expect(lines.filter((line) => line.includes('EHLO'))).toEqual([
      'c  EHLO [127.0.0.1]',
      'c* EHLO [127.0.0.1]',
    ]);
  });

  it.each([
    ['PLAIN', { AUTH: (line: string) => `535 5.7.8 bad credentials in ${line}` }, ['AUTH PLAIN']],
    ['LOGIN', { 'AUTH-PASSWORD': (line: string) => `535 bad: ${line} ${PASSWORD}` }, ['AUTH LOGIN']],
    ['the user step', { 'AUTH-USER': () => `535 ${forms.join(' ')}` }, ['AUTH LOGIN']],
  ] as const)(
    'holds the password in no form where the server echoes it at %s',
    async (_, script, extensions) => {
      const { result } = await against({ script, extensions, bare: true });
      expect(failure(result)).toBe('auth login-refused');
      const all = JSON.stringify(result);
      for (const form of forms) expect(all).not.toContain(form);
    },
  );

  it('reads replies right though the password is a number', async () => {
    const { result } = await against({ login: { user: USER, password: '250' } }, { password: '250' });
    expect(result.ok).toBe(true);
  });
});

describe('the run', () => {
  it('closes every connection', async () => {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket.resume());
      socket.on('close', () => sockets.delete(socket)).on('error', () => {});
      socket.write('220 a\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push(server);
    const { port } = server.address() as { port: number };
    expect(failure(await testServer({ port }))).toBe('ehlo no-answer');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sockets.size).toBe(0);
  });

  it('knows only kinds from its own list or from the table of replies', () => {
    expect(new Set(OWN_KINDS).size).toBe(OWN_KINDS.length);
  });
});
