import { describe, expect, it } from 'vitest';
import type {
  ConnectionTarget,
  ConnectionTest,
  StageName,
  StageResult,
} from '../../../src/diagnosis/result.js';
import type { SenderDomainFacts } from '../../../src/diagnosis/sender-domain/facts.js';
import { diagnosis as de } from '../../../src/i18n/de/diagnosis.js';
import { diagnosis as en } from '../../../src/i18n/en/diagnosis.js';
import { parseReply } from '../../../src/smtp/reply.js';
import type { Paint } from '../../../src/ui/paint.js';
import { connectionDocument } from '../../../src/ui/views/connection-document.js';
import { connectionLines } from '../../../src/ui/views/connection-view.js';

const PLAIN: Paint = {
  good: (text) => text,
  bad: (text) => text,
  warn: (text) => text,
  faint: (text) => text,
  strong: (text) => text,
};
const TARGET: ConnectionTarget = {
  host: 'mail.organiser.test',
  port: 587,
  encryption: 'starttls',
  user: 'login@organiser.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const ORDER: readonly StageName[] = [
  'resolve',
  'connect',
  'greeting',
  'ehlo',
  'starttls',
  'tls',
  'auth',
  'mail-from',
  'rcpt-to',
  'sender-domain',
];
const CERTIFICATE = {
  subject: 'mail.organiser.test',
  issuer: 'Example CA',
  altNames: ['DNS:mail.organiser.test', 'DNS:organiser.test'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-06-01T10:00:00.000Z',
  daysLeft: 92,
  fingerprint: 'AB:CD',
  key: 'EC P-256',
  chain: [
    { subject: 'Example CA', issuer: 'Example Root', validTo: '2030-01-01T00:00:00.000Z', daysLeft: 1037 },
    { subject: 'Example Root', issuer: 'Example Root', validTo: '2035-01-01T00:00:00.000Z', daysLeft: 2863 },
  ],
  publiclyLogged: true,
};
const TLS = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  certificate: CERTIFICATE,
  trust: 'system',
  pinned: null,
} as const;
const EHLO = {
  mechanisms: ['PLAIN', 'LOGIN'],
  size: 35_000_000,
  startTls: true,
  pipelining: true,
  smtpUtf8: false,
  eightBitMime: true,
};
const SENDER_DOMAIN: SenderDomainFacts = {
  domain: 'organiser.test',
  notAsked: null,
  mx: ['mail.organiser.test'],
  spf: {
    record: 'v=spf1 include:_spf.organiser.test ~all',
    lookups: 3,
    complete: true,
    voidLookups: 0,
    all: '~',
    provider: null,
    providerIncluded: null,
    wrongTerm: null,
    brokenNames: [],
  },
  dmarc: { domain: 'organiser.test', record: 'v=DMARC1; p=none', policy: 'none' },
  dkim: [],
  login: { domain: 'organiser.test', aligned: true },
  findings: [],
};
const FACTS: Partial<Record<StageName, StageResult['facts']>> = {
  resolve: { addresses: ['192.0.2.10', '2001:db8::10'] },
  connect: {
    attempts: [{ address: '192.0.2.10', kind: 'connected' }],
    address: '192.0.2.10',
    localAddress: '10.0.0.5',
  },
  ehlo: { ehlo: EHLO },
  tls: { tls: TLS },
  auth: { mechanism: 'PLAIN' },
  'sender-domain': { senderDomain: SENDER_DOMAIN },
};

/** A test in which everything passed, up to the stage given with what it found. */
function testWith(
  found?: Partial<StageResult> & { stage: StageName },
  target: Partial<ConnectionTarget> = {},
) {
  const at = found === undefined ? ORDER.length : ORDER.indexOf(found.stage);
  const stages = ORDER.map((stage, index): StageResult => {
    const reply = stage === 'greeting' ? parseReply('220 mail.organiser.test ESMTP') : null;
    const usual = { stage, status: 'passed', ms: 12, kind: null, reply, facts: FACTS[stage] ?? {} } as const;
    if (index === at) return { ...usual, ...found };
    const broken = index > at && found?.status === 'failed';
    return broken ? { ...usual, status: 'skipped', ms: 0, reply: null, facts: {} } : usual;
  });
  const ok = found?.status !== 'failed';
  return { ok, target: { ...TARGET, ...target }, stages, pairs: [], transcript: [] } satisfies ConnectionTest;
}

function shown(test: ConnectionTest, texts = de): string {
  return connectionLines(test, texts, PLAIN).join('\n');
}

const LOGIN_OFF = {
  stage: 'auth',
  status: 'failed',
  kind: 'smtp-auth-disabled',
  reply: parseReply(
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
  ),
} as const;
const CERTIFICATE_WRONG = { stage: 'tls', status: 'failed', kind: 'certificate-wrong-host' } as const;
const TLS_EXPECTED = { stage: 'greeting', status: 'failed', kind: 'tls-expected', reply: null } as const;
const SENDER_REFUSED = {
  stage: 'mail-from',
  status: 'failed',
  kind: 'sender-refused',
  reply: parseReply('550 5.7.60 SMTP; Client does not have permissions to send as this sender'),
} as const;
const TIMEOUT = { stage: 'connect', status: 'failed', kind: 'connection-timeout', facts: {} } as const;
const GREYLISTED = {
  stage: 'rcpt-to',
  status: 'warned',
  kind: 'greylisted',
  reply: parseReply('450 4.2.0 Greylisted'),
} as const;

describe('the printed result', () => {
  it('of a good server says what is not proven, in German', () => {
    expect(shown(testWith())).toMatchInlineSnapshot(`
      "Verbindungstest: mail.organiser.test:587 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✓ bestanden      Verbinden                12 ms  192.0.2.10
      ✓ bestanden      Begrüßung                12 ms  „mail.organiser.test ESMTP“
      ✓ bestanden      Vorstellung (EHLO)       12 ms  Anmeldung: PLAIN und LOGIN; Nachrichten bis 35 MB
          Weitere Fähigkeiten: PIPELINING und 8BITMIME
      ✓ bestanden      STARTTLS                 12 ms
      ✓ bestanden      Verschlüsseln (TLS)      12 ms  TLSv1.3, Zertifikat für „mail.organiser.test“ von „Example CA“, gültig bis 1. Juni 2027, 10:00 Uhr (UTC), noch 92 Tage
          Kette: „mail.organiser.test“ <- „Example CA“ <- „Example Root“
          Schlüssel: EC P-256; Verschlüsselung: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerabdruck des Zertifikats (SHA-256): AB:CD
      ✓ bestanden      Anmelden                 12 ms  angemeldet als „login@organiser.test“ (PLAIN)
      ✓ bestanden      Absender                 12 ms  „wahl@organiser.test“ wird angenommen
      ✓ bestanden      Empfänger                12 ms  „it@organiser.test“ wird angenommen
      ✓ bestanden      Domain des Absenders     12 ms  MX, SPF (3 von 10 Abfragen) und DMARC p=none

      Der Server kann verwendet werden.
      Es wurde keine Nachricht übergeben.

      Damit ist nicht bewiesen:
        - dass der Server eine ganze Nachricht annimmt: Manche prüfen Absender und Inhalt erst an ihrem Ende (zum Beispiel Microsoft 365);
        - dass die Menge innerhalb der Grenzen des Servers liegt;
        - dass SPF, DKIM und DMARC bei den Empfängern bestehen: Von welcher Adresse aus der Server weitersendet, ist hier nicht bekannt. Eine Nachricht an Sie selbst bei einem anderen Anbieter zeigt es, in der Kopfzeile „Authentication-Results“;
        - dass Einladungen im Posteingang ankommen und nicht im Spam-Ordner.

      Unter welcher Adresse der Server diesen Computer sieht, ist unbekannt: Er sagt es nicht. Der Quelltext einer empfangenen Testnachricht sagt es (--send-to ADRESSE übergibt eine), in seiner untersten Zeile „Received“.
      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });
  it('of a good server says what is not proven, in English', () => {
    expect(shown(testWith(), en)).toMatchInlineSnapshot(`
      "Connection test: mail.organiser.test:587 (STARTTLS)

      ✓ passed      Find address            12 ms  192.0.2.10 and 2001:db8::10
      ✓ passed      Connect                 12 ms  192.0.2.10
      ✓ passed      Greeting                12 ms  "mail.organiser.test ESMTP"
      ✓ passed      Introduction (EHLO)     12 ms  login: PLAIN and LOGIN; messages up to 35 MB
          Further abilities: PIPELINING and 8BITMIME
      ✓ passed      STARTTLS                12 ms
      ✓ passed      Encrypt (TLS)           12 ms  TLSv1.3, certificate for "mail.organiser.test" by "Example CA", valid until 1 June 2027, 10:00 (UTC), 92 days left
          Chain: "mail.organiser.test" <- "Example CA" <- "Example Root"
          Key: EC P-256; encryption: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerprint of the certificate (SHA-256): AB:CD
      ✓ passed      Log in                  12 ms  logged in as "login@organiser.test" (PLAIN)
      ✓ passed      Sender                  12 ms  "wahl@organiser.test" is taken
      ✓ passed      Recipient               12 ms  "it@organiser.test" is taken
      ✓ passed      Sender's domain         12 ms  MX, SPF (3 of 10 look-ups) and DMARC p=none

      The server can be used.
      No message was handed over.

      This does not prove:
        - that the server accepts a whole message: some check sender and content only at its end (Microsoft 365 for example);
        - that the volume is within the server's limits;
        - that SPF, DKIM and DMARC pass at the recipients: from which address the server sends on is not known here. A message to yourself at another provider shows it, in its header "Authentication-Results";
        - that invitations arrive in the inbox and not in the spam folder.

      From which address the server sees this computer is unknown: it does not tell. The source text of a received test message does (--send-to ADDRESS hands one over), in its lowest "Received" line.
      This result holds for the network in which this computer is now. What counts is the same test on the computer from which the invitations go: the election manager's "invite test-connection"."
    `);
  });
  it('of a switched-off login, in German', () => {
    expect(shown(testWith(LOGIN_OFF, { host: 'smtp.office365.com' }))).toMatchInlineSnapshot(`
      "Verbindungstest: smtp.office365.com:587 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✓ bestanden      Verbinden                12 ms  192.0.2.10
      ✓ bestanden      Begrüßung                12 ms  „mail.organiser.test ESMTP“
      ✓ bestanden      Vorstellung (EHLO)       12 ms  Anmeldung: PLAIN und LOGIN; Nachrichten bis 35 MB
          Weitere Fähigkeiten: PIPELINING und 8BITMIME
      ✓ bestanden      STARTTLS                 12 ms
      ✓ bestanden      Verschlüsseln (TLS)      12 ms  TLSv1.3, Zertifikat für „mail.organiser.test“ von „Example CA“, gültig bis 1. Juni 2027, 10:00 Uhr (UTC), noch 92 Tage
          Kette: „mail.organiser.test“ <- „Example CA“ <- „Example Root“
          Schlüssel: EC P-256; Verschlüsselung: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerabdruck des Zertifikats (SHA-256): AB:CD
      ✗ Fehler         Anmelden                 12 ms  Die Einlieferung per SMTP („Authentifiziertes SMTP“) ist für die ganze Organisation („Tenant“) abgeschaltet.
          Antwort des Servers: „535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.“
      · nicht geprüft  Absender
      · nicht geprüft  Empfänger
      · nicht geprüft  Domain des Absenders

      Der Server kann so nicht verwendet werden.
      Es wurde keine Nachricht übergeben.

      An die Administration von Microsoft 365:
        - Schalten Sie „Authentifiziertes SMTP“ für das Postfach „login@organiser.test“ ein: Microsoft 365 Admin Center, Benutzer > Aktive Benutzer > das Postfach > E-Mail > E-Mail-Apps verwalten.
        - Oder in der Exchange Online PowerShell: Set-CASMailbox login@organiser.test -SmtpClientAuthenticationDisabled $false
        - Die Einstellung des Postfachs gilt vor der Einstellung der Organisation, die so bleiben kann. Soll es stattdessen für alle eingeschaltet werden: Set-TransportConfig -SmtpClientAuthenticationDisabled $false
        - Sind die Sicherheitsstandards eingeschaltet, so sperren sie jede Anmeldung mit Passwort über SMTP, und kein Postfach lässt sich davon ausnehmen: Setzen Sie den bedingten Zugriff an ihre Stelle (Microsoft Entra Admin Center, Übersicht > Eigenschaften > Sicherheitsstandards verwalten).

      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });
  it('of a switched-off login, in English', () => {
    expect(shown(testWith(LOGIN_OFF, { host: 'smtp.office365.com' }), en)).toMatchInlineSnapshot(`
      "Connection test: smtp.office365.com:587 (STARTTLS)

      ✓ passed      Find address            12 ms  192.0.2.10 and 2001:db8::10
      ✓ passed      Connect                 12 ms  192.0.2.10
      ✓ passed      Greeting                12 ms  "mail.organiser.test ESMTP"
      ✓ passed      Introduction (EHLO)     12 ms  login: PLAIN and LOGIN; messages up to 35 MB
          Further abilities: PIPELINING and 8BITMIME
      ✓ passed      STARTTLS                12 ms
      ✓ passed      Encrypt (TLS)           12 ms  TLSv1.3, certificate for "mail.organiser.test" by "Example CA", valid until 1 June 2027, 10:00 (UTC), 92 days left
          Chain: "mail.organiser.test" <- "Example CA" <- "Example Root"
          Key: EC P-256; encryption: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerprint of the certificate (SHA-256): AB:CD
      ✗ failed      Log in                  12 ms  Submission by SMTP ("Authenticated SMTP") is switched off for the whole organisation ("Tenant").
          The server's reply: "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
      · not tested  Sender
      · not tested  Recipient
      · not tested  Sender's domain

      The server cannot be used like this.
      No message was handed over.

      To the administrator of Microsoft 365:
        - Switch on "Authenticated SMTP" for the mailbox "login@organiser.test": Microsoft 365 admin center, Users > Active users > the mailbox > Mail > Manage email apps.
        - Or in Exchange Online PowerShell: Set-CASMailbox login@organiser.test -SmtpClientAuthenticationDisabled $false
        - The mailbox's own setting goes before the organisation's, which can stay as it is. To switch it on for everybody instead: Set-TransportConfig -SmtpClientAuthenticationDisabled $false
        - If security defaults are on, they block every login with a password over SMTP, and no mailbox can be exempted: put Conditional Access in their place (Microsoft Entra admin center, Overview > Properties > Manage security defaults).

      This result holds for the network in which this computer is now. What counts is the same test on the computer from which the invitations go: the election manager's "invite test-connection"."
    `);
  });
  it('of a certificate for another name, in German', () => {
    expect(shown(testWith(CERTIFICATE_WRONG, { host: 'smtp.organiser.test' }))).toMatchInlineSnapshot(`
      "Verbindungstest: smtp.organiser.test:587 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✓ bestanden      Verbinden                12 ms  192.0.2.10
      ✓ bestanden      Begrüßung                12 ms  „mail.organiser.test ESMTP“
      ✓ bestanden      Vorstellung (EHLO)       12 ms  Anmeldung: PLAIN und LOGIN; Nachrichten bis 35 MB
          Weitere Fähigkeiten: PIPELINING und 8BITMIME
      ✓ bestanden      STARTTLS                 12 ms
      ✗ Fehler         Verschlüsseln (TLS)      12 ms  Das Zertifikat gilt nicht für „smtp.organiser.test“, sondern für „mail.organiser.test“ und „organiser.test“.
          Kette: „mail.organiser.test“ <- „Example CA“ <- „Example Root“
          Schlüssel: EC P-256; Verschlüsselung: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerabdruck des Zertifikats (SHA-256): AB:CD
      · nicht geprüft  Anmelden
      · nicht geprüft  Absender
      · nicht geprüft  Empfänger
      · nicht geprüft  Domain des Absenders

      Der Server kann so nicht verwendet werden.
      Das Passwort wurde nicht übertragen.
      Es wurde keine Nachricht übergeben.

      An die Wahlleitung:
        - Vergleichen Sie den Servernamen „smtp.organiser.test“ mit den Zugangsdaten von der IT des Veranstalters; tragen Sie einen der Namen ein, für die das Zertifikat gilt, sofern die IT des Veranstalters ihn bestätigt.
        - Ist das nicht zu haben: Lassen Sie sich von der IT des Veranstalters den Fingerabdruck (SHA-256) ihres Zertifikats am Telefon vorlesen, vergleichen Sie ihn mit dem, den der Server zeigt, und vertrauen Sie beim Speichern des Profils (configure) genau diesem Zertifikat.

      An die IT des Veranstalters:
        - Bitte geben Sie dem Mailserver ein gültiges Zertifikat für den Namen „smtp.organiser.test“.

      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });
  it('of the wrong encryption, in German', () => {
    expect(shown(testWith(TLS_EXPECTED, { port: 465 }))).toMatchInlineSnapshot(`
      "Verbindungstest: mail.organiser.test:465 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✓ bestanden      Verbinden                12 ms  192.0.2.10
      ✗ Fehler         Begrüßung                12 ms  Port 465 erwartet sofort Verschlüsselung; eingestellt ist etwas anderes.
      · nicht geprüft  Vorstellung (EHLO)
      · nicht geprüft  STARTTLS
      · nicht geprüft  Verschlüsseln (TLS)
      · nicht geprüft  Anmelden
      · nicht geprüft  Absender
      · nicht geprüft  Empfänger
      · nicht geprüft  Domain des Absenders

      Der Server kann so nicht verwendet werden.
      Das Passwort wurde nicht übertragen.
      Es wurde keine Nachricht übergeben.

      An die Wahlleitung:
        - Verwenden Sie die Verschlüsselung „ssl“ (Port 465 bleibt), oder den Port für „starttls“ (meist 587).

      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });
  it('of a refused sender, in English', () => {
    expect(shown(testWith(SENDER_REFUSED), en)).toMatchInlineSnapshot(`
      "Connection test: mail.organiser.test:587 (STARTTLS)

      ✓ passed      Find address            12 ms  192.0.2.10 and 2001:db8::10
      ✓ passed      Connect                 12 ms  192.0.2.10
      ✓ passed      Greeting                12 ms  "mail.organiser.test ESMTP"
      ✓ passed      Introduction (EHLO)     12 ms  login: PLAIN and LOGIN; messages up to 35 MB
          Further abilities: PIPELINING and 8BITMIME
      ✓ passed      STARTTLS                12 ms
      ✓ passed      Encrypt (TLS)           12 ms  TLSv1.3, certificate for "mail.organiser.test" by "Example CA", valid until 1 June 2027, 10:00 (UTC), 92 days left
          Chain: "mail.organiser.test" <- "Example CA" <- "Example Root"
          Key: EC P-256; encryption: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerprint of the certificate (SHA-256): AB:CD
      ✓ passed      Log in                  12 ms  logged in as "login@organiser.test" (PLAIN)
      ✗ failed      Sender                  12 ms  The server refuses "wahl@organiser.test" as the sender of "login@organiser.test".
          The server's reply: "550 5.7.60 SMTP; Client does not have permissions to send as this sender"
      · not tested  Recipient
      · not tested  Sender's domain

      The server cannot be used like this.
      No message was handed over.

      To the election manager:
        - Use the account's own address ("login@organiser.test") as sender, or have sending under the other one allowed.

      To the organiser's IT:
        - Please allow "login@organiser.test" to send as "wahl@organiser.test".

      This result holds for the network in which this computer is now. What counts is the same test on the computer from which the invitations go: the election manager's "invite test-connection"."
    `);
  });
  it('of a silent host, in German', () => {
    expect(shown(testWith(TIMEOUT))).toMatchInlineSnapshot(`
      "Verbindungstest: mail.organiser.test:587 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✗ Fehler         Verbinden                12 ms  Der Server antwortet an Port 587 nicht auf den Verbindungsaufbau.
      · nicht geprüft  Begrüßung
      · nicht geprüft  Vorstellung (EHLO)
      · nicht geprüft  STARTTLS
      · nicht geprüft  Verschlüsseln (TLS)
      · nicht geprüft  Anmelden
      · nicht geprüft  Absender
      · nicht geprüft  Empfänger
      · nicht geprüft  Domain des Absenders

      Der Server kann so nicht verwendet werden.
      Das Passwort wurde nicht übertragen.
      Es wurde keine Nachricht übergeben.

      An die Netzwerk- und Firewall-Administration:
        - Bitte erlauben Sie ausgehende Verbindungen (TCP) zu mail.organiser.test:587; eine Firewall oder ein Virenscanner sperrt sie vielleicht.

      An die IT des Veranstalters:
        - Bitte nennen Sie Server und Port für den Versand mit Anmeldung; geprüft wurde mail.organiser.test:587. Üblich sind 465 (SSL/TLS) und 587 (STARTTLS).

      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });
  it('of a notice, in German', () => {
    expect(shown(testWith(GREYLISTED))).toMatchInlineSnapshot(`
      "Verbindungstest: mail.organiser.test:587 (STARTTLS)

      ✓ bestanden      Adresse finden           12 ms  192.0.2.10 und 2001:db8::10
      ✓ bestanden      Verbinden                12 ms  192.0.2.10
      ✓ bestanden      Begrüßung                12 ms  „mail.organiser.test ESMTP“
      ✓ bestanden      Vorstellung (EHLO)       12 ms  Anmeldung: PLAIN und LOGIN; Nachrichten bis 35 MB
          Weitere Fähigkeiten: PIPELINING und 8BITMIME
      ✓ bestanden      STARTTLS                 12 ms
      ✓ bestanden      Verschlüsseln (TLS)      12 ms  TLSv1.3, Zertifikat für „mail.organiser.test“ von „Example CA“, gültig bis 1. Juni 2027, 10:00 Uhr (UTC), noch 92 Tage
          Kette: „mail.organiser.test“ <- „Example CA“ <- „Example Root“
          Schlüssel: EC P-256; Verschlüsselung: TLSv1.3 TLS_AES_256_GCM_SHA384
          Fingerabdruck des Zertifikats (SHA-256): AB:CD
      ✓ bestanden      Anmelden                 12 ms  angemeldet als „login@organiser.test“ (PLAIN)
      ✓ bestanden      Absender                 12 ms  „wahl@organiser.test“ wird angenommen
      ! Hinweis        Empfänger                12 ms  Der Server vertröstet Unbekannte zunächst (Greylisting).
          Antwort des Servers: „450 4.2.0 Greylisted“
      ✓ bestanden      Domain des Absenders     12 ms  MX, SPF (3 von 10 Abfragen) und DMARC p=none

      Der Server kann verwendet werden; beachten Sie die Hinweise.
      Es wurde keine Nachricht übergeben.

      An die Wahlleitung:
        - Nichts zu tun: Beim Versand versucht das Programm es nach einigen Minuten erneut.
        - Um es gelingen zu sehen, testen Sie in einer Viertelstunde noch einmal.

      Damit ist nicht bewiesen:
        - dass der Server eine ganze Nachricht annimmt: Manche prüfen Absender und Inhalt erst an ihrem Ende (zum Beispiel Microsoft 365);
        - dass die Menge innerhalb der Grenzen des Servers liegt;
        - dass SPF, DKIM und DMARC bei den Empfängern bestehen: Von welcher Adresse aus der Server weitersendet, ist hier nicht bekannt. Eine Nachricht an Sie selbst bei einem anderen Anbieter zeigt es, in der Kopfzeile „Authentication-Results“;
        - dass Einladungen im Posteingang ankommen und nicht im Spam-Ordner.

      Unter welcher Adresse der Server diesen Computer sieht, ist unbekannt: Er sagt es nicht. Der Quelltext einer empfangenen Testnachricht sagt es (--send-to ADRESSE übergibt eine), in seiner untersten Zeile „Received“.
      Dieses Ergebnis gilt für das Netz, in dem dieser Computer gerade ist. Entscheidend ist derselbe Test auf dem Computer, von dem die Einladungen hinausgehen: „invite test-connection“ bei der Wahlleitung."
    `);
  });

  it('attack 29: quotes the server, so that it cannot speak in our name, and keeps each line one line', () => {
    const reply = parseReply('535 ok\u001b[2J\r\n535 all voters served');
    const lines = connectionLines(testWith({ ...LOGIN_OFF, reply }), en, PLAIN);
    expect(lines).toContain('    The server\'s reply: "535 ok [2J all voters served"');
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  it.each([
    ['goes up to the authority', {}, 'Chain: "mail.organiser.test" <- "Example CA" <- "Example Root"'],
    [
      'names who issued the top one where that is not there',
      { chain: CERTIFICATE.chain.slice(0, 1) },
      'Chain: "mail.organiser.test" <- "Example CA" <- "Example Root" (not included)',
    ],
    [
      'does so of a certificate alone',
      { chain: [] },
      'Chain: "mail.organiser.test" <- "Example CA" (not included)',
    ],
    ['is none where a certificate signs itself', { chain: [], issuer: CERTIFICATE.subject }, null],
    [
      'keeps strangers to one line',
      { chain: [], subject: 'mail\u001b[2J\r\nok' },
      'Chain: "mail [2J ok" <- "Example CA" (not included)',
    ],
  ])('the chain %s', (_, changes, line) => {
    const certificate = { ...CERTIFICATE, ...changes };
    const facts = { tls: { ...TLS, certificate } };
    const lines = connectionLines(testWith({ stage: 'tls', facts }), en, PLAIN);
    const chain = lines.filter((one) => one.includes('Chain:')).map((one) => one.trim());
    expect(chain).toEqual(line === null ? [] : [line]);
  });

  it.each([
    ['de', de, 'TLSv1.3, hinterlegtes Zertifikat für „mail'],
    ['en', en, 'TLSv1.3, pinned certificate for "mail'],
  ] as const)('says in %s where one certificate alone is trusted', (_, texts, words) => {
    const facts = { tls: { ...TLS, trust: 'pinned', pinned: 'AB:CD' } } as const;
    expect(shown(testWith({ stage: 'tls', facts }), texts)).toContain(words);
    expect(shown(testWith(), texts)).not.toContain(words);
  });

  it('of an exchanged certificate names the pinned fingerprint and the one shown', () => {
    const facts = { tls: { ...TLS, trust: 'pinned', pinned: '12:34' } } as const;
    const found = { stage: 'tls', status: 'failed', kind: 'certificate-changed', facts } as const;
    const text = shown(testWith(found), en);
    expect(text).toMatch(/another certificate than the one to be trusted \(fingerprint 12:34\)/);
    expect(text).toContain('(SHA-256): AB:CD');
    expect(text).toMatch(/To the organiser's IT:\n {2}- Please say whether .* exchanged on purpose/);
  });

  it.each([
    ['nothing of the login was said', { kind: 'auth-not-offered', facts: {} }, true],
    [
      'the server refused the login it was told',
      { kind: 'auth-not-offered', facts: { mechanism: 'PLAIN' } },
      false,
    ],
  ] as const)('says whether the password was kept, where %s', (_, found, kept) => {
    const result = { stage: 'auth', status: 'failed', reply: null, ...found } as const;
    expect(shown(testWith(result)).includes('Das Passwort wurde nicht übertragen.')).toBe(kept);
  });

  it('marks by colour only what is marked by a word as well', () => {
    const paint: Paint = {
      ...PLAIN,
      bad: (text) => `<bad>${text}</bad>`,
      good: (text) => `<good>${text}</good>`,
    };
    const text = connectionLines(testWith(LOGIN_OFF), de, paint).join('\n');
    expect(text).toContain('<bad>✗ Fehler       </bad>');
    expect(text).toContain('<good>✓ bestanden    </good>');
  });
});

describe('the JSON document', () => {
  it('has for every stage the words of the contract, a message and advice by role', () => {
    const document = connectionDocument(testWith(LOGIN_OFF), en);
    expect(document.ok).toBe(false);
    expect(document.stages.map(({ stage }) => stage)).toEqual(ORDER);
    const auth = document.stages.find(({ stage }) => stage === 'auth');
    expect(auth).toMatchObject({
      status: 'failed',
      ms: 12,
      kind: 'smtp-auth-disabled',
      reply: { code: 535, enhanced: '5.7.139' },
    });
    expect(auth?.advice).toContainEqual({
      for: 'microsoft-365-admin',
      text: expect.stringContaining('Set-CASMailbox'),
    });
    expect(auth?.message).toContain('switched off');
    expect(document.stages.at(-1)).toMatchObject({
      status: 'skipped',
      ms: 0,
      kind: null,
      reply: null,
      advice: [],
    });
  });
});
