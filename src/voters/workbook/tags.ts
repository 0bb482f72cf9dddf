/** Owns the tags of a workbook's XML, as programs write them: start tags, their attributes, and texts. */

const ATTRIBUTE = /\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export type Attributes = ReadonlyMap<string, string>;

/** The attributes of every start tag of this name, whatever its prefix. Tags that cannot be read are left out. */
export function tagsNamed(xml: string, name: string): Attributes[] {
  const tag = new RegExp(`<(?:[\\w.-]+:)?${name}((?:\\s[^<>]*)?)>`, 'g');
  return [...xml.matchAll(tag)].flatMap(([, text = '']) => attributesOf(text.replace(/\/$/, '')) ?? []);
}

/** Attributes without their prefixes ("r:id" is "id"), decoded; null where the text is anything else. */
export function attributesOf(text: string): Attributes | null {
  const found = new Map<string, string>();
  let end = 0;
  for (const [whole, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    end += whole.length;
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
    const local = name.slice(name.indexOf(':') + 1);
    if (found.has(local)) return null;
    found.set(local, decoded(double ?? single ?? ''));
  }
  return text.slice(end).trim() === '' ? found : null;
}

/** What stands between the first start tag and the last end tag of this name; '' where there is none. */
export function insideOf(xml: string, name: string): string {
  const start = xml.search(new RegExp(`<(?:[\\w.-]+:)?${name}[\\s>]`));
  const end = xml.search(new RegExp(`</(?:[\\w.-]+:)?${name}\\s*>`));
  return start < 0 || end < start ? '' : xml.slice(start, end);
}

/** A text of the XML as it is meant: the five names of XML and numbers. */
export function decoded(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** A text as it stands in the XML, also between double quotation marks. */
export function encoded(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
