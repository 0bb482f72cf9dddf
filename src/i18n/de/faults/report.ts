/** Owns the German sentences for faults of the files that `--report` names. */
import type { ReportKind } from '../../../report/marker.js';
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { reasonOf } from './words.js';

const { quote } = formatFor('de');

function earlier(report: ReportKind): string {
  return report === 'plan' ? 'Plans' : 'Verbindungstests';
}

/** How far the work had come. */
function progress(report: ReportKind, isDone: boolean): string {
  if (report === 'plan')
    return isDone ? 'Der Plan selbst ist vollständig: Er steht weiter oben.' : 'Geplant wurde noch nichts.';
  return isDone
    ? 'Die Prüfung selbst ist vollständig: Ihr Ergebnis steht weiter oben.'
    : 'Geprüft wurde noch nichts.';
}

export const reportFaults = {
  'report-exists': ({ path, report }) => ({
    message: `Die Datei ${quote(path)} gibt es schon, und sie ist kein Bericht eines früheren ${earlier(report)}; sie wird nicht ersetzt.`,
    hints: ['Nennen Sie hinter --report eine andere Datei, oder verschieben Sie diese zuerst.'],
  }),
  'report-unwritable': ({ path, reason, tested, report }) => ({
    message: `Der Bericht ${quote(path)} lässt sich nicht schreiben: ${reasonOf(reason)}.`,
    hints: [
      progress(report, tested),
      'Nennen Sie hinter --report eine Datei in einem Ordner, den es gibt und in dem Sie Dateien anlegen dürfen.',
    ],
  }),
} satisfies Partial<FaultTexts>;
