import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../../../src/advice/advice-for.js';
import type { ConnectionTarget, StageResult } from '../../../../src/diagnosis/result.js';
import {
  SENDER_DOMAIN_KINDS,
  type SenderDomainFacts,
  type SenderDomainKind,
} from '../../../../src/diagnosis/sender-domain/facts.js';
import { diagnosis as de } from '../../../../src/i18n/de/diagnosis.js';
import type { DiagnosisTexts } from '../../../../src/i18n/en/diagnosis.js';
import { diagnosis as en } from '../../../../src/i18n/en/diagnosis.js';
import type { Paint } from '../../../../src/ui/paint.js';
import { connectionDocument } from '../../../../src/ui/views/connection-document.js';
import { stageLines } from '../../../../src/ui/views/connection-view.js';

const same = (text: string): string => text;
const PLAIN: Paint = { good: same, bad: same, warn: same, faint: same, strong: same };
const TARGET: ConnectionTarget = {
  host: 'smtp.office365.com',
  port: 587,
  encryption: 'starttls',
  user: 'login@other.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const FACTS: SenderDomainFacts = {
  domain: 'organiser.test',
  notAsked: null,
  mx: ['mail.organiser.test'],
  spf: {
    record: 'v=spf1 include:gone.test include:old.test ipv4:192.0.2.1 +all',
    lookups: 12,
    complete: false,
    voidLookups: 4,
    all: '+',
    provider: 'spf.protection.outlook.com',
    providerIncluded: false,
    wrongTerm: 'ipv4:192.0.2.1',
    brokenNames: ['gone.test', 'old.test'],
  },
  dmarc: { domain: 'organiser.test', record: 'v=DMARC1; p=block', policy: null },
  dkim: [
    { selector: 's1', state: 'missing' },
    { selector: 's2', state: 'revoked' },
    { selector: 's3', state: 'present' },
  ],
  login: { domain: 'other.test', aligned: false },
  findings: [],
};

function result(findings: readonly SenderDomainKind[], facts: Partial<SenderDomainFacts> = {}): StageResult {
  const senderDomain = { ...FACTS, ...facts, findings };
  const kind = findings[0] ?? null;
  const status = kind === null ? 'passed' : 'warned';
  return { stage: 'sender-domain', status, ms: 3, kind, reply: null, facts: { senderDomain } };
}

function sentences(texts: DiagnosisTexts, host: string): string {
  const target = { ...TARGET, host };
  const lines = SENDER_DOMAIN_KINDS.flatMap((kind) => {
    const one = result([kind]);
    const advice = adviceFor(one, target).map(
      (entry) => `  ${entry.for}: ${texts.advice[entry.advice](target)}`,
    );
    return [`${kind}: ${texts.problems[kind](target, one.facts)}`, ...advice];
  });
  return `${lines.join('\n')}\n`;
}

describe.each([
  ['de', de],
  ['en', en],
] as const)('the sentences on the sender’s domain in %s', (language, texts) => {
  it('read as on the page that a person has read aloud', async () => {
    await expect(sentences(texts, TARGET.host)).toMatchFileSnapshot(`sentences.${language}.txt`);
  });

  it('begin with a capital, end with a full stop and hold no gap', () => {
    const all = sentences(texts, 'mail.organiser.test').trim().split('\n');
    for (const line of all) {
      const sentence = line.replace(/^ *[a-z0-9-]+: /, '');
      expect(sentence).toMatch(/^\p{Lu}.*[^.\s]\.$/u);
      expect(sentence.replaceAll('"v=', '')).not.toMatch(/undefined|null|\[object|npx|\(\)|\.\./);
    }
  });

  it('give away no control character of a stranger, nor without measure', () => {
    const bad = `\u001b[2J\u202e${'x'.repeat(10_000)}`;
    const target = { ...TARGET, sender: `wahl@${bad}`, host: bad };
    for (const kind of SENDER_DOMAIN_KINDS) {
      const one = result([kind], {
        spf: FACTS.spf && { ...FACTS.spf, record: bad, wrongTerm: bad, brokenNames: [bad] },
        dkim: [{ selector: bad, state: 'missing' }],
        login: { domain: bad, aligned: false },
      });
      const advice = adviceFor(one, target).map((entry) => texts.advice[entry.advice](target));
      const all = [...stageLines(one, target, texts, PLAIN), ...advice].join('');
      expect(all).not.toMatch(/[\u0000-\u001f\u202e]/);
      expect(all.length).toBeLessThan(3_000);
    }
  });

  it.each([
    ['reserved', 'organiser.test'],
    ['no-domain', '[192.0.2.1]'],
  ] as const)('say that nothing was looked up (%s)', (notAsked, domain) => {
    const [line] = stageLines(result([], { notAsked, domain }), TARGET, texts, PLAIN);
    expect(line).toMatch(language === 'de' ? /nachgeschlagen/ : /looked up/);
  });
});

describe('several findings', () => {
  const found = result(['mx-null', 'spf-syntax', 'dmarc-syntax']);

  it('stand below each other, with the records that they speak of', () => {
    expect(stageLines(found, TARGET, de, PLAIN).join('\n')).toMatchInlineSnapshot(`
      "! Hinweis        Domain des Absenders      3 ms  Die Domain „organiser.test“ nimmt keine E-Mails an (ihr MX-Eintrag ist „.“): Antworten und Rückläufer gehen verloren, und manche Empfänger lehnen einen solchen Absender ab.
          Die Domain „organiser.test“ hat einen SPF-Eintrag (Liste der Server, die für sie senden dürfen) mit einem Fehler bei „ipv4:192.0.2.1“; Empfänger beachten ihn dann gar nicht.
          Der DMARC-Eintrag für „organiser.test“ hat einen Fehler; er steht unter „_dmarc.organiser.test“.
          Im DNS gefunden: „v=spf1 include:gone.test include:old.test ipv4:192.0.2.1 +all“
          Im DNS gefunden: „v=DMARC1; p=block“"
    `);
    expect(stageLines(found, TARGET, en, PLAIN).join('\n')).toMatchInlineSnapshot(`
      "! notice      Sender's domain          3 ms  The domain "organiser.test" takes no mail (its MX record is "."): replies and bounces get lost, and some recipients refuse such a sender.
          The domain "organiser.test" has an SPF record (the list of servers that may send for it) with a mistake at "ipv4:192.0.2.1"; recipients then disregard it as a whole.
          The DMARC record for "organiser.test" has a mistake; it stands at "_dmarc.organiser.test".
          Found in DNS: "v=spf1 include:gone.test include:old.test ipv4:192.0.2.1 +all"
          Found in DNS: "v=DMARC1; p=block""
    `);
  });

  it('are all in the document: sentences, advice and facts', () => {
    const test = { ok: true, target: TARGET, stages: [found], pairs: [], transcript: [] };
    const [stage] = connectionDocument(test, en).stages;
    expect(stage).toMatchObject({ stage: 'sender-domain', status: 'warned', kind: 'mx-null', reply: null });
    expect(stage?.message).toMatch(/takes no mail.* with a mistake at .*DMARC record/);
    expect(stage?.advice.map(({ text }) => text)).toHaveLength(3);
    expect(stage?.facts.senderDomain?.findings).toEqual(['mx-null', 'spf-syntax', 'dmarc-syntax']);
  });

  it('give the same advice once', () => {
    const advice = adviceFor(result(['mx-null', 'mx-missing', 'spf-loop', 'spf-include-broken']), TARGET);
    expect(advice.map((entry) => entry.advice)).toEqual(['create-mx', 'mend-spf']);
  });
});

describe('a good domain', () => {
  const good = {
    spf: FACTS.spf && { ...FACTS.spf, lookups: 3 },
    dmarc: { domain: 'organiser.test', record: 'v=DMARC1; p=none', policy: 'none' as const },
  };
  it.each([
    [{}, 'MX, SPF (3 of 10 look-ups), DMARC p=none and DKIM (s3)'],
    [{ mx: [] }, 'an address in place of MX, SPF (3 of 10 look-ups), DMARC p=none and DKIM (s3)'],
    [{ dkim: [] }, 'MX, SPF (3 of 10 look-ups) and DMARC p=none'],
  ])('with %j is summed up', (facts, summary) => {
    const dkim = [{ selector: 's3', state: 'present' as const }];
    const [line] = stageLines(result([], { ...good, dkim, ...facts }), TARGET, en, PLAIN);
    expect(line).toMatch(/^✓ passed +Sender's domain +3 ms {2}/);
    expect(line?.endsWith(`  ${summary}`)).toBe(true);
  });
});
