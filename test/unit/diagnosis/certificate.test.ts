import { X509Certificate } from 'node:crypto';
import { rootCertificates, type TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { tlsFacts } from '../../../src/diagnosis/certificate.js';
import { keyName } from '../../../src/diagnosis/key-name.js';
import { issueCertificate } from '../../support/issue-certificate.js';

/** A certificate with such a key, which the package for tests cannot make. */
const ED25519 = [
  'MIIBLDCB36ADAgECAhR8rod6i1YhXDWX03aHD+e3/Fv65jAFBgMrZXAwDDEKMAgGA1UEAwwBeDAeFw0yNjExMjUyMzQyMzRa',
  'Fw0yNjExMjYyMzQyMzRaMAwxCjAIBgNVBAMMAXgwKjAFBgMrZXADIQD4Vi+zl2PuAvhPSX9l6RzGNWo1rJxKrVF1oCIz+8mp',
  'VqNTMFEwHQYDVR0OBBYEFAtFWKTPUHlkWKtdaAnjV+BR7g2xMB8GA1UdIwQYMBaAFAtFWKTPUHlkWKtdaAnjV+BR7g2xMA8G',
  'A1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAoCmn+2bxeDC9zKEFO8r8FyLQMmL1ZWzYA9wbMLrp6kZLOKvXCAx+zJlzM9x8sS83',
  '9fClRu7/zWkgwEHsThr+Aw==',
].join('');
const NOW = Date.parse('2027-03-01T00:00:00Z');

interface Shown {
  subject: Record<string, unknown>;
  issuer: Record<string, unknown>;
  valid_from: string;
  valid_to: string;
  fingerprint256: string;
  raw: Buffer;
  subjectaltname?: string;
  issuerCertificate?: Shown;
}

function shown(name: string, changes: Partial<Shown> = {}): Shown {
  return {
    subject: { CN: name },
    issuer: { CN: `above ${name}` },
    valid_from: 'Jan  1 00:00:00 2026 GMT',
    valid_to: 'Mar 11 00:00:00 2027 GMT',
    fingerprint256: name,
    raw: Buffer.from(name),
    ...changes,
  };
}

function factsOf(certificate: Shown | Record<string, never> | null) {
  const socket = {
    getPeerCertificate: () => certificate,
    getProtocol: () => 'TLSv1.3',
    getCipher: () => ({ name: 'TLS_AES_128_GCM_SHA256' }),
  };
  return tlsFacts(socket as unknown as TLSSocket, { ca: null }, NOW);
}

function chainOf(certificate: Shown) {
  return factsOf(certificate).certificate?.chain ?? [];
}

describe('the chain above a certificate', () => {
  it('is told up to the root, which names itself', () => {
    const root = shown('Root');
    root.issuerCertificate = root;
    const leaf = shown('leaf', { issuerCertificate: shown('Between', { issuerCertificate: root }) });
    expect(chainOf(leaf)).toEqual([
      { subject: 'Between', issuer: 'above Between', validTo: '2027-03-11T00:00:00.000Z', daysLeft: 10 },
      { subject: 'Root', issuer: 'above Root', validTo: '2027-03-11T00:00:00.000Z', daysLeft: 10 },
    ]);
  });

  it('is empty for one that signs itself, and for one that is shown alone', () => {
    const self = shown('self');
    self.issuerCertificate = self;
    expect(chainOf(self)).toEqual([]);
    expect(chainOf(shown('alone'))).toEqual([]);
  });

  it('ends where two name each other, and after ten', () => {
    const [one, two] = [shown('one'), shown('two')];
    one.issuerCertificate = two;
    two.issuerCertificate = one;
    expect(chainOf(shown('leaf', { issuerCertificate: one })).map(({ subject }) => subject)).toEqual([
      'one',
      'two',
    ]);
    const endless = Array.from({ length: 50 }).reduce<Shown>(
      (above, _, index) => shown(`number ${index}`, { issuerCertificate: above }),
      shown('top'),
    );
    expect(chainOf(endless)).toHaveLength(10);
  });

  it('is made of strangers’ texts, and safe to show', () => {
    const hostile = shown('x', { subject: { CN: '\u001b[2JRoot\r\nok' }, issuer: { O: 'y'.repeat(9000) } });
    const [above] = chainOf(shown('leaf', { issuerCertificate: hostile }));
    expect(above).toMatchObject({ subject: '[2JRoot ok', issuer: expect.stringMatching(/^y{119}…$/) });
  });
});

describe('a certificate', () => {
  it.each([
    ['its common name', { CN: 'mail.example' }, 'mail.example'],
    ['all of them', { CN: ['a.example', 'b.example'] }, 'a.example, b.example'],
    ['its organisation', { O: 'Muster e. V.' }, 'Muster e. V.'],
    ['its first alternative name', {}, 'smtp.example'],
  ])('is called by %s', (_what, subject, name) => {
    const certificate = shown('x', { subject, subjectaltname: 'DNS:smtp.example, DNS:mail.example' });
    expect(factsOf(certificate).certificate?.subject).toBe(name);
  });

  it('with proofs of public logs is told from one without', () => {
    const raw = Buffer.concat([Buffer.from('..'), Buffer.from('060a2b06010401d679020402', 'hex')]);
    expect(factsOf(shown('x', { raw })).certificate?.publiclyLogged).toBe(true);
    expect(factsOf(shown('x')).certificate?.publiclyLogged).toBe(false);
  });

  it.each([
    ['none was shown', {}],
    ['the connection is gone', null],
  ])('is null where %s', (_when, certificate) => {
    expect(factsOf(certificate)).toEqual({
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      certificate: null,
      trust: 'system',
      pinned: null,
    });
  });
});

describe('a key', () => {
  it('on a usual curve is called as its standard calls it', async () => {
    const { cert } = await issueCertificate('x');
    expect(keyName(new X509Certificate(cert).raw)).toBe('EC P-256');
  });

  it.each([
    ['ISRG Root X1', 'RSA 4096'],
    ['ISRG Root X2', 'EC P-384'],
  ])('of the authority %s is called %s', (authority, name) => {
    const all = rootCertificates.map((pem) => new X509Certificate(pem));
    const found = all.find(({ subject }) => subject.includes(`CN=${authority}`));
    expect(keyName(found?.raw ?? Buffer.alloc(0))).toBe(name);
  });

  it('that is no RSA and on no curve of NIST is called by its own name', () => {
    expect(keyName(Buffer.from(ED25519, 'base64'))).toBe('Ed25519');
  });

  it.each([
    ['nothing', ''],
    ['half a certificate', 'MIIB'],
    ['text', 'aGFsbG8='],
  ])('of %s is not understood', (_what, base64) => {
    expect(keyName(Buffer.from(base64, 'base64'))).toBeNull();
  });
});
