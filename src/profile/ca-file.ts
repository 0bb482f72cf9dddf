/** Owns reading the certificate file of an organisation's own CA: certificates only, known by its SHA-256. */
import { createHash, X509Certificate } from 'node:crypto';
import { type ConnectionValueFault, Fault } from '../fault.js';
import { readSmallFile } from './private-file.js';

/** Bytes; the list of all public CAs has 200 kB. */
const LARGEST_FILE = 1_000_000;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;
/** What Windows exports as .p7b and .pfx, as PEM or by its object identifier pkcs-7 (RFC 2315, RFC 7292) in DER. */
const OTHER_CONTAINER = /-----BEGIN (?:PKCS7|CMS)-----/;
const PKCS_7 = Buffer.from('2a864886f70d0107', 'hex');
const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/;

/** A CA file as a profile remembers it: where it lay, and what it held then. */
export interface CaFile {
  readonly path: string;
  /** Lower-case hexadecimal, of the file's bytes. */
  readonly sha256: string;
}

/** A CA file that has been read. */
export interface ReadCaFile extends CaFile {
  /** Only the certificates, each as PEM (RFC 7468). */
  readonly pem: string;
  readonly certificates: number;
}

/**
 * Reads one or more certificates, as PEM or a single one as DER. A file with a private key is refused: it is not the
 * one to hand round. Throws `connection-value-invalid` (`source` is the flag or variable) and the faults of files.
 */
export async function readCaFile(
  path: string,
  source: string,
  what: 'ca' | 'pin' = 'ca',
): Promise<ReadCaFile> {
  const bytes = await readSmallFile(path, what, LARGEST_FILE);
  const certificates = parseCertificates(bytes);
  if (!Array.isArray(certificates)) {
    throw new Fault('connection-value-invalid', {
      field: 'caFile',
      value: path,
      expected: certificates,
      source,
    });
  }
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    pem: certificates.join(''),
    certificates: certificates.length,
  };
}

/** The certificates of a file as PEM texts, at least one; else why not. */
export function parseCertificates(bytes: Buffer): string[] | ConnectionValueFault {
  const text = textOf(bytes);
  if (PRIVATE_KEY.test(text)) return 'ca-with-private-key';
  if (OTHER_CONTAINER.test(text) || bytes.subarray(0, 40).includes(PKCS_7)) return 'ca-other-container';
  const blocks: readonly (string | Buffer)[] = text.includes('-----BEGIN ')
    ? (text.match(CERTIFICATE) ?? [])
    : [bytes];
  try {
    const pems = blocks.map((block) => new X509Certificate(block).toString());
    return pems.length > 0 ? pems : 'ca-not-a-certificate';
  } catch {
    return 'ca-not-a-certificate';
  }
}

/** PEM is ASCII; PowerShell's `>` and some editors write it as UTF-16. */
function textOf(bytes: Buffer): string {
  return bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'latin1');
}
