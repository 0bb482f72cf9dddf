import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { run as testConnection } from '../../src/cli/commands/test-connection.js';
import { systemDoors } from '../../src/diagnosis/system-doors.js';
import type { Trust } from '../../src/smtp/tls-trust.js';
import { createCertificates } from '../support/certificates.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { NO_NAMES, SHORT } from '../support/connection-test.js';
import {
  drop,
  hang,
  type ScriptedServer,
  type ServerOptions,
  startScriptedServer,
} from '../support/scripted-server.js';

const PASSWORD = 'Kn4rz!geheim-7';
const certificates = createCertificates();
const tls = certificates.pair('good');
const STARTTLS: ServerOptions = { encryption: 'starttls', tls };
const SSL: ServerOptions = { encryption: 'implicit', tls };

/** What a page shows: a command, and what answers at the host's ports. A port that is not named is closed. */
interface Page {
  readonly title: string;
  readonly host?: string;
  readonly port?: number;
  readonly encryption?: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly ports?: Readonly<Record<number, ServerOptions>>;
  readonly unknownHost?: boolean;
  /** Without the authority of the tests. */
  readonly systemTrust?: boolean;
  /** Ports whose packets a firewall throws away. */
  readonly filtered?: readonly number[];
}

const m365 = { host: 'smtp.office365.com' };
const google = { host: 'smtp.gmail.com' };
type Ports = NonNullable<Page['ports']>;
const at587 = (options: ServerOptions): Ports => ({ 587: { ...STARTTLS, ...options } });
const withScript = (script: ServerOptions['script'] & object): Ports => at587({ script });

const PAGES: readonly Page[] = [
  {
    title: '01-everything-passes',
    ports: at587({
      script: {
        EHLO: [
          '250-mail.muster.example\n250 STARTTLS',
          '250-mail.muster.example Hello [203.0.113.5]\n250-SIZE 35000000\n250-PIPELINING\n250 AUTH PLAIN LOGIN',
        ],
      },
    }),
  },
  { title: '02-host-not-found', host: 'mial.muster.example', unknownHost: true },
  { title: '03-connection-refused', ports: { 465: SSL } },
  { title: '04-firewall', filtered: [587, 465, 25] },
  { title: '05-ssl-at-587', encryption: 'ssl', ports: at587({}) },
  { title: '06-starttls-at-465', port: 465, ports: { 465: SSL } },
  {
    title: '07-port-25-without-login',
    port: 25,
    ports: {
      25: {
        ...STARTTLS,
        extensions: ['SIZE 1000000'],
        bare: false,
        script: {
          EHLO: ['250-mail.muster.example\n250 STARTTLS', '250-mail.muster.example\n250 SIZE 1000000'],
        },
      },
      587: STARTTLS,
    },
  },
  { title: '08-no-encryption-offered', ports: { 587: {} } },
  { title: '09-certificate-expired', ports: at587({ tls: certificates.pair('expired') }) },
  { title: '10-certificate-for-another-host', ports: at587({ tls: certificates.pair('wrong-host') }) },
  { title: '11-certificate-self-signed', ports: at587({ tls: certificates.pair('self-signed') }) },
  {
    title: '12-certificate-of-unknown-authority',
    systemTrust: true,
    ports: at587({ tls: certificates.pair('unknown-ca') }),
  },
  {
    title: '13-encryption-outdated',
    ports: at587({
      tls: { ...tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    }),
  },
  { title: '14-wrong-password', ports: withScript({ AUTH: '535 5.7.8 Error: authentication failed' }) },
  {
    title: '15-microsoft-smtp-auth-off',
    ...m365,
    ports: withScript({
      AUTH: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information.',
    }),
  },
  {
    title: '16-microsoft-password-login-off',
    ...m365,
    ports: withScript({ AUTH: '535 5.7.139 Authentication unsuccessful, basic authentication is disabled.' }),
  },
  {
    title: '17-microsoft-security-defaults',
    ...m365,
    ports: withScript({
      AUTH: "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator.",
    }),
  },
  { title: '18-microsoft-silent-at-login', ...m365, ports: withScript({ AUTH: drop }) },
  {
    title: '19-google-app-password',
    ...google,
    ports: withScript({
      AUTH: '534-5.7.9 Application-specific password required. For more information, go to\n534 5.7.9 https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
    }),
  },
  {
    title: '20-sender-refused',
    ports: withScript({
      RCPT: '553 5.7.1 <wahlbuero@muster.example>: Sender address rejected: not owned by user wahl@muster.example',
    }),
  },
  {
    title: '21-relay-denied',
    options: { to: 'it@elsewhere.example' },
    ports: withScript({ RCPT: '554 5.7.1 <it@elsewhere.example>: Relay access denied' }),
  },
  {
    title: '22-address-blocked',
    ports: at587({
      script: {
        greeting: '554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.example',
      },
    }),
  },
  { title: '23-silent-server', ports: at587({ script: { greeting: hang } }) },
  {
    title: '24-too-many-logins',
    ...google,
    ports: withScript({ AUTH: '454 4.7.0 Too many login attempts, please try again later.' }),
  },
  {
    title: '25-sender-refused-after-data',
    ...m365,
    options: { sendTo: 'it@muster.example' },
    ports: withScript({
      'end-of-data':
        '554 5.2.252 SendAsDenied; wahl@muster.example not allowed to send as wahlbuero@muster.example',
    }),
  },
];

const household = new Household();
writeFileSync(join(household.folder, 'ca.pem'), certificates.ca);
const passwordFile = household.passwordFile(PASSWORD);
afterAll(() => household.remove());

const open: ScriptedServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

/** The servers of a page stand behind one host name: its ports lead to them, and names and packets end here. */
async function doorsOf({ ports = {}, unknownHost = false, filtered = [] }: Page) {
  const numbers = new Map<number, number>();
  for (const [port, options] of Object.entries(ports)) {
    const server = await startScriptedServer(options);
    open.push(server);
    numbers.set(Number(port), server.port);
  }
  const { Socket } = await import('node:net');
  const unknown = () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
  return {
    ...systemDoors,
    dns: NO_NAMES,
    lookup: unknownHost ? unknown : async () => ['192.0.2.25'],
    connect: (_: string, port: number) =>
      filtered.includes(port) ? new Socket() : systemDoors.connect('127.0.0.1', numbers.get(port) ?? 1),
    startTls: (socket: InstanceType<typeof Socket>, _: string, trust: Trust) =>
      systemDoors.startTls(socket, 'localhost', trust),
    clock: { now: () => Date.parse('2026-11-25T12:00:00Z'), monotonic: () => 0, sleep: async () => {} },
  };
}

async function show(page: Page, language: 'de' | 'en'): Promise<string> {
  const { host = 'mail.muster.example', port = 587, encryption = 'starttls' } = page;
  const { options = {}, systemTrust = false } = page;
  const { terminal, stdout, stderr } = printed();
  const context = commandContext(terminal, household, language, {
    connectionTest: { doors: await doorsOf(page), deadlines: SHORT },
  });
  const values = {
    host,
    port: String(port),
    encryption,
    user: 'wahl@muster.example',
    sender: 'Wahlbüro <wahlbuero@muster.example>',
  };
  const files = systemTrust ? { passwordFile } : { caFile: join(household.folder, 'ca.pem'), passwordFile };
  const code = await exitCode(context, 'test-connection', () =>
    testConnection(context, undefined, { ...values, ...files, ...options }),
  );
  const said = [stdout(), stderr()].join('').replace(/[A-F0-9]{2}(?::[A-F0-9]{2}){31}/g, 'AB:CD:…');
  expect(said).not.toContain(PASSWORD);
  const more = Object.entries(options).map(
    ([name, value]) => ` --${name === 'sendTo' ? 'send-to' : name} ${value}`,
  );
  const command = `$ invite test-connection --host ${host} --port ${port} --encryption ${encryption} --user wahl@muster.example${more.join('')}`;
  const changing = /<invite-test\.[0-9a-f-]{36}@/g;
  return `${command}\n\n${said.replace(changing, '<invite-test.…@')}\nexit code ${code}\n`;
}

describe.each(['de', 'en'] as const)('the page of a usual failure, in %s', (language) => {
  it.each(PAGES)('$title', async (page) => {
    await expect(await show(page, language)).toMatchFileSnapshot(
      `golden/connection/${page.title}.${language}.txt`,
    );
  });
});
