/** Owns the throwaway certificates of the rig: its own CA, one good certificate, and one for each fault. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the certificates; the file is `<name>.pem`, all share the key `server.key`. */
export type CertificateName =
  | 'good'
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-host'
  | 'self-signed'
  | 'unknown-ca';

export interface AuthorityFile {
  readonly path: string;
  /** PEM. */
  readonly text: string;
}

const PAST = ['200101000000Z', '210101000000Z'] as const;
const PRESENT = ['200101000000Z', '400101000000Z'] as const;
const FUTURE = ['400101000000Z', '410101000000Z'] as const;

/** One leaf per row: who signs it, for how long, and whom it names. */
const LEAVES: readonly [
  CertificateName,
  authority: string,
  period: readonly [string, string],
  names: string,
][] = [
  ['good', 'ca', PRESENT, 'localhost'],
  ['expired', 'ca', PAST, 'localhost'],
  ['not-yet-valid', 'ca', FUTURE, 'localhost'],
  ['wrong-host', 'ca', PRESENT, 'elsewhere'],
  ['unknown-ca', 'stranger', PRESENT, 'localhost'],
];

/** Dates in openssl's own form can only be given to `openssl ca`, and that one wants a small household. */
const SETTINGS = `
[ca]
default_ca = rig
[rig]
database = index
rand_serial = yes
unique_subject = no
new_certs_dir = .
default_md = sha256
policy = any
[any]
commonName = supplied
[req]
distinguished_name = empty
[empty]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[localhost]
subjectAltName = DNS:localhost, IP:127.0.0.1, IP:::1
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
[elsewhere]
subjectAltName = DNS:mail.elsewhere.example
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
`;

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Writes all certificates into `folder`; returns the CA that a client of the rig must be told. About 0.2 s. */
export function makeCertificates(folder: string): AuthorityFile {
  mkdirSync(folder);
  writeFileSync(join(folder, 'openssl.cnf'), SETTINGS);
  writeFileSync(join(folder, 'index'), '');
  makeAuthority(folder, 'ca', 'Rig CA');
  makeAuthority(folder, 'stranger', 'Stranger CA');
  openssl(
    folder,
    'req',
    '-new',
    ...NEW_KEY,
    '-subj',
    '/CN=localhost',
    '-keyout',
    'server.key',
    '-out',
    'csr',
  );
  for (const leaf of LEAVES) signLeaf(folder, ...leaf);
  const self = ['-key', 'server.key', '-subj', '/CN=localhost', '-extensions', 'localhost', '-days', '30'];
  openssl(folder, 'req', '-x509', ...self, '-out', 'self-signed.pem');
  const path = join(folder, 'ca.pem');
  return { path, text: readFileSync(path, 'utf8') };
}

function makeAuthority(folder: string, name: string, subject: string): void {
  const files = ['-keyout', `${name}.key`, '-out', `${name}.pem`];
  const shape = ['-extensions', 'authority', '-days', '30', '-subj', `/CN=${subject}`];
  openssl(folder, 'req', '-x509', ...NEW_KEY, ...shape, ...files);
}

function signLeaf(
  folder: string,
  name: CertificateName,
  authority: string,
  [from, until]: readonly [string, string],
  names: string,
): void {
  const signer = ['-cert', `${authority}.pem`, '-keyfile', `${authority}.key`];
  const period = ['-startdate', from, '-enddate', until];
  const subject = ['-subj', `/CN=${names}`, '-extensions', names];
  openssl(
    folder,
    'ca',
    '-batch',
    '-notext',
    ...signer,
    ...period,
    ...subject,
    '-in',
    'csr',
    '-out',
    `${name}.pem`,
  );
}

function openssl(folder: string, command: string, ...options: string[]): void {
  const all = [command, '-config', 'openssl.cnf', ...options];
  execFileSync('openssl', all, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}
