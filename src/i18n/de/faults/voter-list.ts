/** Owns the German sentences for a list of voters that cannot be gone by. */
import type { ListProblem } from '../../../fault.js';
import type { FaultText, FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { REPEAT_WITH } from './words.js';

const { counted, number, plural, quote, someOf } = formatFor('de');

const IDS = { one: 'Wähler-ID', other: 'Wähler-IDs' };
const EXPORT =
  'Exportieren Sie die Liste noch einmal aus dem Wahlsystem, als CSV-Datei, und wiederholen Sie den Befehl.';
const SAVE_AS =
  'Öffnen Sie sie in Excel und speichern Sie sie mit „Speichern unter“ als „CSV UTF-8“; prüfen Sie, ob führende Nullen noch da sind.';

export const voterListFaults = {
  'voter-list': ({ path, row, problem }) => {
    const { reason, hints } = told(problem);
    const place = row === null ? quote(path) : `${quote(path)}, Zeile ${row}`;
    return {
      message: `Die Liste derer, die noch nicht gewählt haben, lässt sich nicht verwenden (${place}): ${reason}.`,
      hints,
    };
  },
  'voter-not-listed': ({ ids, path }) => ({
    message: `In der Liste derer, die noch nicht gewählt haben (${quote(path)}), ${ids.length === 1 ? 'steht diese Wähler-ID' : 'stehen diese Wähler-IDs'} nicht: ${someOf(ids.map((id) => quote(id, 60)))}.`,
    hints: [
      'Wer nicht in der Liste steht, hat gewählt; lassen Sie diese Personen bei --only weg, oder exportieren Sie eine neuere Liste.',
    ],
  }),
  'not-voted-missing': ({ statePath }) => ({
    message: `Der Versand mit der Zustandsdatei ${quote(statePath)} ist eine Erinnerung an alle, die noch nicht gewählt haben; ohne deren Liste ginge er an alle Wahlberechtigten.`,
    hints: [
      `Exportieren Sie eine neuere Liste aus dem Wahlsystem; dann ${REPEAT_WITH}: --not-voted DATEI`,
      'Ein Versand an alle braucht einen anderen Namen: --mailing NAME',
    ],
  }),
  'not-voted-foreign': ({ statePath }) => ({
    message: `Der Versand mit der Zustandsdatei ${quote(statePath)} hat ohne Liste derer begonnen, die noch nicht gewählt haben; er ist für alle und lässt sich nicht mit einer Liste fortsetzen.`,
    hints: [
      'Geben Sie der Erinnerung einen eigenen Namen: --mailing NAME',
      'Soll der Versand an alle weitergehen, lassen Sie --not-voted weg.',
    ],
  }),
  'not-voted-template': ({ statePath }) => ({
    message: `Die Erinnerung hat dieselbe Vorlage wie der Versand mit der Zustandsdatei ${quote(statePath)}; die Wahlberechtigten bekämen genau dieselbe Einladung noch einmal.`,
    hints: [
      'Machen Sie eine eigene Vorlage: Kopieren Sie den Ordner der Vorlage, ändern Sie Betreff und Text, und nennen Sie ihn mit --template ORDNER',
    ],
  }),
} satisfies Partial<FaultTexts>;

interface Told {
  readonly reason: string;
  readonly hints: FaultText['hints'];
}

function told(problem: ListProblem): Told {
  switch (problem.what) {
    case 'no-column':
      return {
        reason: `keine Spalte enthält die Wähler-ID; gefundene Überschriften: ${headers(problem.headers)}`,
        hints: [
          headerHint(problem.header),
          'Steht in der ersten Zeile schon eine Wähler-ID, setzen Sie eine Zeile mit der Überschrift darüber.',
        ],
      };
    case 'several-columns':
      return {
        reason: `mehrere Spalten könnten die Wähler-ID enthalten; gefundene Überschriften: ${headers(problem.headers)}`,
        hints: [headerHint(problem.header), 'Löschen Sie die übrigen Spalten; eine genügt.'],
      };
    case 'mixed':
      return {
        reason: `die Spalte ${quote(problem.header, 60)} sagt bei manchen Ja und bei anderen Nein; die Liste ist also nicht nur eine derer, die noch nicht gewählt haben`,
        hints: [
          'Exportieren Sie nur die, die noch nicht gewählt haben.',
          'Geht es in der Spalte um etwas anderes, löschen Sie sie aus der Liste: Die Spalte mit der Wähler-ID genügt.',
        ],
      };
    case 'ragged':
      return {
        reason: `die Zeile hat ${number(problem.found)} Zellen, die Liste aber nur ${counted(problem.expected, { one: 'Überschrift', other: 'Überschriften' })}`,
        hints: [
          'Meist steht ein Trennzeichen mitten in einem Text; setzen Sie solchen Text in Anführungszeichen.',
          EXPORT,
        ],
      };
    case 'twice':
      return {
        reason: `diese Wähler-ID steht schon in Zeile ${problem.firstRow}`,
        hints: [
          'Jede Wähler-ID darf nur einmal vorkommen; klären Sie, wie sie zweimal in die Liste kam.',
          EXPORT,
        ],
      };
    case 'unknown':
      return {
        reason: `das Wählerverzeichnis enthält ${counted(problem.count, IDS)} der Liste nicht (${plural(problem.count, { one: 'Zeile', other: 'Zeilen' })} ${someOf(problem.rows.map(String), 5, problem.count)})`,
        hints: [
          'Prüfen Sie, ob Liste und Wählerverzeichnis zur selben Wahl gehören.',
          'Eine Wähler-ID muss in der Liste genau so stehen wie im Verzeichnis, mit führenden Nullen, Groß- und Kleinschreibung und ohne Leerzeichen.',
        ],
      };
    case 'everybody':
      return {
        reason: `sie nennt alle, nämlich ${counted(problem.count, { one: 'wahlberechtigte Person', other: 'Wahlberechtigte' })}, und ist damit wohl das Wählerverzeichnis selbst`,
        hints: [
          EXPORT,
          'Hat wirklich noch niemand gewählt, braucht es keine Liste: Schreiben Sie alle mit einem eigenen Versand an, ohne --not-voted.',
        ],
      };
    default:
      return SIMPLE[problem.what];
  }
}

const SIMPLE: Readonly<
  Record<
    Exclude<
      ListProblem,
      { header: string } | { count: number } | { expected: number } | { firstRow: number }
    >['what'],
    Told
  >
> = {
  workbook: { reason: 'sie ist eine Excel-Arbeitsmappe, gebraucht wird eine CSV-Datei', hints: [SAVE_AS] },
  'no-text': { reason: 'sie ist keine CSV-Datei', hints: [EXPORT] },
  encoding: { reason: 'ihre Buchstaben sind in verschiedenen Kodierungen gespeichert', hints: [EXPORT] },
  quoting: {
    reason: 'ein Anführungszeichen ohne Gegenstück verhindert, dass die Datei sicher gelesen werden kann',
    hints: [
      'Berichtigen Sie diese Stelle; ein Anführungszeichen, das zum Text gehört, wird doppelt geschrieben.',
      EXPORT,
    ],
  },
  'no-headers': {
    reason: 'die erste Zeile enthält keine Überschriften',
    hints: ['Setzen Sie die Überschriften der Spalten in die erste Zeile und löschen Sie Titel darüber.'],
  },
  header: {
    reason: 'eine Überschrift kommt zweimal vor, ist zu lang oder enthält Zeichen, die dort nicht hingehören',
    hints: [
      'Geben Sie jeder Spalte eine eigene kurze Überschrift, oder löschen Sie alle Spalten außer der mit der Wähler-ID.',
    ],
  },
  empty: {
    reason: 'sie nennt niemanden',
    hints: [EXPORT, 'Haben alle gewählt, ist niemand zu erinnern.'],
  },
  'no-id': {
    reason: 'in dieser Zeile fehlt die Wähler-ID',
    hints: ['Tragen Sie die Wähler-ID ein, oder löschen Sie die Zeile, wenn sie niemanden betrifft.', EXPORT],
  },
  changed: {
    reason: 'sie hat sich geändert, seit sie gelesen wurde',
    hints: ['Schließen Sie die Datei in anderen Programmen und wiederholen Sie den Befehl.'],
  },
  old: {
    reason:
      'sie ist mehr als 24 Stunden alt, bevor die letzte Erinnerung hinausgeht; wer seither gewählt hat, würde trotzdem erinnert',
    hints: [EXPORT, 'Ist das trotzdem richtig, ergänzen Sie --accept-old-list.'],
  },
  future: {
    reason: 'sie stammt nach der Uhr dieses Computers aus der Zukunft',
    hints: [
      'Prüfen Sie die Uhr und ob es die richtige Datei ist.',
      'Ist das trotzdem richtig, ergänzen Sie --accept-old-list.',
    ],
  },
};

function headerHint(header: string): string {
  return header === ''
    ? 'Geben Sie der Spalte mit der Wähler-ID die Überschrift, die sie im Wählerverzeichnis hat.'
    : `Geben Sie der Spalte mit der Wähler-ID die Überschrift, die sie im Wählerverzeichnis hat: ${quote(header, 60)}`;
}

function headers(names: readonly string[]): string {
  return names.length === 0
    ? 'keine, die gezeigt werden darf'
    : someOf(
        names.map((name) => quote(name, 60)),
        12,
      );
}
