/** Owns the logo of an invitation: one small picture that travels inside the message, as `cid:logo`. */
import type { Finding } from '../finding.js';
import type { HtmlNode, HtmlTag } from './html-nodes.js';
import { beginningOf, isWhole, type PictureKind } from './picture.js';
import { templateFinding } from './template-finding.js';

/** A file of the template's folder named "logo" and an ending of a picture. */
export interface LogoFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Logo extends LogoFile {
  /** "image/png". */
  readonly type: string;
}

/** Endings by which a file is taken for a logo; those without a kind are refused. */
export const LOGO_ENDINGS = [
  'png',
  'jpg',
  'jpeg',
  'gif',
  'svg',
  'webp',
  'bmp',
  'tif',
  'tiff',
  'avif',
  'ico',
] as const;

/** Each message carries it: 10 000 voters make 10 000 copies at the mail server. */
const LARGE = 50_000;
const LARGEST = 200_000;

/** What every mail program shows. */
const KINDS: Readonly<Record<PictureKind, { readonly endings: readonly string[]; readonly type: string }>> = {
  png: { endings: ['png'], type: 'image/png' },
  jpg: { endings: ['jpg', 'jpeg'], type: 'image/jpeg' },
  gif: { endings: ['gif'], type: 'image/gif' },
};

/** The logo of a template, null where it has none that can be mailed, and what is wrong with it. */
export function checkLogo(
  files: readonly LogoFile[],
  nodes: readonly HtmlNode[],
): { readonly logo: Logo | null; readonly findings: readonly Finding[] } {
  const [file] = files;
  const uses = contentIds(nodes);
  const names = files.map(({ name }) => name);
  if (files.length > 1) return { logo: null, findings: [templateFinding('several-logos', { names })] };
  const missing = uses
    .filter(({ id }) => file === undefined || id !== 'logo')
    .map(({ id, place }) => templateFinding('logo-missing', { file: place, id }));
  if (file === undefined) return { logo: null, findings: missing };
  const unused = uses.some(({ id }) => id === 'logo')
    ? []
    : [templateFinding('logo-unused', { name: file.name }, 'warning')];
  const type = typeOf(file);
  const kind =
    type === null ? [templateFinding('logo-format', { name: file.name, content: contentOf(file) })] : [];
  const logo = type === null || unused.length > 0 ? null : { ...file, type };
  return { logo, findings: [...missing, ...unused, ...kind, ...tooLarge(file)] };
}

/** The HTML with another address in place of the template's `cid:logo`, which only names the logo. */
export function withLogoAt(html: string, address: string): string {
  // No cell can write this: its "=" and quotes are escaped.
  return html.replace(
    /(\ssrc\s*=\s*(?:["']\s*)?)cid:logo(?=["'\s>])/gi,
    (_all, before: string) => `${before}${address}`,
  );
}

/** The HTML as it looks where no message carries the logo: in a browser, with the logo in it. */
export function withLogoInside(html: string, logo: Logo | null): string {
  if (logo === null) return html;
  return withLogoAt(html, `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`);
}

function tooLarge({ name, bytes: { length } }: LogoFile): Finding[] {
  if (length <= LARGE) return [];
  const refused = length > LARGEST;
  const details = { name, bytes: length, limit: refused ? LARGEST : LARGE };
  return [templateFinding('logo-too-large', details, refused ? 'error' : 'warning')];
}

/** The parts of the message that images refer to (RFC 2392). */
function contentIds(nodes: readonly HtmlNode[]): { readonly id: string; readonly place: string }[] {
  return nodes
    .filter((node): node is HtmlTag => node.kind === 'tag' && !node.closing && node.name === 'img')
    .flatMap(({ attributes, place }) => {
      const id = /^cid:(.*)$/is.exec((attributes.get('src') ?? '').trim())?.[1];
      return id === undefined ? [] : { id, place };
    });
}

/** null unless the content is what the ending says, and one that every mail program shows. */
function typeOf(file: LogoFile): string | null {
  const ending = file.name.slice(file.name.lastIndexOf('.') + 1).toLowerCase();
  const content = contentOf(file);
  return content !== 'other' && KINDS[content].endings.includes(ending) ? KINDS[content].type : null;
}

function contentOf({ bytes }: LogoFile): PictureKind | 'other' {
  const kind = beginningOf(bytes);
  return kind !== null && isWhole(bytes, kind) ? kind : 'other';
}
