import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Capacity, type CapacityRequest, reckon } from '../../../../src/diagnosis/capacity.js';
import type { ConnectionProbe } from '../../../../src/diagnosis/connection-probe.js';
import type { ConnectionTarget, ConnectionTest } from '../../../../src/diagnosis/result.js';
import { diagnosis as de } from '../../../../src/i18n/de/diagnosis.js';
import { diagnosis as en } from '../../../../src/i18n/en/diagnosis.js';
import type { LimitSource } from '../../../../src/profile/limits.js';
import { projectSchema } from '../../../../src/project/schema.js';
import { type HostEvidence, providerOf } from '../../../../src/smtp/provider.js';
import { EXCHANGE_SERVER, PROVIDERS } from '../../../../src/smtp/provider-table.js';
import { parseReply } from '../../../../src/smtp/reply.js';
import type { Paint } from '../../../../src/ui/paint.js';
import { capacityLines } from '../../../../src/ui/views/capacity-view.js';
import { connectionDocument } from '../../../../src/ui/views/connection-document.js';
import { safeParse } from '../../../../src/validation.js';

const PAINT: Paint = {
  good: (text) => text,
  bad: (text) => text,
  warn: (text) => `(!) ${text}`,
  faint: (text) => text,
  strong: (text) => text,
};
const TARGET: ConnectionTarget = {
  host: 'mail.muster.example',
  port: 587,
  encryption: 'starttls',
  user: 'wahl@muster.example',
  sender: 'wahl@muster.example',
  to: 'wahl@muster.example',
};

const ALL_TEN: ConnectionProbe = { granted: 10, atLeast: true, dropped: 0, refused: null };
const THREE: ConnectionProbe = {
  granted: 3,
  atLeast: false,
  dropped: 0,
  refused: {
    stage: 'greeting',
    kind: 'too-many-connections',
    reply: parseReply('421 4.7.0 mail.muster.example Error: too many connections from 192.0.2.1'),
  },
};
const LOCKED: ConnectionProbe = {
  granted: 2,
  atLeast: false,
  dropped: 0,
  refused: { stage: 'auth', kind: 'login-refused', reply: parseReply('535 5.7.8 Authentication failed') },
};
const SILENT: ConnectionProbe = {
  granted: 1,
  atLeast: false,
  dropped: 2,
  refused: { stage: 'auth', kind: 'no-answer', reply: null },
};

const inProject = (limits: LimitSource['limits']): LimitSource => ({
  origin: { kind: 'project', name: 'pace' },
  limits,
});
const inProfile = (limits: LimitSource['limits']): LimitSource => ({
  origin: { kind: 'profile', name: 'acme' },
  limits,
});

interface Case {
  readonly title: string;
  readonly host?: Partial<HostEvidence>;
  readonly probe?: ConnectionProbe | null;
  readonly voters?: number | null;
  readonly set?: readonly LimitSource[];
  readonly announced?: Pick<Capacity, 'size' | 'announced'>;
  readonly loopback?: boolean;
}

const NOTHING = { size: null, announced: null };
const CASES: readonly Case[] = [
  { title: 'an unknown server, nobody says for how many' },
  { title: 'an unknown server, 5,000 voters', voters: 5_000 },
  {
    title: 'Microsoft 365, 5,000 voters, nothing set',
    host: { host: 'smtp.office365.com' },
    voters: 5_000,
    announced: { size: 157_286_400, announced: null },
  },
  {
    title: 'Microsoft 365, 12,400 voters, its pace set',
    host: { host: 'smtp.office365.com' },
    voters: 12_400,
    set: [inProject({ perMinute: 30, perDay: 10_000, connections: 2 })],
  },
  {
    title: 'Google, 10,000 voters, the profile sets a pace that is too fast',
    host: { host: 'smtp.gmail.com' },
    voters: 10_000,
    set: [inProfile({ perMinute: 60 })],
  },
  {
    title: 'IONOS, 5,000 voters, a limit in the server’s own words',
    host: { greeting: 'kundenserver.de (mreue010) Nemesis ESMTP Service ready' },
    voters: 5_000,
    probe: THREE,
    set: [inProject({ connections: 8 })],
    announced: { size: 157_286_400, announced: { mailMax: 100, rcptMax: 20, rcptDomainMax: 1 } },
  },
  { title: 'IONOS Exchange, nobody says for how many', host: { host: 'smtp.exchange2019.ionos.de' } },
  {
    title: 'an Exchange Server, 500 voters, a refused login',
    host: { greeting: 'EX01.muster.local Microsoft ESMTP MAIL Service ready' },
    voters: 500,
    probe: LOCKED,
  },
  {
    title: 'Strato, 1 voter, silence at the login',
    host: { host: 'smtp.strato.de' },
    voters: 1,
    probe: SILENT,
  },
  { title: 'this computer, 100 voters', host: { host: 'localhost' }, voters: 100, loopback: true },
  { title: 'only the time is asked for', host: { host: 'mail.hosting.de' }, voters: 1_000, probe: null },
];

function testOf({
  host,
  probe = ALL_TEN,
  voters = null,
  set = [],
  announced = NOTHING,
  loopback = false,
}: Case) {
  const request: CapacityRequest = { probe: probe !== null, voters, set };
  const provider = providerOf({ host: TARGET.host, ...host });
  const capacity = { ...reckon(request, provider, probe, loopback), ...announced };
  const test: ConnectionTest = { ok: true, target: TARGET, stages: [], pairs: [], transcript: [], capacity };
  return test;
}

describe.each([
  ['de', de],
  ['en', en],
] as const)('the capacity in %s', (language, texts) => {
  const page = CASES.map((one) => [`# ${one.title}`, ...capacityLines(testOf(one), texts, PAINT)].join('\n'));

  it('reads as on the page that a person has read aloud', async () => {
    await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot(`golden/capacity.${language}.txt`);
  });

  it('has a sentence for every remark of the table', () => {
    for (const { remark } of [...PROVIDERS, EXCHANGE_SERVER])
      if (remark !== null) expect(texts.capacity.remarks[remark]).toMatch(/^\p{Lu}.*\.$/u);
  });

  it('is whole sentences, and says what is not proven', () => {
    for (const text of page) {
      expect(text).not.toMatch(/undefined|null|\[object|NaN|Infinity|npx/);
      expect(text).toMatch(language === 'de' ? /Nicht bewiesen: / : /Not proven: /);
    }
  });

  it('advises only what invite.yaml takes', () => {
    const settings = page.flatMap((text) => /invite\.yaml: (pace: .*)$/m.exec(text)?.[1] ?? []);
    expect(settings).toHaveLength(6);
    for (const setting of settings) expect(safeParse(projectSchema, parse(setting)).success).toBe(true);
  });

  it('never shows what a hostile server or user name holds', () => {
    const hostile = parseReply('421 \u001b[2J\u202eall good');
    const probe = {
      ...THREE,
      refused: { ...THREE.refused, stage: 'greeting', kind: 'closing', reply: hostile },
    } as const;
    const test = testOf({ title: '', probe });
    const target = { ...TARGET, user: 'a\u001b[31m\nb' };
    const shown = capacityLines({ ...test, target }, texts, PAINT).join('');
    expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

describe('the document', () => {
  it('has the facts, and the sentences beside them', () => {
    const [, , , microsoft, , ionos] = CASES;
    const { capacity } = connectionDocument(testOf(microsoft as Case), en);
    expect(capacity).toMatchObject({
      connections: { granted: 10, atLeast: true, dropped: 0, refused: null },
      announced: { size: null, mailMax: null, rcptMax: null, rcptDomainMax: null },
      provider: { id: 'microsoft-365', name: 'Microsoft 365', limits: { perMinute: 30 }, asOf: '2026-11' },
      pace: { perMinute: { limit: 30, origin: 'project' }, perHour: null, perDay: { limit: 10_000 } },
      voters: 12_400,
      time: { milliseconds: 91_198_000, afterADay: 2_400 },
      byAge: [],
      advice: [{ for: 'microsoft-365-admin' }],
    });
    expect(JSON.stringify(connectionDocument(testOf(ionos as Case), en))).toContain('"upToDays":null');
  });

  it('is left out where nobody asked', () => {
    const { capacity: _, ...test } = testOf({ title: '' });
    expect(connectionDocument(test, en)).not.toHaveProperty('capacity');
    expect(capacityLines(test, en, PAINT)).toEqual([]);
  });
});
