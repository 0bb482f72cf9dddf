/** Owns the names that sentences on the sender's domain speak of, in any language. */
import type { DkimFacts, SenderDomainFacts } from '../diagnosis/sender-domain/facts.js';
import type { Format } from './format.js';

/** What stands behind the @; not yet safe to show. */
export function domainIn(sender: string): string {
  return sender.slice(sender.lastIndexOf('@') + 1);
}

/** The selectors in that state, quoted, as a list. */
export function selectorsIn(
  facts: SenderDomainFacts | undefined,
  state: DkimFacts['state'],
  quote: Format['quote'],
  list: Format['list'],
): string {
  const selectors = (facts?.dkim ?? []).filter((one) => one.state === state);
  return list(selectors.map(({ selector }) => quote(selector)));
}
