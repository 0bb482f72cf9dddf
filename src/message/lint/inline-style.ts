/** Owns what inline styles make of a text: its colour, the colour behind it, its size, whether it is shown. */
import type { HtmlTag } from '../html-nodes.js';
import { type Colour, parseColour } from './colour.js';

export interface InlineStyle {
  /** null where it cannot be known from inline styles. */
  readonly colour: Colour | null;
  readonly background: Colour | null;
  /** CSS pixels. */
  readonly size: number;
  readonly bold: boolean;
  readonly hidden: boolean;
}

/** What a mail program shows without any style. */
export const PLAIN: InlineStyle = {
  colour: [0, 0, 0],
  background: [255, 255, 255],
  size: 16,
  bold: false,
  hidden: false,
};

const HEADINGS: Readonly<Record<string, number>> = {
  h1: 32,
  h2: 24,
  h3: 18.72,
  h4: 16,
  h5: 13.28,
  h6: 10.72,
};

/** The style inside an element, given the style around it. Style sheets are not looked at. */
export function styleInside({ name, attributes }: HtmlTag, around: InlineStyle): InlineStyle {
  const css = declarations(attributes.get('style') ?? '');
  const size = sizeOf(css.get('font-size'), HEADINGS[name] ?? around.size, around.size);
  return {
    colour: colourOf(
      css.get('color') ?? attributes.get('color') ?? attributes.get('text'),
      colourIn(name, around),
    ),
    background: backgroundOf(css, attributes.get('bgcolor'), around.background),
    size,
    bold: boldOf(
      css.get('font-weight'),
      around.bold || name in HEADINGS || name === 'b' || name === 'strong',
    ),
    hidden: around.hidden || css.get('display') === 'none',
  };
}

function declarations(style: string): ReadonlyMap<string, string> {
  const pairs = style.split(';').map((part) => {
    const colon = part.indexOf(':');
    const value = part.slice(colon + 1).replace(/!\s*important/i, '');
    return [part.slice(0, Math.max(colon, 0)).trim().toLowerCase(), value.trim().toLowerCase()] as const;
  });
  return new Map(pairs);
}

/** A link has the mail program's own colour, whatever stands around it. */
function colourIn(name: string, around: InlineStyle): Colour | null {
  return name === 'a' ? null : around.colour;
}

function colourOf(written: string | undefined, around: Colour | null): Colour | null {
  if (written === undefined || written === 'inherit') return around;
  return parseColour(written);
}

function backgroundOf(
  css: ReadonlyMap<string, string>,
  attribute: string | undefined,
  around: Colour | null,
): Colour | null {
  const written = css.get('background-color') ?? css.get('background') ?? attribute;
  if (written === undefined || /^(?:none|transparent|inherit)$/.test(written)) return around;
  if (/url\(|gradient\(/.test(written)) return null;
  return parseColour(written) ?? parseColour(written.split(/\s+/)[0] ?? '');
}

function sizeOf(written: string | undefined, usual: number, around: number): number {
  const [, number, unit] = /^([\d.]{1,10})(px|pt|em|rem|%)$/.exec(written ?? '') ?? [];
  const value = Number(number);
  if (unit === undefined || Number.isNaN(value)) return usual;
  const factors: Readonly<Record<string, number>> = {
    px: 1,
    pt: 4 / 3,
    em: around,
    rem: 16,
    '%': around / 100,
  };
  return value * (factors[unit] ?? 1);
}

function boldOf(written: string | undefined, around: boolean): boolean {
  if (written === undefined) return around;
  return written === 'bold' || written === 'bolder' || Number(written) >= 600;
}
