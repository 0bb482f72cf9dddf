/** Owns what CSS would load or hide, in style sheets and in style attributes; strict instead of clever. */

export type StyleFault =
  /** Something is loaded from an address. */
  | { readonly kind: 'loads'; readonly address: string }
  /** Something that could hide what is loaded, or act; as written. */
  | { readonly kind: 'refused'; readonly written: string };

/** Functions that take an address (CSS Values 4, CSS Images 4); `-webkit-image-set(` ends like one of them. */
const ADDRESS = /(?:url|src|image|image-set|cross-fade)\s*\(\s*["']?\s*([^"')]*)/gi;
const IMPORT = /@import[^;]{0,200}/gi;
/** An escaped letter or number can spell any of the above; escaped punctuation only names a class (`v\:*`). */
const HIDDEN = /\\(?![:./%,#[\]!@]).{0,5}/gs;
/** Scripts and filters of old Internet Explorers, which mail programs have outlived. */
const ACTING = /expression\s*\(|AlphaImageLoader|javascript:/gi;

/** `css` with character references resolved, as a browser has it. Linear in its length. */
export function styleFaults(css: string): readonly StyleFault[] {
  return [
    ...[...css.replace(IMPORT, '').matchAll(ADDRESS)].map(([, address = '']) => loads(address)),
    ...[...css.matchAll(IMPORT)].map(([written]) => loads(written)),
    ...[...css.matchAll(HIDDEN)].map(refused),
    ...[...css.matchAll(ACTING)].map(refused),
  ];
}

function loads(address: string): StyleFault {
  return { kind: 'loads', address };
}

function refused([written]: readonly string[]): StyleFault {
  return { kind: 'refused', written: written ?? '' };
}
