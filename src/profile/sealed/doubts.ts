/** Owns what speaks against a profile of unknown origin: whose server and sender it names, beside what was expected. Pure. */
import { familyOfIssuer } from '../../oauth2/settings.js';
import { familyOf, providerOf } from '../../smtp/provider.js';
import { isLoopback } from '../host.js';
import type { StoredLogin, StoredProfile } from '../stored-profile.js';

/** A value that differs from the stored profile of the same name. */
export interface Difference {
  readonly field: 'host' | 'port' | 'encryption' | 'user' | 'login' | 'sender' | 'caFile' | 'pin';
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
  /** The token of Microsoft or Google would go to a host that is not theirs. */
  | { readonly kind: 'token-elsewhere'; readonly host: string; readonly provider: 'Google' | 'Microsoft' }
  /** Trust beyond the public authorities: exactly this certificate, or an authority of one's own. */
  | { readonly kind: 'pinned'; readonly fingerprint: string }
  | ({ readonly kind: 'own-authority' } & Authority);

/** Authorities of a profile's own: whose the first is, and the SHA-256 of each. */
export interface Authority {
  readonly subject: string;
  readonly fingerprint: string;
}

/** What is to be told before a profile is taken over. `contact` is the address in invite.yaml, null where none is known. */
export function doubtsAbout(
  { host, sender, pin, login }: StoredProfile,
  contact: string | null,
  authority: Authority | null,
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
  const provider = tokenOf(login);
  if (provider !== null && !isLoopback(host) && familyOf({ host }) !== FAMILIES[provider])
    doubts.push({ kind: 'token-elsewhere', host, provider });
  if (pin !== null) doubts.push({ kind: 'pinned', fingerprint: pin.fingerprint });
  if (authority !== null) doubts.push({ kind: 'own-authority', ...authority });
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
    caFile: profile.caFile?.sha256 ?? '',
    pin: profile.pin?.fingerprint ?? '',
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
  const { issuer, flow, clientId, scope } = login.settings;
  return [login.kind, flow, issuer, clientId, scope].join(' ').trimEnd();
}

const FAMILIES = { Google: 'google', Microsoft: 'microsoft-365' } as const;

/** Whose tokens a host would get that are good for all the mail there. */
function tokenOf(login: StoredLogin): keyof typeof FAMILIES | null {
  const family = login.kind === 'password' ? 'other' : familyOfIssuer(login.settings.issuer);
  return family === 'other' ? null : family === 'google' ? 'Google' : 'Microsoft';
}

/** Where a person would be sent to sign in, or an application's secret would go. */
function foreignIssuer(login: StoredLogin, domains: readonly string[]): string | null {
  if (login.kind === 'password' || familyOfIssuer(login.settings.issuer) !== 'other') return null;
  const host = new URL(login.settings.issuer).hostname.replace(/^\[(.*)\]$/, '$1');
  const own = isLoopback(host) || domains.some((domain) => related(host, domain));
  return own ? null : host;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Below them strangers register their names, as below a top-level domain: "co.uk", "or.at". */
const SHARED = /^(?:ac|co|com|edu|go|gov|gv|ne|net|or|org)\.[a-z]{2}$/;

/** One is the other, or lies below it. */
function related(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].sort((a, b) => a.length - b.length);
  return short === long || (short.includes('.') && !SHARED.test(short) && long.endsWith(`.${short}`));
}
