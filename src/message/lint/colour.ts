/** Owns colours as HTML writes them, and their contrast as WCAG counts it. */

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** The names that people write; others are not known here. */
const NAMES: Readonly<Record<string, Colour>> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  red: [255, 0, 0],
  green: [0, 128, 0],
  lime: [0, 255, 0],
  blue: [0, 0, 255],
  navy: [0, 0, 128],
  yellow: [255, 255, 0],
  orange: [255, 165, 0],
  gold: [255, 215, 0],
  purple: [128, 0, 128],
  teal: [0, 128, 128],
  maroon: [128, 0, 0],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  darkgray: [169, 169, 169],
  darkgrey: [169, 169, 169],
  lightgray: [211, 211, 211],
  lightgrey: [211, 211, 211],
  whitesmoke: [245, 245, 245],
};

/** "#fff", "#ffffff", "rgb(0, 0, 0)", "white"; null for what is none, or is not known (transparency, variables). */
export function parseColour(text: string): Colour | null {
  const word = text.trim().toLowerCase();
  const hex = /^#(?:([0-9a-f]{3})|([0-9a-f]{6}))$/.exec(word);
  if (hex) return parseHex(hex[2] ?? (hex[1] ?? '').replace(/./g, '$&$&'));
  const [, red, green, blue] = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(word) ?? [];
  if (blue !== undefined) return [channel(red), channel(green), channel(blue)];
  return Object.hasOwn(NAMES, word) ? (NAMES[word] ?? null) : null;
}

function parseHex(digits: string): Colour {
  const value = Number.parseInt(digits, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function channel(digits: string | undefined): number {
  return Math.min(Number(digits), 255);
}

/** "#1c4a7e". */
export function writtenColour([red, green, blue]: Colour): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`;
}

/** WCAG 2.2, 1.4.3: (L1 + 0.05) / (L2 + 0.05), from 1 to 21. */
export function contrastOf(a: Colour, b: Colour): number {
  const [one, other] = [luminance(a), luminance(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
