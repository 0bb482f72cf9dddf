/** Owns the German sentences for findings in the roll; line and column are printed beside them. */
import type { AddressFault, FindingDetails } from '../../../finding.js';
import type { FindingTexts } from '../../finding-text.js';
import { clause, formatFor } from '../../format.js';
import { textOf } from '../../text-of.js';

const { counted, list, number, quote, someOf } = formatFor('de');

const ROLES: Readonly<Record<string, string>> = {
  id: 'die Wähler-ID',
  email: 'die E-Mail-Adresse',
  firstName: 'den Vornamen',
  lastName: 'den Nachnamen',
  salutation: 'die Anrede',
  title: 'den Titel',
  password: 'das Passwort',
  link: 'den Link zur Wahl',
  language: 'die Sprache',
  secrets: 'die vertraulichen Angaben (secrets)',
};

const ADDRESS: Readonly<Record<AddressFault, string>> = {
  'no-at': 'das Zeichen @ fehlt',
  'two-ats': 'das Zeichen @ kommt mehr als einmal vor',
  'empty-local-part': 'vor dem @ steht nichts',
  'local-part-too-long': 'vor dem @ stehen mehr als 64 Zeichen',
  'local-part-characters': 'vor dem @ steht ein Zeichen, das dort nicht erlaubt ist',
  'local-part-dots': 'vor dem @ steht ein Punkt am Anfang, am Ende oder doppelt',
  'non-ascii-local-part': 'vor dem @ steht ein Umlaut oder ein anderer besonderer Buchstabe',
  'empty-domain': 'nach dem @ steht nichts',
  'domain-without-dot': 'nach dem @ fehlt die Endung, zum Beispiel .de',
  'domain-characters': 'nach dem @ steht etwas, das kein gültiger Name einer Domain ist',
  'address-too-long': 'sie hat mehr als 254 Zeichen',
  'invisible-characters': 'sie enthält unsichtbare Zeichen',
};

const QUOTING: Readonly<Record<FindingDetails['bad-quoting']['reason'], string>> = {
  'quote-in-cell': 'Mitten in einer Zelle steht ein Anführungszeichen',
  'quote-not-closed': 'Eine Zelle beginnt mit einem Anführungszeichen, das nie geschlossen wird',
  'text-after-quote': 'Nach einem schließenden Anführungszeichen steht noch Text',
};

const SAVE_AS =
  'Speichern Sie das Wählerverzeichnis in Excel mit „Speichern unter“ als „Excel-Arbeitsmappe (.xlsx)“ oder als „CSV UTF-8“.';

const NOT_CSV: Readonly<Record<FindingDetails['not-csv']['reason'], string>> = {
  zip: 'Das ist ein Archiv (ZIP), in dem keine Excel-Arbeitsmappe liegt. Entpacken Sie es, und nehmen Sie die CSV-Datei oder die Arbeitsmappe daraus.',
  pdf: 'Das ist eine PDF-Datei, keine CSV-Datei. Holen Sie das Wählerverzeichnis als CSV-Datei aus dem Wahlsystem.',
  html: `Das ist eine Internetseite oder XML-Datei, auch wenn ihr Name auf .xls endet. Öffnen Sie sie in Excel. ${SAVE_AS}`,
  binary: `Das ist weder eine Textdatei noch eine Excel-Arbeitsmappe. ${SAVE_AS}`,
  'record-too-long':
    'Eine Zeile ist viel zu lang für ein Wählerverzeichnis. Meist fehlt weiter oben ein schließendes Anführungszeichen, oder es ist die falsche Datei.',
  'too-many-columns':
    'Es sind viel zu viele Spalten für ein Wählerverzeichnis. Prüfen Sie, ob es die richtige Datei ist.',
};

const BAD_WORKBOOK: Readonly<Record<FindingDetails['bad-workbook']['reason'], string>> = {
  'old-or-protected': `Das ist eine Arbeitsmappe im alten Format von Excel (.xls), oder sie ist mit einem Passwort geschützt. Öffnen Sie sie in Excel, und heben Sie den Schutz auf („Datei“, „Informationen“, „Arbeitsmappe schützen“). ${SAVE_AS}`,
  'binary-workbook': `Das ist eine binäre Excel-Arbeitsmappe (.xlsb). ${SAVE_AS}`,
  'open-document':
    'Das ist eine OpenDocument-Tabelle (.ods), wie LibreOffice sie schreibt. Speichern Sie das Wählerverzeichnis dort mit „Speichern unter“ als „Excel 2007–365 (.xlsx)“ oder als „Text CSV“.',
  damaged: `Die Excel-Arbeitsmappe ist beschädigt oder unvollständig. Lassen Sie sich die Datei noch einmal geben, oder öffnen Sie sie in Excel. ${SAVE_AS}`,
  'foreign-markup': `In der Excel-Arbeitsmappe steht zwischen den Zellen oder Texten etwas, das Excel nicht hineinschreibt und das Programme verschieden lesen; ein Teil eines Wertes könnte dadurch verloren gehen. Öffnen Sie die Datei in Excel, und speichern Sie sie neu. ${SAVE_AS}`,
  'too-large':
    'Die Excel-Arbeitsmappe ist zu groß, um sie unmittelbar zu lesen. Speichern Sie das Wählerverzeichnis in Excel mit „Speichern unter“ als „CSV UTF-8“; damit sind auch Millionen Zeilen möglich.',
};

const LINK: Readonly<Record<FindingDetails['misleading-link']['reason'], string>> = {
  userinfo: 'vor dem Namen der Webseite steht noch etwas mit einem @',
  backslash: 'er enthält einen umgekehrten Schrägstrich (\\), den Browser anders lesen als Menschen',
};

const DAMAGE =
  'Holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem, am besten ohne es in Excel zu öffnen; muss es durch Excel, geben Sie der Spalte vorher das Format „Text“.';

export const rollFindings = {
  'missing-column': ({ role, headers, hidden, suggestion }) => {
    const missing = `Die Spalte für ${textOf(ROLES, role) ?? quote(role)} ist nicht zu finden`;
    if (headers.length === 0 && hidden > 0) return `${missing}.${hiddenCells(hidden)}`;
    const perhaps =
      suggestion === null
        ? ''
        : ` Vielleicht ist die Spalte ${quote(suggestion, 60)} gemeint; dann berichtigen Sie ihre Überschrift, oder ordnen Sie sie zu.`;
    return `${missing}; vorhandene Überschriften: ${headersOf(headers)}.${hiddenCells(hidden)}${perhaps} Schreiben Sie die Überschrift in invite.yaml genau so wie in der Datei${columnsExample(role, suggestion)}.`;
  },
  'missing-header': () =>
    'Die erste Zeile enthält schon eine E-Mail-Adresse; erwartet werden dort die Überschriften der Spalten. Fügen Sie oben eine Zeile mit Überschriften ein.',
  'ambiguous-column': ({ role, headers }) =>
    `Mehrere Spalten kommen für ${textOf(ROLES, role) ?? quote(role)} in Frage: ${headersOf(headers)}. Nennen Sie die richtige in invite.yaml${columnsExample(role)}.`,
  'duplicate-header': ({ header, first, second }) =>
    `Die Überschrift ${quote(header)} kommt zweimal vor, in der ${first}. und der ${second}. Spalte. Geben Sie jeder Spalte eine eigene Überschrift.`,
  'unusable-header': ({ header }) =>
    `Die Überschrift ${quote(header)} lässt sich nicht als Platzhalter benutzen. Benennen Sie die Spalte um, oder ordnen Sie sie in invite.yaml unter „columns“ einer Rolle zu.`,
  'unnamed-column': ({ position }) =>
    `Die ${position}. Spalte hat keine Überschrift und lässt sich in der Einladung nicht benutzen. Geben Sie ihr eine Überschrift, oder löschen Sie die Spalte.`,
  'id-is-address': () =>
    'Es gibt keine Spalte mit einer Wähler-ID; deshalb gilt die E-Mail-Adresse als Wähler-ID und darf nur einmal vorkommen. Gibt es eine Wähler-ID, nennen Sie ihre Spalte in invite.yaml unter „columns“.',
  'missing-id': () =>
    'Die Wähler-ID fehlt. Tragen Sie sie ein; ohne sie ist nicht zu erkennen, wer die Einladung bekommt.',
  'duplicate-id': ({ id, firstRow }) =>
    `Die Wähler-ID ${quote(id)} steht schon in Zeile ${firstRow}. Jede Wähler-ID darf nur einmal vorkommen; löschen oder berichtigen Sie eine der beiden Zeilen.`,
  'similar-id': ({ id, firstRow }) =>
    `Die Wähler-ID ${quote(id)} unterscheidet sich von der in Zeile ${firstRow} nur durch Groß- und Kleinschreibung oder durch die Art, wie ein Umlaut gespeichert ist. Prüfen Sie, ob es wirklich zwei Personen sind.`,
  'missing-email': () =>
    'Die E-Mail-Adresse fehlt. Tragen Sie sie ein, oder nehmen Sie die Zeile aus dem Wählerverzeichnis.',
  'invalid-email': ({ value, reason }) =>
    value === null
      ? `In der Zelle steht keine gültige E-Mail-Adresse: ${ADDRESS[reason]}. Berichtigen Sie die Adresse, und prüfen Sie, ob in dieser Zeile etwas verrutscht ist.`
      : `Die E-Mail-Adresse ${quote(value)} ist nicht gültig: ${ADDRESS[reason]}. Berichtigen Sie die Adresse.`,
  'several-addresses': ({ value, count }) =>
    `In der Zelle stehen ${number(count)} E-Mail-Adressen: ${quote(value)}. Lassen Sie nur eine stehen, denn die Einladung ist persönlich.`,
  'shared-address': ({ value, rows, count }) =>
    `Die E-Mail-Adresse ${quote(value)} gehört zu ${number(count)} Wahlberechtigten (Zeilen ${someOf(rows.map(String), 5, count)}). Jede Person bekommt ihre eigene Einladung an diese Adresse; prüfen Sie, ob das so gewollt ist.`,
  'control-character': ({ codePoint, position }) =>
    `Das ${position}. Zeichen ist ein Steuerzeichen (${clause(codePoint)}), zum Beispiel ein Zeilenumbruch innerhalb der Zelle. Löschen Sie es.`,
  'edge-character': ({ codePoint, position }) =>
    `Das ${position}. Zeichen ist ein Leerzeichen am Rand, ein ungewöhnliches Leerzeichen oder ein unsichtbares Zeichen (${clause(codePoint)}). Wähler-ID und vertrauliche Angaben werden nie verändert; löschen Sie das Zeichen selbst, wenn es nicht dazugehört.`,
  'lost-character': ({ position }) =>
    `Das ${position}. Zeichen ist nur noch ein Ersatzzeichen (�): der Buchstabe ging schon beim Speichern der Datei verloren. Holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem und speichern Sie es als „CSV UTF-8“.`,
  'damaged-number': ({ value }) =>
    `Der Wert ${quote(value)} sieht aus wie eine Zahl, die Excel umgeschrieben hat; der ursprüngliche Wert ist darin nicht mehr enthalten. ${DAMAGE}`,
  'error-value': ({ value }) =>
    `In der Zelle steht statt eines Wertes ${quote(value)}: eine Fehlermeldung von Excel, oder das Zeichen für eine zu schmale Spalte. ${DAMAGE}`,
  'lost-zeros': ({ lengths }) =>
    `Die Werte dieser Spalte sind verschieden lang (${list(lengths.map(number))} Stellen); vielleicht hat Excel führende Nullen entfernt. Vergleichen Sie einige Werte mit dem Wahlsystem.`,
  'ragged-row': ({ expected, found }) =>
    `Die Zeile hat ${counted(found, { one: 'Zelle', other: 'Zellen' })} statt ${number(expected)}. Meist fehlt ein Trennzeichen, oder es steht eines mitten im Text; setzen Sie solchen Text in Anführungszeichen.`,
  'bad-quoting': ({ reason }) =>
    `${QUOTING[reason]}; ab hier ist die Datei nicht mehr sicher zu lesen. Berichtigen Sie die Stelle; ein Anführungszeichen, das zum Text gehört, wird verdoppelt.`,
  'bad-encoding': ({ encoding, offset, reason }) =>
    reason === 'told'
      ? `Die Datei ist nicht in der Kodierung ${quote(encoding)} gespeichert (die erste falsche Stelle ist Byte ${number(offset + 1)}). Lassen Sie die Option --encoding weg, oder speichern Sie die Datei als „CSV UTF-8“.`
      : `Die Datei ist in der Kodierung ${quote(encoding)} gespeichert, diese Zeile aber nicht (die erste falsche Stelle ist Byte ${number(offset + 1)}); meist wurden Zeilen aus einer anderen Datei angehängt. Holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem, oder fügen Sie die Zeilen in Excel zusammen, prüfen Sie Umlaute und Zugangsdaten, und speichern Sie die Datei als „CSV UTF-8“.`,
  'not-csv': ({ reason }) => NOT_CSV[reason],
  'bad-workbook': ({ reason }) => BAD_WORKBOOK[reason],
  'several-sheets': ({ sheets }) =>
    `In der Excel-Arbeitsmappe stehen auf mehreren Tabellenblättern Werte: ${sheetsOf(sheets)}. Nennen Sie in invite.yaml das Blatt mit dem Wählerverzeichnis, zum Beispiel: sheet: "${clause(sheets[0] ?? 'BLATT')}", oder nennen Sie es mit der Option --sheet.`,
  'unknown-sheet': ({ sheet, sheets, suggestion }) =>
    `Die Excel-Arbeitsmappe hat kein Tabellenblatt ${quote(sheet, 60)}; vorhanden sind: ${sheetsOf(sheets)}.${suggestion === null ? '' : ` Vielleicht ist ${quote(suggestion, 60)} gemeint.`} Nennen Sie das richtige in invite.yaml („sheet“) oder mit der Option --sheet.`,
  'hidden-rows': ({ count }) =>
    `Die Excel-Arbeitsmappe hat ${counted(count, { one: 'ausgeblendete Zeile', other: 'ausgeblendete Zeilen' })}, zum Beispiel durch einen Filter. Auch die ausgeblendeten Zeilen werden gelesen und angeschrieben; löschen Sie, wer keine Einladung bekommen soll.`,
  'date-cell': ({ value }) =>
    `Excel hält den Inhalt dieser Zelle für ein Datum oder eine Uhrzeit (${quote(value)}); was dort ursprünglich stand, ist nicht mehr sicher zu erkennen. Geben Sie der Spalte in Excel das Format „Text“, und tragen Sie den Wert noch einmal ein.`,
  'cell-without-header': ({ position }) =>
    `In der ${position}. Spalte steht etwas, aber die Spalte hat keine Überschrift; es wird nicht gelesen. Prüfen Sie, ob es eine Anmerkung zu dieser Person ist, die Sie beachten müssen.`,
  'swapped-columns': ({ header }) =>
    `Hier steht keine E-Mail-Adresse; sie steht in dieser Zeile unter ${quote(header, 60)}. Wahrscheinlich sind Spalten vertauscht oder verrutscht: Setzen Sie jeden Wert unter seine Überschrift, oder berichtigen Sie die Überschriften.`,
  'foreign-placeholder': ({ value }) =>
    `Die Zelle ${quote(value)} enthält einen Platzhalter, den ein anderes Programm hätte ausfüllen sollen (zum Beispiel ein Serienbrief). Tragen Sie den richtigen Wert ein, oder holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem.`,
  'filler-value': ({ value }) =>
    `Die Zelle enthält ${quote(value)}; das steht offenbar für einen fehlenden Wert. Tragen Sie den richtigen Wert ein, oder nehmen Sie die Zeile aus dem Wählerverzeichnis.`,
  'unknown-language': ({ value }) =>
    `${quote(value)} ist nicht als Sprache zu erkennen (weitere Zeilen mit demselben Wert werden nicht genannt). Schreiben Sie die Abkürzung der Sprache, zum Beispiel de oder en.`,
  'equal-values': ({ count }) =>
    `Alle ${number(count)} Werte dieser Spalte sind gleich; Zugangsdaten sind aber gewöhnlich für jede Person verschieden. Prüfen Sie, ob es die richtige Spalte ist.`,
  'empty-values': ({ count, of, rows }) =>
    count === of
      ? 'Diese Spalte ist bei allen Personen leer. Prüfen Sie, ob die Zugangsdaten noch fehlen; werden sie nicht gebraucht, löschen Sie die Spalte.'
      : `Bei ${number(count)} von ${number(of)} Personen ist diese Spalte leer (${count === 1 ? 'Zeile' : 'Zeilen'} ${someOf(rows.map(String), 5, count)}). Tragen Sie die Werte ein, oder prüfen Sie, ob diese Personen sie nicht brauchen.`,
  'misleading-link': ({ reason }) =>
    `Der Link führt anderswohin, als er aussieht: ${textOf(LINK, reason) ?? LINK.userinfo}. Holen Sie die Links noch einmal aus dem Wahlsystem, und klären Sie, woher diese Zelle kommt.`,
  'other-link-domain': ({ usual, count }) =>
    `Der Link führt zu einer anderen Domain als die meisten Links dieser Spalte (${quote(usual, 80)})${count > 1 ? `, ebenso bei ${number(count - 1)} weiteren Personen` : ''}. Prüfen Sie im Wahlsystem, ob das so sein soll; wer einem falschen Link folgt, gibt Zugangsdaten preis.`,
  'mixed-script-domain': ({ count }) =>
    `Die Domain des Links mischt Buchstaben verschiedener Schriften, zum Beispiel ein kyrillisches „а“ zwischen lateinischen Buchstaben (${counted(count, { one: 'Link', other: 'Links' })}). So sehen gefälschte Adressen aus; holen Sie die Links noch einmal aus dem Wahlsystem.`,
  'link-in-name': () =>
    'Im Namen steht eine Internetadresse; in der Einladung würde daraus ein Link. Prüfen Sie, wie sie in diese Zelle gekommen ist, und löschen Sie sie.',
  'empty-roll': () =>
    'Das Wählerverzeichnis enthält keine Wahlberechtigten. Prüfen Sie, ob es die richtige Datei ist.',
  'cell-too-long': ({ length, limit }) =>
    `Die Zelle hat ${number(length)} Zeichen; erlaubt sind ${number(limit)}. Meist ist eine andere Zelle hineingeraten; kürzen Sie den Inhalt.`,
} satisfies Partial<FindingTexts>;

function headersOf(headers: readonly string[]): string {
  return headers.length === 0
    ? 'keine'
    : someOf(
        headers.map((header) => quote(header, 60)),
        12,
      );
}

function sheetsOf(sheets: readonly string[]): string {
  return someOf(
    sheets.map((sheet) => quote(sheet, 60)),
    12,
  );
}

/** Without a header line the first voter stands there. */
function hiddenCells(count: number): string {
  if (count === 0) return '';
  const cells = counted(count, { one: 'Zelle wird', other: 'Zellen werden' });
  return ` ${cells} nicht gezeigt, denn in der ersten Zeile stehen offenbar Angaben einer Person; fehlen dort die Überschriften der Spalten, fügen Sie oben eine Zeile mit ihnen ein.`;
}

function columnsExample(role: string, header: string | null = null): string {
  const example = header === null ? 'ÜBERSCHRIFT' : clause(header);
  return role === 'secrets' ? '' : `, zum Beispiel: columns: { ${clause(role)}: ${example} }`;
}
