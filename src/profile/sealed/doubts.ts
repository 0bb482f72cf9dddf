/** Owns what speaks against a profile of unknown origin: whose server and sender it names, beside what was expected. Pure. */
import { familyOfIssuer } from '../../oauth2/settings.js';
import { providerOf } from '../../smtp/provider.js';
import { isLoopback } from '../host.js';
import type { StoredLogin, StoredProfile } from '../stored-profile.js';

/** A value that differs from the stored profile of the same name. */
export interface Difference {
  readonly field: 'host' | 'port' | 'encryption' | 'user' | 'login' | 'sender';
  readonly stored: string;
  readonly sealed: string;
}

export type Doubt =
  /** The sender belongs to another domain than the contact of invite.yaml. */
  | { readonly kind: 'sender-elsewhere'; readonly domain: string; readonly expected: string }
  /** The host is neither below the sender's domain nor that of a provider we know. */
  | { readonly kind: 'host-elsewhere'; readonly host: string; readonly domain: string }
  /** The identity provider is neither below one of these domains nor Microsoft's or Google's. */
  | { readonly kind: 'sign-in-elsewhere'; readonly host: string; readonly domain: string }
  /** Trust beyond the public authorities: exactly this certificate, or an authority of one's own. */
  | { readonly kind: 'pinned'; readonly fingerprint: string }
  | { readonly kind: 'own-authority'; readonly subject: string };

/** What is to be told before a profile is taken over. `contact` is the address in invite.yaml, null where none is known. */
export function doubtsAbout(
  { host, sender, pin, login }: StoredProfile,
  contact: string | null,
  authority: string | null,
): Doubt[] {
  const domain = domainOf(sender.address);
  const expected = contact === null ? null : domainOf(contact);
  const doubts: Doubt[] = [];
  if (expected !== null && !related(domain, expected))
    doubts.push({ kind: 'sender-elsewhere', domain, expected });
  const domains = [domain, ...(expected === null ? [] : [expected])];
  const known = domains.some((one) => related(host, one));
  if (!known && !isLoopback(host) && providerOf({ host }) === null)
    doubts.push({ kind: 'host-elsewhere', host, domain: expected ?? domain });
  const issuer = foreignIssuer(login, domains);
  if (issuer !== null) doubts.push({ kind: 'sign-in-elsewhere', host: issuer, domain: expected ?? domain });
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
    login: loginWords(profile.login),
    sender: profile.sender.address,
  });
  const [before, now] = [values(stored), values(sealed)];
  const fields = Object.keys(before) as Difference['field'][];
  return fields
    .filter((field) => before[field] !== now[field])
    .map((field) => ({ field, stored: before[field], sealed: now[field] }));
}

/** In the words of --json. */
function loginWords(login: StoredLogin): string {
  if (login.kind === 'password') return login.kind;
  const { issuer, flow, clientId } = login.settings;
  return [login.kind, flow, issuer, clientId].join(' ');
}

/** Where a person would be sent to sign in, or an application's secret would go. */
function foreignIssuer(login: StoredLogin, domains: readonly string[]): string | null {
  if (login.kind === 'password' || familyOfIssuer(login.settings.issuer) !== 'other') return null;
  const host = new URL(login.settings.issuer).hostname;
  const own = isLoopback(host) || domains.some((domain) => related(host, domain));
  return own ? null : host;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** One is the other, or lies below it; a whole top-level domain has nothing below it that would tell us anything. */
function related(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].sort((a, b) => a.length - b.length);
  return short === long || (short.includes('.') && long.endsWith(`.${short}`));
}
