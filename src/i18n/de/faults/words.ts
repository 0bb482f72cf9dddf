/** Owns the German words that several faults share: kinds of files, reasons of the system, ways round the keychain. */
import type { BesideEnvironment, FaultDetails, FileRole, ProfileNamedBy } from '../../../fault.js';
import type { MailboxWay } from '../../fault-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { quote } = formatFor('de');

export const FILE: Readonly<Record<FileRole, string>> = {
  project: 'Projektdatei',
  roll: 'Wählerverzeichnis',
  list: 'Liste derer, die noch nicht gewählt haben',
  template: 'Vorlage der Einladung',
  ca: 'Zertifikat der Zertifizierungsstelle',
  pin: 'hinterlegtes Zertifikat',
  profile: 'Profildatei',
  password: 'Passwortdatei',
  'client-secret': 'Datei mit dem geheimen Clientschlüssel',
  passphrase: 'Datei mit der Passphrase',
  sealed: 'versiegelte Datei',
  key: 'Schlüsseldatei',
  state: 'Zustandsdatei',
  output: 'Ausgabedatei',
};

/** The keychain's name for what is no profile (src/profile/sealed). */
export const HANDOVER_KEY = 'hand-over key';

/** Where the path of a file was given, and can be corrected. */
export const PATH_FROM: Readonly<Record<FileRole, string>> = {
  project: 'Den Pfad nennen Sie am Ende des Befehls; ohne ihn wird invite.yaml im jetzigen Ordner gesucht.',
  roll: 'Den Pfad bestimmt die Angabe „voters“ in invite.yaml oder die Option --voters; bei den Testwählern „testVoters“ oder --test-voters.',
  list: 'Den Pfad bestimmt die Option --not-voted; die Liste ist ein Export aus dem Wahlsystem.',
  template: 'Den Pfad bestimmt die Angabe „template“ in invite.yaml oder die Option --template.',
  ca: 'Für die IT des Veranstalters: Den Pfad bestimmt die Option --ca-file, die Umgebungsvariable INVITE_CA_FILE oder das gespeicherte Profil.',
  pin: 'Die Datei hat dieses Programm geschrieben; es tut das noch einmal, wenn das Profil neu gespeichert wird: npx invite configure',
  password:
    'Für die IT des Veranstalters: Den Pfad bestimmt die Option --password-file oder die Umgebungsvariable INVITE_PASSWORD_FILE.',
  'client-secret':
    'Für die IT des Veranstalters: Den Pfad bestimmt die Option --client-secret-file oder die Umgebungsvariable INVITE_CLIENT_SECRET_FILE.',
  passphrase: 'Den Pfad bestimmt die Option --passphrase-file.',
  sealed: 'Den Pfad bestimmt die Option --import; es ist der Anhang der E-Mail, als Datei gespeichert.',
  profile: 'Für die IT des Veranstalters: Der Pfad stammt aus der Option --profile-file.',
  key: 'Für die IT des Veranstalters: Den Pfad bestimmt die Option --key-file oder die Umgebungsvariable INVITE_KEY_FILE.',
  state: 'Den Pfad bestimmt die Option --state; ohne sie liegt die Zustandsdatei im Projektordner.',
  output: 'Wählen Sie einen anderen Pfad für die Ausgabe.',
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'die Berechtigung fehlt',
  EPERM: 'das System erlaubt es nicht',
  ENOENT: 'der Pfad ist nicht vorhanden',
  ENOTDIR: 'ein Teil des Pfades ist kein Ordner',
  EEXIST: 'unter diesem Namen gibt es inzwischen eine Datei',
  EISDIR: 'es ist ein Ordner',
  EBUSY: 'ein anderes Programm hält die Datei geöffnet',
  EROFS: 'der Datenträger ist schreibgeschützt',
  ENOSPC: 'der Datenträger ist voll',
  EDQUOT: 'der zugeteilte Speicherplatz ist verbraucht',
  EIO: 'der Datenträger meldet einen Lese- oder Schreibfehler',
  EMFILE: 'es sind zu viele Dateien zugleich geöffnet',
  ELOOP: 'der Pfad enthält eine Verknüpfung, der nicht gefolgt wird',
  EADDRINUSE: 'der Port ist schon belegt',
  EFBIG: 'die Datei ist zu groß für diesen Datenträger',
  'UTF-8': 'der Inhalt ist kein Text in der Kodierung UTF-8',
  'not-utf-8': 'der Inhalt ist kein Text in der Kodierung UTF-8',
};

/** The system's reason in plain words with its code, or its own words quoted. */
export function reasonOf(reason: string): string {
  const code = /^E[A-Z0-9]+\b/.exec(reason)?.[0];
  const plain = textOf(REASONS, code ?? reason);
  if (plain === null) return `das System meldet ${quote(clause(reason))}`;
  return code === undefined ? plain : `${plain} (${code})`;
}

/** Whether a file could be read but not understood. */
export function isNotUtf8(reason: string): boolean {
  return reason === 'UTF-8' || reason === 'not-utf-8';
}

export const SAVE_AS_UTF8 =
  'Öffnen Sie die Datei in einem Textprogramm und speichern Sie sie in der Kodierung UTF-8.';

/** Ways to log in without the keychain: everything from one source, the password never as an argument. */
const WITHOUT_KEYCHAIN: readonly string[] = [
  'Für die IT des Veranstalters: Ohne Schlüsselbund geht es mit den Optionen --host, --port, --encryption, --user, --sender und --password-file DATEI (das Passwort steht in einer Datei, die nur Sie lesen dürfen).',
  'Für die IT des Veranstalters: Statt --password-file DATEI nimmt --password-stdin das Passwort von einem anderen Programm entgegen.',
  'Für die IT des Veranstalters: In Skripten gelten auch die Umgebungsvariablen INVITE_HOST, INVITE_PORT, INVITE_ENCRYPTION, INVITE_USER, INVITE_PASSWORD und INVITE_SENDER, alle zusammen und nur, wenn kein Profil genannt ist.',
];
const NO_KEYCHAIN_NO_PROFILE: readonly string[] = [
  'Ohne Schlüsselbund lässt sich kein Profil speichern. Was statt eines Profils möglich ist, zeigt: npx invite send --help',
];

/** `configure` can do nothing without a keychain; its hints must not read as if its own options helped. */
export function withoutKeychain(way: MailboxWay): readonly string[] {
  return way === 'questions' ? NO_KEYCHAIN_NO_PROFILE : WITHOUT_KEYCHAIN;
}

/** What keeps a complete environment from being used; first, because it is the shortest way out for a script. */
export function environmentHint({ environmentUnused: by }: BesideEnvironment): readonly string[] {
  return by === undefined ? [] : [`Für die IT des Veranstalters: ${namer(by)}`];
}

function namer(by: ProfileNamedBy): string {
  if (by.what === 'command-line')
    return 'Der Befehl nennt das Profil; ohne diese Angabe gelten die INVITE_-Umgebungsvariablen, die vollständig gesetzt sind, sofern auch invite.yaml keines nennt.';
  if (by.what === 'variable') {
    const { name } = by;
    return `Die Umgebungsvariable ${quote(name)} nennt das Profil; wird sie entfernt, gelten die übrigen INVITE_-Umgebungsvariablen, die vollständig gesetzt sind.`;
  }
  const { path, line } = by;
  return line === null
    ? `Die Angabe „profile“ in ${quote(path)} nennt das Profil; wird sie gelöscht, gelten die INVITE_-Umgebungsvariablen, die vollständig gesetzt sind.`
    : `Zeile ${line} in ${quote(path)} nennt das Profil; wird sie gelöscht, gelten die INVITE_-Umgebungsvariablen, die vollständig gesetzt sind.`;
}

export const CORRECT_AND_REPEAT = 'Berichtigen Sie die Angabe und wiederholen Sie den Befehl.';
export const RESUME =
  'Setzen Sie den Versand danach fort; was angenommen ist, wird nicht wiederholt: npx invite send';
/** Also where nothing has begun yet. */
export const RUN_AGAIN =
  'Führen Sie danach denselben Befehl noch einmal aus; was angenommen ist, wird nicht wiederholt.';
/** Leads up to a flag which the command just typed is to be repeated with. */
export const REPEAT_WITH = 'wiederholen Sie den Befehl mit diesem Zusatz';
export const TEST_CONNECTION =
  'Prüfen Sie danach die Verbindung Schritt für Schritt: npx invite test-connection';

/** Why a folder must not hold credentials; a clause. */
export const FOLDER_FAULT: Readonly<Record<FaultDetails['sandbox-directory-unusable']['reason'], string>> = {
  link: 'es ist eine Verknüpfung, kein Ordner',
  'not-a-folder': 'es ist eine Datei, kein Ordner',
  'other-owner': 'der Ordner gehört einem anderen Benutzer dieses Computers',
  'open-to-others': 'auch andere Benutzer dieses Computers können den Ordner lesen',
  'not-writable': 'dort lässt sich nichts anlegen',
};
