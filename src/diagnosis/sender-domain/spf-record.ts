/** Owns the grammar of one SPF record (RFC 7208 12): which TXT records are SPF, and the terms of one. */
import type { SpfQualifier } from './facts.js';
import { isSpfAddress, isSpfPrefix } from './spf-address.js';

export type SpfMechanism = 'all' | 'include' | 'a' | 'mx' | 'ptr' | 'ip4' | 'ip6' | 'exists';

/** `name` is the domain in lower case; null where the record's own is meant, or there is none. */
export interface SpfTerm {
  readonly qualifier: SpfQualifier;
  readonly mechanism: SpfMechanism | 'redirect';
  readonly name: string | null;
  /** The name has a macro (RFC 7208 7): it is another one for each message. */
  readonly macro: boolean;
  /** An address range that holds every address. */
  readonly everybody: boolean;
}

/** Only the terms that count: without those behind "all" (5.1), without a redirect beside "all" (6.1). */
export interface SpfRecord {
  readonly terms: readonly SpfTerm[];
  readonly all: SpfQualifier | null;
}

export type ParsedSpf = SpfRecord | { readonly wrongTerm: string };

const MACRO = /%\{[slodiphcrtv]\d*r?[.\-+,/_=]*\}|%[%_-]/gi;
const DIRECTIVE = /^([+\-~?]?)([a-z0-9]+)(?:(:)(.*)|(\/.*))?$/i;
const MODIFIER = /^([a-z][a-z0-9_.-]*)=(.*)$/i;
/** The last label is never a number alone (RFC 7208 7.1 toplabel). */
const TOP_LABEL = /\.(?=[a-z0-9-]*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?$/i;

/** The records that are SPF by their beginning (RFC 7208 4.5), and those that were meant to be. */
export function selectSpf(texts: readonly string[]): { records: string[]; misspelt: string[] } {
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  const misspelt = texts.filter((text) => !records.includes(text) && /^[\s"']{0,9}v\s?=\s?spf1/i.test(text));
  return { records, misspelt };
}

/** Takes a record that `selectSpf` chose; the first term that is no SPF makes the whole record void (4.6). */
export function parseSpf(record: string): ParsedSpf {
  const pieces = record.split(' ').slice(1).filter(Boolean);
  const parsed = pieces.map((piece) => ({ piece, term: parseTerm(piece) }));
  const wrong = parsed.find(({ term }) => term === 'wrong') ?? doubled(pieces);
  if (wrong !== undefined) return { wrongTerm: wrong.piece };
  return ofWeight(parsed.flatMap(({ term }) => (term === 'wrong' || term === 'ignored' ? [] : [term])));
}

/** RFC 7208 6: redirect and exp may stand once. */
function doubled(pieces: readonly string[]): { piece: string } | undefined {
  const once = ['redirect=', 'exp='].map((start) =>
    pieces.filter((piece) => piece.toLowerCase().startsWith(start)),
  );
  const piece = once.find((found) => found.length > 1)?.[1];
  return piece === undefined ? undefined : { piece };
}

function ofWeight(terms: readonly SpfTerm[]): SpfRecord {
  const end = terms.findIndex(({ mechanism }) => mechanism === 'all');
  if (end < 0) return { terms, all: null };
  const before = terms.slice(0, end).filter(({ mechanism }) => mechanism !== 'redirect');
  return { terms: before, all: terms[end]?.qualifier ?? null };
}

function parseTerm(piece: string): SpfTerm | 'ignored' | 'wrong' {
  const modifier = MODIFIER.exec(piece);
  if (modifier !== null) return parseModifier(modifier[1] ?? '', modifier[2] ?? '');
  const [, sign = '', name = '', colon, value = '', prefix = ''] = DIRECTIVE.exec(piece) ?? [];
  const qualifier = (sign || '+') as SpfQualifier;
  const mechanism = name.toLowerCase();
  switch (mechanism) {
    case 'all':
      return colon === undefined && prefix === '' ? term(qualifier, 'all') : 'wrong';
    case 'include':
    case 'exists':
      return named(qualifier, mechanism, value);
    case 'ptr':
      if (prefix !== '') return 'wrong';
      return colon === undefined ? term(qualifier, 'ptr') : named(qualifier, 'ptr', value);
    case 'a':
    case 'mx':
      return hosts(qualifier, mechanism, colon === undefined ? null : value, prefix);
    case 'ip4':
    case 'ip6':
      if (!isSpfAddress(mechanism, value)) return 'wrong';
      return { ...term(qualifier, mechanism), everybody: value.endsWith('/0') };
    default:
      return 'wrong';
  }
}

/** Modifiers that nobody knows are to be ignored (RFC 7208 6), if they are written well. */
function parseModifier(name: string, value: string): SpfTerm | 'ignored' | 'wrong' {
  if (name.toLowerCase() === 'redirect') return named('+', 'redirect', value);
  if (name.toLowerCase() === 'exp') return isDomainSpec(value) ? 'ignored' : 'wrong';
  return isMacroString(value) ? 'ignored' : 'wrong';
}

/** "a", "a/24", "a:name", "a:name/24//64". */
function hosts(
  qualifier: SpfQualifier,
  mechanism: 'a' | 'mx',
  value: string | null,
  prefix: string,
): SpfTerm | 'wrong' {
  if (value === null) return isSpfPrefix(prefix) ? term(qualifier, mechanism) : 'wrong';
  const [, name = '', end = ''] = /^(.*?)((?:\/\d{1,3})?(?:\/\/\d{1,3})?)$/.exec(value) ?? [];
  return isSpfPrefix(end) ? named(qualifier, mechanism, name) : 'wrong';
}

function named(qualifier: SpfQualifier, mechanism: SpfTerm['mechanism'], value: string): SpfTerm | 'wrong' {
  if (!isDomainSpec(value)) return 'wrong';
  const name = value.toLowerCase().replace(/\.$/, '');
  return { ...term(qualifier, mechanism), name, macro: value.includes('%') };
}

function term(qualifier: SpfQualifier, mechanism: SpfTerm['mechanism']): SpfTerm {
  return { qualifier, mechanism, name: null, macro: false, everybody: false };
}

function isMacroString(text: string): boolean {
  return /^[\x21-\x24\x26-\x7e]*$/.test(text.replace(MACRO, ''));
}

/** RFC 7208 7.1 domain-spec: ends in a top label behind a dot, or in a macro. */
function isDomainSpec(text: string): boolean {
  if (!isMacroString(text)) return false;
  return TOP_LABEL.test(text) || /%\{[^{}]*\}$/.test(text);
}
