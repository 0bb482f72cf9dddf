/** Owns a pinned certificate: the one that a profile trusts instead of an authority, and where its text is kept. */
import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { CaFile } from './ca-file.js';

/** SHA-256 of a certificate in DER as Node and openssl write it. */
export const FINGERPRINT = /^[0-9A-F]{2}(?::[0-9A-F]{2}){31}$/;

/** A file of ours with the certificate alone; the fingerprint is what is trusted, the file only what TLS needs. */
export interface Pin extends CaFile {
  readonly fingerprint: string;
}

/** A pin together with its certificate, as PEM (RFC 7468). */
export interface ReadPin extends Pin {
  readonly pem: string;
}

/** 64 hexadecimal digits in any case, in pairs or not, as "AB:CD:..."; null for anything else, a SHA-1 (40) included. */
export function parseFingerprint(text: string): string | null {
  const digits = text.replace(/[\s:-]/g, '').toUpperCase();
  if (!/^[0-9A-F]{64}$/.test(digits)) return null;
  return digits.match(/../g)?.join(':') ?? null;
}

/** The pin of a certificate that was seen, with the file that is to be written below the user's `folder` of settings. */
export function pinFor(folder: string, pem: string): ReadPin {
  const fingerprint = new X509Certificate(pem).fingerprint256;
  const name = `${fingerprint.replaceAll(':', '').toLowerCase()}.pem`;
  const sha256 = createHash('sha256').update(pem).digest('hex');
  return { fingerprint, path: join(folder, 'certificates', name), sha256, pem };
}
