/** Owns the certificates of a test run: one of each kind, as PEM text, made once in a folder that is removed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CertificateName, makeCertificates } from './postfix/certificates.js';

export interface Certificates {
  /** The authority that signed all but `self-signed` and `unknown-ca`, PEM. */
  readonly ca: string;
  /** Key and certificate for `localhost` and 127.0.0.1, good or with the fault named. */
  pair(name: CertificateName): { readonly key: string; readonly cert: string };
}

/** Makes them with the openssl command, about 0.3 s. */
export function createCertificates(): Certificates {
  const folder = join(mkdtempSync(join(tmpdir(), 'certificates-')), 'made');
  const ca = makeCertificates(folder).text;
  const names: readonly CertificateName[] = [
    'good',
    'expired',
    'not-yet-valid',
    'wrong-host',
    'self-signed',
    'unknown-ca',
  ];
  const key = readFileSync(join(folder, 'server.key'), 'utf8');
  const certs = new Map(names.map((name) => [name, readFileSync(join(folder, `${name}.pem`), 'utf8')]));
  rmSync(join(folder, '..'), { recursive: true });
  return { ca, pair: (name) => ({ key, cert: certs.get(name) ?? '' }) };
}
