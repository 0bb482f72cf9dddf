/** Owns the German sentences for what is found out about a mail server, in a test or in a mailing. */
import { expiredIssuer } from '../../diagnosis/chain-verdict.js';
import type { StageFacts } from '../../diagnosis/result.js';
import type { ProblemTexts } from '../advice-text.js';
import { endpoint, formatFor } from '../format.js';
import { network } from './diagnosis/network.js';
import { senderDomainProblems } from './diagnosis/sender-domain.js';
import { signInProblems } from './sign-in.js';

const { list, moment, quote } = formatFor('de');

// A mailing is told by the library that a certificate is bad, and nothing of what stands in it.

function until(facts: StageFacts): string {
  const date = facts.tls?.certificate?.validTo;
  return date ? ` (${moment(date, 'UTC')})` : '';
}

function since(facts: StageFacts): string {
  const date = facts.tls?.certificate?.validFrom;
  return date ? `erst ab ${moment(date, 'UTC')}` : 'noch nicht';
}

function names({ tls }: StageFacts): string {
  if (!tls?.certificate) return '';
  const { altNames, subject } = tls.certificate;
  const all = altNames.length > 0 ? altNames.map((name) => name.replace(/^[^:]*:/, '')) : [subject];
  return `, sondern für ${list(all.slice(0, 5).map((name) => quote(name)))}`;
}

function issuer({ tls }: StageFacts): string {
  return tls?.certificate ? ` (${quote(tls.certificate.issuer)})` : '';
}

function recipient(to: string | null): string {
  return to === null ? 'den Empfänger' : `den Empfänger ${quote(to)}`;
}

function mailbox(to: string | null): string {
  return to === null ? 'Das Postfach des Empfängers' : `Das Postfach ${quote(to)}`;
}

function planned({ passwordLogin }: StageFacts): string {
  return passwordLogin?.mailing ? ` Der Versand ist für ${moment(passwordLogin.mailing)} geplant.` : '';
}

function otherAuthority(facts: StageFacts): string {
  return `Die Stelle, die das Zertifikat ausgestellt hat${issuer(facts)}, ist nicht die in der Zertifikatsdatei (--ca-file).`;
}

export const problems: ProblemTexts = {
  'host-not-found': ({ host }) => `Zu dem Servernamen ${quote(host)} ist keine Adresse bekannt.`,
  'connection-refused': ({ port }) => `Der Server nimmt an Port ${port} keine Verbindung an.`,
  'connection-timeout': ({ port }) => `Der Server antwortet an Port ${port} nicht auf den Verbindungsaufbau.`,
  'network-unreachable': ({ host }) => `Von diesem Computer führt kein Weg zu ${quote(host)}.`,
  'connection-lost': () => 'Die Verbindung wurde von der Gegenseite oder unterwegs getrennt.',
  'no-answer': () => 'Der Server antwortet nicht in der vorgesehenen Zeit.',
  'not-smtp': ({ host, port }) =>
    `Was an ${endpoint(host, port)} antwortet, ist kein Mailserver (kein SMTP).`,
  'reply-too-long': () => 'Der Server antwortet ohne Ende; die Verbindung wurde beendet.',
  'out-of-step': () => 'Der Server hat geantwortet, bevor er gefragt wurde; die Verbindung wurde beendet.',
  'tls-expected': ({ port }) =>
    `Port ${port} erwartet sofort Verschlüsselung; eingestellt ist etwas anderes.`,
  'plain-expected': ({ port }) =>
    `Port ${port} beginnt unverschlüsselt; eingestellt ist Verschlüsselung von Anfang an (SSL/TLS).`,
  'starttls-not-offered': () => 'Der Server bietet keine Verschlüsselung (STARTTLS) an.',
  'starttls-refused': () => 'Der Server hat die Verschlüsselung (STARTTLS) abgelehnt.',
  'starttls-injected': () =>
    'Nach der Zusage der Verschlüsselung kamen noch unverschlüsselte Daten: ein Fehler des Servers oder ein Angriff.',
  'starttls-required': () => 'Der Server verlangt Verschlüsselung (STARTTLS).',
  'certificate-expired': (_, facts) => `Das Zertifikat des Servers ist abgelaufen${until(facts)}.`,
  'certificate-not-yet-valid': (_, facts) => `Das Zertifikat des Servers gilt ${since(facts)}.`,
  'certificate-wrong-host': ({ host }, facts) =>
    `Das Zertifikat gilt nicht für ${quote(host)}${names(facts)}.`,
  'certificate-self-signed': () => 'Der Server hat sein Zertifikat selbst ausgestellt; niemand bürgt dafür.',
  'certificate-unknown-ca': (_, facts) =>
    `Die Stelle, die das Zertifikat ausgestellt hat${issuer(facts)}, ist diesem Computer nicht bekannt.`,
  'certificate-alone': (_, facts) =>
    `Die Stelle, die das Zertifikat ausgestellt hat${issuer(facts)}, ist diesem Computer nicht bekannt.`,
  'certificate-chain-incomplete': (_, facts) =>
    `Der Server sendet nur sein eigenes Zertifikat; was von dort zu seiner Zertifizierungsstelle${issuer(facts)} führt, fehlt.`,
  'certificate-other-authority': (_, facts) => otherAuthority(facts),
  'certificate-other-or-incomplete': (_, facts) => otherAuthority(facts),
  'authority-expired': (_, facts) => {
    const above = expiredIssuer(facts.tls?.certificate);
    const named = above === null ? '' : ` ${quote(above.subject)}`;
    const date = above === null ? '' : ` (${moment(above.validTo, 'UTC')})`;
    return `Das Zertifikat${named}, das für das des Servers bürgt, ist abgelaufen${date}.`;
  },
  'certificate-changed': (_, { tls }) =>
    `Der Server weist sich mit einem anderen Zertifikat aus als dem, dem vertraut werden soll${tls?.pinned ? ` (Fingerabdruck ${tls.pinned})` : ''}.`,
  'certificate-invalid': () => 'Das Zertifikat des Servers ist unbrauchbar.',
  'certificate-expires-soon': (_, facts) => `Das Zertifikat des Servers läuft bald ab${until(facts)}.`,
  'tls-too-old': () => 'Der Server kann nur veraltete Verschlüsselung (älter als TLS 1.2).',
  'tls-failed': () => 'Server und Programm konnten sich auf keine Verschlüsselung einigen.',
  'no-common-mechanism': () =>
    'Der Server bietet keine Anmeldung an, die dieses Programm beherrscht (AUTH PLAIN oder LOGIN).',
  'auth-mechanism-refused': () => 'Der Server lehnt diese Art der Anmeldung ab.',
  'closed-at-login': () => 'Der Server hat die Verbindung bei der Anmeldung ohne Antwort getrennt.',
  'unexpected-address': (_, facts) => network.expected(facts),
  'address-not-told': (_, facts) => network.expected(facts),
  'message-unknown': ({ host }) =>
    `Die Testnachricht wurde vollständig übergeben, und ${quote(host)} hat nicht klar geantwortet: Sie kann ankommen oder nicht.`,
  'login-unanswered': ({ user }) =>
    `Microsoft 365 beantwortet die Anmeldung als ${quote(user)} nicht: So reagiert es oft auf ein falsches Passwort oder auf eine abgeschaltete Anmeldung.`,
  'some-addresses-unreachable': (_, { attempts = [] }) =>
    `Nicht alle Adressen des Servers antworten: ${list(
      attempts.filter(({ kind }) => kind !== 'connected').map(({ address }) => address),
    )}.`,
  'login-unencrypted': () => 'Angemeldet, aber unverschlüsselt: Das Passwort ging lesbar durch das Netz.',
  'password-login-ending': ({ user }, facts) =>
    `Angemeldet als ${quote(user)}, aber Microsoft 365 schaltet die Anmeldung mit Passwort Ende Dezember 2026 als Voreinstellung ab (Stand 27. Januar 2026).${planned(facts)}`,
  'password-login-off-by-default': ({ user }, facts) =>
    `Angemeldet als ${quote(user)} mit Passwort, was bei Microsoft 365 seit Ende Dezember 2026 als Voreinstellung abgeschaltet ist; wann es endgültig endet, will Microsoft in der zweiten Hälfte von 2027 bekannt geben (Stand 27. Januar 2026).${planned(facts)}`,
  'auth-not-offered': () => 'Der Server bietet an diesem Port keine Anmeldung an.',
  'app-password-needed': ({ user }) =>
    `Für ${quote(user)} wird ein App-Passwort verlangt, oder Benutzername und Passwort stimmen nicht.`,
  'basic-auth-disabled': ({ user }) =>
    `Die Anmeldung mit Passwort ist bei Microsoft 365 für ${quote(user)} abgeschaltet.`,
  'smtp-auth-disabled': ({ user }) =>
    `Die Einlieferung per SMTP („Authentifiziertes SMTP“) ist für das Postfach ${quote(user)} abgeschaltet.`,
  'smtp-auth-disabled-tenant': () =>
    'Die Einlieferung per SMTP („Authentifiziertes SMTP“) ist für die ganze Organisation („Tenant“) abgeschaltet.',
  'oauth-permission-missing': () => 'Der Anwendung fehlt die Berechtigung, über dieses Postfach zu senden.',
  'sign-in-blocked': ({ user }) =>
    `Eine Sicherheitsregel des Anbieters sperrt die Anmeldung von ${quote(user)}.`,
  'login-missing': () => 'Der Server verlangt eine Anmeldung.',
  'login-refused': ({ user }) => `Der Server lehnt die Anmeldung als ${quote(user)} ab.`,
  'login-unavailable': () => 'Der Server kann Anmeldungen zurzeit nicht prüfen.',
  'too-many-logins': () => 'Der Server meldet zu viele Anmeldungen in kurzer Zeit.',
  'account-blocked': ({ user }) => `Das Konto ${quote(user)} ist für den Versand gesperrt.`,
  'sender-throttled': () => 'Der Anbieter hat das Postfach wegen wiederholter Fehler vorübergehend gesperrt.',
  'sender-throttled-licence': ({ user }) =>
    `Microsoft 365 hat das Postfach ${quote(user)} vorübergehend gesperrt, weil es keine gültige Lizenz hat.`,
  'quota-exceeded': () => 'Die Tagesgrenze des Kontos ist erreicht.',
  'rate-limited': () => 'Die Mengengrenze des Servers ist erreicht.',
  'too-many-connections': () => 'Der Server lässt keine weitere Verbindung zu.',
  'unusual-volume': () => 'Dem Anbieter ist die Menge aufgefallen; er bremst vorübergehend.',
  'relay-denied': () => 'Der Server nimmt für diese Anmeldung keine Nachrichten an fremde Empfänger an.',
  'sender-deferred': ({ sender }) => `Der Server kann den Absender ${quote(sender)} zurzeit nicht annehmen.`,
  'sender-domain-unauthenticated': ({ sender }) =>
    `Die Domain des Absenders ${quote(sender)} ist nicht ausreichend abgesichert (SPF, DKIM, DMARC).`,
  'sender-mailbox-full': () => 'Das Postfach des Absenders ist voll.',
  'sender-refused': ({ user, sender }) =>
    `Der Server lehnt ${quote(sender)} als Absender für ${quote(user)} ab.`,
  greylisted: () => 'Der Server vertröstet Unbekannte zunächst (Greylisting).',
  'mailbox-full': ({ to }) => `${mailbox(to)} ist voll.`,
  'recipient-busy': ({ to }) => `${mailbox(to)} bekommt gerade zu viele Nachrichten.`,
  'recipient-deferred': ({ to }) => `Der Server nimmt ${recipient(to)} zurzeit nicht an.`,
  'recipient-refused': ({ to }) =>
    to === null
      ? 'Der Server lehnt einen Empfänger nach dem anderen ab.'
      : `Der Server lehnt ${recipient(to)} ab.`,
  'smtputf8-missing': () => 'Der Server kann keine Adressen mit Umlauten oder anderen Sonderzeichen.',
  'content-refused': () => 'Der Inhalt der Nachricht wurde abgelehnt (Spam- oder Virenfilter).',
  'message-deferred': () => 'Der Server nimmt die Nachricht zurzeit nicht an.',
  'message-malformed': () => 'Der Server hält die Nachricht für fehlerhaft aufgebaut.',
  'message-refused': () => 'Der Server lehnt die Nachricht ab.',
  'message-too-large': () => 'Die Nachricht ist größer, als der Server erlaubt.',
  closing: () => 'Der Server beendet die Verbindung.',
  'ehlo-refused': () => 'Der Server lehnt die Vorstellung (EHLO) dieses Programms ab.',
  'greeting-refused': () => 'Der Server weist die Verbindung schon bei der Begrüßung ab.',
  'ip-blocked': (_, { observedAddress }) =>
    `Der Server weist die Internetadresse (IP) ab, von der die Verbindung kommt${observedAddress ? `: ${observedAddress}` : ''}.`,
  'out-of-sequence': () => 'Der Server meldet eine falsche Reihenfolge der Befehle.',
  'server-busy': () => 'Der Server ist zurzeit überlastet oder gestört.',
  'unexpected-reply': () => 'Der Server hat etwas geantwortet, das hier nicht vorgesehen ist.',
  ...senderDomainProblems,
  ...signInProblems,
};
