/** Owns the German sentences of `init`, `configure`, `test-connection` and `preview`. */
import { formatFor } from '../format.js';

const { counted, number } = formatFor('de');
const PEOPLE = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };

export const commands = {
  init: {
    product: 'Wofür ist es?',
    onlineWahl: 'Online-Wahl: eine Wahl über mehrere Tage',
    liveVoting: 'Live Voting: Abstimmungen in einer Versammlung',
    language: 'In welcher Sprache ist die Einladung?',
    made: (folder: string, files: number) => `${folder}: ${number(files)} Dateien angelegt.`,
    linked: 'npx invite funktioniert im neuen Ordner.',
    notLinked: (command: string) =>
      `Damit npx invite im neuen Ordner funktioniert, dort ausführen: ${command}`,
    next: 'Die nächsten Schritte:',
    steps: (cd: string) => [
      `cd ${cd}`,
      'invite.yaml ausfüllen (jede Zeile ist erklärt), voters.csv durch Ihr Wählerverzeichnis ersetzen',
      'npx invite preview',
      'npx invite send --sandbox',
    ],
  },
  configure: {
    intro:
      'Die IT des Veranstalters nennt sechs Werte. Zum Prüfen verbindet sich das Programm nur mit dem genannten Mailserver.',
    name: 'Name dieses Profils (zum Beispiel das Kürzel der Organisation)',
    stored: (name: string) =>
      `Das Profil „${name}“ ist im Schlüsselbund dieses Computers gespeichert (Dienst „invite“).`,
    listed: (path: string) => `Auf der Festplatte liegt nur die Liste der Namen: ${path}`,
    notStored:
      'Es wurde nichts gespeichert, weil der Verbindungstest nicht bestanden wurde. Mit --no-test wird trotzdem gespeichert.',
    none: 'Es sind keine Profile gespeichert.',
    replace: (name: string) => `Das Profil „${name}“ gibt es schon. Ersetzen?`,
    testing: 'Die Verbindung wird geprüft …',
    unknownIssuer: (command: string) =>
      `Stammt das Zertifikat von einer eigenen Zertifizierungsstelle, lassen Sie sich deren Zertifikat als Datei geben: ${command} --ca-file DATEI`,
    whatNow: 'Der Verbindungstest wurde nicht bestanden. Wie soll es weitergehen?',
    correct: 'Einen Wert berichtigen und noch einmal prüfen',
    storeAnyway: 'Trotzdem speichern',
    end: 'Beenden, ohne zu speichern',
    which: 'Welcher Wert ist zu berichtigen?',
    caFile: 'Zertifikat der eigenen Zertifizierungsstelle: Pfad der Datei (leer: keines)',
    next: (name: string, program: string) => [
      'Die nächsten Schritte:',
      `  in invite.yaml eintragen: profile: ${name}`,
      `  mit den eigenen Daten proben: ${program} send --sandbox`,
    ],
    fields: {
      host: 'Host',
      port: 'Port',
      encryption: 'Verschlüsselung',
      user: 'Benutzername',
      password: 'Passwort',
      sender: 'Absender',
      caFile: 'CA-Datei',
      limits: 'Grenzen',
    },
    hidden: '(gespeichert, wird nicht gezeigt)',
    wrong: 'Dieser Wert passt nicht.',
  },
  testConnection: {
    whose: 'Welches Postfach ist zu prüfen?',
    another: 'ein anderes (seine sechs Werte werden erfragt)',
    running: (stage: string) => `${stage} …`,
    watching: (every: string) =>
      `Alle ${every} folgt ein neuer Versuch, bis alles vor der Anmeldung gelingt. Erst dann folgt die Anmeldung, ein einziges Mal. Strg+C bricht ab.`,
    attempt: (time: string, stage: string, finding: string) => `${time}  ${stage}: ${finding}`,
    next: (count: number, wait: string) =>
      `${counted(count, { one: 'Versuch', other: 'Versuche' })} bisher, der nächste in ${wait}`,
    reached: (time: string) =>
      `${time}  Alles vor der Anmeldung gelingt. Nun die ganze Prüfung, ein einziges Mal.`,
    stopped: 'Abgebrochen. Das hat der letzte Versuch ergeben:',
    reported: (file: string) => `Bericht: ${file} (enthält kein Passwort; kann so weitergegeben werden)`,
  },
  preview: {
    roll: (file: string, voters: number, encoding: string) =>
      `${file}: ${counted(voters, PEOPLE)}, gelesen als ${encoding}.`,
    unread: (file: string) => `${file}: Die Zeilen konnten nicht geprüft werden.`,
    columns: (columns: string) => `Spalten: ${columns}.`,
    shared: (count: number) =>
      `${counted(count, { one: 'Adresse gehört', other: 'Adressen gehören' })} mehreren Wahlberechtigten.`,
    ok: 'Verzeichnis und Vorlage sind in Ordnung.',
    notOk: (errors: number, warnings: number) =>
      `${counted(errors, { one: 'Fehler', other: 'Fehler' })}, ${counted(warnings, { one: 'Warnung', other: 'Warnungen' })}.`,
    fingerprint: (fingerprint: string) => `Fingerabdruck für --approve: ${fingerprint}`,
    voter: (row: number, id: string) => `Einladung der Person in Zeile ${row} (${id}):`,
    subject: 'Betreff',
    to: 'An',
    masked: 'Zugangsdaten stehen als Punkte da; --reveal zeigt sie.',
    written: (count: number, folder: string) =>
      `${counted(count, { one: 'Einladung', other: 'Einladungen' })} geschrieben nach ${folder}.`,
    revealed:
      'Diese Dateien enthalten die Zugangsdaten aller Wahlberechtigten. Löschen Sie sie, sobald Sie können.',
  },
};
