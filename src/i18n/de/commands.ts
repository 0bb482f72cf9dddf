/** Owns the German sentences of `init`, `request`, `configure`, `test-connection` and `preview`. */
import type { CertificateFacts } from '../../diagnosis/result.js';
import { formatFor } from '../format.js';

const { counted, date, moment, number, quote, someOf } = formatFor('de');
const PEOPLE = { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' };
const FOUR_WEEKS = 'Die IT des Veranstalters braucht vier Wochen, um Postfach und Firewall einzurichten.';

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
      'npx invite request (das Schreiben an die IT des Veranstalters; sie braucht es vier Wochen vor dem Beginn)',
      'npx invite preview',
      'npx invite send --sandbox',
    ],
  },
  request: {
    example: (key: string) =>
      `${quote(key)} in invite.yaml ist noch das des Beispiels. Ersetzen Sie es, bevor Sie das Schreiben weitergeben.`,
    blank: (key: string, flag: string) =>
      `${quote(key)} fehlt und bleibt im Schreiben offen (________). Ergänzen Sie es in invite.yaml, oder geben Sie im Befehl ${flag} an.`,
    noRoll:
      'Die Zahl der Nachrichten bleibt im Schreiben offen (________): Es gibt weder expectVoters noch ein Verzeichnis. Nennen Sie sie mit --messages N.',
    rollErrors: (path: string, errors: number) =>
      `Die Zahl der Nachrichten bleibt im Schreiben offen (________): Das Verzeichnis ${quote(path)} hat ${number(errors)} Fehler. Nennen Sie sie mit --messages N, oder berichtigen Sie das Verzeichnis.`,
    rollUnreadable: (reason: string) =>
      `Die Zahl der Nachrichten bleibt im Schreiben offen (________). ${reason} Nennen Sie sie mit --messages N.`,
    noProject: 'In diesem Ordner liegt keine invite.yaml, aus der sich das Schreiben ausfüllen ließe.',
    nameProject: (command: string) => `Nennen Sie den Projektordner: ${command} ORDNER`,
    innerAddress: (address: string) =>
      `${address} ist die Adresse eines inneren Netzes. Ein Server außerhalb sieht eine andere: Fragen Sie Ihre eigene IT nach der öffentlichen Adresse, es sei denn, jener Server steht im selben Netz.`,
    addressFollows:
      'Im Schreiben steht, dass Ihre Adresse noch folgt; --our-address IP trägt sie ein. Ein Verbindungstest nennt sie, sofern der Server sie mitteilt.',
    asFiles: '--out ORDNER legt das Schreiben als Text, als HTML und als Entwurf für Ihr Mailprogramm ab.',
    written: (path: string) => `Geschrieben: ${path}`,
    openDraft: [
      'request.eml ist ein Entwurf. Das klassische Outlook öffnet ihn fertig zum Absenden.',
      'In Thunderbird öffnen Sie ihn und wählen „Als neu bearbeiten“ (Strg+E). In anderen Programmen kopieren Sie request.txt in eine neue Nachricht.',
    ],
    sealed: (command: string) =>
      `Das Passwort gehört nicht in eine E-Mail: Schicken Sie den Schlüssel und den Text für eine versiegelte Datei mit; beides macht: ${command}`,
    next: (command: string) => `Sind die sechs Angaben da: ${command}`,
  },
  configure: {
    intro:
      'Die IT des Veranstalters nennt sechs Werte. Geprüft wird, bevor gespeichert wird: Beim Prüfen verbindet sich das Programm nur mit dem genannten Mailserver und fragt den Nameserver (DNS) nach der Domain des Absenders.',
    askFor: (command: string) =>
      `Haben Sie die Werte noch nicht? Das Schreiben, das die IT des Veranstalters darum bittet, macht: ${command}`,
    name: 'Name dieses Profils (zum Beispiel das Kürzel der Organisation)',
    stored: (name: string) =>
      `Das Profil „${name}“ ist im Schlüsselbund dieses Computers gespeichert (Dienst „invite“).`,
    listed: (path: string) => `Auf der Festplatte liegt nur die Liste der Namen: ${path}`,
    pinKept: (path: string) => `Dazu das hinterlegte Zertifikat, das der Server jedem zeigt: ${path}`,
    notStored:
      'Es wurde nichts gespeichert, weil der Verbindungstest nicht bestanden wurde. Mit --no-test wird trotzdem gespeichert.',
    none: 'Es sind keine Profile gespeichert.',
    replace: (name: string) => `Das Profil „${name}“ gibt es schon. Ersetzen?`,
    testing: 'Die Verbindung wird geprüft …',
    unknownIssuer: (command: string) =>
      `Stammt das Zertifikat von einer eigenen Zertifizierungsstelle, lassen Sie sich deren Zertifikat als Datei geben: ${command} --ca-file DATEI`,
    pin: {
      byFlag: (command: string) =>
        `Oder lassen Sie sich von der IT des Veranstalters den Fingerabdruck ihres Zertifikats am Telefon vorlesen und vertrauen genau diesem Zertifikat: ${command} --fingerprint FINGERABDRUCK`,
      choice:
        'Genau diesem Zertifikat vertrauen, wenn die IT des Veranstalters den Fingerabdruck bestätigt hat',
      shown: ({ subject, issuer, altNames, validFrom, validTo }: CertificateFacts) => [
        'Der Server weist sich mit diesem Zertifikat aus:',
        `  für             ${quote(subject)}${altNames.length > 0 ? ` (${someOf(altNames.map((name) => name.replace(/^[^:]*:/, '')))})` : ''}`,
        `  ausgestellt von ${quote(issuer)}`,
        `  gültig          ${moment(validFrom, 'UTC')} bis ${moment(validTo, 'UTC')}`,
      ],
      compare: (fingerprint: string) => [
        `  Fingerabdruck   ${fingerprint}`,
        'Rufen Sie die IT des Veranstalters unter einer Nummer an, die Sie kennen, und lassen Sie sich den Fingerabdruck (SHA-256) ihres Zertifikats vorlesen. Vergleichen Sie jedes Zeichen. Auf dem Server zeigt ihn: openssl x509 -noout -fingerprint -sha256 -in DATEI',
        'Wer einem falschen Zertifikat vertraut, gibt einem Fremden das Passwort und die Zugangsdaten aller Wahlberechtigten.',
      ],
      ask: 'Stimmt alles überein, geben Sie die letzten vier Paare ein, mit oder ohne Doppelpunkte (nur Eingabetaste: nicht vertrauen)',
      differs:
        'So endet der Fingerabdruck nicht, den der Server zeigt: Vertrauen Sie diesem Zertifikat nicht.',
    },
    whatNow: 'Der Verbindungstest wurde nicht bestanden. Wie soll es weitergehen?',
    takeOver: (port: number, encryption: string) =>
      `Port ${port} mit ${encryption} übernehmen und neu testen`,
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
      pin: 'Hinterlegtes Zertifikat',
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
    stoppedInTest: 'Abgebrochen, bevor der Test zu Ende war; ein Ergebnis gibt es nicht.',
    stoppedWithMessage:
      'Abgebrochen, bevor der Test zu Ende war; ein Ergebnis gibt es nicht. Ob die Testnachricht hinausging, ist offen: Sehen Sie im Postfach nach.',
    stopped: 'Abgebrochen. Das hat der letzte Versuch ergeben:',
    reported: (file: string) => `Bericht: ${file} (enthält kein Passwort; kann so weitergegeben werden)`,
  },
  preview: {
    roll: (file: string, voters: number, readAs: string) =>
      `${file}: ${counted(voters, PEOPLE)}, gelesen als ${readAs}.`,
    names: (names: string) => `Namen zur Probe, ob die Umlaute stimmen: ${names}.`,
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
    revealed: (count: number) =>
      `Diese Dateien enthalten die Zugangsdaten von ${counted(count, { one: 'wahlberechtigten Person', other: 'Wahlberechtigten' })}. Löschen Sie sie, sobald Sie können.`,
  },
  /** How long it is until the election; the sentences of src/project/lead-time.ts. */
  leadTime: {
    short: (days: number, start: Date, timezone: string) =>
      `Die Wahl beginnt ${days === 1 ? 'morgen' : `in ${days} Tagen`} (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    today: (start: Date, timezone: string) =>
      `Die Wahl beginnt heute (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    begun: (start: Date, timezone: string) =>
      `Die Wahl hat schon begonnen (${date(start, timezone)}, ${timezone}). ${FOUR_WEEKS}`,
    over: (end: Date, timezone: string) =>
      `Die Wahl ist vorbei (${date(end, timezone)}, ${timezone}), und es geht keine Einladung mehr hinaus. Stimmen electionStart und electionEnd?`,
    ask: (command: string) =>
      `Ist die IT des Veranstalters noch nicht gefragt, schreiben Sie ihr noch heute: ${command}`,
  },
};
