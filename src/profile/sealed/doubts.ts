/** Owns what speaks against a profile of unknown origin: whose server and sender it names, beside what was expected. Pure. */
import { providerOf } from '../../smtp/provider.js';
import { isLoopback } from '../host.js';
import type { StoredProfile } from '../stored-profile.js';

/** A value that differs from the stored profile of the same name. */
export interface Difference {
  readonly field: 'host' | 'port' | 'encryption' | 'user' | 'sender';
  readonly stored: string;
  readonly sealed: string;
}

export type Doubt =
  /** The sender belongs to another domain than the contact of invite.yaml. */
  | { readonly kind: 'sender-elsewhere'; readonly domain: string; readonly expected: string }
  /** The host is neither below the sender's domain nor that of a provider we know. */
  | { readonly kind: 'host-elsewhere'; readonly host: string; readonly domain: string }
  /** Trust beyond the public authorities: exactly this certificate, or an authority of one's own. */
  | { readonly kind: 'pinned'; readonly fingerprint: string }
  | { readonly kind: 'own-authority'; readonly subject: string };

/** What is to be told before a profile is taken over. `contact` is the address in invite.yaml, null where none is known. */
export function doubtsAbout(
  { host, sender, pin }: StoredProfile,
  contact: string | null,
  authority: string | null,
): Doubt[] {
  const domain = domainOf(sender.address);
  const expected = contact === null ? null : domainOf(contact);
  const doubts: Doubt[] = [];
  if (expected !== null && !related(domain, expected))
    doubts.push({ kind: 'sender-elsewhere', domain, expected });
  const known = [domain, ...(expected === null ? [] : [expected])].some((one) => related(host, one));
  if (!known && !isLoopback(host) && providerOf({ host }) === null)
    doubts.push({ kind: 'host-elsewhere', host, domain: expected ?? domain });
  if (pin !== null) doubts.push({ kind: 'pinned', fingerprint: pin.fingerprint });
  if (authority !== null) doubts.push({ kind: 'own-authority', subject: authority });
  return doubts;
}

/** Where a sealed profile would lead invitations another way than the stored one of its name. */
export function differencesFrom(stored: StoredProfile, sealed: StoredProfile): Difference[] {
  const values = (profile: StoredProfile): Readonly<Record<Difference['field'], string>> => ({
    host: profile.host,
    port: String(profile.port),
    encryption: profile.encryption,
    user: profile.user,
    sender: profile.sender.address,
  });
  const [before, now] = [values(stored), values(sealed)];
  const fields = Object.keys(before) as Difference['field'][];
  return fields
    .filter((field) => before[field] !== now[field])
    .map((field) => ({ field, stored: before[field], sealed: now[field] }));
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** One is the other, or lies below it; a whole top-level domain has nothing below it that would tell us anything. */
function related(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].sort((a, b) => a.length - b.length);
  return short === long || (short.includes('.') && long.endsWith(`.${short}`));
}
