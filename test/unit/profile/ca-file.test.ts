import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { expect, test } from 'vitest';
import { readCaFile } from '../../../src/profile/ca-file.js';
import { faultFrom, temporaryFolder } from './support.js';

const [one, two] = await Promise.all(
  ['Muster CA', 'Beispiel CA'].map((value) => generate([{ name: 'commonName', value }])),
);
if (!one || !two) throw new Error('no certificates');

/** Object identifier pkcs-7, as it stands near the beginning of both kinds of container. */
const PKCS_7 = '06092a864886f70d0107';

function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'ca.pem');
  writeFileSync(path, content);
  return path;
}

test.each([
  ['one certificate', one.cert, 1],
  ['two certificates', `${one.cert}\n${two.cert}`, 2],
  ['text around them', `Subject: CN=Muster CA\r\n${one.cert.replace(/\n/g, '\r\n')}\r\n# end`, 1],
  ['certificates without a line end between them', `${one.cert.trim()}${two.cert.trim()}`, 2],
  // PowerShell's own way to join files.
  ['UTF-16', Buffer.from(`\ufeff${one.cert.replace(/\n/g, '\r\n')}`, 'utf16le'), 1],
  ['a byte order mark', `\ufeff${one.cert}`, 1],
  ['one certificate as DER', new X509Certificate(one.cert).raw, 1],
])('a file with %s is read', async (_what, content, certificates) => {
  const path = file(content);
  const read = await readCaFile(path, '--ca-file');
  expect(read).toMatchObject({ path, certificates });
  expect(read.sha256).toBe(createHash('sha256').update(content).digest('hex'));
  expect(new X509Certificate(read.pem).subject).toContain('CN=Muster CA');
  expect(read.pem.match(/-----BEGIN CERTIFICATE-----/g)).toHaveLength(certificates);
});

test.each([
  ['nothing', '', 'ca-not-a-certificate'],
  ['prose', 'see attachment', 'ca-not-a-certificate'],
  ['a certificate cut off', one.cert.slice(0, 300), 'ca-not-a-certificate'],
  ['a damaged certificate', one.cert.replace(/[A-Z]{2}/g, 'AA'), 'ca-not-a-certificate'],
  ['a good and a damaged one', `${one.cert}${two.cert.replace(/[a-z]{2}/g, 'aa')}`, 'ca-not-a-certificate'],
  ['only a request', one.cert.replace(/CERTIFICATE/g, 'CERTIFICATE REQUEST'), 'ca-not-a-certificate'],
  ['a private key in UTF-16', Buffer.from(`\ufeff${one.private}`, 'utf16le'), 'ca-with-private-key'],
  ['PKCS#7 as PEM', `-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----\n`, 'ca-other-container'],
  ['PKCS#7 as DER', Buffer.from(`30820310${PKCS_7}02a0820301`, 'hex'), 'ca-other-container'],
  ['PKCS#12', Buffer.from(`308209e1020103308209a7${PKCS_7}01a0`, 'hex'), 'ca-other-container'],
  ['a private key alone', one.private, 'ca-with-private-key'],
  ['a certificate and its key', `${one.cert}\n${one.private}`, 'ca-with-private-key'],
])('a file with %s is refused', async (_what, content, expected) => {
  expect(await faultFrom(readCaFile(file(content), '--ca-file'))).toMatchObject({
    kind: 'connection-value-invalid',
    details: { field: 'caFile', expected, source: '--ca-file' },
  });
});

test('a missing file and a huge one have their own faults', async () => {
  expect((await faultFrom(readCaFile('/nonexistent/ca.pem', '-'))).kind).toBe('file-not-found');
  expect((await faultFrom(readCaFile(file('x'.repeat(1_000_001)), '-'))).kind).toBe('file-too-large');
});
