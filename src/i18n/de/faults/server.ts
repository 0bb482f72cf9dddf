/** Owns the German sentences for faults of the mail server; what it is and what to do stands in problems.ts and advice.ts. */
import type { Target } from '../../../advice/trouble.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, endpoint, formatFor } from '../../format.js';
import { type TroubleWords, tellTrouble } from '../../server-trouble.js';
import { textOf } from '../../text-of.js';
import { advice } from '../advice.js';
import { problems } from '../problems.js';
import { RUN_AGAIN, TEST_CONNECTION } from './words.js';

const { quote, size, someOf } = formatFor('de');

const WORDS: TroubleWords = {
  problems,
  advice,
  addressed: {
    'election-manager': '',
    'organiser-it': 'Für die IT des Veranstalters: ',
    'microsoft-365-admin': 'Microsoft-365-Administration: ',
    'google-workspace-admin': 'Google-Workspace-Administration: ',
    'network-admin': 'Netzwerk-Administration: ',
  },
  unknown: 'Der Server lehnt ab',
  storeProfile: 'Speichern Sie geänderte Zugangsdaten im Profil: npx invite configure',
  storeCertificate: 'Speichern Sie dieses Zertifikat im Profil: npx invite configure --ca-file DATEI',
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

/** Stages that end before the login where encryption fails. */
const UNPROTECTED: readonly string[] = ['starttls', 'tls'];
const KEPT = '; deshalb wurde kein Passwort übergeben';

export const serverFaults = {
  'server-unreachable': ({ stage, reason, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, reason, stage);
    return { message: `${place(target, stage)}: ${problem}.`, hints: [...hints, TEST_CONNECTION, RUN_AGAIN] };
  },
  'server-refuses': ({ stage, kind, reply, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, kind, stage, reply);
    const kept = UNPROTECTED.includes(stage) ? KEPT : '';
    const answer = reply === null ? '' : `; der Mailserver antwortet ${quote(clause(reply), 300)}`;
    return {
      message: `${place(target, stage)}: ${problem}${kept}${answer}.`,
      hints: [...hints, TEST_CONNECTION, RUN_AGAIN],
    };
  },
  'sign-in-failed': ({ kind, issuer, reason, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, kind, 'auth');
    const answer = reason === '' ? '' : `; die Antwort: ${quote(clause(reason), 300)}`;
    return { message: `Anmeldedienst ${quote(issuer)}: ${problem}${answer}.`, hints };
  },
  'sign-in-needs-terminal': () => ({
    message:
      'Eine Person meldet sich (OAuth 2.0) in einem Terminal an: dem Fenster, in dem der Befehl getippt wird; ein Browser muss zur Hand sein.',
    hints: [
      'Starten Sie den Befehl in einem Terminal, ohne --no-input.',
      'Für die IT des Veranstalters: Ohne Person geht es mit --client-secret-file DATEI (Anwendung) oder --key-file DATEI (Dienstkonto).',
    ],
  }),
  'sign-in-not-stored': () => ({
    message: 'Eine Anmeldung durch eine Person (OAuth 2.0) braucht ein gespeichertes Profil.',
    hints: [
      'Melden Sie sich einmal an, mit denselben Angaben: npx invite configure NAME --login ANBIETER',
      'Für die IT des Veranstalters: Ohne Person geht es mit --client-secret-file DATEI (Anwendung) oder --key-file DATEI (Dienstkonto).',
    ],
  }),
  'certificate-changed': ({ pin, seen, ...target }) => {
    const { problem, hints } = tellTrouble(WORDS, target, 'certificate-changed', 'tls');
    const shown = seen === null ? '' : `, gezeigt: ${quote(seen)}`;
    return {
      message: `${place(target, 'tls')}: ${problem} (Fingerabdruck hinterlegt: ${quote(pin)}${shown})${KEPT}.`,
      hints: [...hints, TEST_CONNECTION],
    };
  },
  'certificate-refused': ({ kind, reason, ...target }) => {
    const known = textOf(problems, kind) === null ? 'certificate-invalid' : kind;
    const { problem, hints } = tellTrouble(WORDS, target, known, 'tls');
    const silent = reason === kind || clause(reason) === '';
    const detail = silent ? '' : ` (gemeldet wird ${quote(clause(reason))})`;
    return {
      message: `${place(target, 'tls')}: ${problem}${detail}${KEPT}.`,
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

function place({ host, port }: Target, stage: string): string {
  const step = textOf(STAGES, stage) ?? clause(stage);
  return `Mailserver ${endpoint(host, port)}, Schritt ${step}`;
}
