/** Owns the judgement of a domain's SPF record: is there one, can it be used, does it name the host's provider? */
import { safeText } from '../../smtp/reply.js';
import type { SenderDomainKind, SpfFacts } from './facts.js';
import type { Questions } from './questions.js';
import { parseSpf, selectSpf } from './spf-record.js';
import { MOST_LOOKUPS, newTrace, type Trace, walkSpf } from './spf-walk.js';

/** RFC 7208 4.6.4. */
const MOST_VOID_LOOKUPS = 2;
const LONGEST_RECORD = 500;
const MOST_NAMES = 5;

export interface SpfJudgement {
  readonly facts: SpfFacts | null;
  readonly findings: readonly SenderDomainKind[];
}

/**
 * Judges the domain's SPF record. `provider` is the name that the host's provider asks to include, null where
 * unknown.
 */
export async function judgeSpf(
  questions: Questions,
  domain: string,
  provider: string | null,
): Promise<SpfJudgement> {
  const answer = await questions.txt(domain);
  if (answer.kind === 'no-answer') return { facts: null, findings: ['dns-no-answer'] };
  const { records, misspelt } = selectSpf(answer.kind === 'found' ? answer.records : []);
  if (records.length > 1) return { facts: null, findings: ['spf-several'] };
  const record = records[0] ?? misspelt[0];
  if (record === undefined) return { facts: null, findings: ['spf-missing'] };
  const parsed = records.length === 0 ? { wrongTerm: record } : parseSpf(record);
  if ('wrongTerm' in parsed) {
    return { facts: factsOf(record, newTrace(), 0, provider, parsed.wrongTerm), findings: ['spf-syntax'] };
  }
  const trace = await walkSpf(questions, domain, parsed);
  const probed = await Promise.all(trace.probes);
  const voids = probed.filter(({ kind }) => kind === 'no-record' || kind === 'no-such-name').length;
  const facts = factsOf(record, trace, voids, provider, null);
  return { facts, findings: findingsOf(trace, facts) };
}

function factsOf(
  record: string,
  trace: Trace,
  voidLookups: number,
  provider: string | null,
  wrongTerm: string | null,
): SpfFacts {
  const { lookups, complete, all, broken } = trace;
  return {
    record: safeText(record, LONGEST_RECORD),
    lookups,
    complete: complete && wrongTerm === null,
    voidLookups,
    all,
    provider,
    providerIncluded: wrongTerm === null ? includes(trace, provider) : null,
    wrongTerm: wrongTerm === null ? null : safeText(wrongTerm, 80),
    brokenNames: [...broken].slice(0, MOST_NAMES).map((name) => safeText(name, 253)),
  };
}

function includes({ included, complete }: Trace, provider: string | null): boolean | null {
  if (provider === null) return null;
  if (included.has(provider)) return true;
  return complete ? false : null;
}

function findingsOf(trace: Trace, facts: SpfFacts): SenderDomainKind[] {
  const found: readonly (readonly [SenderDomainKind, boolean])[] = [
    ['spf-loop', trace.loop],
    ['spf-include-broken', trace.broken.size > 0],
    ['spf-too-many-lookups', trace.lookups > MOST_LOOKUPS],
    ['spf-void-lookups', facts.voidLookups > MOST_VOID_LOOKUPS],
    ['spf-allows-everybody', trace.everybody],
    ['spf-without-provider', facts.providerIncluded === false],
    ['dns-no-answer', trace.silent],
  ];
  return found.filter(([, holds]) => holds).map(([kind]) => kind);
}
