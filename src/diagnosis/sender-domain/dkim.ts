/** Owns the judgement of a DKIM key record (RFC 6376 3.6.1); whether anything is signed with it nobody knows. */
import type { DkimFacts, SenderDomainKind } from './facts.js';
import type { Answer } from './questions.js';
import { parseTags } from './tags.js';

/** Where the key of a selector stands. */
export function dkimName(selector: string, domain: string): string {
  return `${selector}._domainkey.${domain}`;
}

/** A record with an empty p= was withdrawn on purpose; one without p= is no key. */
export function dkimState(answer: Answer<string>): DkimFacts['state'] {
  if (answer.kind === 'no-answer') return 'no-answer';
  if (answer.kind !== 'found') return 'missing';
  const keys = answer.records.map(keyOf).filter((key) => key !== null);
  if (keys.length === 0) return 'missing';
  return keys.some((key) => key !== '') ? 'present' : 'revoked';
}

export function dkimFindings(facts: readonly DkimFacts[]): SenderDomainKind[] {
  const kinds = {
    revoked: 'dkim-revoked',
    missing: 'dkim-missing',
    'no-answer': 'dns-no-answer',
    present: null,
  } as const;
  return facts.map(({ state }) => kinds[state]).filter((kind) => kind !== null);
}

/** The key in base64; null where the record is none. "v=" is optional, but then it is DKIM1. */
function keyOf(record: string): string | null {
  const { tags } = parseTags(record);
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1') return null;
  return tags.get('p')?.replace(/\s/g, '') ?? null;
}
