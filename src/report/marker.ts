/** Owns how a report is known for one of ours, so that it may be replaced by a newer one, and nothing else may. */

export const REPORT_FORMATS = ['md', 'html', 'json'] as const;
/** Named like the ending of the file. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What it reports on, named like the command, or the option of it, that makes it. */
export type ReportKind = 'test-connection' | 'plan';

/** What a report of each kind and form begins with. */
export const MARKERS: Readonly<Record<ReportKind, Readonly<Record<ReportFormat, string>>>> = {
  'test-connection': markersOf('test-connection'),
  plan: markersOf('plan'),
};

/** Characters that must be read of a file to know it. */
export const MARKER_LENGTH = Math.max(
  ...Object.values(MARKERS).flatMap((markers) => Object.values(markers).map(({ length }) => length)),
);

/** Whether a text that begins so is a report of this kind, of any form: one on something else is as foreign as any file. */
export function isReport(beginning: string, kind: ReportKind): boolean {
  return Object.values(MARKERS[kind]).some((marker) => beginning.startsWith(marker));
}

function markersOf(kind: ReportKind): Record<ReportFormat, string> {
  const comment = `<!-- invite ${kind} report -->\n`;
  return { md: comment, html: `<!doctype html>\n${comment}`, json: `{\n  "report": "${kind}",\n` };
}

/** By the ending of the path, in capital or small letters; null for any other. */
export function formatOf(path: string): ReportFormat | null {
  const ending = /[^/\\]\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return REPORT_FORMATS.find((format) => format === ending) ?? null;
}
