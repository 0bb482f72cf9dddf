import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkRoll } from '../../../src/voters/check-roll.js';
import { detectShape } from '../../../src/voters/detect-shape.js';
import { MOST_FINDINGS } from '../../../src/voters/findings-kept.js';
import { rollWarning } from '../../../src/voters/roll-finding.js';
import { brief, fixture, inspect, rollOf } from './rolls.js';

const faulty = (name: string) => inspect(rollOf(fixture(`faulty/${name}.csv`)));

describe('the check of a whole roll', () => {
  it('counts voters and shows the first and the last', async () => {
    const bytes = fixture('windows-1252.csv');
    const { summary } = await inspect(rollOf(bytes));
    expect(summary).toMatchObject({ voters: 4, sharedAddresses: 0, errors: 0, warnings: 0, findings: [] });
    expect(summary.first?.id).toBe('0017');
    expect(summary.last?.id).toBe('0020');
    expect(summary.digest).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('finds an ID that occurs twice', async () => {
    const { summary } = await faulty('duplicate-id');
    expect(summary.findings).toEqual([
      {
        severity: 'error',
        kind: 'duplicate-id',
        row: 4,
        column: 'Mitgliedsnummer',
        details: { id: '0017', firstRow: 2 },
      },
    ]);
  });

  it('warns of IDs that only a machine tells apart', async () => {
    const { summary } = await faulty('similar-id');
    expect(summary.findings.map(brief)).toEqual(['warning similar-id 3 Mitgliedsnummer']);
    const nfd = 'ID;E-Mail\nB\u00e4r;a@b.example\nBa\u0308r;c@d.example\nBär;e@f.example\nBar;g@h.example\n';
    const { findings } = (await inspect(rollOf(nfd))).summary;
    expect(findings.map(brief)).toEqual(['warning similar-id 3 ID', 'error duplicate-id 4 ID']);
  });

  it('compares IDs exactly: leading zeros make other voters', async () => {
    const { summary } = await inspect(rollOf('ID;E-Mail\n007;a@b.example\n7;c@d.example\n 7;e@f.example\n'));
    expect(summary.findings.map(brief)).toEqual(['error edge-character 4 ID']);
  });

  it('warns once of an address that several voters share', async () => {
    const { summary } = await faulty('shared-address');
    expect(summary).toMatchObject({ sharedAddresses: 1, errors: 0, warnings: 1 });
    expect(summary.findings).toEqual([
      {
        severity: 'warning',
        kind: 'shared-address',
        row: 2,
        column: 'E-Mail',
        details: { value: 'joerdis.mueller@muster.example', rows: [2, 3], count: 2 },
      },
    ]);
  });

  it('lists ten rows of a shared address and counts the others', async () => {
    const rows = Array.from({ length: 25 }, (_, index) => `${index};buero@muster.example\n`);
    const { summary } = await inspect(rollOf(`ID;E-Mail\n${rows.join('')}`));
    expect(summary.findings.map(({ details }) => details)).toEqual([
      { value: 'buero@muster.example', rows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], count: 25 },
    ]);
  });

  it('takes a second address for a second voter of one ID where the address is the ID', async () => {
    const text = 'E-Mail\na@b.example\na@B.example\nA@b.example\n';
    const { summary } = await inspect(rollOf(text));
    expect(summary.sharedAddresses).toBe(0);
    expect(summary.findings.map(brief)).toEqual([
      'error duplicate-id 3 E-Mail',
      'warning similar-id 4 E-Mail',
    ]);
  });

  it('warns of zeros that a spreadsheet may have taken', async () => {
    const { summary } = await faulty('lost-zeros');
    expect(summary.findings).toEqual([
      {
        severity: 'warning',
        kind: 'lost-zeros',
        row: null,
        column: 'Kennwort',
        details: { lengths: [3, 4] },
      },
    ]);
  });

  it.each(['only-header', 'empty', 'only-blanks'])('finds nobody in %s.csv', async (name) => {
    const { summary, findings } = await faulty(name);
    expect(summary).toMatchObject({ voters: 0, first: null, last: null });
    expect(summary.findings.map(brief)).toEqual(['error empty-roll - -']);
    expect(findings.every(({ kind }) => kind === 'empty-roll')).toBe(true);
  });

  it('does not call a roll empty whose rows are all faulty', async () => {
    const { summary } = await faulty('missing-id');
    expect(summary).toMatchObject({ voters: 0, errors: 2 });
    expect(summary.findings.map(({ kind }) => kind)).not.toContain('empty-roll');
  });

  it('adds what others find in a voter, in the order of the rows', async () => {
    const source = rollOf('ID;E-Mail;PIN\n1;a@b.example;\n2;a@b;x\n3;c@d.example;\n');
    const { shape } = await detectShape(source);
    const seen: string[] = [];
    const summary = await checkRoll(source, shape, ({ id, row }) => {
      seen.push(id);
      return [
        rollWarning(
          'empty-placeholder',
          { row, column: 'PIN' },
          { placeholder: 'PIN', file: 'text', needed: false },
        ),
      ];
    });
    expect(seen).toEqual(['1', '3']);
    expect(summary.findings.map(brief)).toEqual([
      'warning empty-placeholder 2 PIN',
      'warning empty-values 2 PIN',
      'error invalid-email 3 E-Mail',
      'warning empty-placeholder 4 PIN',
    ]);
    expect(summary).toMatchObject({ voters: 2, errors: 1, warnings: 3 });
  });

  it('keeps a thousand findings, errors first, and counts all', async () => {
    const shared = Array.from({ length: 2400 }, (_, index) => `${index};v${index >> 1}@muster.example\n`);
    const wrong = Array.from({ length: 300 }, () => 'x;nobody\n');
    const { summary } = await inspect(rollOf(`ID;E-Mail\n${shared.join('')}${wrong.join('')}`));
    expect(summary).toMatchObject({ voters: 2400, errors: 300, sharedAddresses: 1200 });
    expect(summary.findings).toHaveLength(MOST_FINDINGS);
    expect(summary.findings.filter(({ severity }) => severity === 'error')).toHaveLength(300);
    const rows = summary.findings.map(({ row }) => row ?? 0);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
  });

  it('fails as its source fails', async () => {
    const good = rollOf('ID;E-Mail\n1;a@b.example\n');
    const { shape } = await detectShape(good);
    async function* open(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ID;E-Mail\n');
      throw new Error('disk gone');
    }
    await expect(checkRoll({ ...good, open }, shape)).rejects.toThrow('disk gone');
    await expect(detectShape({ ...good, open })).rejects.toThrow('disk gone');
  });
});
