/** Owns the comparison of the sender's domain with the login's, as DMARC compares a signature's (RFC 7489 3.1). */
import { isWithin, withParents } from './domain.js';

/** What the sender's DMARC record says about it. */
export interface AlignmentRule {
  readonly strict: boolean;
  /** Null where no record says it. */
  readonly organisation: string | null;
}

/**
 * Whether a signature of the login's domain would count for the sender. Null where two names share an end that could
 * be a registry's ("a.co.uk", "b.co.uk") or an organisation's, and no record tells.
 */
export function alignmentOf(sender: string, login: string, rule: AlignmentRule): boolean | null {
  if (sender === login) return true;
  if (rule.strict) return false;
  if (isWithin(login, sender) || isWithin(sender, login)) return true;
  if (rule.organisation !== null) return isWithin(login, rule.organisation);
  const shared = withParents(sender).find((name) => isWithin(login, name)) ?? '';
  return shared.includes('.') ? null : false;
}
