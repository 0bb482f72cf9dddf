/** Owns the English sentences for faults of the files that `--report` names. */
import type { ReportKind } from '../../../report/marker.js';
import type { FaultTexts } from '../../fault-text.js';
import { formatFor } from '../../format.js';
import { reasonOf } from './words.js';

const { quote } = formatFor('en');

function earlier(report: ReportKind): string {
  return report === 'plan' ? 'plan' : 'connection test';
}

/** How far the work had come. */
function progress(report: ReportKind, isDone: boolean): string {
  if (report === 'plan')
    return isDone ? 'The plan itself is complete: it stands above.' : 'Nothing has been planned yet.';
  return isDone ? 'The test itself is complete: its result stands above.' : 'Nothing has been tested yet.';
}

export const reportFaults = {
  'report-exists': ({ path, report }) => ({
    message: `The file ${quote(path)} exists already and is no report of an earlier ${earlier(report)}; it is not replaced.`,
    hints: ['Name another file after --report, or move this one away first.'],
  }),
  'report-unwritable': ({ path, reason, tested, report }) => ({
    message: `The report ${quote(path)} cannot be written: ${reasonOf(reason)}.`,
    hints: [
      progress(report, tested),
      'Name a file after --report in a folder that exists and in which you may create files.',
    ],
  }),
} satisfies Partial<FaultTexts>;
