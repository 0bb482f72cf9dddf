/** Owns how an HTML invitation looks to the eye: each text with its size, its colour and the colour behind it. */

export interface VisibleText {
  readonly text: string;
  /** Hexadecimal, as in "#ffffff". */
  readonly color: string;
  readonly background: string;
  /** CSS pixels. */
  readonly size: number;
}

type Style = Readonly<Record<string, string>>;
type Rules = ReadonlyMap<string, Style>;

const VOID = new Set(['meta', 'br', 'hr', 'img', 'input', 'link']);
const UNSEEN = new Set(['head', 'style', 'title', 'script']);

/**
 * The texts of the body in order, with inline styles, or in `dark` with the classes of the dark media query on top.
 * Knows what our templates use: inline styles, single classes, inheritance.
 */
export function visibleTexts(html: string, mode: 'light' | 'dark'): VisibleText[] {
  const rules: Rules = mode === 'dark' ? darkRules(html) : new Map();
  const stack: Style[] = [{ color: '#000000', 'background-color': '#ffffff', 'font-size': '16px' }];
  const texts: VisibleText[] = [];
  for (const [piece, closing, tag, attributes] of pieces(html)) {
    const top = stack.at(-1) ?? {};
    if (tag === undefined) {
      if (piece.trim() !== '' && top['display'] !== 'none') texts.push(seen(piece, top));
    } else if (closing === '/') stack.pop();
    else if (!VOID.has(tag)) stack.push(styleOf(tag, attributes ?? '', top, rules));
  }
  if (stack.length !== 1) throw new Error(`the HTML leaves ${stack.length - 1} elements open`);
  return texts;
}

/** WCAG 2.2, 1.4.3: (L1 + 0.05) / (L2 + 0.05), from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

type Piece = readonly [
  piece: string,
  closing: string | undefined,
  tag: string | undefined,
  attributes: string | undefined,
];

/** `tag` is undefined for text. */
function* pieces(html: string): Generator<Piece> {
  const body = html.replace(/<!--[\s\S]*?-->|<!doctype[^>]*>|<(style|title)[\s\S]*?<\/\1>/gi, '');
  for (const [piece, closing, tag, attributes] of body.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/gi))
    yield [piece, closing, tag?.toLowerCase(), attributes];
}

function styleOf(tag: string, attributes: string, inherited: Style, rules: Rules): Style {
  const inline = declarations(/\bstyle="([^"]*)"/.exec(attributes)?.[1] ?? '');
  const classes = /\bclass="([^"]*)"/.exec(attributes)?.[1]?.split(' ') ?? [];
  const forced = classes.map((name) => rules.get(name) ?? {});
  const hidden = UNSEEN.has(tag) ? { display: 'none' } : {};
  return Object.assign({}, inherited, inline, ...forced, hidden) as Style;
}

function seen(piece: string, style: Style): VisibleText {
  const { color = '', 'background-color': background = '', 'font-size': size = '' } = style;
  return { text: piece.trim(), color, background, size: Number.parseFloat(size) };
}

function darkRules(html: string): Rules {
  const block = /@media \(prefers-color-scheme: dark\) \{([\s\S]*?)\n {4}\}/.exec(html)?.[1] ?? '';
  const rules = [...block.matchAll(/\.([\w-]+) \{([^}]*)\}/g)];
  return new Map(rules.map(([, name = '', body = '']) => [name, declarations(body)]));
}

function declarations(css: string): Style {
  const parts = css.replaceAll('!important', '').split(';');
  const pairs = parts.map((part) => part.split(':').map((word) => word.trim()));
  return Object.fromEntries(pairs.filter(([name]) => name !== '')) as Style;
}

function luminance(hex: string): number {
  if (!/^#[0-9a-f]{6}$/.test(hex)) throw new Error(`not a colour: ${hex}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
