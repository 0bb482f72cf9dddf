/** Owns the markup that the parts of a workbook may hold: what every reader of XML takes for the same. */

/** SpreadsheetML, transitional and strict (ECMA-376 18, ISO/IEC 29500-1). */
const MAIN =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/spreadsheetml\/2006|purl\.oclc\.org\/ooxml\/spreadsheetml)\/main$/;
const DECLARATION = /^\ufeff?<\?xml\s[^<>?]*\?>/;
const OTHER_ENCODING = /\sencoding\s*=\s*["'](?!utf-?8["']|us-ascii["'])/i;
/** The five names of XML, and numbers; anything else would need a document type. */
const UNKNOWN_REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;
const NUMBER_REFERENCE = /&#(?:x([\da-fA-F]+)|(\d+));/g;

/** Blanks between two tags. */
export const BLANKS = '[ \\t\\r\\n]*';
/** Attributes of a tag; none of them gives a prefix another meaning. */
export const ATTRIBUTES = `(?:\\s+(?!xmlns)[\\w:.-]+\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*\\s*`;

/**
 * Whether a part is XML in UTF-8 without comments, CDATA, processing instructions and document type: no program
 * writes them into a workbook, and its readers disagree about what stands around them.
 */
export function isPlainXml(xml: string): boolean {
  const declaration = DECLARATION.exec(xml)?.[0] ?? '';
  if (OTHER_ENCODING.test(declaration)) return false;
  return !xml.includes('<!', declaration.length) && !xml.includes('<?', declaration.length);
}

/** The prefix ("x:", or '') of the elements of a part with this root, null where the root is another. */
export function prefixOf(xml: string, root: string): string | null {
  const tag = new RegExp(`^\\ufeff?(?:<\\?[^<>]*\\?>)?\\s*<((?:[\\w.-]+:)?)${root}(\\s[^<>]*)?>`).exec(xml);
  const [, prefix, attributes = ''] = tag ?? [];
  if (prefix === undefined) return null;
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  const space = new RegExp(`\\s${literally(name)}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return MAIN.test(space?.[1] ?? space?.[2] ?? '') ? prefix : null;
}

/** A pattern for one element, empty or with what `inner` allows in it. */
export function element(prefix: string, name: string, inner: string): string {
  const tag = `${literally(prefix)}${name}`;
  return `<${tag}${ATTRIBUTES}(?:/>|>${inner}</${tag}\\s*>)`;
}

/**
 * A pattern for what stands in a text of a workbook (CT_Rst, ECMA-376 18.4.8): one text or several runs, then how it
 * is pronounced. Whatever else stood there, one reader would take for text and another would not.
 */
export function richText(prefix: string): string {
  const text = element(prefix, 't', '[^<]*');
  const property = `<${literally(prefix)}\\w+${ATTRIBUTES}(?:/>|>${BLANKS}</${literally(prefix)}\\w+\\s*>)`;
  const properties = element(prefix, 'rPr', `${BLANKS}(?:${property}${BLANKS})*`);
  const run = element(prefix, 'r', `${BLANKS}(?:${properties}${BLANKS})?${text}${BLANKS}`);
  const phonetic = element(prefix, 'rPh', `${BLANKS}${text}${BLANKS}`);
  const pronounced = element(prefix, 'phoneticPr', BLANKS);
  return `${BLANKS}(?:${text}${BLANKS}|(?:${run}${BLANKS})*)(?:${phonetic}${BLANKS})*(?:${pronounced}${BLANKS})?`;
}

/**
 * The same XML without numeric references beyond U+FFFF, which the library cuts to 16 bits; null where a reference
 * stands for nothing.
 */
export function withReferences(xml: string): string | null {
  if (!xml.includes('&')) return xml;
  if (UNKNOWN_REFERENCE.test(xml)) return null;
  let isSound = true;
  const written = xml.replace(NUMBER_REFERENCE, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    isSound &&= isCharacter(code);
    return code > 0xffff && isSound ? String.fromCodePoint(code) : whole;
  });
  return isSound ? written : null;
}

/** For use inside a pattern. */
export function literally(text: string): string {
  return text.replace(/[.]/g, '\\$&');
}

/** XML 1.0 2.2 Char. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (code < 0xd800 || code > 0xdfff) && code <= 0x10ffff && code !== 0xfffe && code !== 0xffff;
}
