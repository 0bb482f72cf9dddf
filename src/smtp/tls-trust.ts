/** Owns whom a TLS handshake trusts: the system's authorities, an organisation's own, or exactly one certificate. */
import type { ConnectionOptions, PeerCertificate } from 'node:tls';

/** Of an account. `pin` wins over every authority: then `ca` is the pinned certificate itself, null while unknown. */
export interface Trust {
  /** PEM; null for the system's own list. */
  readonly ca: string | null;
  /** SHA-256 of the one certificate, as Node writes it: 32 upper-case pairs with colons. */
  readonly pin?: string | null;
}

/** Error code of our own check, beside OpenSSL's and Node's. */
export const PIN_DIFFERS = 'PINNED_CERTIFICATE_DIFFERS';

/**
 * Options for `tls.connect` (Node's documentation; `allowPartialTrustChain` is X509_V_FLAG_PARTIAL_CHAIN). What is
 * given is trusted as it stands: a file with an intermediate authority alone is enough, and a pinned certificate needs
 * neither its issuer nor the host's name. Dates are checked always.
 */
export function tlsTrust({ ca, pin = null }: Trust): ConnectionOptions {
  // Written out: NODE_TLS_REJECT_UNAUTHORIZED=0 would otherwise switch the check off silently.
  const checked = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
  if (pin !== null) {
    // An empty list trusts nobody, not the system's authorities: no login before the certificate is known.
    const checkServerIdentity = (_host: string, shown: PeerCertificate) => compared(pin, shown);
    return { ...checked, ca: ca ?? [], allowPartialTrustChain: true, checkServerIdentity };
  }
  return ca === null ? checked : { ...checked, ca, allowPartialTrustChain: true };
}

/** A certificate that the pinned one vouches for, as its issuer, is another one all the same. */
function compared(pin: string, { fingerprint256 }: PeerCertificate): Error | undefined {
  if (fingerprint256 === pin) return undefined;
  return Object.assign(new Error('another certificate than the pinned one'), { code: PIN_DIFFERS });
}

/** What the handshake finds where no chain leads to what is trusted, or the name is another. */
const UNTRUSTED: readonly string[] = [
  'certificate-self-signed',
  'certificate-unknown-ca',
  'certificate-wrong-host',
];

/**
 * What a refused handshake means for a pin. `seen` is the fingerprint that the server showed, null where that is not
 * known: then a certificate that leads nowhere is another one, for the pinned one leads to itself.
 */
export function kindUnderPin<K extends string>(
  kind: K,
  pin: string | null | undefined,
  seen: string | null,
): K | 'certificate-changed' {
  const changed = seen === null ? UNTRUSTED.includes(kind) : kind.startsWith('certificate-') && seen !== pin;
  return pin && changed ? 'certificate-changed' : kind;
}
