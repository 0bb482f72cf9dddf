/** Owns the German texts of the connection test. */
import type { AdviceRole } from '../../advice/advice.js';
import type { Target } from '../../advice/trouble.js';
import { hostFamily } from '../../diagnosis/host-family.js';
import type { StageFacts, StageName, StageStatus } from '../../diagnosis/result.js';
import type { Encryption } from '../../profile/profile.js';
import type { DiagnosisTexts } from '../en/diagnosis.js';
import { formatFor } from '../format.js';
import { advice } from './advice.js';
import { problems } from './problems.js';

const { counted, list, moment, quote, size, someOf } = formatFor('de');

const DAYS = { one: 'Tag', other: 'Tage' };

const stages: Record<StageName, string> = {
  resolve: 'Adresse finden',
  connect: 'Verbinden',
  tls: 'Verschlüsseln (TLS)',
  greeting: 'Begrüßung',
  ehlo: 'Vorstellung (EHLO)',
  starttls: 'STARTTLS',
  auth: 'Anmelden',
  'mail-from': 'Absender',
  'rcpt-to': 'Empfänger',
  'sender-domain': 'Domain des Absenders',
  message: 'Probenachricht',
};

const statuses: Record<StageStatus, string> = {
  passed: 'bestanden',
  warned: 'Hinweis',
  failed: 'Fehler',
  skipped: 'nicht geprüft',
};

const roles: Record<AdviceRole, string> = {
  'election-manager': 'An die Wahlleitung',
  'organiser-it': 'An die IT des Veranstalters',
  'microsoft-365-admin': 'An die Administration von Microsoft 365',
  'google-workspace-admin': 'An die Administration von Google Workspace',
  'network-admin': 'An die Netzwerk- und Firewall-Administration',
};

const encryptions: Record<Encryption, string> = {
  ssl: 'SSL/TLS',
  starttls: 'STARTTLS',
  none: 'unverschlüsselt',
};

/** Exchange Online says some of its refusals only after the final dot. */
function wholeMessage({ host, user, sender }: Target): string[] {
  if (hostFamily(host) !== 'microsoft-365')
    return [
      'dass der Server eine ganze Nachricht annimmt: Manche prüfen Absender und Inhalt erst an ihrem Ende (zum Beispiel Microsoft 365);',
    ];
  const sendAs = `dass ${quote(user)} als ${quote(sender)} senden darf: Microsoft 365 prüft das Recht „Senden als“ erst am Ende einer ganzen Nachricht (554 5.2.252 SendAsDenied);`;
  const own = user.toLowerCase() === sender.toLowerCase();
  return [
    ...(own ? [] : [sendAs]),
    'dass der Server eine ganze Nachricht annimmt: Microsoft 365 prüft Inhalt, Tagesmenge und den Platz im Postfach erst an ihrem Ende;',
  ];
}

export const diagnosis: DiagnosisTexts = {
  title: (server: string, encryption: Encryption) =>
    `Verbindungstest: ${server} (${encryptions[encryption]})`,
  stages,
  statuses,
  roles,
  problems,
  advice,
  replied: (reply: string) => `Antwort des Servers: ${quote(reply, 400)}`,
  greeted: (text: string) => quote(text, 80),
  addresses: ({ addresses = [] }: StageFacts) => someOf(addresses, 3),
  certificate: ({ tls }: StageFacts) => {
    const certificate = tls?.certificate;
    if (!certificate) return tls?.protocol ?? '';
    const days = `${moment(certificate.validTo, 'UTC')}, noch ${counted(certificate.daysLeft, DAYS)}`;
    return `${tls.protocol ?? ''}, Zertifikat für ${quote(certificate.subject)} von ${quote(certificate.issuer)}, gültig bis ${days}`;
  },
  fingerprint: (value: string) => `Fingerabdruck des Zertifikats (SHA-256): ${value}`,
  offers: ({ ehlo }: StageFacts) => {
    const mechanisms = ehlo?.mechanisms ?? [];
    const login = mechanisms.length > 0 ? `Anmeldung: ${list(mechanisms)}` : 'keine Anmeldung angeboten';
    return ehlo?.size ? `${login}; Nachrichten bis ${size(ehlo.size)}` : login;
  },
  loggedIn: (user: string, mechanism: string) => `angemeldet als ${quote(user)} (${mechanism})`,
  senderAllowed: ({ host, sender }: Target) =>
    hostFamily(host) === 'microsoft-365'
      ? `${quote(sender)} wird bis hierher angenommen`
      : `${quote(sender)} darf senden`,
  recipientAllowed: (to: string) => `${quote(to)} wird angenommen`,
  passed: 'Der Server kann verwendet werden.',
  warned: 'Der Server kann verwendet werden; beachten Sie die Hinweise.',
  failed: 'Der Server kann so nicht verwendet werden.',
  passwordKept: 'Das Passwort wurde nicht übertragen.',
  nothingMailed: 'Es wurde keine Nachricht übergeben.',
  notProvenTitle: 'Damit ist nicht bewiesen:',
  notProven: (target: Target): readonly string[] => [
    ...wholeMessage(target),
    'dass die Menge innerhalb der Grenzen des Servers liegt;',
    'dass Einladungen im Posteingang ankommen und nicht im Spam-Ordner.',
  ],
};
