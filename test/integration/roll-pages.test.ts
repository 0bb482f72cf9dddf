import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { run as preview } from '../../src/cli/commands/preview.js';
import { rollFindings } from '../../src/i18n/en/findings/roll.js';
import { rollSuspicions } from '../../src/i18n/en/findings/roll-suspicions.js';
import { Household } from '../support/cli.js';
import { commandContext, exitCode, printed } from '../support/command-context.js';
import { FAULTY_WORKBOOKS } from '../support/faulty-workbooks.js';
import { workbookOf } from '../support/workbook.js';

const FAULTY = fileURLToPath(new URL('../fixtures/rolls/faulty/', import.meta.url));

interface Page {
  readonly file: string;
  readonly options?: Readonly<Record<string, string>>;
  /** Headers by the roles they are given. */
  readonly columns?: Readonly<Record<string, string>>;
  /** A file too large to be kept. */
  readonly make?: () => Uint8Array | string | Promise<Uint8Array>;
}

const PAGES: readonly Page[] = [
  ...['ambiguous-column.csv', 'binary.csv', 'binary-workbook.xlsb', 'cell-too-long.csv'],
  ...['cell-without-header.xlsx', 'control-character.csv', 'damaged-number.csv', 'damaged-number.xlsx'],
  ...['date-cell.xlsx', 'duplicate-header.csv', 'duplicate-id.csv', 'edge-character.csv', 'empty.csv'],
  ...['empty-values.csv', 'equal-values.csv', 'error-value.csv', 'error-value.xlsx', 'filler-value.csv'],
  ...['foreign-placeholder.csv', 'gzip.csv', 'hidden-rows.xlsx', 'id-is-address.csv', 'invalid-email.csv'],
  ...[
    'lost-character.csv',
    'lost-zeros.csv',
    'missing-column.csv',
    'missing-email.csv',
    'missing-header.csv',
  ],
  ...[
    'missing-id.csv',
    'old-workbook.xls',
    'only-blanks.csv',
    'only-header.csv',
    'open-document.ods',
    'pdf.csv',
  ],
  ...['link-in-name.csv', 'misleading-link.csv', 'mixed-script-domain.csv', 'other-link-domain.csv'],
  ...['quote-in-cell.csv', 'quote-not-closed.csv', 'ragged-row.csv', 'several-addresses.csv'],
  ...['several-sheets.xlsx', 'shared-address.csv', 'similar-id.csv', 'swapped-columns.csv'],
  ...['wrong-column.csv', 'link-as-password.csv', 'headers-below.csv', 'short-row.csv', 'web-page.xls'],
  ...['rewritten-value.csv', 'partly-equal.csv', 'question-mark.csv', 'no-credential.csv'],
  ...['double-encoded.csv', 'encoding-guessed.csv', 'mixed-encodings.csv', 'mostly-utf-8.csv'],
  ...['text-after-quote.csv', 'too-many-columns.csv', 'unknown-language.csv', 'unnamed-column.csv'],
  ...['unusable-header.csv', 'workbook-cut-off.xlsx', 'workbook-damaged.xlsx', 'zip.csv'],
].map((file) => ({ file }));

const WITH_OPTIONS: readonly Page[] = [
  { file: 'bad-encoding.csv', options: { encoding: 'utf-8' } },
  { file: 'unknown-sheet.xlsx', options: { sheet: 'Mitglider 2026' } },
  { file: 'column-in-two-roles.csv', columns: { password: 'E-Mail' } },
  { file: 'record-too-long.csv', make: () => `ID;E-Mail\n1;"${'x'.repeat(1_000_001)}` },
  { file: 'workbook-too-large.xlsx', make: () => workbookOf([['x'.repeat(1000)]], { repeat: 160_000 }) },
];

const household = new Household();
afterAll(() => household.remove());
const { folder } = household;
mkdirSync(join(folder, 'letter'));
writeFileSync(join(folder, 'letter', 'subject.mustache'), 'Wahl des Vorstands\n');
writeFileSync(join(folder, 'letter', 'text.mustache'), 'Ihr Passwort: {{password}}\n');
writeFileSync(
  join(folder, 'invite.yaml'),
  'title: Wahl\norganiser: Verein\ntemplate: ./letter\nelectionStart: 2027-03-01T08:00\nelectionEnd: 2027-03-15T18:00\nlanguage: de\n',
);

async function show(
  { file, options = {}, columns, make }: Page,
  language: 'de' | 'en',
  json = false,
): Promise<string> {
  const roll = join(folder, file);
  if (make) writeFileSync(roll, await make());
  else copyFileSync(join(FAULTY, file), roll);
  const { terminal, stdout, stderr } = printed({ json });
  const clock = {
    now: () => Date.parse('2027-02-01T12:00:00Z'),
    monotonic: () => 0,
    suspended: () => 0,
    sleep: async () => {},
  };
  const context = commandContext(terminal, household, language, { clock });
  const code = await exitCode(context, 'preview', () =>
    preview(context, undefined, { voters: file, ...options, ...(columns ? { column: columns } : {}) }),
  );
  if (json) return stdout();
  const more = Object.entries(options).map(([name, value]) => ` --${name} "${value}"`);
  for (const [role, header] of Object.entries(columns ?? {})) more.push(` --column ${role}=${header}`);
  return `$ invite preview --voters ${file}${more.join('')}\n\n${stdout()}${stderr()}\nexit code ${code}\n`;
}

const WORKBOOKS = Object.entries(FAULTY_WORKBOOKS).map(([file, make]): Page => ({ file, make }));
const ALL = [...WORKBOOKS, ...PAGES, ...WITH_OPTIONS];

describe.each(['de', 'en'] as const)('the page of a faulty roll, in %s', (language) => {
  it.each(ALL)('$file', async (page) => {
    const said = await show(page, language);
    await expect(said).toMatchFileSnapshot(`golden/rolls/${page.file}.${language}.txt`);
  });
});

describe('the pages of faulty rolls', () => {
  it('show every kind of finding that a roll can have', async () => {
    const kinds = new Set<string>();
    for (const page of ALL) {
      const { findings } = JSON.parse(await show(page, 'en', true)) as { findings: { kind: string }[] };
      for (const { kind } of findings) kinds.add(kind);
    }
    expect(Object.keys({ ...rollFindings, ...rollSuspicions }).filter((kind) => !kinds.has(kind))).toEqual(
      [],
    );
  });
});
