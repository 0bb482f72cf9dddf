/** Owns which elements and attributes a message may have: those that lay out text and load, run and send nothing. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * SVG, MathML, `<select>`, `<template>`, `<noscript>`, `<frameset>` and whatever holds text that is no markup, except
 * titles and styles, are left out for one more reason: with them the meaning of a tag depends on what is around it.
 */
const ELEMENTS = words(`
  html head title meta style body
  p br hr wbr h1 h2 h3 h4 h5 h6 div span center blockquote q pre address
  b strong i em u s strike del ins mark small big sub sup font tt code kbd samp var cite abbr acronym dfn bdi bdo time
  ul ol li dl dt dd a img map area
  table caption colgroup col thead tbody tfoot tr th td
  header footer main nav section article aside figure figcaption details summary ruby rb rt rp
  o:p
`);

const EVERYWHERE = words(`
  id class style lang xml:lang dir title role hidden tabindex translate xmlns
  align valign width height bgcolor color background border bordercolor text
`);

const ATTRIBUTES: Readonly<Record<string, ReadonlySet<string>>> = {
  html: words('prefix'),
  meta: words('charset name property content http-equiv media scheme'),
  style: words('type media'),
  body: words(
    'link vlink alink leftmargin topmargin rightmargin bottommargin marginwidth marginheight offset',
  ),
  a: words('href name target rel hreflang type shape coords'),
  area: words('href alt target rel shape coords nohref'),
  map: words('name'),
  img: words('src srcset alt name usemap hspace vspace sizes loading decoding border data-imagetype'),
  font: words('face size'),
  hr: words('size noshade'),
  br: words('clear'),
  ul: words('type compact'),
  ol: words('type start reversed compact'),
  li: words('type value'),
  table: words('cellpadding cellspacing frame rules summary datapagesize'),
  td: words('colspan rowspan headers scope abbr axis nowrap char charoff'),
  th: words('colspan rowspan headers scope abbr axis nowrap char charoff'),
  tr: words('char charoff'),
  col: words('span char charoff'),
  colgroup: words('span char charoff'),
  time: words('datetime'),
  ins: words('datetime'),
  del: words('datetime'),
  details: words('open'),
};

/** Attributes in any number that no program acts on, but for Outlook's own, which begin with its prefixes. */
const HARMLESS = /^(?:aria|data)-[a-z0-9-]+$|^xmlns:[a-z0-9]+$|^x-apple-data-detectors(?:-[a-z]+)?$/;

export function isAllowedElement(name: string): boolean {
  return ELEMENTS.has(name);
}

/** Whether the element, which is allowed itself, may have the attribute; what it may say is judged elsewhere. */
export function isAllowedAttribute(element: string, attribute: string): boolean {
  const own = Object.hasOwn(ATTRIBUTES, element) ? ATTRIBUTES[element] : undefined;
  return EVERYWHERE.has(attribute) || HARMLESS.test(attribute) || own?.has(attribute) === true;
}

/** Shapes and settings that Outlook on Windows reads in its own comments (VML and Office). */
const OFFICE = /^(?:[vow]:[a-z0-9]+|xml|noscript)$/;

export function isOfficeElement(name: string): boolean {
  return OFFICE.test(name);
}
