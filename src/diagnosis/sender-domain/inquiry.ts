/** Owns the inquiry into one sender's domain: everything asked at once, judged together, in the order of weight. */

import { safeText } from '../../smtp/reply.js';
import type { DomainNames } from '../doors.js';
import { alignmentOf } from './alignment.js';
import { dkimFindings, dkimName, dkimState } from './dkim.js';
import { type DmarcJudgement, dmarcWalk, judgeDmarc } from './dmarc.js';
import { domainOf, isReserved } from './domain.js';
import { type DkimFacts, type LoginFacts, SENDER_DOMAIN_KINDS, type SenderDomainFacts } from './facts.js';
import { judgeMx } from './mx.js';
import { spfIncludeFor } from './provider.js';
import { type Answer, askWithin, type Questions } from './questions.js';
import { judgeSpf } from './spf.js';

export interface DomainSubject {
  /** The address that the invitations come from. */
  readonly sender: string;
  /** The login; compared where it is an address. */
  readonly user: string;
  /** The mail host: whose provider should stand in SPF. */
  readonly host: string;
  /** DKIM selectors to look at; nobody can list them by asking. */
  readonly selectors: readonly string[];
}

export interface Inquiry {
  /** Never later than the deadline. */
  readonly facts: Promise<SenderDomainFacts>;
  /** Ends it at once; what is not yet known is then `dns-no-answer`. */
  stop(): void;
}

/** Begins at once and gives its facts within `deadline` milliseconds, however silent the name servers are. */
export function inquire(subject: DomainSubject, dns: DomainNames, deadline: number): Inquiry {
  const domain = domainOf(subject.sender);
  if (domain === null) return known(notAsked(subject.sender.split('@').at(-1) ?? '', 'no-domain'));
  if (isReserved(domain) && !dns.asksReserved) return known(notAsked(domain, 'reserved'));
  const questions = askWithin(deadline, dns);
  const facts = examine(subject, domain, questions).finally(questions.stop);
  // Nobody may ever ask for them: a test that breaks off before.
  facts.catch(() => {});
  return { facts, stop: questions.stop };
}

async function examine(
  subject: DomainSubject,
  domain: string,
  questions: Questions,
): Promise<SenderDomainFacts> {
  const [spf, mx, addresses, texts, walk, dkim] = await Promise.all([
    judgeSpf(questions, domain, spfIncludeFor(subject.host)),
    questions.mx(domain),
    // Only needed where there is no MX; asked beside it, it costs no time.
    questions.addresses(domain),
    questions.txt(domain),
    Promise.all(dmarcWalk(domain).map((name) => questions.txt(`_dmarc.${name}`))),
    Promise.all([...new Set(subject.selectors)].map((selector) => keyOf(questions, selector, domain))),
  ]);
  if (isUnknown([mx, addresses, texts])) return { ...NOTHING, domain, findings: ['sender-domain-not-found'] };
  const [judgedMx, dmarc] = [judgeMx(mx, addresses), judgeDmarc(domain, walk)];
  const login = compare(domain, subject.user, dmarc);
  const found = [
    ...[judgedMx, spf, dmarc].flatMap(({ findings }) => findings),
    ...(login?.aligned === false ? (['sender-unaligned'] as const) : []),
    ...dkimFindings(dkim),
  ];
  const findings = SENDER_DOMAIN_KINDS.filter((kind) => found.includes(kind));
  return {
    domain,
    notAsked: null,
    mx: judgedMx.hosts,
    spf: spf.facts,
    dmarc: dmarc.facts,
    dkim,
    login,
    findings,
  };
}

const NOTHING = { notAsked: null, mx: null, spf: null, dmarc: null, dkim: [], login: null, findings: [] };

/** Asks nobody: for a test that ends before anybody wants to know. */
export const NO_INQUIRY: Inquiry = known(notAsked('', 'no-domain'));

/** RFC 8020 2: where one answer says that there is no such name, there is nothing of that name; unless another says so. */
function isUnknown(answers: readonly Answer<unknown>[]): boolean {
  const kinds = answers.map(({ kind }) => kind);
  return kinds.includes('no-such-name') && !kinds.includes('found') && !kinds.includes('no-record');
}

async function keyOf(questions: Questions, selector: string, domain: string): Promise<DkimFacts> {
  return { selector, state: dkimState(await questions.txt(dkimName(selector, domain))) };
}

function compare(domain: string, user: string, rule: DmarcJudgement): LoginFacts | null {
  const login = domainOf(user);
  return login === null ? null : { domain: login, aligned: alignmentOf(domain, login, rule) };
}

function notAsked(written: string, reason: 'reserved' | 'no-domain'): SenderDomainFacts {
  return { ...NOTHING, domain: safeText(written, 253), notAsked: reason };
}

function known(facts: SenderDomainFacts): Inquiry {
  return { facts: Promise.resolve(facts), stop: () => {} };
}
