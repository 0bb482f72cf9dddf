/** Owns the German sentences for faults of the mail server; its many refusals stand in refusals.ts. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, endpoint, formatFor } from '../../format.js';
import {
  type CertificateKind,
  type ServerText,
  textOf,
  UNREACHABLE,
  type UnreachableKind,
  unreachableKind,
} from '../../server-kind.js';
import { OTHER_REFUSAL, REFUSALS } from './refusals.js';
import { RESUME, TEST_CONNECTION } from './words.js';

const { quote, size, someOf } = formatFor('de');

const FIREWALL =
  'Für die IT des Veranstalters: Prüfen Sie, ob eine Firewall oder ein Virenschutz den Weg zu diesem Server und Port sperrt.';
const PAIRING =
  'Für die IT des Veranstalters: Zu Port 465 gehört meist die Verschlüsselung ssl, zu Port 587 starttls; prüfen Sie, ob beides zusammenpasst.';

const UNREACHABLE_TEXTS: Readonly<Record<UnreachableKind, ServerText>> = {
  'host-not-found': {
    what: 'ist im Netz nicht zu finden',
    hints: [
      'Prüfen Sie, ob dieser Computer mit dem Internet verbunden ist.',
      'Vergleichen Sie den Namen des Servers mit den Zugangsdaten von der IT des Veranstalters.',
      'Für die IT des Veranstalters: Ist der Name nur im eigenen Netz bekannt, wird dort oder über VPN eine Verbindung gebraucht.',
    ],
  },
  'connection-refused': {
    what: 'lehnt die Verbindung ab',
    hints: ['Vergleichen Sie Server und Port mit den Zugangsdaten von der IT des Veranstalters.', FIREWALL],
  },
  'connection-timeout': { what: 'antwortet nicht', hints: [FIREWALL, PAIRING] },
  'network-unreachable': {
    what: 'ist von diesem Computer aus nicht zu erreichen',
    hints: ['Prüfen Sie, ob dieser Computer mit dem Netz verbunden ist.', FIREWALL],
  },
  'connection-lost': { what: 'hat die Verbindung abgebrochen', hints: [FIREWALL, PAIRING] },
  'no-answer': { what: 'nimmt die Verbindung an, antwortet dann aber nicht', hints: [PAIRING, FIREWALL] },
  'tls-expected': {
    what: 'erwartet an diesem Port von Anfang an eine verschlüsselte Verbindung',
    hints: [
      'Für die IT des Veranstalters: Stellen Sie die Verschlüsselung auf ssl, oder nehmen Sie den Port für starttls.',
    ],
  },
};

const CA_FILE =
  'Für die IT des Veranstalters: Stammt das Zertifikat von einer eigenen Zertifizierungsstelle, speichern Sie deren Zertifikat im Profil: npx invite configure --ca-file DATEI';

const CERTIFICATE_TEXTS: Readonly<Record<CertificateKind, ServerText>> = {
  'certificate-expired': {
    what: 'weist sich mit einem abgelaufenen Zertifikat aus',
    hints: [
      'Prüfen Sie Datum und Uhrzeit dieses Computers.',
      'Für die IT des Veranstalters: Erneuern Sie das Zertifikat des Mailservers.',
    ],
  },
  'certificate-not-yet-valid': {
    what: 'weist sich mit einem Zertifikat aus, das noch nicht gültig ist',
    hints: [
      'Prüfen Sie Datum und Uhrzeit dieses Computers; meist geht seine Uhr falsch.',
      'Für die IT des Veranstalters: Geht die Uhr richtig, prüfen Sie den Gültigkeitsbeginn des Zertifikats auf dem Mailserver.',
    ],
  },
  'certificate-wrong-host': {
    what: 'weist sich mit einem Zertifikat aus, das für einen anderen Servernamen gilt',
    hints: [
      'Vergleichen Sie den Namen des Servers mit den Zugangsdaten von der IT des Veranstalters.',
      'Für die IT des Veranstalters: Nennen Sie den Namen, der im Zertifikat steht, oder nehmen Sie den benutzten Namen in das Zertifikat auf.',
    ],
  },
  'certificate-self-signed': {
    what: 'weist sich mit einem Zertifikat aus, das er selbst ausgestellt hat',
    hints: [
      'Für die IT des Veranstalters: Besser ist ein Zertifikat einer anerkannten Zertifizierungsstelle.',
      'Für die IT des Veranstalters: Oder prüfen Sie das Zertifikat und speichern es im Profil: npx invite configure --ca-file DATEI',
    ],
  },
  'certificate-unknown-ca': {
    what: 'weist sich mit einem Zertifikat aus, dessen Aussteller dieser Computer nicht kennt',
    hints: [
      CA_FILE,
      'Für die IT des Veranstalters: Fehlt auf dem Mailserver ein Zwischenzertifikat, ergänzen Sie es dort.',
      'Für die IT des Veranstalters: Auch ein Virenschutz, der verschlüsselte Verbindungen öffnet, kann die Ursache sein.',
    ],
  },
  'tls-too-old': {
    what: 'beherrscht nur veraltete Verschlüsselung (gebraucht wird mindestens TLS 1.2)',
    hints: ['Für die IT des Veranstalters: Schalten Sie auf dem Mailserver TLS 1.2 oder 1.3 ein.'],
  },
  'plain-expected': {
    what: 'erwartet an diesem Port zuerst eine unverschlüsselte Begrüßung',
    hints: [
      'Für die IT des Veranstalters: Stellen Sie die Verschlüsselung auf starttls, oder nehmen Sie den Port für ssl (meist 465).',
    ],
  },
  'tls-expected': UNREACHABLE_TEXTS['tls-expected'],
};

const UNTRUSTED: ServerText = {
  what: 'kann keine vertrauenswürdige verschlüsselte Verbindung herstellen',
  hints: [
    'Für die IT des Veranstalters: Prüfen Sie Zertifikat und Verschlüsselung des Mailservers.',
    CA_FILE,
  ],
};

const STAGES: Readonly<Record<string, string>> = {
  resolve: 'Suche nach dem Server',
  connect: 'Verbindung',
  tls: 'Verschlüsselung',
  starttls: 'Verschlüsselung',
  greeting: 'Begrüßung',
  ehlo: 'Begrüßung',
  auth: 'Anmeldung',
  'mail-from': 'Absender',
  'rcpt-to': 'Empfänger',
  data: 'Übergabe der Nachricht',
  'end-of-data': 'Übergabe der Nachricht',
};

export const serverFaults = {
  'server-unreachable': ({ host, port, stage, reason }) => {
    const { what, hints } = UNREACHABLE_TEXTS[unreachableKind(stage, reason)];
    return {
      message: `Der Mailserver ${endpoint(host, port)} ${what}${reported(reason)}.`,
      hints: [...hints, TEST_CONNECTION, RESUME],
    };
  },
  'server-refuses': ({ host, port, stage, kind, reply }) => {
    const { what, hints } = textOf(REFUSALS, kind) ?? OTHER_REFUSAL;
    const answer = reply === null ? '' : `; er antwortet ${quote(clause(reply), 300)}`;
    return {
      message: `Der Mailserver ${endpoint(host, port)} ${what} (Schritt: ${textOf(STAGES, stage) ?? clause(stage)})${answer}.`,
      hints: [...hints, TEST_CONNECTION, RESUME],
    };
  },
  'certificate-refused': ({ host, port, kind, reason }) => {
    const { what, hints } = textOf(CERTIFICATE_TEXTS, kind) ?? UNTRUSTED;
    const detail = reason === kind ? '' : reported(reason);
    return {
      message: `Der Mailserver ${endpoint(host, port)} ${what}${detail}; deshalb wurde ihm kein Passwort übergeben.`,
      hints: [...hints, TEST_CONNECTION],
    };
  },
  'message-too-large': ({ bytes, limit }) => ({
    message: `Eine Einladung ist mit ${size(bytes)} zu groß; der Mailserver nimmt höchstens ${size(limit)} an.`,
    hints: [
      'Kürzen Sie die Vorlage, vor allem den HTML-Teil (html.mustache), und sehen Sie sich das Ergebnis an: npx invite preview',
      'Für die IT des Veranstalters: Oder erhöhen Sie auf dem Mailserver die zulässige Größe einer Nachricht.',
    ],
  }),
  'smtputf8-missing': ({ rows }) => ({
    message: `Der Mailserver nimmt keine Adressen an, die vor dem @ Umlaute oder andere besondere Zeichen haben; betroffen im Wählerverzeichnis: ${rows.length === 1 ? 'Zeile' : 'Zeilen'} ${someOf(rows.map(String))}.`,
    hints: [
      'Erfragen Sie für diese Wahlberechtigten eine andere E-Mail-Adresse und tragen Sie sie ein.',
      'Für die IT des Veranstalters: Oder schalten Sie auf dem Mailserver SMTPUTF8 ein.',
    ],
  }),
} satisfies Partial<FaultTexts>;

/** The system's own words, where they say more than the kind that was made of them. */
function reported(reason: string): string {
  const isKind = (UNREACHABLE as readonly string[]).includes(reason);
  return isKind || clause(reason) === '' ? '' : ` (gemeldet wird ${quote(clause(reason))})`;
}
