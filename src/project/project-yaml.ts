/** Owns the door to yaml: the text of invite.yaml becomes plain values, with the line of every key. */
import { isMap, LineCounter, parseDocument, visit } from 'yaml';
import { Fault } from '../fault.js';
import { safeText } from '../smtp/reply.js';

export interface ProjectYaml {
  readonly values: unknown;
  /** Line, from 1, of a key ("contact.email"), or of the nearest one round it that is there. */
  lineOf(key: string): number;
}

/** Throws `project-syntax`, `project-duplicate-key`; `path` is for them. */
export function parseProjectYaml(path: string, text: string): ProjectYaml {
  const lines = new LineCounter();
  // `uniqueKeys` (the default) makes a key written twice an error: the second would win silently.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken) throw notYaml(path, broken, text, lines);
  const lineOf = (key: string): number => lineIn(document.contents, key.split('.'), lines) ?? 1;
  return { values: plainValues(path, document, lines), lineOf };
}

type YamlDocument = ReturnType<typeof parseDocument>;

function notYaml(
  path: string,
  error: YamlDocument['errors'][number],
  text: string,
  lines: LineCounter,
): Fault {
  const [start] = error.pos;
  const { line, col: column } = lines.linePos(start);
  if (error.code !== 'DUPLICATE_KEY')
    return new Fault('project-syntax', { path, line, column, reason: reasonOf(error) });
  const key = /^["']?([^"':\n]*)/.exec(text.slice(start))?.[1] ?? '';
  return new Fault('project-duplicate-key', { path, line, key: safeText(key, 80) });
}

/** The parser's words, without what of the file it quotes behind them: that may be a secret. */
function reasonOf(error: Error): string {
  const words = error instanceof RangeError ? 'Nested too deeply' : (error.message.split(': ')[0] ?? '');
  return safeText(words, 120);
}

/** Line of the innermost of these keys that is there. */
function lineIn(node: unknown, keys: readonly string[], lines: LineCounter): number | null {
  const item = isMap(node) ? node.items.find(({ key }) => String(key) === keys[0]) : undefined;
  const start = (item?.key as { range?: readonly [number, number, number] } | undefined)?.range?.[0];
  if (start === undefined) return null;
  return lineIn(item?.value, keys.slice(1), lines) ?? lines.linePos(start).line;
}

/** Aliases are where YAML can still fail after parsing: unknown ones, endless ones, and those that multiply. */
function plainValues(path: string, document: YamlDocument, lines: LineCounter): unknown {
  try {
    const values: unknown = document.toJS({ maxAliasCount: 10 }) ?? {};
    refuseEndless(values);
    return values;
  } catch (error) {
    const { line, col: column } = lines.linePos(firstAlias(document));
    throw new Fault('project-syntax', {
      path,
      line,
      column,
      reason: reasonOf(error as Error),
    });
  }
}

/** An anchor may hold an alias to itself. */
function refuseEndless(value: unknown, around: readonly unknown[] = []): void {
  if (typeof value !== 'object' || value === null) return;
  if (around.includes(value)) throw new Error('The alias refers to something it is part of');
  for (const inner of Object.values(value)) refuseEndless(inner, [...around, value]);
}

function firstAlias(document: YamlDocument): number {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}
