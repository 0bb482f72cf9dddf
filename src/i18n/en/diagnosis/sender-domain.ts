/** Owns the English sentences on the sender's domain: what was found in DNS, and what whom is asked to do. */
import type { SenderDomainAdviceId } from '../../../diagnosis/sender-domain/advice.js';
import type { SenderDomainFacts, SenderDomainKind } from '../../../diagnosis/sender-domain/facts.js';
import { spfIncludeFor } from '../../../diagnosis/sender-domain/provider.js';
import type { AdviceTexts, ProblemTexts } from '../../advice-text.js';
import { formatFor } from '../../format.js';
import { domainIn, selectorsIn } from '../../sender-domain.js';

const { list, number, quote } = formatFor('en');

const SPF = 'SPF record (the list of servers that may send for it)';
const VOID = 'recipients then disregard it as a whole';

export const senderDomainProblems: Pick<ProblemTexts, SenderDomainKind> = {
  'sender-domain-not-found': ({ sender }) =>
    `The name service (DNS) that was asked does not know the sender's domain ${domain(sender)}.`,
  'mx-null': ({ sender }) =>
    `The domain ${domain(sender)} takes no mail (its MX record is "."): replies and bounces get lost, and some recipients refuse such a sender.`,
  'mx-missing': ({ sender }) =>
    `The domain ${domain(sender)} has neither an MX record nor an address: replies and bounces get lost.`,
  'spf-several': ({ sender }) =>
    `The domain ${domain(sender)} has more than one ${SPF}; recipients then disregard all of them.`,
  'spf-syntax': ({ sender }, { senderDomain }) =>
    `The domain ${domain(sender)} has an ${SPF} with a mistake at ${quote(senderDomain?.spf?.wrongTerm ?? '')}; ${VOID}.`,
  'spf-loop': ({ sender }) => `The SPF record of ${domain(sender)} leads back to itself; ${VOID}.`,
  'spf-include-broken': ({ sender }, { senderDomain }) =>
    `The SPF record of ${domain(sender)} refers to ${list((senderDomain?.spf?.brokenNames ?? []).map((name) => quote(name)))}, where no usable SPF record stands; ${VOID}.`,
  'spf-too-many-lookups': ({ sender }, { senderDomain }) =>
    `The SPF record of ${domain(sender)} needs more than 10 look-ups in DNS (${number(senderDomain?.spf?.lookups ?? 11)} counted); ${VOID}.`,
  'spf-void-lookups': ({ sender }, { senderDomain }) =>
    `The SPF record of ${domain(sender)} refers to ${number(senderDomain?.spf?.voidLookups ?? 3)} names that lead nowhere (2 are allowed); ${VOID}.`,
  'spf-allows-everybody': ({ sender }) =>
    `The SPF record of ${domain(sender)} lets every server of the internet send for it.`,
  'spf-missing': ({ sender }) => `The domain ${domain(sender)} has no ${SPF}.`,
  'spf-without-provider': ({ host, sender }) =>
    `The SPF record of ${domain(sender)} does not name ${quote(spfIncludeFor(host) ?? '')}, as the provider of ${quote(host)} asks for.`,
  'dmarc-several': ({ sender }, { senderDomain }) =>
    `There is more than one DMARC record at ${dmarcName(sender, senderDomain)}; recipients then disregard all of them.`,
  'dmarc-syntax': ({ sender }, { senderDomain }) =>
    `The DMARC record for ${domain(sender)} has a mistake; it stands at ${dmarcName(sender, senderDomain)}.`,
  'dmarc-missing': ({ sender }) =>
    `The domain ${domain(sender)} has no DMARC record; Google and Microsoft ask for one from 5,000 messages a day.`,
  'dns-no-answer': ({ sender }) =>
    `The name service (DNS) left questions about ${domain(sender)} unanswered; the domain was not checked to the end.`,
  'sender-unaligned': ({ sender }, { senderDomain }) =>
    `The login belongs to another domain (${quote(senderDomain?.login?.domain ?? '')}) than the sender; for ${domain(sender)} a signature (DKIM) by that domain does not count.`,
  'dkim-revoked': ({ sender }, { senderDomain }) =>
    `The domain ${domain(sender)} has withdrawn a key for signatures (DKIM): ${selectorsIn(senderDomain, 'revoked', quote, list)}.`,
  'dkim-missing': ({ sender }, { senderDomain }) =>
    `The domain ${domain(sender)} lacks a key for signatures (DKIM): ${selectorsIn(senderDomain, 'missing', quote, list)}.`,
};

export const senderDomainAdvice: Pick<AdviceTexts, SenderDomainAdviceId> = {
  'add-provider-to-spf': ({ host, sender }) =>
    `Please add "include:${spfIncludeFor(host) ?? ''}" to the SPF record of ${domain(sender)}, before "all", unless the provider's addresses already stand there in another form.`,
  'ask-other-dns': ({ sender }) =>
    `Please check the name servers of ${domain(sender)}, or repeat the test with another name server (--dns ADDRESS).`,
  'check-sender-address': ({ sender }) => `Check the spelling of the sender ${quote(sender)}.`,
  'create-dmarc': ({ sender }) =>
    `Please create a TXT record at ${quote(`_dmarc.${domainIn(sender)}`)}: "v=DMARC1; p=none". Nothing is rejected because of it.`,
  'create-mx': ({ sender }) =>
    `Please give ${domain(sender)} an MX record, or name another sender: bounces come to the sender's address.`,
  'create-spf': ({ host, sender }) => {
    const include = spfIncludeFor(host);
    return include === null
      ? `Please create a TXT record at ${domain(sender)} that begins with "v=spf1" and names the servers from which ${quote(host)} sends on; its provider can tell them.`
      : `Please create a TXT record at ${domain(sender)}: "v=spf1 include:${include} ~all". Add the other servers that send for the domain.`;
  },
  'mend-dmarc': () =>
    'Please correct the DMARC record (TXT); the simplest one that is valid: "v=DMARC1; p=none".',
  'mend-spf': ({ sender }) =>
    `Please correct the SPF record (TXT) of ${domain(sender)}, and take out the names that no longer exist.`,
  'merge-spf': ({ sender }) =>
    `Please join the SPF records of ${domain(sender)} in a single one: only one TXT record may begin with "v=spf1".`,
  'narrow-spf': ({ sender }) =>
    `Please end the SPF record of ${domain(sender)} with "~all" or "-all", and check what it includes.`,
  'publish-dkim': () =>
    'Please check the name of the DKIM selector (--dkim-selector NAME), or create the record that the provider names for it.',
  'register-sender-domain': ({ sender }) =>
    `Please check that ${domain(sender)} is registered and that its records can be seen from outside.`,
  'renew-dkim': () =>
    'Please create a record with the present key, or name the DKIM selector that is in use (--dkim-selector NAME).',
  'shorten-spf': ({ sender }) =>
    `Please shorten the SPF record of ${domain(sender)} to at most 10 look-ups (include, a, mx, ptr, exists and redirect, those of the includes added): take out services no longer used, write ip4 and ip6 for a and mx.`,
  'sign-as-sender': ({ sender }) =>
    `Please make sure that messages from ${quote(sender)} are signed (DKIM) as ${domain(sender)}, or name a sender in the login's domain.`,
  'single-dmarc': () => 'Please leave only one of the DMARC records (TXT, "v=DMARC1").',
};

/** What was found, where there is nothing to complain of. */
export function senderDomainSummary({
  domain: name,
  notAsked,
  mx,
  spf,
  dmarc,
  dkim,
}: SenderDomainFacts): string {
  if (notAsked === 'reserved') return `${quote(name)} is a name for examples and was not looked up`;
  if (notAsked === 'no-domain') return `${quote(name)} is no domain that could be looked up`;
  const lookups = `${number(spf?.lookups ?? 0)} of 10 look-ups`;
  const parts = [
    mx?.length === 0 ? 'an address in place of MX' : 'MX',
    `SPF (${lookups})`,
    `DMARC p=${dmarc?.policy ?? 'none'}`,
    ...(dkim.length > 0 ? [`DKIM (${list(dkim.map(({ selector }) => selector))})`] : []),
  ];
  return list(parts);
}

function domain(sender: string): string {
  return quote(domainIn(sender));
}

/** Where the record that is spoken of stands. */
function dmarcName(sender: string, facts: SenderDomainFacts | undefined): string {
  return quote(`_dmarc.${facts?.dmarc?.domain ?? domainIn(sender)}`);
}
