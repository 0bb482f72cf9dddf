import { describe, expect, it } from 'vitest';
import { Ledger } from '../../../../src/delivery/ledger.js';
import { formatFor } from '../../../../src/i18n/format.js';
import { textsFor } from '../../../../src/i18n/texts.js';
import { createPaint } from '../../../../src/ui/paint.js';
import { type TestPlan, testPlanLines, testSummaryLines } from '../../../../src/ui/views/test-view.js';

const paint = createPaint(false);
const PLAN: TestPlan = {
  where: 'server',
  kind: 'masked',
  rollName: 'voters.csv',
  voters: 3000,
  readAs: 'utf-8, ";"',
  template: 'online-wahl',
  subject: '[Test] Einladung',
  sender: { name: 'Wahlbüro', address: 'wahl@muster.example' },
  server: { host: 'smtp.muster.example', port: 465, encryption: 'ssl' },
  to: ['me@muster.example'],
  rows: [{ row: 7, id: null, email: null }],
  messages: 1,
};
const TESTERS: TestPlan = {
  ...PLAN,
  where: 'rehearsal',
  kind: 'credentials',
  to: [],
  rows: [{ row: 2, id: 'T1', email: 't@test.example' }],
};
const DRY: TestPlan = { ...PLAN, where: 'dry-run', sender: null, server: null };

const AT = '2027-03-01T07:00:00.000Z';
const refusal = { code: 550, enhanced: '5.1.1', text: 'No such user' };

function summary(refused: boolean) {
  const ledger = new Ledger();
  const outcome = { row: '', kind: 'x', at: AT, reply: { code: 250, enhanced: '2.0.0', text: 'queued' } };
  ledger.apply({ ...outcome, t: 'accepted', voter: 'a' });
  ledger.apply({ ...outcome, t: refused ? 'refused' : 'accepted', voter: 'b', reply: refusal });
  const messages = ['a', 'b'].map((key, at) => ({ row: at + 2, entry: ledger.entry(key) }));
  const end = { kind: 'finished' } as const;
  return { counts: ledger.counts(), end, cause: null, timezone: 'Europe/Berlin', messages, folder: null };
}

describe.each(['de', 'en'] as const)('a test in %s', (language) => {
  const [texts, format] = [textsFor(language), formatFor(language)];

  it('is shown before and after as on the page that a person has read', async () => {
    const plans = [PLAN, TESTERS, DRY].map((plan) =>
      testPlanLines(plan, texts, format, paint, ({ name, address }) => `${name} <${address}>`),
    );
    const ends = [false, true].map((refused) => testSummaryLines(summary(refused), texts, paint));
    const page = `${[...plans, ...ends].map((lines) => lines.join('\n')).join('\n\n')}\n`;
    await expect(page).toMatchFileSnapshot(`golden/test.${language}.txt`);
  });
});
