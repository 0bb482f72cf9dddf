/** Owns the faults of encryption and login: whatever goes wrong there, neither login nor message is given away. */
import { afterEach, describe, expect, test } from 'vitest';
import { createCertificates } from '../support/certificates.js';
import { expectInvariants, expectRecovery } from '../support/fault-invariants.js';
import { brief, FaultTrial, HURRIED } from '../support/fault-trial.js';
import {
  type ConnectionScript,
  drop,
  hang,
  raw,
  replyThen,
  type ScriptedServer,
  type ServerOptions,
} from '../support/scripted-server.js';

const certificates = createCertificates();
const good = certificates.pair('good');
const SSL = { encryption: 'implicit', tls: good } as const;
const STARTTLS = { encryption: 'starttls', tls: good } as const;

let trial: FaultTrial;
afterEach(() => trial.end());

interface Fault {
  readonly client: 'ssl' | 'starttls' | 'none';
  readonly server: Omit<ServerOptions, 'port' | 'script'> & { readonly script?: ConnectionScript };
  readonly code: number;
  /** What stands in the line that ends the run. */
  readonly says: RegExp;
  /** How often it is tried; default once. */
  readonly tries?: number;
}

/** Nothing arrives; with the server mended the same command mails everybody. */
async function expectNothingGiven({ client, server, code, says, tries = 1 }: Fault): Promise<void> {
  const { script = {}, ...options } = server;
  trial = new FaultTrial();
  trial.options = client === 'none' ? {} : { encryption: client, caFile: trial.caFile(certificates.ca) };
  trial.script = script;
  await trial.listen(options);
  trial.deadlines = HURRIED;
  const run = await trial.begin();
  expect(brief(run)).toMatchObject({ code, completed: 0 });
  expect(run.stdout.split('\n').find((line) => line.includes('"stopped"'))).toMatch(says);
  expect(trial.server.lines().filter((line) => line.startsWith('MAIL'))).toEqual([]);
  expect(trial.server.connections()).toBe(tries);
  expect((await expectInvariants(trial, run)).pending).toHaveLength(4);
  await trial.server.close();
  await trial.listen(client === 'none' ? {} : client === 'ssl' ? SSL : STARTTLS);
  await expectRecovery(trial);
}

const OLD_TLS = {
  ...good,
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
} as const;

describe('encryption', () => {
  test.each<readonly [string, Fault]>([
    [
      'row 7: the port speaks TLS at once, and STARTTLS is expected',
      { client: 'starttls', server: SSL, code: 5, says: /does not answer/, tries: 7 },
    ],
    [
      'row 8: TLS is expected at once, and the port speaks STARTTLS',
      { client: 'ssl', server: STARTTLS, code: 6, says: /TLS|SSL/ },
    ],
    [
      'row 9: EHLO is refused',
      {
        client: 'starttls',
        server: { ...STARTTLS, script: { EHLO: '502 5.5.1 no', HELO: '502 5.5.1 no' } },
        code: 6,
        says: /502 5\.5\.1/,
      },
    ],
    [
      'row 9: STARTTLS is not offered',
      {
        client: 'starttls',
        server: { script: { STARTTLS: '502 5.5.1 what?' } },
        code: 6,
        says: /encryption|STARTTLS/,
      },
    ],
    [
      'row 9: STARTTLS is refused for now',
      {
        client: 'starttls',
        server: { ...STARTTLS, script: { STARTTLS: '454 4.7.0 not now' } },
        code: 5,
        says: /454 4\.7\.0 not now/,
        tries: 7,
      },
    ],
    ...(['expired', 'not-yet-valid', 'wrong-host', 'self-signed', 'unknown-ca'] as const).flatMap((name) =>
      (['ssl', 'starttls'] as const).map((client): readonly [string, Fault] => {
        const server = { ...(client === 'ssl' ? SSL : STARTTLS), tls: certificates.pair(name) };
        return [
          `row 10: the certificate is ${name}, over ${client}`,
          { client, server, code: 6, says: /certificate/ },
        ];
      }),
    ),
    [
      'row 11: the server speaks TLS 1.1 at most',
      { client: 'ssl', server: { ...SSL, tls: OLD_TLS }, code: 6, says: /TLS 1\.[012]|too old|outdated/ },
    ],
    [
      'row 12: the handshake is never answered',
      {
        client: 'starttls',
        server: { ...STARTTLS, script: { STARTTLS: replyThen('220 go', hang) } },
        code: 5,
        says: /does not answer/,
        tries: 7,
      },
    ],
    [
      'row 12: the handshake begins and goes no further',
      {
        client: 'starttls',
        server: { ...STARTTLS, script: { STARTTLS: replyThen('220 go', raw('\x16\x03\x03', hang)) } },
        code: 5,
        says: /does not answer/,
        tries: 7,
      },
    ],
  ])('%s: no login, no message, everybody pending', async (_name, fault) => {
    await expectNothingGiven(fault);
    expect(beforeMended(trial).filter(({ line, encrypted }) => /^AUTH/.test(line) || encrypted)).toEqual([]);
  });
});

/** What the faulty server heard. */
function beforeMended(of: FaultTrial): ScriptedServer['commands'] {
  return of.servers[0]?.commands ?? [];
}

describe('the login', () => {
  test.each<readonly [string, Fault]>([
    [
      'row 13: a wrong password, tried once',
      { client: 'none', server: { login: { user: 'wahl', password: 'another' } }, code: 6, says: /535/ },
    ],
    [
      'row 14: 454 at AUTH',
      {
        client: 'none',
        server: { script: { AUTH: '454 4.7.0 later' } },
        code: 5,
        says: /"reason":"login-unavailable","reply":\{"code":454/,
        tries: 2,
      },
    ],
    [
      'row 14: 421 at AUTH',
      {
        client: 'none',
        server: { script: { AUTH: replyThen('421 4.3.2 shutting down', drop) } },
        code: 5,
        says: /421 4\.3\.2/,
        tries: 7,
      },
    ],
    [
      'row 16: no AUTH is offered though there is a password',
      { client: 'none', server: { bare: true }, code: 6, says: /login|log in/ },
    ],
  ])('%s: no message, everybody pending', async (_name, fault) => {
    await expectNothingGiven(fault);
    const logins = beforeMended(trial).filter(({ line }) => line.startsWith('AUTH'));
    expect(logins).toHaveLength(fault.server.bare ? 0 : (fault.tries ?? 1));
  });

  test('row 14: 454 at AUTH, once', async () => {
    trial = new FaultTrial();
    trial.script = (connection) => (connection === 0 ? { AUTH: '454 4.7.0 later' } : {});
    await trial.listen();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 0 });
    await expectInvariants(trial, run);
  });

  test('row 15: the password changes after two messages', async () => {
    trial = new FaultTrial();
    trial.script = (connection) =>
      connection === 0
        ? { 'end-of-data': ['250 2.0.0 queued', replyThen('250 2.0.0 queued', drop)] }
        : { AUTH: '535 5.7.8 authentication failed' };
    await trial.listen();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 6, accepted: 2 });
    expect(trial.server.lines().filter((line) => line.startsWith('AUTH'))).toHaveLength(2);
    expect((await expectInvariants(trial, run)).accepted).toHaveLength(2);
    await expectRecovery(trial);
  });

  test('row 15: AUTH is no longer offered after two messages', async () => {
    trial = new FaultTrial();
    trial.script = (connection) =>
      connection === 0
        ? { 'end-of-data': ['250 2.0.0 queued', replyThen('250 2.0.0 queued', drop)] }
        : { EHLO: '250-scripted.example\n250 SIZE 10485760' };
    await trial.listen();
    const run = await trial.begin();
    expect(brief(run)).toMatchObject({ code: 6, accepted: 2 });
    await expectInvariants(trial, run);
    await expectRecovery(trial);
  });
});
