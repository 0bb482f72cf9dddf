/** Owns the German sentences for faults of the project file and of the project's other files. */
import type { FileRole } from '../../../fault.js';
import type { FaultTexts } from '../../fault-text.js';
import { clause, formatFor, word } from '../../format.js';
import { expectation } from './expectations.js';
import {
  CORRECT_AND_REPEAT,
  FILE,
  FOLDER_FAULT,
  isNotUtf8,
  PATH_FROM,
  RESUME,
  reasonOf,
  SAVE_AS_UTF8,
} from './words.js';

const { counted, list, number, quote, size, someOf } = formatFor('de');

const TESTED = { rows: 'Zeilen', addresses: 'eigene Adressen', voters: 'Testpersonen' } as const;

/** Line 0 means that the value did not come from the file. */
function place(path: string, line: number): string {
  return line > 0 ? `Projektdatei ${quote(path)}, Zeile ${line}` : `Projekt ${quote(path)}`;
}

/** A text comes as JSON; it is shown as a person would write it. */
function writtenValue(value: string): string {
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}

function unreadableHints(what: FileRole, reason: string): readonly string[] {
  if (isNotUtf8(reason)) return [SAVE_AS_UTF8];
  if (what === 'output') return ['Prüfen Sie, ob Sie dort Dateien anlegen dürfen.'];
  const example = what === 'roll' ? ', zum Beispiel in Excel,' : '';
  return [
    'Prüfen Sie, ob Sie die Datei öffnen dürfen.',
    `Schließen Sie die Datei in anderen Programmen${example} und wiederholen Sie den Befehl.`,
  ];
}

function counts(errors: number, warnings: number): string {
  const found = [
    counted(errors, { one: 'Fehler', other: 'Fehler' }),
    counted(warnings, { one: 'Warnung', other: 'Warnungen' }),
  ];
  return list(warnings === 0 ? found.slice(0, 1) : found);
}

const YAML_HINTS = [
  'Häufige Ursachen: ein Tabulator statt Leerzeichen am Zeilenanfang, kein Leerzeichen nach dem Doppelpunkt, ein Anführungszeichen ohne Gegenstück.',
  'Setzen Sie Werte in Anführungszeichen, wenn sie einen Doppelpunkt oder ein # enthalten.',
];

export const projectFaults = {
  'project-not-found': ({ path }) => ({
    message: `Unter ${quote(path)} gibt es keine Projektdatei (invite.yaml).`,
    hints: [
      'Nennen Sie den Projektordner am Ende des Befehls, oder wechseln Sie vorher in diesen Ordner: cd ORDNER',
      'Haben Sie noch keinen Projektordner, legen Sie einen an: npx invite init ORDNER',
    ],
  }),
  'project-unreadable': ({ path, reason }) => ({
    message: `Die Projektdatei ${quote(path)} lässt sich nicht lesen: ${reasonOf(reason)}.`,
    hints: isNotUtf8(reason)
      ? [SAVE_AS_UTF8]
      : ['Prüfen Sie, ob Sie die Datei öffnen dürfen und ob ein anderes Programm sie gesperrt hält.'],
  }),
  'project-syntax': ({ path, line, column, reason }) => ({
    message: `Die Projektdatei ${quote(path)} ist in Zeile ${line}, Spalte ${column} nicht zu verstehen (gemeldet wird ${quote(clause(reason))}).`,
    hints: YAML_HINTS,
  }),
  'project-unknown-key': ({ path, line, key, suggestion }) => ({
    message: `Die Angabe ${quote(key)} in Zeile ${line} der Projektdatei ${quote(path)} ist unbekannt.`,
    hints: [
      ...(suggestion === null ? [] : [`Gemeint ist vielleicht ${quote(suggestion)}.`]),
      'Berichtigen oder löschen Sie die Zeile; eine unbekannte Angabe wird nicht übergangen, damit kein Schreibfehler unbemerkt bleibt.',
    ],
  }),
  'project-duplicate-key': ({ path, line, key }) => ({
    message: `Die Angabe ${quote(key)} steht in der Projektdatei ${quote(path)} zweimal, zum zweiten Mal in Zeile ${line}.`,
    hints: ['Löschen Sie eine der beiden Zeilen; welche gelten soll, ist sonst nicht zu erkennen.'],
  }),
  'project-key-of-profile': ({ path, line, key }) => ({
    message: `Die Angabe ${quote(key)} in Zeile ${line} gehört nicht in die Projektdatei ${quote(path)}: Mailserver, Absender und Anmeldung stehen in einem Profil im Schlüsselbund.`,
    hints: ['Löschen Sie die Zeile.', 'Speichern Sie die Werte als Profil: npx invite configure'],
  }),
  'project-key-later': ({ path, line, key }) => ({
    message: `Die Angabe ${quote(key)} in Zeile ${line} der Projektdatei ${quote(path)} wird von dieser Version noch nicht unterstützt.`,
    hints: ['Löschen Sie die Zeile, oder setzen Sie ein # davor; sie wird nicht stillschweigend übergangen.'],
  }),
  'project-bad-value': ({ path, line, key, value, expected }) => {
    const written = writtenValue(value);
    if (written === '')
      return {
        message: `Die Angabe ${quote(key)} ist leer (${place(path, line)}); erwartet wird ${expectation(expected)}.`,
        hints: ['Ergänzen Sie den Wert, oder löschen Sie die Zeile, und wiederholen Sie den Befehl.'],
      };
    return {
      message: `Der Wert ${quote(written)} passt nicht zu ${quote(key)} (${place(path, line)}); erwartet wird ${expectation(expected)}.`,
      hints: [CORRECT_AND_REPEAT],
    };
  },
  'project-examples': ({ path, keys }) => ({
    message: `Im Projekt ${quote(path)} ${keys.length === 1 ? 'ist' : 'sind'} ${list(keys.map((key) => quote(key)))} noch das Beispiel eines neuen Projektordners; so geht nichts an Wahlberechtigte.`,
    hints: [
      'Ersetzen Sie in invite.yaml jeden Wert, an dem BEISPIEL steht, auch Beginn und Ende, durch den Ihrer Wahl.',
      'Proben können Sie auch mit den Beispielen: npx invite send --sandbox',
    ],
  }),
  'project-missing-value': ({ path, key, flag }) => ({
    message: `Im Projekt ${quote(path)} fehlt die Angabe ${quote(key)}.`,
    hints: [
      `Ergänzen Sie in invite.yaml eine Zeile, die mit „${clause(key)}:“ beginnt.`,
      `Oder nennen Sie den Wert im Befehl, mit der Option ${clause(flag)}.`,
    ],
  }),

  'file-not-found': ({ path, what }) => ({
    message:
      path === ''
        ? `Die genannte Datei (${FILE[what]}) wurde nicht gefunden. Ihr Name wird hier nicht wiederholt: Er könnte das Geheimnis selbst sein.`
        : `Die Datei ${quote(path)} (${FILE[what]}) wurde nicht gefunden.`,
    hints: ['Prüfen Sie Ordner, Schreibweise und Dateiendung.', PATH_FROM[what]],
  }),
  'file-is-folder': ({ path, what }) => ({
    message: `${quote(path)} ist ein Ordner; gebraucht wird eine Datei (${FILE[what]}).`,
    hints: [PATH_FROM[what]],
  }),
  'file-not-regular': ({ path, what }) => ({
    message: `${quote(path)} (${FILE[what]}) ist keine gewöhnliche Datei, sondern zum Beispiel eine Verknüpfung oder ein Gerät.`,
    hints: [
      what === 'password'
        ? 'Für die IT des Veranstalters: Kommt das Passwort von einem anderen Programm, übergeben Sie es mit --password-stdin.'
        : 'Legen Sie den Inhalt als gewöhnliche Datei auf diesem Computer ab und nennen Sie deren Pfad.',
      PATH_FROM[what],
    ],
  }),
  'file-unreadable': ({ path, what, reason }) => ({
    message: `Die Datei ${quote(path)} (${FILE[what]}) lässt sich nicht öffnen: ${reasonOf(reason)}.`,
    hints: unreadableHints(what, reason),
  }),
  'file-too-large': ({ path, what, bytes, limit }) => ({
    message: `Die Datei ${quote(path)} (${FILE[what]}) ist mit ${size(bytes)} zu groß; die Grenze liegt bei ${size(limit)}.`,
    hints: ['Prüfen Sie, ob es die richtige Datei ist.', PATH_FROM[what]],
  }),
  'roll-changed-while-running': ({ path, row }) => ({
    message: `Das Wählerverzeichnis ${quote(path)} hat sich geändert, während der Befehl lief${row === null ? '' : ` (Zeile ${row})`}.`,
    hints: [
      'Schließen Sie die Datei in anderen Programmen und lassen Sie sie unverändert, bis der Befehl fertig ist.',
      'Prüfen Sie, ob der Inhalt noch stimmt: npx invite preview',
      RESUME,
    ],
  }),
  findings: ({ errors, warnings }) => ({
    message: `Die Prüfung von Wählerverzeichnis und Vorlage hat ${counts(errors, warnings)} ergeben; solange ein Fehler besteht, geht keine Einladung hinaus.`,
    hints: ['Berichtigen Sie die genannten Stellen und prüfen Sie noch einmal: npx invite preview'],
  }),
  'voters-not-expected': ({ expected, found }) => ({
    message: `Im Wählerverzeichnis ${found === 1 ? 'steht' : 'stehen'} ${counted(found, { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' })}, erwartet ${expected === 1 ? 'wird' : 'werden'} ${number(expected)}.`,
    hints: [
      'Prüfen Sie, ob es die richtige Datei ist und ob sie vollständig ist.',
      `Ist die Datei richtig, schreiben Sie in invite.yaml: expectVoters: ${found}`,
    ],
  }),
  'approval-differs': ({ approved, found }) => ({
    message: `Wählerverzeichnis oder Vorlage sind nicht mehr so, wie sie freigegeben wurden: freigegeben ist der Fingerabdruck ${quote(approved)}, vorgefunden wird ${quote(found)}.`,
    hints: [
      'Sehen Sie die Einladungen noch einmal durch: npx invite preview',
      `Ist alles richtig, starten Sie mit dem neuen Fingerabdruck: npx invite send --approve ${word(found, 'FINGERABDRUCK')}`,
    ],
  }),
  'selection-empty': ({ selection }) => ({
    message: `Auf die Auswahl ${quote(selection)} trifft im Wählerverzeichnis niemand zu.`,
    hints: [
      'Prüfen Sie die Auswahl; eine Wähler-ID muss genau so geschrieben sein wie im Wählerverzeichnis, mit führenden Nullen und mit Groß- und Kleinbuchstaben.',
    ],
  }),
  'selection-done': ({ rows }) => ({
    message: `${rows.length === 1 ? 'Die mit --only ausgewählte Person ist' : 'Die mit --only ausgewählten Personen sind'} in diesem Versand schon erledigt: ${someOf(rows.map((row) => `Zeile ${row}`))} des Wählerverzeichnisses.`,
    hints: [
      'Wessen Nachricht angenommen oder abgelehnt ist, zeigt: npx invite status',
      'Soll jemand die Nachricht noch einmal bekommen: npx invite send --again ID --reason GRUND',
    ],
  }),
  'selection-everybody': ({ count }) => ({
    message: `Die Auswahl mit --only nennt alle ${number(count)} Wahlberechtigten und wählt damit niemanden aus.`,
    hints: [
      'Sollen alle angeschrieben werden, lassen Sie --only weg.',
      'Sollen es nur einige sein, prüfen Sie, ob das Wählerverzeichnis vollständig ist, und nennen Sie weniger.',
    ],
  }),
  'voter-unknown': ({ ids }) => ({
    message: `Im Wählerverzeichnis gibt es ${ids.length === 1 ? 'diese Wähler-ID' : 'diese Wähler-IDs'} nicht: ${someOf(ids.map((id) => quote(id, 60)))}.`,
    hints: [
      'Schreiben Sie eine Wähler-ID genau so wie im Wählerverzeichnis, mit führenden Nullen und mit Groß- und Kleinbuchstaben.',
    ],
  }),
  'row-unknown': ({ rows }) => ({
    message: `In ${rows.length === 1 ? 'dieser Zeile' : 'diesen Zeilen'} des Wählerverzeichnisses beginnt kein Eintrag: ${someOf(rows.map(String))}.`,
    hints: [
      ...(rows.includes(1) ? ['Zeile 1 enthält die Spaltenüberschriften.'] : []),
      'Gezählt wird ab 1 wie in einem Texteditor; Befunde und preview nennen die Zeilen ebenso.',
    ],
  }),
  'too-many-tests': ({ what, count, limit }) => ({
    message: `Ein Test hat höchstens ${number(limit)} ${TESTED[what]}; hier sind es ${number(count)}.`,
    hints:
      what === 'voters'
        ? [
            'Prüfen Sie, ob das Verzeichnis der Testpersonen nicht das echte ist; es steht unter testVoters in invite.yaml oder hinter --test-voters.',
            'Oder wählen Sie einige mit --only ID oder --row ZEILE.',
          ]
        : ['Wählen Sie weniger.'],
  }),
  'template-not-found': ({ path, builtIn }) => ({
    message: `Unter ${quote(path)} gibt es keine Vorlage für die Einladung.`,
    hints: [
      'Eine Vorlage ist ein Ordner mit den Dateien subject.mustache (Betreff) und text.mustache (Text).',
      ...(builtIn.length === 0
        ? []
        : [
            `Mitgeliefert ${builtIn.length === 1 ? 'ist' : 'sind'}: ${list(builtIn.map((name) => quote(name)))}.`,
          ]),
      PATH_FROM.template,
    ],
  }),
  'template-file-missing': ({ path, file }) => ({
    message: `In der Vorlage ${quote(path)} fehlt die Datei ${quote(file)}.`,
    hints: [
      'Legen Sie die Datei in diesem Ordner an.',
      'Ein vollständiges Muster enthält jeder neue Projektordner: npx invite init ORDNER',
    ],
  }),
  'template-properties': ({ path }) => ({
    message: `In der Datei ${quote(path)} der Vorlage steht etwas, das nicht verstanden wird.`,
    hints: [
      'Dort darf nur eine Zeile stehen: „credentials: none“, für eine Vorlage ohne Zugangsdaten.',
      'Für eine Einladung löschen Sie die Datei.',
    ],
  }),
  'template-languages-mixed': ({ path, files, languages }) => ({
    message:
      files.length === 0
        ? `Die Vorlage ${quote(path)} enthält dieselbe Sprache zweimal: ${list(languages.map((name) => quote(name)))}.`
        : `Die Vorlage ${quote(path)} enthält eigene Dateien (${list(files.slice(0, 3).map((name) => quote(name)))}) und Ordner für Sprachen (${list(languages.map((name) => quote(name)))}).`,
    hints: [
      files.length === 0
        ? 'Behalten Sie für jede Sprache einen Ordner, und benennen Sie den anderen um, oder löschen Sie ihn.'
        : 'Für eine einzige Sprache behalten Sie die Dateien und löschen die Ordner; für mehrere verschieben Sie die Dateien in den Ordner ihrer Sprache.',
    ],
  }),
  'folder-not-empty': ({ path }) => ({
    message: `Der Ordner ${quote(path)} ist nicht leer; vorhandene Dateien werden nicht überschrieben.`,
    hints: ['Nennen Sie im Befehl einen neuen oder einen leeren Ordner.'],
  }),
  'folder-not-private': ({ path, reason }) => ({
    message: `Nach ${quote(path)} werden keine lesbaren Zugangsdaten geschrieben: ${FOLDER_FAULT[reason]}.`,
    hints: ['Nennen Sie einen neuen Ordner; er wird so angelegt, dass nur Sie ihn lesen können.'],
  }),
  'folder-is-file': ({ path }) => ({
    message: `${quote(path)} ist eine Datei; gebraucht wird ein Ordner.`,
    hints: ['Nennen Sie im Befehl einen neuen Ordner.'],
  }),
} satisfies Partial<FaultTexts>;
