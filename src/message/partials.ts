/** Owns putting partials in: a tree of raw tokens becomes a template without tags we do not want. */
import type { Finding } from '../finding.js';
import { DEEPEST, type Parsed, parseMustache } from './mustache.js';
import { templateFinding } from './template-finding.js';
import type { RawToken, Token } from './token.js';

/** What one part is made from; `findings` is filled while it is. */
export interface Assembly {
  /** Partial name -> source, LF line ends. */
  readonly partials: ReadonlyMap<string, string>;
  readonly findings: Finding[];
}

/** Characters that all partials of one part may come to: far above what a mailbox shows, far below what takes long. */
export const LARGEST_EXPANSION = 4_000_000;
/** What putting in an empty partial counts: partials that include each other twice over grow without any text. */
const COST_OF_PARTIAL = 1_000;

/**
 * NUL, ESC, DEL ...: all but line ends and tab. No mailbox shows them, and some break off at them; nor what reverses
 * the order of the text behind it (UAX #9: embeddings, overrides, isolates).
 */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

interface Work extends Assembly {
  /** Characters that may still be put in. */
  left: number;
  /** Sections round what is put in now, those of other files too. */
  sections: number;
}

/** Parses `source` and everything it includes. An empty list, with findings, where it cannot be read. */
export function assemble(source: string, file: string, assembly: Assembly): readonly Token[] {
  return parse(source, file, [], { ...assembly, left: LARGEST_EXPANSION, sections: 0 });
}

function parse(source: string, file: string, path: readonly string[], work: Work): readonly Token[] {
  const control = source.search(CONTROL);
  if (control >= 0) work.findings.push(controlCharacter(source, file, control));
  return resolve(parseMustache(source, file), path, work);
}

function controlCharacter(source: string, file: string, index: number): Finding {
  const line = source.slice(0, index).split('\n').length;
  const codePoint = `U+${source.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0')}`;
  return templateFinding('template-control-character', { file: `${file}:${line}`, codePoint });
}

function resolve(parsed: Parsed, path: readonly string[], assembly: Work): readonly Token[] {
  if (parsed.kind === 'parsed') return parsed.tokens.flatMap((token) => putIn(token, path, assembly));
  const { reason, tag, place: file } = parsed;
  assembly.findings.push(
    reason === 'changed-delimiters'
      ? templateFinding('changed-delimiters', { file })
      : templateFinding('template-syntax', { file, reason, tag }),
  );
  return [];
}

function putIn(token: RawToken, path: readonly string[], assembly: Work): readonly Token[] {
  switch (token.kind) {
    case 'text':
    case 'placeholder':
      return [token];
    case 'section':
      return putSectionIn(token, path, assembly);
    case 'partial':
      return putPartialIn(token, path, assembly);
    case 'unescaped': {
      const details = { placeholder: token.name, file: token.place };
      assembly.findings.push(templateFinding('unescaped-placeholder', details));
      return [];
    }
    case 'delimiters':
      assembly.findings.push(templateFinding('changed-delimiters', { file: token.place }));
      return [];
  }
}

function putSectionIn(
  section: RawToken & { kind: 'section' },
  path: readonly string[],
  assembly: Work,
): readonly Token[] {
  const { name: tag, place: file } = section;
  if (assembly.sections >= DEEPEST) {
    assembly.findings.push(templateFinding('template-syntax', { file, reason: 'nested-too-deep', tag }));
    return [];
  }
  assembly.sections += 1;
  const tokens = section.tokens.flatMap((inner) => putIn(inner, path, assembly));
  assembly.sections -= 1;
  return [{ ...section, tokens }];
}

function putPartialIn(
  token: RawToken & { kind: 'partial' },
  path: readonly string[],
  assembly: Work,
): readonly Token[] {
  const { name: partial, indentation } = token;
  const source = assembly.partials.get(partial);
  if (source === undefined) {
    assembly.findings.push(templateFinding('unknown-partial', { partial, file: token.place }));
    return [];
  }
  if (path.includes(partial)) {
    assembly.findings.push(templateFinding('partial-cycle', { partial }));
    return [];
  }
  if (path.length >= DEEPEST) {
    const details = { partial, file: token.place, limit: DEEPEST };
    assembly.findings.push(templateFinding('partials-too-deep', details));
    return [];
  }
  if (assembly.left <= 0) return [];
  assembly.left -= COST_OF_PARTIAL + source.length;
  if (assembly.left <= 0) {
    assembly.findings.push(templateFinding('partials-too-large', { partial, limit: LARGEST_EXPANSION }));
    return [];
  }
  const indented = indentation === '' ? source : source.replace(/^(?=[^\n])/gm, indentation);
  return parse(indented, `${partial}.mustache`, [...path, partial], assembly);
}
