/** Owns the XML of the texts that the cells of a workbook share, before the library reads it. */
import { ATTRIBUTES, BLANKS, element, literally, prefixOf, richText, withReferences } from './markup.js';

/**
 * Vets the shared strings (ECMA-376 18.4.9). Gives them without anything around them; null where something stands
 * among them that the library would drop or take for a text.
 */
export function vetStrings(xml: string): string | null {
  const prefix = prefixOf(xml, 'sst');
  if (prefix === null) return null;
  const name = literally(prefix);
  const opening = new RegExp(`<${name}sst\\s?[^<>]*>`, 'y');
  opening.lastIndex = xml.indexOf(`<${prefix}sst`);
  const [open = ''] = opening.exec(xml) ?? [];
  if (open.endsWith('/>')) return '<sst></sst>';
  const start = opening.lastIndex;
  const item = new RegExp(`${BLANKS}${element(prefix, 'si', richText(prefix))}`, 'y');
  let end = start;
  for (item.lastIndex = start; item.test(xml); ) end = item.lastIndex;
  // Behind the texts there may be extensions; no text may stand among them.
  const rest = new RegExp(`${BLANKS}(?:<${name}extLst${ATTRIBUTES}>|</${name}sst\\s*>)`, 'y');
  rest.lastIndex = end;
  if (!rest.test(xml) || new RegExp(`<${name}si[\\s/>]`).test(xml.slice(end))) return null;
  const items = withReferences(xml.slice(start, end));
  return items === null ? null : `<sst>${items}</sst>`;
}
