/** Owns what the connection test finds at Microsoft 365, played by a scripted server under its name. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { testDraft } from '../../src/cli/configure/pin.js';
import type { ConnectionTest } from '../../src/diagnosis/result.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import { textsFor } from '../../src/i18n/texts.js';
import { readCaFile } from '../../src/profile/ca-file.js';
import { NO_LIMITS, passwordLogin, Secret } from '../../src/profile/profile.js';
import type { Project } from '../../src/project/project.js';
import { createPaint } from '../../src/ui/paint.js';
import { connectionDocument } from '../../src/ui/views/connection-document.js';
import { connectionLines } from '../../src/ui/views/connection-view.js';
import { createCertificates } from '../support/certificates.js';
import { Household } from '../support/cli.js';
import { commandContext, printed } from '../support/command-context.js';
import { failure, NO_NAMES, PASSWORD, SHORT, summary, testServer, USER } from '../support/connection-test.js';
import {
  type ConnectionScript,
  drop,
  hang,
  type ScriptedServer,
  startScriptedServer,
} from '../support/scripted-server.js';

const HOST = 'smtp.office365.com';
const certificates = createCertificates();
const tls = certificates.pair('good');
const ALL = 'resolve connect greeting ehlo starttls tls';

let server: ScriptedServer;
afterEach(() => server.close());

interface Wish {
  readonly script?: ConnectionScript;
  /** The day of the test. */
  readonly today?: string;
  readonly mailing?: string;
  readonly sender?: string;
}

/** Nothing but loopback: the name leads to the scripted server, and its certificate is checked as that server's. */
async function doorsOf({ script = {}, today = '2026-11-25' }: Wish) {
  server = await startScriptedServer({
    login: { user: USER, password: PASSWORD },
    encryption: 'starttls',
    tls,
    script,
  });
  return {
    lookup: async () => ['127.0.0.1'],
    startTls: (...[socket, , ca]: Parameters<typeof systemDoors.startTls>) =>
      systemDoors.startTls(socket, 'localhost', ca),
    clock: {
      now: () => Date.parse(`${today}T12:00:00Z`),
      monotonic: () => performance.now(),
      sleep: async () => {},
    },
  };
}

async function at365(wish: Wish = {}) {
  const doors = await doorsOf(wish);
  const { mailing, sender = USER } = wish;
  const planned = mailing === undefined ? null : Date.parse(`${mailing}T08:00:00Z`);
  return testServer({
    ...{ port: server.port, host: HOST, ca: certificates.ca, encryption: 'starttls', doors, sender },
    mailing: planned,
  });
}

function shown(test: ConnectionTest, language: 'de' | 'en' = 'en'): string {
  return connectionLines(test, textsFor(language).diagnosis, createPaint(false)).join('\n');
}

function adviceAtLogin(test: ConnectionTest): string[] {
  const { stages } = connectionDocument(test, textsFor('en').diagnosis);
  return (stages.find(({ stage }) => stage === 'auth')?.advice ?? []).map((one) => `${one.for}: ${one.text}`);
}

describe('a login with a password that still works', () => {
  it('is a notice, because an election may lie behind the date on which it ends', async () => {
    const test = await at365();
    expect(summary(test)).toBe(`${ALL} auth!password-login-ending mail-from rcpt-to sender-domain`);
    expect(test.ok).toBe(true);
    expect(shown(test)).toContain('off by default at the end of December 2026 (as of 27 January 2026).');
    expect(shown(test, 'de')).toContain('Ende Dezember 2026 als Voreinstellung ab (Stand 27. Januar 2026).');
    expect(adviceAtLogin(test).join('\n')).toMatch(/MC786329.*election-manager: .*January 2027/s);
  });

  it('names the day of the mailing where the project knows it', async () => {
    const test = await at365({ mailing: '2027-03-01' });
    expect(shown(test)).toMatch(/The mailing is planned for (?:1 March|28 February) 2027/);
    expect(test.stages.find(({ stage }) => stage === 'auth')?.facts.passwordLogin).toEqual({
      over: false,
      mailing: '2027-03-01T08:00:00.000Z',
    });
  });

  it('is nothing to speak of where the mailing is over before', async () => {
    const test = await at365({ mailing: '2026-11-28' });
    expect(summary(test)).toBe(`${ALL} auth mail-from rcpt-to sender-domain`);
  });

  it('is nothing to speak of while a profile is made, either', async () => {
    const doors = { ...systemDoors, ...(await doorsOf({})), dns: NO_NAMES };
    const household = new Household();
    const caFile = join(household.folder, 'ca.pem');
    writeFileSync(caFile, certificates.ca);
    const { terminal } = printed();
    const context = commandContext(terminal, household, 'en', {
      connectionTest: { doors, deadlines: SHORT },
    });
    const ca = await readCaFile(caFile, '--ca-file');
    const address = { host: HOST, port: server.port, encryption: 'starttls', user: USER } as const;
    const sender = { name: 'Wahl', address: USER };
    const rest = {
      login: passwordLogin(new Secret(PASSWORD)),
      sender,
      caFile: ca,
      pin: null,
      limits: NO_LIMITS,
    };
    const draft = { ...address, ...rest, unencryptedConfirmed: false };
    const at = async (day: string) => {
      const project = { sendAt: new Date(`${day}T08:00:00Z`), electionStart: null } as Project;
      return summary((await testDraft(context, draft, undefined, project)).test);
    };
    expect(await at('2026-11-28')).not.toContain('password-login-ending');
    expect(await at('2027-03-01')).toContain('password-login-ending');
    household.remove();
  });

  it('is told otherwise once the date is over', async () => {
    const test = await at365({ today: '2027-01-04' });
    expect(summary(test)).toContain('auth!password-login-ending');
    expect(shown(test)).toContain('off by default since the end of December 2026');
    expect(adviceAtLogin(test).join('\n')).not.toContain('January 2027');
  });
});

describe('silence at the login', () => {
  it.each([
    ['closed-at-login', { AUTH: drop }],
    ['no-answer', { AUTH: hang }],
  ] as const)('(%s) is told for what it is', async (kind, script) => {
    const test = await at365({ script });
    expect(failure(test)).toBe(`auth ${kind}`);
    expect(shown(test)).toContain('Microsoft 365 gives no answer to the login');
    expect(adviceAtLogin(test).join('\n')).toMatch(
      /^election-manager: .*Set-CASMailbox wahl@organiser\.test/s,
    );
  });

  it('says nothing of the login where the silence comes before', async () => {
    const test = await at365({ script: { EHLO: hang } });
    expect(failure(test)).toBe('ehlo no-answer');
    expect(shown(test)).not.toContain('Microsoft 365');
  });
});

describe('a switch that is off', () => {
  const refusal = (whose: string) =>
    `535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the ${whose}. Visit https://aka.ms/smtp_auth_disabled for more information.`;

  it('of the mailbox is switched on for the mailbox', async () => {
    const test = await at365({ script: { AUTH: refusal('Mailbox') } });
    expect(failure(test)).toBe('auth smtp-auth-disabled');
    expect(adviceAtLogin(test)).toEqual([
      expect.stringMatching(
        /^microsoft-365-admin: .*Users > Active users > .* > Mail > Manage email apps\.$/,
      ),
      'microsoft-365-admin: Or in Exchange Online PowerShell: Set-CASMailbox wahl@organiser.test -SmtpClientAuthenticationDisabled $false',
    ]);
  });

  it('of the organisation is said to be the organisation’s', async () => {
    const test = await at365({ script: { AUTH: refusal('Tenant') } });
    expect(failure(test)).toBe('auth smtp-auth-disabled');
    expect(shown(test)).toContain('switched off for the whole organisation');
    expect(adviceAtLogin(test).join('\n')).toMatch(
      /Set-CASMailbox .*Set-TransportConfig -Smtp\S+ \$false\n/s,
    );
  });
});

describe('what is not proven', () => {
  it('names "Send As" where login and sender differ', async () => {
    const test = await at365({ sender: 'wahlbuero@organiser.test' });
    expect(shown(test)).toContain(
      'that "wahl@organiser.test" may send as "wahlbuero@organiser.test": Microsoft 365 checks the right "Send As" only at the end',
    );
    expect(shown(test)).not.toContain('"wahlbuero@organiser.test" may send\n');
  });

  it('does not where they are the same', async () => {
    expect(shown(await at365())).not.toContain('Send As');
  });
});
