/** Owns putting partials in: a tree of raw tokens becomes a template without tags we do not want. */
import type { Finding } from '../finding.js';
import { type Parsed, parseMustache } from './mustache.js';
import { templateFinding } from './template-finding.js';
import type { RawToken, Token } from './token.js';

/** What one part is made from; `findings` is filled while it is. */
export interface Assembly {
  /** Partial name -> source, LF line ends. */
  readonly partials: ReadonlyMap<string, string>;
  readonly findings: Finding[];
}

/** Parses `source` and everything it includes. An empty list, with findings, where it cannot be read. */
export function assemble(source: string, file: string, assembly: Assembly): readonly Token[] {
  return resolve(parseMustache(source, file), [], assembly);
}

function resolve(parsed: Parsed, path: readonly string[], assembly: Assembly): readonly Token[] {
  if (parsed.kind === 'parsed') return parsed.tokens.flatMap((token) => putIn(token, path, assembly));
  const { reason, tag, place: file } = parsed;
  assembly.findings.push(
    reason === 'changed-delimiters'
      ? templateFinding('changed-delimiters', { file })
      : templateFinding('template-syntax', { file, reason, tag }),
  );
  return [];
}

function putIn(token: RawToken, path: readonly string[], assembly: Assembly): readonly Token[] {
  switch (token.kind) {
    case 'text':
    case 'placeholder':
      return [token];
    case 'section':
      return [{ ...token, tokens: token.tokens.flatMap((inner) => putIn(inner, path, assembly)) }];
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

function putPartialIn(
  token: RawToken & { kind: 'partial' },
  path: readonly string[],
  assembly: Assembly,
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
  const indented = indentation === '' ? source : source.replace(/^(?=[^\n])/gm, indentation);
  return resolve(parseMustache(indented, `${partial}.mustache`), [...path, partial], assembly);
}
