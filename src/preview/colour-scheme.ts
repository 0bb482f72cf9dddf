/** Owns showing an invitation in light or dark whatever the reader's own computer is set to. */

export type ColourScheme = 'light' | 'dark';

const PREFERENCE = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;
const DECLARED = /(?:^|[^-])color-scheme/i;

/** Whether the HTML says how it looks in the dark; a mail program recolours others as it likes. */
export function adaptsToDark(html: string): boolean {
  return DECLARED.test(html.replace(PREFERENCE, '')) || /prefers-color-scheme\s*:\s*dark/i.test(html);
}

/**
 * The HTML as a program in this scheme would show it: its media queries on the scheme become always true or always
 * false (Media Queries 4: no window is narrower than nothing), and colours left to the browser follow.
 */
export function inScheme(html: string, scheme: ColourScheme): string {
  const decided = html.replace(PREFERENCE, (_all, asked: string) =>
    asked.toLowerCase() === scheme ? '(min-width:0px)' : '(width<0px)',
  );
  const canvas = scheme === 'dark' && adaptsToDark(html) ? 'dark' : 'only light';
  return `${decided}<style>:root{color-scheme:${canvas}!important}</style>`;
}
