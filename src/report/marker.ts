/** Owns how a report is known for one of ours, so that it may be replaced by a newer one, and nothing else may. */

export const REPORT_FORMATS = ['md', 'html', 'json'] as const;
/** Named like the ending of the file. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report of each form begins with. */
export const MARKERS: Readonly<Record<ReportFormat, string>> = {
  md: '<!-- invite test-connection report -->\n',
  html: '<!doctype html>\n<!-- invite test-connection report -->\n',
  json: '{\n  "report": "test-connection",\n',
};

/** Characters that must be read of a file to know it. */
export const MARKER_LENGTH = Math.max(...Object.values(MARKERS).map((marker) => marker.length));

/** Whether a text that begins so is a report of any form. */
export function isReport(beginning: string): boolean {
  return Object.values(MARKERS).some((marker) => beginning.startsWith(marker));
}

/** By the ending of the path, in capital or small letters; null for any other. */
export function formatOf(path: string): ReportFormat | null {
  const ending = /[^/\\]\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
  return REPORT_FORMATS.find((format) => format === ending) ?? null;
}
