/** Owns the German sentences for faults of the command line. */
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { textOf } from '../../text-of.js';
import { expectation } from './expectations.js';
import { CORRECT_AND_REPEAT } from './words.js';

const { quote } = formatFor('de');

const HELP = 'Alle Befehle und Optionen zeigt: npx invite --help';

const USAGE: Readonly<Record<string, string>> = {
  'no-command': 'es fehlt, was getan werden soll, zum Beispiel preview oder send',
  'again-missing': '--address und --reason gehören zu --again ID',
  'again-alone':
    '--again wiederholt eine einzige Einladung und tut sonst nichts; lassen Sie --new-mailing, --sandbox, --dry-run, --plan, --only, --limit, --not-voted, --retry-refused und --in-doubt weg',
  'again-reason':
    '--again braucht einen Grund, der festgehalten wird, zum Beispiel: --reason "angerufen, auch im Spam-Ordner nichts"',
  'not-voted-unnamed':
    'eine Erinnerung ist ein eigener Versand mit eigener Zustandsdatei; geben Sie ihr einen Namen, zum Beispiel --mailing erinnerung',
  'turnout-without-list': '--accept-turnout-visible und --accept-old-list gehören zu --not-voted DATEI',
  'retry-new-mailing':
    '--retry-refused setzt einen Versand fort, in dem jemand abgelehnt wurde; lassen Sie --new-mailing weg',
  'sandbox-with-state':
    '--sandbox führt immer eine eigene Zustandsdatei; lassen Sie --state, --mailing und --new-mailing weg',
  'fingerprint-with-ca-file':
    'ein Profil vertraut entweder einem Fingerabdruck (--fingerprint) oder einer Zertifikatsdatei (--ca-file); lassen Sie eines davon weg',
  'fingerprint-untested':
    '--fingerprint braucht den Verbindungstest, der das Zertifikat zeigt; lassen Sie --no-test weg',
  'fingerprint-unencrypted':
    '--fingerprint gehört zu einer verschlüsselten Verbindung; ohne Verschlüsselung zeigt kein Server ein Zertifikat',
  'same-profile': 'der alte und der neue Name sind derselbe',
  'copy-of-person':
    'die Anmeldung einer Person lässt sich nicht kopieren, weil der Anmeldedienst das Erteilte womöglich nur einmal annimmt; melden Sie sich für das neue Profil mit configure NEUER-NAME --login an',
  'configure-one-task':
    '--list, --show, --rename, --copy und --remove gehen nur einzeln; lassen Sie alle bis auf eines weg',
  'configure-task-alone':
    '--list, --show, --rename, --copy und --remove ändern keine Werte; lassen Sie die Optionen mit Werten weg, oder ändern Sie das Profil mit configure NAME',
  'handover-alone':
    '--invite-it, --seal-for (oder --seal-with-passphrase), --import, --list, --show, --rename, --copy und --remove tun jeweils etwas anderes; nehmen Sie eines davon',
  'seal-person-with-secret':
    'eine Person meldet sich beim Übernehmen der Datei selbst an, ohne geheimen Clientschlüssel; lassen Sie ihn weg, oder versiegeln Sie eine Anwendung mit --flow client-credentials',
  'seal-key-or-passphrase':
    'eine Datei wird entweder für Schlüssel (--seal-for) oder mit einer Passphrase (--seal-with-passphrase) versiegelt; lassen Sie eines davon weg',
  'stdin-twice':
    'nur eines von --password-stdin, --client-secret-stdin und --passphrase-stdin kann die Standardeingabe lesen; nehmen Sie für das andere eine Datei',
  'passphrase-twice':
    'die Passphrase kommt entweder von --passphrase-file oder von --passphrase-stdin; lassen Sie eines davon weg',
  'import-takes-no-values':
    'bei --import kommen die Angaben zum Postfach aus der Datei; lassen Sie --host, --port, --encryption, --user, --sender, --ca-file, --password-file, --password-stdin, --login samt Zubehör, --fingerprint, --connections, --rate, --per-connection und --out weg',
  'invite-it-takes-no-values':
    '--invite-it braucht keine Angaben zu einem Postfach; lassen Sie alles außer dem Namen des Profils und --force weg',
  'passphrase-without-use':
    'hier gibt es für eine Passphrase keine Verwendung, weil die Datei für einen Schlüssel versiegelt ist; lassen Sie --passphrase-file und --passphrase-stdin weg',
  'handover-option-alone':
    '--out, --passphrase-file und --passphrase-stdin gehören zu --seal-for, --seal-with-passphrase oder --import, ebenso --force',
  'plan-alone': '--plan zeigt den Plan des eigentlichen Versands; lassen Sie --sandbox und --dry-run weg',
  'report-without-plan': '--report schreibt den Plan eines Versands in eine Datei und gehört zu --plan',
  'scheduler-alone': '--scheduler gehört zu --print-schedule',
  'schedule-alone':
    '--print-schedule ist für einen Versand zu seiner Zeit, bei dem niemand da ist; lassen Sie --password-stdin, --client-secret-stdin, --now, --sandbox, --dry-run, --plan und --again weg (für ein Passwort gibt es --password-file)',
  'schedule-year':
    'cron kennt kein Jahr: Eine Zeile für mehr als ein Jahr im Voraus begänne im falschen; lassen Sie sie später ausgeben, oder nehmen Sie einen anderen --scheduler',
  'schedule-turnout':
    'zu dieser Zeit ist niemand da, der sagt, dass zu sehen sein darf, wer nicht gewählt hat; ergänzen Sie --accept-turnout-visible, oder lassen Sie --not-voted weg',
  'schedule-control-character':
    'der Pfad dieses Ordners oder eine der Optionen enthält einen Zeilenumbruch oder ein anderes Steuerzeichen, das in einer Zeitsteuerung nicht stehen kann; benennen Sie den Ordner um',
  'schedule-without-time':
    '--print-schedule braucht einen Zeitpunkt, bis zu dem mindestens 20 Minuten bleiben: sendAt in invite.yaml oder --send-at; sonst lassen Sie dieses Fenster mit --wait offen',
  'test-alone':
    'ein Test beginnt keinen Versand, setzt keinen fort und entscheidet nichts; lassen Sie --new-mailing, --plan, --print-schedule, --state, --take-over, --now, --until, --limit, --not-voted, --in-doubt, --retry-refused, --again, --accept-added, --accept-removed und --accept-changed weg',
  'test-twice':
    '--test-to geht mit verdeckten Zugangsdaten an Ihr eigenes Postfach, --test mit eigenen Zugangsdaten an die Testpersonen; nehmen Sie eines von beiden',
  'test-voters-alone':
    '--test-voters gehört zu --test; ohne --test gingen die Einladungen an das echte Wählerverzeichnis',
  'rows-without-test':
    '--row und --widest wählen Zeilen für einen Test; ergänzen Sie --test-to ADRESSE oder --test, oder wählen Sie Personen für den Versand mit --only ID',
  'address-check-unnamed':
    'eine Vorlage ohne Zugangsdaten ist ein eigener Versand, nicht der der Einladungen; geben Sie ihm einen Namen, zum Beispiel --mailing address-check',
  'voter-or-widest': '--voter nennt eine Person, --widest sucht eine; lassen Sie eines davon weg',
  'voter-with-json':
    '--json zeigt keine Einladung, deshalb haben --voter und --widest dort keine Wirkung; lassen Sie sie weg, oder ergänzen Sie --out ORDNER oder --serve',
  'port-of-serve': '--port gehört zu --serve',
  'too-many-arguments': 'es sind mehr Angaben, als der Befehl braucht',
};

/** The same mapping is written otherwise in an option than in invite.yaml. */
function wordFor(expected: string): string {
  return expected === 'role-to-header' ? 'role-is-header' : expected;
}

export const commandLineFaults = {
  usage: ({ reason }) => ({
    message: `Der Befehl lässt sich so nicht ausführen: ${textOf(USAGE, reason) ?? clause(reason)}.`,
    hints: [HELP],
  }),
  'unknown-command': ({ command, suggestion }) => ({
    message: `Den Befehl ${quote(command)} gibt es nicht.`,
    hints: [...(suggestion === null ? [] : [`Gemeint ist vielleicht ${quote(suggestion)}.`]), HELP],
  }),
  'unknown-option': ({ option, suggestion, command }) => ({
    message: `Die Option ${quote(option)} gibt es bei diesem Befehl nicht.`,
    hints: [
      ...(suggestion === null ? [] : [`Gemeint ist vielleicht ${quote(suggestion)}.`]),
      command === null
        ? HELP
        : `Alle Optionen dieses Befehls zeigt: npx invite ${word(command, 'BEFEHL')} --help`,
    ],
  }),
  'bad-option-value': ({ option, value, expected }) => ({
    message:
      expected === 'no-value'
        ? `Hinter der Option ${quote(option)} steht kein Wert.`
        : value === ''
          ? `Hinter der Option ${quote(option)} fehlt ein Wert.`
          : `Der Wert ${quote(value)} passt nicht zur Option ${quote(option)}; erwartet wird ${expectation(wordFor(expected))}.`,
    hints: [CORRECT_AND_REPEAT],
  }),
  'password-as-argument': ({ option }) => ({
    message: `Die Option ${quote(option)} gibt es absichtlich nicht: ein Passwort im Befehl könnten andere Benutzer dieses Computers mitlesen, und es bliebe im Befehlsverlauf stehen.`,
    hints: [
      'Speichern Sie das Passwort im Schlüsselbund (dem Passwortspeicher des Betriebssystems); bei der Eingabe bleibt es unsichtbar: npx invite configure',
      'Für die IT des Veranstalters: Ohne Schlüsselbund nehmen --password-file DATEI, --password-stdin oder die Umgebungsvariable INVITE_PASSWORD das Passwort entgegen.',
      'Ein Passwort, das schon in einem Befehl stand, sollten Sie von der IT des Veranstalters ändern lassen.',
    ],
  }),
  'needs-terminal': ({ question, flag }) => ({
    message: `Auf die Frage ${quote(question)} wird eine Antwort gebraucht, aber hier kann niemand gefragt werden: der Befehl läuft ohne Terminal (Eingabefenster) oder mit --no-input.`,
    hints: [
      'Starten Sie den Befehl in einem Terminal und antworten Sie dort.',
      `Oder geben Sie die Antwort gleich im Befehl: ${clause(flag)}`,
    ],
  }),
  'insecure-tls-environment': ({ variable }) => ({
    message: `Die Umgebungsvariable ${quote(variable)} schaltet die Prüfung der Serverzertifikate ab; so wird keine Verbindung aufgebaut, denn das Passwort könnte an einen fremden Server gelangen.`,
    hints: [
      'Für die IT des Veranstalters: Entfernen Sie die Variable und öffnen Sie ein neues Terminal.',
      'Für die IT des Veranstalters: Hat der Mailserver ein Zertifikat einer eigenen Zertifizierungsstelle, geben Sie deren Zertifikat mit --ca-file DATEI an.',
    ],
  }),
  cancelled: () => ({
    message: 'Der Befehl wurde auf Ihren Wunsch abgebrochen.',
    hints: ['Wenn Sie fortfahren möchten, starten Sie ihn noch einmal.'],
  }),
} satisfies Partial<FaultTexts>;
