/** Owns the report as Markdown (CommonMark with the tables of GitHub), in which no text of a stranger means anything. */
import type { TranscriptLine } from '../diagnosis/result.js';
import { safeText } from '../smtp/reply.js';
import type { Block, Section, TranscriptBlock } from './blocks.js';
import { MARKERS } from './marker.js';
import type { Report } from './report.js';

const MARKS: Readonly<Record<TranscriptLine['direction'], string>> = {
  client: '->',
  server: '<-',
  note: '**',
};

/** The whole document. */
export function reportMarkdown({ kind, title, verdict, opening, sections }: Report): string {
  const parts = [
    `# ${escapeMarkdown(title)}`,
    `**${escapeMarkdown(verdict)}**`,
    ...opening.map(escapeBlock),
    ...sections.flatMap(sectionParts),
  ];
  return `${MARKERS[kind].md}\n${parts.join('\n\n')}\n`;
}

/**
 * One line in which no character is markup: CommonMark 2.4 takes a backslash before any of them. An address of a web
 * page stays text, for nobody should follow a server's link; of a bare mail address viewers may make a link to write to.
 */
export function escapeMarkdown(text: string): string {
  return safeText(text, Number.MAX_SAFE_INTEGER)
    .replace(/[\\`*_{}[\]<>|#~!&$]/g, '\\$&')
    .replaceAll('://', ':\\//')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`);
}

/** Where a block begins, also a dash, an equals sign and a number would begin one of another kind. */
export function escapeBlock(text: string): string {
  return escapeMarkdown(text)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

function sectionParts({ heading, blocks }: Section): string[] {
  return [`## ${escapeMarkdown(heading)}`, ...blocks.flatMap(blockParts)];
}

function blockParts(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [escapeBlock(block.text)];
    case 'list':
      return [list(block.items)];
    case 'group':
      return [`### ${escapeMarkdown(block.heading)}`, list(block.items)];
    case 'facts':
      return [facts(block.rows)];
    case 'table':
      return [
        table(
          block.columns,
          block.rows.map(({ cells }) => cells),
        ),
      ];
    case 'picture':
      return [table(block.columns, block.rows)];
    case 'transcript':
      return transcript(block);
  }
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${escapeBlock(item)}`).join('\n');
}

function facts(rows: readonly (readonly [string, string])[]): string {
  const given = rows.filter(([, value]) => value !== '');
  return given.map(([label, value]) => `- ${escapeMarkdown(label)}: ${escapeMarkdown(value)}`).join('\n');
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const rule = `| ${columns.map(() => '---').join(' | ')} |`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
}

/** A code block, in which nothing is markup; its fence is longer than any that a server could write. */
function transcript({ legend, lines }: TranscriptBlock): string[] {
  const shown = lines.map(({ direction, text, encrypted }) =>
    `${encrypted ? '~' : ' '} ${MARKS[direction]} ${safeText(text, Number.MAX_SAFE_INTEGER)}`.trimEnd(),
  );
  const longest = Math.max(2, ...shown.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [[`${fence}text`, legend, '', ...shown, fence].join('\n')];
}
