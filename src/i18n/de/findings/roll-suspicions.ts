/** Owns the German sentences for what a roll suffered on its way: in Excel, in other programs, by copying. */
import type { FindingDetails } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { counted, number, quote, someOf } = formatFor('de');

const ANEW = 'Holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem';
const AS_TEXT = 'geben Sie der Spalte in Excel das Format „Text“, und tragen Sie den Wert noch einmal ein';

const WRONG_COLUMN: Readonly<Record<FindingDetails['wrong-column']['holds'], string>> = {
  codes: 'stehen in dieser Spalte keine Namen, sondern Nummern oder Zugangsdaten',
  names: 'steht in dieser Spalte ein Wort wie ein Name statt eines Passworts',
  'running-numbers': 'zählen die Werte dieser Spalte einfach hoch, wie laufende Nummern statt Passwörtern',
};

export const rollSuspicions = {
  'garbled-letters': ({ value }) =>
    `Im Wert ${quote(value)} sind Buchstaben durch Zeichenfolgen wie „Ã¶“ ersetzt: Die Zeile wurde früher einmal in der falschen Kodierung gelesen und so gespeichert, oder sie stammt aus einer anderen Datei als die übrigen. ${ANEW}, und speichern Sie es als „CSV UTF-8“; oder berichtigen Sie die Zeile, auch die Zugangsdaten darin.`,
  'encoding-guessed': ({ encoding }) =>
    `Nur Wähler-IDs oder Zugangsdaten enthalten Umlaute oder Sonderzeichen; ob die Kodierung ${quote(encoding)} stimmt, zeigt kein Name, und in der falschen wären diese Zugangsdaten unbrauchbar. Speichern Sie das Wählerverzeichnis als „CSV UTF-8“, oder nennen Sie die Kodierung mit der Option --encoding (aus Excel für Windows: windows-1252).`,
  'wrong-column': ({ holds, count, of }) =>
    `Bei ${number(count)} von ${counted(of, { one: 'Person', other: 'Personen' })} ${textOf(WRONG_COLUMN, holds) ?? quote(holds)}. Wahrscheinlich sind Überschriften vertauscht: Setzen Sie jede Überschrift über ihre Spalte, oder ordnen Sie die Spalten in invite.yaml unter „columns“ zu.`,
  'link-as-password': () =>
    'Hier steht die Adresse einer Internetseite statt eines Passworts. Wahrscheinlich sind Passwort und Link vertauscht: Setzen Sie jeden Wert unter seine Überschrift.',
  'column-in-two-roles': ({ header, roles }) =>
    `Die Spalte ${quote(header, 60)} ist zwei Rollen zugeordnet: ${roles.map((role) => clause(role)).join(', ')}. Nennen Sie für jede Rolle eine eigene Spalte (in invite.yaml unter „columns“).`,
  'headers-below': ({ row }) =>
    `Die Überschriften der Spalten stehen erst in Zeile ${row}. Löschen Sie die Zeilen darüber (zum Beispiel einen Titel), sodass die Datei mit den Überschriften beginnt.`,
  'short-row': ({ expected, found }) =>
    `Die Zeile hat ${counted(found, { one: 'Zelle', other: 'Zellen' })} statt ${number(expected)}; die fehlenden am Ende gelten als leer, wie Excel sie weglässt (weitere solche Zeilen werden nicht genannt). Prüfen Sie, ob in dieser Zeile alles unter der richtigen Überschrift steht.`,
  'rewritten-value': ({ value, count, of }) =>
    count === of
      ? `Die Werte dieser Spalte (hier ${quote(value)}) sehen aus wie ein Datum, eine Uhrzeit, eine Kommazahl oder WAHR; so zeigt Excel etwas, das ursprünglich vielleicht anders lautete. Vergleichen Sie einige Werte mit dem Wahlsystem.`
      : `Der Wert ${quote(value)} sieht anders als die übrigen aus wie ein Datum, eine Uhrzeit, eine Kommazahl oder WAHR (so bei ${number(count)} von ${number(of)}); wahrscheinlich hat Excel ihn umgeschrieben. ${ANEW}, ohne es in Excel zu öffnen; oder ${AS_TEXT}.`,
  'partly-equal': ({ atLeast, of }) =>
    `Mindestens ${number(atLeast)} von ${number(of)} Personen haben in dieser Spalte denselben Wert, andere haben verschiedene; vielleicht wurde beim Kopieren eine Zelle nach unten gezogen. Vergleichen Sie die Werte mit dem Wahlsystem.`,
  'question-mark': ({ value }) =>
    `Im Namen ${quote(value)} steht ein Fragezeichen; meist ist dort ein Umlaut beim Speichern verloren gegangen. ${ANEW}, und speichern Sie es als „CSV UTF-8“.`,
  'formula-without-value': ({ formula }) =>
    `In der Zelle steht eine Formel (${quote(formula)}), deren Ergebnis nicht gespeichert ist; sie wäre leer (weitere Zeilen dieser Spalte werden nicht genannt). Öffnen Sie die Arbeitsmappe in Excel, und speichern Sie sie dort; dann stehen die Ergebnisse darin.`,
  'number-format': ({ value }) =>
    `Die Zahl ${quote(value)} hat ein Zahlenformat, in dem Excel sie mit führenden Nullen oder anderen Zeichen zeigt; wie, ist nicht sicher zu erkennen. Speichern Sie das Wählerverzeichnis als „CSV UTF-8“, oder ${AS_TEXT}, so wie er gezeigt wird.`,
  'number-among-texts': () =>
    'In dieser Spalte stehen Texte und Zahlen durcheinander; in dieser Zeile beginnt der Wechsel. In einer Zahl hat Excel führende Nullen gestrichen. Vergleichen Sie die Zahlen mit dem Wahlsystem, und geben Sie der Spalte in Excel das Format „Text“.',
  'merged-cells': ({ reference }) =>
    `Die Zellen ${quote(reference)} sind in Excel verbunden; nur die erste hat einen Wert, die anderen Personen bekämen nichts davon. Heben Sie die Verbindung auf, und tragen Sie den Wert in jede Zeile ein.`,
  'struck-rows': ({ rows, count }) =>
    `Die Excel-Arbeitsmappe hat ${counted(count, { one: 'durchgestrichene Zeile', other: 'durchgestrichene Zeilen' })} (${count === 1 ? 'Zeile' : 'Zeilen'} ${someOf(rows.map(String), 5, count)}). Auch durchgestrichene Zeilen werden gelesen und angeschrieben; löschen Sie, wer keine Einladung bekommen soll.`,
  'link-target-differs': ({ value, target }) =>
    `In der Zelle steht ${quote(value)}, der Link der Zelle führt aber zu ${quote(target)}. Verwendet wird, was in der Zelle steht; prüfen Sie, welche Angabe stimmt.`,
  'hidden-sheet': ({ sheets }) =>
    `Ein ausgeblendetes Tabellenblatt enthält ebenfalls eine Liste mit E-Mail-Adressen: ${sheets.map((sheet) => quote(sheet, 60)).join(', ')}. Es wird nicht gelesen; prüfen Sie, ob das sichtbare Blatt das richtige ist, oder nennen Sie das Blatt mit der Option --sheet.`,
} satisfies Partial<FindingTexts>;
