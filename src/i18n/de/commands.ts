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
    linked: 'npx invite funktioniert in diesem Ordner.',
    notLinked: (command: string) =>
      `Damit npx invite in diesem Ordner funktioniert, dort ausführen: ${command}`,
    next: 'Die nächsten Schritte:',
    steps: (cd: string) => [`cd ${cd}`, 'npx invite preview', 'npx invite send --sandbox'],
  },
  configure: {
    intro: 'Die IT nennt sechs Werte. Geprüft werden sie nur mit ihrem eigenen Mailserver.',
    name: 'Name dieses Profils (zum Beispiel das Kürzel der Organisation)',
    stored: (name: string) =>
      `Das Profil „${name}“ ist im Schlüsselbund dieses Computers gespeichert (Dienst „invite“).`,
    listed: (path: string) => `Auf der Festplatte liegt nur die Liste der Namen: ${path}`,
    notStored:
      'Es wurde nichts gespeichert, weil der Verbindungstest nicht bestanden wurde. Mit --no-test wird trotzdem gespeichert.',
    none: 'Es sind keine Profile gespeichert.',
    replace: (name: string) => `Das Profil „${name}“ gibt es schon. Ersetzen?`,
    testing: 'Die Verbindung wird geprüft …',
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
