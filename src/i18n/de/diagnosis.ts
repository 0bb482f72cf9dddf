/** Owns the German texts of the connection test. */
import type { AdviceRole } from '../../advice/advice.js';
import { familyOfTarget } from '../../advice/family.js';
import type { Target } from '../../advice/trouble.js';
import type { StageFacts, StageName, StageStatus, TlsFacts } from '../../diagnosis/result.js';
import type { Encryption } from '../../profile/profile.js';
import type { DiagnosisTexts } from '../en/diagnosis.js';
import { formatFor } from '../format.js';
import { advice } from './advice.js';
import { capacity } from './diagnosis/capacity.js';
import { network } from './diagnosis/network.js';
import { pairs } from './diagnosis/pairs.js';
import { senderDomainSummary } from './diagnosis/sender-domain.js';
import { testMessage } from './diagnosis/test-message.js';
import { problems } from './problems.js';
import { signIn } from './sign-in.js';

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
  message: 'Testnachricht',
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
function wholeMessage(target: Target): string[] {
  const { user, sender } = target;
  if (familyOfTarget(target) !== 'microsoft-365')
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
  encryptions,
  stages,
  statuses,
  roles,
  problems,
  advice,
  network,
  pairs,
  testMessage,
  capacity,
  replied: (reply: string) => `Antwort des Servers: ${quote(reply, 400)}`,
  signInReplied: signIn.replied,
  greeted: (text: string) => quote(text, 80),
  addresses: ({ addresses = [] }: StageFacts) => someOf(addresses, 3),
  certificate: ({ tls }: StageFacts) => {
    const certificate = tls?.certificate;
    if (!certificate) return tls?.protocol ?? '';
    const days = `${moment(certificate.validTo, 'UTC')}, noch ${counted(certificate.daysLeft, DAYS)}`;
    const kind = tls.trust === 'pinned' ? 'hinterlegtes Zertifikat' : 'Zertifikat';
    return `${tls.protocol ?? ''}, ${kind} für ${quote(certificate.subject)} von ${quote(certificate.issuer)}, gültig bis ${days}`;
  },
  chainNames: (subjects: readonly string[], missing: string | null) =>
    `${subjects.map((name) => quote(name)).join(' <- ')}${missing === null ? '' : ` <- ${quote(missing)} (nicht dabei)`}`,
  chain: (names: string) => `Kette: ${names}`,
  keyAndCipher: ({ certificate, protocol, cipher }: TlsFacts) =>
    `Schlüssel: ${certificate?.key ?? 'unbekannt'}; Verschlüsselung: ${protocol ?? 'unbekannt'} ${cipher ?? ''}`.trimEnd(),
  fingerprint: (value: string) => `Fingerabdruck des Zertifikats (SHA-256): ${value}`,
  offers: ({ ehlo }: StageFacts) => {
    const mechanisms = ehlo?.mechanisms ?? [];
    const none = ehlo?.startTls ? 'Anmeldung erst nach der Verschlüsselung' : 'keine Anmeldung angeboten';
    const login = mechanisms.length > 0 ? `Anmeldung: ${list(mechanisms)}` : none;
    return ehlo?.size ? `${login}; Nachrichten bis ${size(ehlo.size)}` : login;
  },
  loggedIn: (user: string, mechanism: string) => `angemeldet als ${quote(user)} (${mechanism})`,
  senderAllowed: (target: Target) =>
    familyOfTarget(target) === 'microsoft-365'
      ? `${quote(target.sender)} wird bis hierher angenommen`
      : `${quote(target.sender)} wird angenommen`,
  recipientAllowed: (to: string) => `${quote(to)} wird angenommen`,
  senderDomain: ({ senderDomain }: StageFacts) =>
    senderDomain === undefined ? '' : senderDomainSummary(senderDomain),
  foundInDns: (record: string) => `Im DNS gefunden: ${quote(record, 500)}`,
  passed: 'Der Server kann verwendet werden.',
  warned: 'Der Server kann verwendet werden; beachten Sie die Hinweise.',
  failed: 'Der Server kann so nicht verwendet werden.',
  passwordKept: 'Das Passwort wurde nicht übertragen.',
  nothingMailed: 'Es wurde keine Nachricht übergeben.',
  notProvenTitle: 'Damit ist nicht bewiesen:',
  notProven: (target: Target, handedOver: boolean): readonly string[] => [
    ...(handedOver ? [] : wholeMessage(target)),
    'dass die Menge innerhalb der Grenzen des Servers liegt;',
    'dass SPF, DKIM und DMARC bei den Empfängern bestehen: Von welcher Adresse aus der Server weitersendet, ist hier nicht bekannt. Eine Nachricht an Sie selbst bei einem anderen Anbieter zeigt es, in der Kopfzeile „Authentication-Results“;',
    'dass Einladungen im Posteingang ankommen und nicht im Spam-Ordner.',
  ],
};
