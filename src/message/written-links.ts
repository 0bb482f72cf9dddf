/** Owns where the links of a template lead as it is written, in each way that its sections can leave them. */
import { type HtmlAttribute, type ParsedHtml, parseHtml, type TagEvent } from '../html/parse.js';
import { quotedValue, type Value } from './html-position.js';
import { lastUpTo, type Marked, type MarkedHtml, type MarkedSection } from './marked-html.js';

export interface WrittenLink {
  readonly tag: TagEvent;
  readonly place: string;
  /**
   * The whole `href` for every set of sections shown, its placeholders as marks; null where sections of too many
   * names stand in it.
   */
  readonly values: readonly string[] | null;
  readonly quoted: boolean;
  /** The placeholders in it. */
  readonly marks: readonly Marked[];
}

/** Names of sections in one `href`: two to the power of them are looked at. */
const MOST_NAMES = 4;

/** Every `href` of a link or an area, and of a shape for Outlook. `base` is the offset of what was parsed. */
export function writtenLinks({ events }: ParsedHtml, marked: MarkedHtml, base = 0): readonly WrittenLink[] {
  return events.flatMap((tag) => {
    if (tag.kind !== 'open' || !isLink(tag)) return [];
    const attribute = tag.attributes.find(({ name }) => name === 'href');
    if (attribute === undefined) return [];
    const [start, end] = [attribute.start + base, attribute.end + base];
    const values = valuesOf({ ...attribute, start, end }, marked);
    const marks = within(marked.placeholders, start, end);
    const quoted = quotedValue({ ...attribute, start, end }, marked.source) !== null;
    return [{ tag, place: marked.placeAt(tag.start + base), values, quoted, marks }];
  });
}

function isLink({ name }: TagEvent): boolean {
  return name === 'a' || name === 'area' || name.startsWith('v:');
}

function valuesOf(attribute: HtmlAttribute, marked: MarkedHtml): readonly string[] | null {
  const sections = within(marked.sections, attribute.start, attribute.end);
  const written = quotedValue(attribute, marked.source);
  // Sections outside of quotes are refused wherever they stand.
  if (sections.length === 0 || written === null) return [attribute.value];
  const names = [...new Set(sections.map(({ name }) => name))];
  if (names.length > MOST_NAMES) return null;
  const values = Array.from({ length: 2 ** names.length }, (_, set) => {
    const shown = new Set(names.filter((_name, index) => (set >> index) & 1));
    return resolved(withSections(written, sections, shown, marked.source), written.quote);
  });
  return [...new Set(values)];
}

function within<M extends Marked>(marks: readonly M[], start: number, end: number): readonly M[] {
  const first = lastUpTo(marks, start - 1, (mark) => mark.start) + 1;
  const last = lastUpTo(marks, end, (mark) => mark.start);
  return marks.slice(first, last + 1).filter((mark) => mark.end <= end);
}

function withSections(
  { start, end }: Value,
  sections: readonly MarkedSection[],
  shown: ReadonlySet<string>,
  source: string,
): string {
  let [text, at] = ['', start];
  for (const section of sections) {
    // What stands inside of one that is left out is left out with it.
    if (shown.has(section.name) !== section.inverted || section.start < at) continue;
    text += source.slice(at, section.start);
    at = section.end;
  }
  return text + source.slice(at, end);
}

function resolved(written: string, quote: string): string {
  const [tag] = parseHtml(`<a href=${quote}${written}${quote}>`).events;
  return tag?.kind === 'open' ? (tag.attributes[0]?.value ?? '') : '';
}
