/** Owns DMARC: where the record that counts for a domain stands, and what it asks for (RFC 7489 6.6.3, RFC 9989 4.10). */
import { safeText } from '../../smtp/reply.js';
import { withParents } from './domain.js';
import type { DmarcFacts, DmarcPolicy, SenderDomainKind } from './facts.js';
import type { Answer } from './questions.js';
import { parseTags, type TagList } from './tags.js';

/** RFC 9989 4.10: from a longer name the walk goes on with seven labels. */
const MOST_LABELS_AFTER_FIRST = 7;
const LONGEST_RECORD = 500;
const POLICIES: readonly string[] = ['none', 'quarantine', 'reject'];

export interface DmarcJudgement {
  readonly facts: DmarcFacts | null;
  readonly findings: readonly SenderDomainKind[];
  /** The organisational domain by the records found; null where none was. */
  readonly organisation: string | null;
  /** adkim=s: a signature counts only for exactly the sender's domain. */
  readonly strict: boolean;
}

/** A single record at one of the names. */
interface Found {
  readonly domain: string;
  readonly record: string;
  readonly list: TagList;
}

/** The domains at whose "_dmarc" is asked, longest first, down to the top-level domain. */
export function dmarcWalk(domain: string): string[] {
  const [first = domain, ...parents] = withParents(domain);
  return [first, ...parents.slice(-MOST_LABELS_AFTER_FIRST)];
}

/** Judges the answers for the names of `dmarcWalk`, in its order. */
export function judgeDmarc(domain: string, answers: readonly Answer<string>[]): DmarcJudgement {
  const names = dmarcWalk(domain);
  const texts = answers.map((answer) => (answer.kind === 'found' ? answer.records : []));
  const silent = names.filter((_, index) => answers[index]?.kind === 'no-answer');
  if (silent.includes(domain)) return nothing('dns-no-answer');
  const found = singleRecords(names, texts);
  const organisation = organisationOf(domain, found);
  const applied =
    found.find((one) => one.domain === domain) ??
    found.find((one) => one.domain === organisation) ??
    found.at(-1);
  const own = texts[0] ?? [];
  if (selectDmarc(own).length > 1) return unusable('dmarc-several', domain, own[0]);
  if (applied !== undefined) return { ...judgeRecord(domain, applied), organisation };
  return withoutRecord(names, texts, silent);
}

/** Why no record counts: what stands there is no DMARC, stands there twice, was not answered, or is missing. */
function withoutRecord(
  names: readonly string[],
  texts: readonly (readonly string[])[],
  silent: readonly string[],
): DmarcJudgement {
  const misspelt = texts[0]?.find((text) => /dmarc1/i.test(text));
  if (misspelt !== undefined) return unusable('dmarc-syntax', names[0], misspelt);
  const doubled = texts.findIndex((one) => selectDmarc(one).length > 1);
  if (doubled >= 0) return unusable('dmarc-several', names[doubled], texts[doubled]?.[0]);
  // A filter that keeps back "_dmarc.de" leaves nothing open: no election's sender has its record there.
  return nothing(silent.some((name) => name.includes('.')) ? 'dns-no-answer' : 'dmarc-missing');
}

function nothing(finding: SenderDomainKind): DmarcJudgement {
  return { facts: null, findings: [finding], organisation: null, strict: false };
}

/** Nobody counts what stands there. */
function unusable(finding: SenderDomainKind, domain = '', text = ''): DmarcJudgement {
  const facts = { domain, record: safeText(text, LONGEST_RECORD), policy: null };
  return { ...nothing(finding), facts };
}

/** RFC 7489 6.3: "v" comes first, its value in exactly this spelling; anything else is no DMARC record. */
function selectDmarc(texts: readonly string[]): string[] {
  return texts.filter((text) => /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text));
}

/** The walk ends at a record that says whether its domain is a registry's (psd, RFC 9989 4.7). */
function singleRecords(names: readonly string[], texts: readonly (readonly string[])[]): Found[] {
  const found: Found[] = [];
  for (const [index, domain] of names.entries()) {
    const [record, ...others] = selectDmarc(texts[index] ?? []);
    if (record === undefined || others.length > 0) continue;
    const list = parseTags(record);
    found.push({ domain, record, list });
    if (/^[ny]$/i.test(list.tags.get('psd') ?? '')) break;
  }
  return found;
}

/** RFC 9989 4.10.2. */
function organisationOf(domain: string, found: readonly Found[]): string | null {
  const last = found.at(-1);
  if (last === undefined) return null;
  const ofRegistry = last.list.tags.get('psd')?.toLowerCase() === 'y' && last.domain !== domain;
  if (!ofRegistry) return last.domain;
  return (
    withParents(domain).find((name) => name.endsWith(`.${last.domain}`) && oneBelow(name, last.domain)) ??
    null
  );
}

function oneBelow(name: string, parent: string): boolean {
  return name.split('.').length === parent.split('.').length + 1;
}

function judgeRecord(
  domain: string,
  { domain: at, record, list }: Found,
): Omit<DmarcJudgement, 'organisation'> {
  const { tags, wellFormed } = list;
  const own = policyOf(tags.get('p'));
  const below = tags.has('sp') ? policyOf(tags.get('sp')) : own;
  const valid = own !== null && below !== null;
  // RFC 7489 6.6.3: with an address for reports a record without a valid policy counts as p=none.
  const fallback = /^\s*mailto:/i.test(tags.get('rua') ?? '') ? 'none' : null;
  const policy = valid ? (at === domain ? own : below) : fallback;
  const facts = { domain: at, record: safeText(record, LONGEST_RECORD), policy };
  const strict = tags.get('adkim')?.toLowerCase() === 's';
  return { facts, findings: valid && wellFormed ? [] : ['dmarc-syntax'], strict };
}

function policyOf(value: string | undefined): DmarcPolicy | null {
  const word = value?.toLowerCase() ?? '';
  return POLICIES.includes(word) ? (word as DmarcPolicy) : null;
}
