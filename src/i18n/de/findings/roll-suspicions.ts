/** Owns the German sentences for what a roll suffered on its way: in Excel, in other programs, by copying. */
import type { FindingTexts } from '../../finding-text.js';
import { formatFor } from '../../format.js';

const { quote } = formatFor('de');

const ANEW = 'Holen Sie das Wählerverzeichnis noch einmal aus dem Wahlsystem';

export const rollSuspicions = {
  'garbled-letters': ({ value }) =>
    `Im Wert ${quote(value)} sind Buchstaben durch Zeichenfolgen wie „Ã¶“ ersetzt: Die Zeile wurde früher einmal in der falschen Kodierung gelesen und so gespeichert, oder sie stammt aus einer anderen Datei als die übrigen. ${ANEW}, und speichern Sie es als „CSV UTF-8“; oder berichtigen Sie die Zeile, auch die Zugangsdaten darin.`,
  'encoding-guessed': ({ encoding }) =>
    `Nur Wähler-IDs oder Zugangsdaten enthalten Umlaute oder Sonderzeichen; ob die Kodierung ${quote(encoding)} stimmt, zeigt kein Name, und in der falschen wären diese Zugangsdaten unbrauchbar. Speichern Sie das Wählerverzeichnis als „CSV UTF-8“, oder nennen Sie die Kodierung mit der Option --encoding (aus Excel für Windows: windows-1252).`,
} satisfies Partial<FindingTexts>;
