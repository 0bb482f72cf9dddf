/** Owns the German sentences for faults of profiles, passwords and the keychain. */
import type { FaultTexts, MailboxWay } from '../../fault-text.js';
import { formatFor, word } from '../../format.js';
import { example, fieldName, VALUE_FAULT } from './connection-value.js';
import { environmentHint, FILE, HANDOVER_KEY, reasonOf, withoutKeychain } from './words.js';

const { counted, list, number, quote } = formatFor('de');

const MIXED_WAYS_OUT = [
  'Lassen Sie das weg, wenn das Profil gelten soll.',
  'Für die IT des Veranstalters: Oder geben Sie ohne Profil alles an: --host, --port, --encryption, --user, --sender und das Passwort mit --password-file DATEI oder --password-stdin.',
];

const CHECK_NAME: Readonly<Record<MailboxWay, string>> = {
  option: 'Prüfen Sie den Namen bei „profile“ in invite.yaml oder hinter --profile.',
  argument: 'Prüfen Sie den Namen im Befehl oder bei „profile“ in invite.yaml.',
  questions: 'Prüfen Sie den Namen im Befehl; alle gespeicherten Namen zeigt: npx invite configure --list',
};

/** By an option, or by the command's argument; `configure` raises none of these. */
function byProfile(way: MailboxWay, option: string, argument: string): string {
  return way === 'argument' ? argument : option;
}

export const profileFaults = {
  'profile-unknown': ({ name, known, ...details }, way = 'option') => ({
    message: `Das Profil ${quote(name)} (die Zugangsdaten zum Mailserver) ist auf diesem Computer nicht gespeichert.`,
    hints: [
      ...environmentHint(details),
      ...(known.length === 0
        ? []
        : [`Gespeichert ${known.length === 1 ? 'ist' : 'sind'}: ${list(known.map((one) => quote(one)))}.`]),
      CHECK_NAME[way],
      `Oder speichern Sie das Profil auf diesem Computer: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-name-invalid': ({ name }) => ({
    message: `Der Name ${quote(name)} ist für ein Profil nicht möglich.`,
    hints: [
      'Nehmen Sie Kleinbuchstaben von a bis z, Ziffern, Punkte, Bindestriche und Unterstriche, höchstens 64 Zeichen; das erste ist ein Buchstabe oder eine Ziffer.',
    ],
  }),
  'profile-exists': ({ name }) => ({
    message: `Unter dem Namen ${quote(name)} ist schon ein anderes Profil gespeichert; es wurde nicht angetastet.`,
    hints: [
      'Nehmen Sie einen anderen neuen Namen.',
      `Oder entfernen Sie jenes Profil zuerst; sein Passwort ist dann gelöscht: npx invite configure ${word(name, 'NAME')} --remove`,
    ],
  }),
  'profile-missing': (_, way = 'option') => ({
    message: 'Es ist nicht angegeben, über welchen Mailserver die Einladungen hinausgehen sollen.',
    hints: [
      'Speichern Sie die Zugangsdaten, die Sie von der IT des Veranstalters haben, als Profil: npx invite configure',
      byProfile(
        way,
        'Tragen Sie den Namen des Profils bei „profile“ in invite.yaml ein, oder nennen Sie ihn mit --profile NAME.',
        'Nennen Sie den Namen des Profils (oder tragen Sie ihn bei „profile“ in invite.yaml ein): npx invite test-connection NAME',
      ),
      ...withoutKeychain(way),
    ],
  }),
  'profile-damaged': ({ name, ...details }) => ({
    message: `Das gespeicherte Profil ${quote(name)} ist beschädigt oder unvollständig.`,
    hints: [
      ...environmentHint(details),
      `Speichern Sie es neu, mit den Zugangsdaten von der IT des Veranstalters: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-newer': ({ name, version }) => ({
    message: `Das Profil ${quote(name)} wurde mit einer neueren Version dieses Programms gespeichert (Format ${version}).`,
    hints: [
      'Verwenden Sie auch hier die neuere Version.',
      `Oder speichern Sie das Profil mit dieser Version neu: npx invite configure ${word(name, 'NAME')}`,
    ],
  }),
  'profile-list-damaged': ({ path }) => ({
    message: `Die Liste der Profile ${quote(path)} ist beschädigt.`,
    hints: [
      'Benennen Sie die Datei um; die Zugangsdaten selbst liegen im Schlüsselbund und bleiben dort.',
      'Speichern Sie danach jedes Profil unter seinem Namen neu: npx invite configure NAME',
    ],
  }),
  'profile-list-unusable': ({ path, reason }, way = 'option') => ({
    message: `Die Liste der Profile ${quote(path)} lässt sich nicht lesen oder schreiben: ${reasonOf(reason)}.`,
    hints: [
      'Prüfen Sie, ob Sie in diesem Ordner Dateien anlegen und ändern dürfen.',
      ...withoutKeychain(way),
    ],
  }),
  'profile-flags-mixed': ({ flags }) => ({
    message: `${list(flags.map((flag) => quote(flag)))} ${flags.length === 1 ? 'lässt' : 'lassen'} sich nicht mit Angaben von anderer Stelle mischen: Server, Benutzername und Passwort müssen zusammen aus einer Quelle kommen, damit kein gespeichertes Passwort an einen fremden Server gelangt.`,
    hints: MIXED_WAYS_OUT,
  }),
  'flags-incomplete': ({ present, missing }, way = 'option') => ({
    message: `Zu ${list(present.map((flag) => quote(flag)))} ${missing.length === 1 ? 'fehlt' : 'fehlen'} noch: ${list(missing.map((flag) => quote(flag)))}.`,
    hints: [
      'Für die IT des Veranstalters: Ergänzen Sie die fehlenden Optionen; Server, Benutzername und Passwort kommen immer zusammen aus einer Quelle.',
      ...(way === 'argument'
        ? ['An einem Terminal fragt der Befehl nach dem, was fehlt; das Passwort bleibt dabei unsichtbar.']
        : []),
      byProfile(
        way,
        'Oder lassen Sie alle diese Optionen weg und nehmen ein gespeichertes Profil: --profile NAME',
        'Oder lassen Sie alle diese Optionen weg und nehmen ein gespeichertes Profil: npx invite test-connection NAME',
      ),
    ],
  }),
  'environment-incomplete': ({ present, missing }, way = 'option') => ({
    message: `Von den Umgebungsvariablen für den Mailserver ${present.length === 1 ? 'ist' : 'sind'} ${list(present.map((name) => quote(name)))} gesetzt, es ${missing.length === 1 ? 'fehlt' : 'fehlen'} ${list(missing.map((name) => quote(name)))}.`,
    hints: [
      'Für die IT des Veranstalters: Setzen Sie die fehlenden Variablen, oder entfernen Sie die vorhandenen.',
      byProfile(
        way,
        'Oder nehmen Sie ein gespeichertes Profil: --profile NAME',
        'Oder nehmen Sie ein gespeichertes Profil: npx invite test-connection NAME',
      ),
    ],
  }),
  'connection-value-invalid': ({ field, value, expected, source }) => ({
    message: `Der Wert${value === '' ? '' : ` ${quote(value)}`} für „${fieldName(field)}“${source === null ? '' : ` (aus ${quote(source)})`} lässt sich nicht verwenden: ${VALUE_FAULT[expected]}.`,
    hints: [
      'Vergleichen Sie die Angabe mit den Zugangsdaten von der IT des Veranstalters.',
      ...example(field),
    ],
  }),
  'password-missing': ({ name, ...details }, way = 'option') => ({
    message: `Der Schlüsselbund (der Passwortspeicher des Betriebssystems) gibt für das Profil ${quote(name)} nichts heraus: entweder ist dort nichts gespeichert, oder der Schlüsselbund ist gesperrt.`,
    hints: [
      ...environmentHint(details),
      'Melden Sie sich am Computer neu an, oder entsperren Sie den Schlüsselbund, und wiederholen Sie den Befehl.',
      `Hilft das nicht, speichern Sie das Profil neu: npx invite configure ${word(name, 'NAME')}`,
      ...withoutKeychain(way),
    ],
  }),
  'password-empty': ({ source }) => ({
    message: `Das Passwort aus ${quote(source)} ist leer.`,
    hints: ['Prüfen Sie, ob das Passwort dort wirklich steht, und wiederholen Sie den Befehl.'],
  }),
  'password-too-long': ({ bytes, limit }, way = 'option') => ({
    message: `Die Zugangsdaten sind mit ${number(bytes)} Byte zu lang für den Schlüsselbund; er nimmt ${number(limit)} Byte auf.`,
    hints: [
      'Prüfen Sie, ob mehr als das Passwort eingefügt wurde, zum Beispiel eine ganze Datei.',
      ...withoutKeychain(way),
    ],
  }),
  'password-file-open': ({ path, what, mode }) => ({
    message: `Die Datei ${quote(path)} (${FILE[what]}) können auch andere Benutzer dieses Computers lesen (Rechte ${quote(mode)}).`,
    hints: [`Für die IT des Veranstalters: Beschränken Sie die Rechte: chmod 600 ${word(path, 'DATEI')}`],
  }),
  'password-file-foreign': ({ path, uid }) => ({
    message: `Die Passwortdatei ${quote(path)} gehört einem anderen Benutzer dieses Computers (Nummer ${uid}), der das Passwort lesen und austauschen könnte.`,
    hints: [
      'Für die IT des Veranstalters: Legen Sie die Datei unter dem Benutzer an, der den Befehl ausführt, mit den Rechten 0600.',
    ],
  }),
  'keychain-absent': ({ reason, ...details }, way = 'option') => ({
    message: `Auf diesem Computer ist kein Schlüsselbund (Passwortspeicher des Betriebssystems) erreichbar: ${reasonOf(reason)}.`,
    hints: [
      ...environmentHint(details),
      'Für alle, die diesen Computer betreuen: Unter Linux werden libsecret und ein laufender Schlüsselbunddienst (zum Beispiel gnome-keyring) in der angemeldeten Sitzung gebraucht.',
      ...withoutKeychain(way),
    ],
  }),
  'keychain-locked': ({ name, ...details }, way = 'option') => ({
    message: `Der Schlüsselbund (der Passwortspeicher des Betriebssystems) ist gesperrt; ${name === HANDOVER_KEY ? 'der Schlüssel der versiegelten Übergabe' : `das Profil ${quote(name)}`} lässt sich nicht lesen oder speichern.`,
    hints: [
      ...environmentHint(details),
      'Entsperren Sie den Schlüsselbund, meist mit dem Passwort, mit dem Sie sich am Computer anmelden, und wiederholen Sie den Befehl.',
      ...withoutKeychain(way),
    ],
  }),
  'keychain-timeout': ({ seconds, ...details }, way = 'option') => ({
    message: `Der Schlüsselbund (der Passwortspeicher des Betriebssystems) hat ${counted(seconds, { one: 'Sekunde', other: 'Sekunden' })} lang nicht geantwortet.`,
    hints: [
      ...environmentHint(details),
      'Sehen Sie nach, ob ein Fenster auf Ihr Passwort wartet, vielleicht hinter anderen Fenstern, und wiederholen Sie den Befehl.',
      ...withoutKeychain(way),
    ],
  }),
  'keychain-failed': ({ reason, ...details }, way = 'option') => ({
    message: `Der Schlüsselbund (der Passwortspeicher des Betriebssystems) ist ausgefallen: ${reasonOf(reason)}.`,
    hints: [
      ...environmentHint(details),
      'Melden Sie sich am Computer neu an und wiederholen Sie den Befehl.',
      ...withoutKeychain(way),
    ],
  }),
  'unencrypted-not-allowed': ({ host }) => ({
    message: `Die Verbindung zu ${quote(host)} wäre unverschlüsselt: wer im Netz mitliest, sähe das Passwort des Postfachs und die Zugangsdaten aller Wahlberechtigten.`,
    hints: [
      'Lassen Sie sich von der IT des Veranstalters eine verschlüsselte Verbindung nennen (ssl oder starttls) und speichern Sie sie im Profil: npx invite configure',
      'Für die IT des Veranstalters: Nur wenn der Weg zum Server nachweislich geschützt ist, erlaubt die Option --allow-unencrypted die Verbindung trotzdem.',
    ],
  }),
  'unencrypted-declined': ({ host }) => ({
    message: `Sie haben eine unverschlüsselte Verbindung zu ${quote(host)} abgelehnt; es wurde nichts gespeichert und keine Verbindung aufgebaut.`,
    hints: [
      'Lassen Sie sich von der IT des Veranstalters eine verschlüsselte Verbindung nennen (ssl oder starttls).',
    ],
  }),
  'ca-file-changed': ({ path }) => ({
    message: `Das Zertifikat ${quote(path)} ist nicht mehr dasselbe wie beim Speichern des Profils.`,
    hints: [
      'Fragen Sie die IT des Veranstalters, ob das Zertifikat absichtlich ausgetauscht wurde.',
      `Wenn ja, speichern Sie das Profil neu, mit dem neuen Zertifikat: npx invite configure NAME --ca-file ${word(path, 'DATEI')}`,
    ],
  }),
} satisfies Partial<FaultTexts>;
