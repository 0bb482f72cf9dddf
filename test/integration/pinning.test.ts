/** Owns the trust in exactly one certificate: it opens the way to its own server, and to no other, whoever asks. */
import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { ConnectionTest } from '../../src/diagnosis/result.js';
import { type Encryption, passwordLogin, Secret } from '../../src/profile/profile.js';
import { type OpenResult, openConnection } from '../../src/smtp/submission.js';
import { createCertificates } from '../support/certificates.js';
import { failure, PASSWORD, testServer, USER } from '../support/connection-test.js';
import { PATIENT } from '../support/fault-trial.js';
import { type Issued, issueCertificate } from '../support/issue-certificate.js';
import { type ScriptedServer, type ServerOptions, startScriptedServer } from '../support/scripted-server.js';

const certificates = createCertificates();
const DAY = 24 * 60 * 60 * 1000;

let server: ScriptedServer;
afterEach(() => server.close());

type Pair = { readonly key: string; readonly cert: string };
type Version = 'TLSv1.2' | 'TLSv1.3';

async function serve(client: Encryption, tls: Pair, version?: Version): Promise<void> {
  const limits = version === undefined ? {} : { minVersion: version, maxVersion: version };
  const encryption = client === 'ssl' ? 'implicit' : 'starttls';
  const login = { user: USER, password: PASSWORD };
  const options: ServerOptions = { encryption, tls: { ...tls, ...limits }, login };
  server = await startScriptedServer(options);
}

/** The first certificate of a PEM text, and its fingerprint. */
function pinOf(cert: string): { readonly ca: string; readonly pin: string } {
  const leaf = new X509Certificate(cert);
  return { ca: leaf.toString(), pin: leaf.fingerprint256 };
}

interface Trust {
  readonly ca: string | null;
  readonly pin?: string;
}

function tested(encryption: Encryption, trust: Trust): Promise<ConnectionTest> {
  return testServer({ port: server.port, encryption, host: 'localhost', ...trust });
}

/** As a mailing does it. */
async function open(encryption: Encryption, trust: Trust): Promise<OpenResult> {
  const login = passwordLogin(new Secret(PASSWORD));
  const account = { host: 'localhost', port: server.port, encryption, user: USER, login, ...trust };
  const result = await openConnection(account, PATIENT);
  if (result.kind === 'open') result.connection.abort();
  return result;
}

/** "open", or stage and kind of the failure. */
function outcome(result: OpenResult): string {
  return result.kind === 'open' ? 'open' : `${result.failure.stage} ${result.failure.kind}`;
}

function logins(): string[] {
  return server.lines().filter((line) => line.startsWith('AUTH'));
}

const WAYS = (['ssl', 'starttls'] as const).flatMap((client) =>
  (['TLSv1.2', 'TLSv1.3'] as const).map((version) => [client, version] as const),
);

describe.each(WAYS)('over %s with %s', (client, version) => {
  test.each(['self-signed', 'unknown-ca', 'wrong-host', 'good'] as const)(
    'a pinned certificate that is %s is trusted',
    async (name) => {
      const pair = certificates.pair(name);
      await serve(client, pair, version);
      const trust = pinOf(pair.cert);
      const result = await tested(client, trust);
      expect(failure(result)).toBe('ok');
      const { tls } = result.stages.find(({ stage }) => stage === 'tls')?.facts ?? {};
      expect(tls).toMatchObject({ trust: 'pinned', pinned: trust.pin, protocol: version });
      expect(outcome(await open(client, trust))).toBe('open');
      expect(logins()).toHaveLength(2);
    },
  );

  test.each([
    ['self-signed', 'unknown-ca'],
    ['unknown-ca', 'self-signed'],
    ['wrong-host', 'good'],
    ['good', 'wrong-host'],
    ['self-signed', 'expired'],
  ] as const)('where %s is pinned and %s is shown, nobody logs in', async (pinned, shown) => {
    const pair = certificates.pair(shown);
    await serve(client, pair, version);
    const { pin: seen } = pinOf(pair.cert);
    const trust = pinOf(certificates.pair(pinned).cert);
    const result = await tested(client, trust);
    expect(failure(result)).toBe('tls certificate-changed');
    const { tls } = result.stages.find(({ stage }) => stage === 'tls')?.facts ?? {};
    expect(tls).toMatchObject({ pinned: trust.pin, certificate: { fingerprint: seen } });
    const opened = await open(client, trust);
    expect(opened).toMatchObject({
      kind: 'failed',
      failure: { stage: 'tls', kind: 'certificate-changed', lasting: true, pinned: { pin: trust.pin, seen } },
    });
    expect(logins()).toEqual([]);
  });

  test.each([
    ['expired', 'certificate-expired'],
    ['not-yet-valid', 'certificate-not-yet-valid'],
  ] as const)('a pinned certificate that is %s stays refused', async (name, kind) => {
    const pair = certificates.pair(name);
    await serve(client, pair, version);
    const trust = pinOf(pair.cert);
    const result = await tested(client, trust);
    expect(failure(result)).toBe(`tls ${kind}`);
    expect(outcome(await open(client, trust))).toBe(`tls ${kind}`);
    expect(logins()).toEqual([]);
  });

  test('a certificate that the pinned one has issued is another one', async () => {
    const pinned = await issueCertificate('Wrongly an authority', { purpose: 'authority' });
    const leaf = await issueCertificate('localhost', { by: pinned });
    await serve(client, { key: leaf.key, cert: `${leaf.cert}${pinned.cert}` }, version);
    const trust = pinOf(pinned.cert);
    const result = await tested(client, trust);
    expect(failure(result)).toBe('tls certificate-changed');
    const seen = pinOf(leaf.cert).pin;
    expect(await open(client, trust)).toMatchObject({
      failure: { kind: 'certificate-changed', pinned: { pin: trust.pin, seen } },
    });
    expect(logins()).toEqual([]);
  });

  test('a fingerprint without its certificate trusts nobody, and sees the certificate', async () => {
    const pair = certificates.pair('good');
    await serve(client, pair, version);
    const { ca, pin } = pinOf(pair.cert);
    const result = await tested(client, { ca: null, pin });
    expect(failure(result)).toBe('tls certificate-unknown-ca');
    expect(result.certificate).toBe(ca);
    expect(outcome(await open(client, { ca: null, pin }))).toBe('tls certificate-unknown-ca');
    expect(logins()).toEqual([]);
  });
});

test('no variable of the environment lets another certificate through', async () => {
  await serve('ssl', certificates.pair('unknown-ca'));
  const trust = pinOf(certificates.pair('self-signed').cert);
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    const result = await tested('ssl', trust);
    expect(failure(result)).toBe('tls certificate-changed');
    expect(outcome(await open('ssl', trust))).toBe('tls certificate-changed');
  } finally {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  }
  expect(logins()).toEqual([]);
});

test('a certificate of no use to a server stays refused though it is pinned, once and for all', async () => {
  const pair = await issueCertificate('localhost', { by: await authority('CA'), purpose: 'client' });
  await serve('ssl', pair);
  const trust = pinOf(pair.cert);
  const result = await tested('ssl', trust);
  expect(failure(result)).toBe('tls certificate-invalid');
  expect(await open('ssl', trust)).toMatchObject({
    failure: { stage: 'tls', kind: 'certificate-invalid', lasting: true },
  });
  expect(logins()).toEqual([]);
});

function authority(name: string, by?: Issued, until?: Date): Promise<Issued> {
  return issueCertificate(name, {
    purpose: 'authority',
    ...(by ? { by } : {}),
    ...(until ? { until, from: new Date(until.getTime() - DAY) } : {}),
  });
}

describe('an authority of the organisation (--ca-file)', () => {
  async function chain() {
    const root = await authority('Muster Root');
    const between = await authority('Muster Issuing', root);
    const leaf = await issueCertificate('localhost', { by: between });
    return { root, between, leaf };
  }

  async function against(ca: string, shown: Pair) {
    await serve('ssl', shown);
    const test = await tested('ssl', { ca });
    const { tls } = test.stages.find(({ stage }) => stage === 'tls')?.facts ?? {};
    return { kind: failure(test), mailing: outcome(await open('ssl', { ca })), tls };
  }

  test('the root vouches for a server that sends what lies between; the chain is told to the top', async () => {
    const { root, between, leaf } = await chain();
    const { kind, mailing, tls } = await against(root.cert, {
      key: leaf.key,
      cert: leaf.cert + between.cert,
    });
    expect([kind, mailing]).toEqual(['ok', 'open']);
    expect(tls).toMatchObject({ trust: 'ca-file', pinned: null });
    expect(tls?.certificate).toMatchObject({ subject: 'localhost', key: 'EC P-256', publiclyLogged: false });
    expect(tls?.certificate?.chain).toMatchObject([
      { subject: 'Muster Issuing', issuer: 'Muster Root' },
      { subject: 'Muster Root', issuer: 'Muster Root' },
    ]);
  });

  // Why: what IT exports first is the issuing authority or the server's own certificate, and both were refused.
  test.each([
    ['the issuing authority alone', ({ between }: Awaited<ReturnType<typeof chain>>) => between.cert],
    ["the server's own certificate", ({ leaf }: Awaited<ReturnType<typeof chain>>) => leaf.cert],
    ['a bundle', ({ root, between }: Awaited<ReturnType<typeof chain>>) => `${between.cert}\r\n${root.cert}`],
  ])('%s is enough for a server that sends its own certificate only', async (_what, pick) => {
    const made = await chain();
    expect(await against(pick(made), made.leaf)).toMatchObject({ kind: 'ok', mailing: 'open' });
  });

  test("the server's own certificate as the file does not vouch for another name", async () => {
    const { key, cert } = certificates.pair('wrong-host');
    expect(await against(cert, { key, cert })).toMatchObject({
      kind: 'tls certificate-wrong-host',
      mailing: 'tls certificate-wrong-host',
    });
  });

  test('the root alone is not enough where what lies between is missing', async () => {
    const { root, leaf } = await chain();
    const { kind, mailing, tls } = await against(root.cert, leaf);
    expect([kind, mailing]).toEqual(['tls certificate-unknown-ca', 'tls certificate-unknown-ca']);
    expect(tls?.certificate?.chain).toEqual([]);
  });

  test('another authority than the one that issued it does not vouch', async () => {
    const { leaf } = await chain();
    const other = await authority('Other Root');
    expect(await against(other.cert, leaf)).toMatchObject({
      kind: 'tls certificate-unknown-ca',
      mailing: 'tls certificate-unknown-ca',
    });
  });

  test('an expired authority is told by its own name and date', async () => {
    const root = await authority('Old Root', undefined, new Date(Date.now() - 30 * DAY));
    const leaf = await issueCertificate('localhost', { by: root });
    const { kind, mailing, tls } = await against(root.cert, leaf);
    expect([kind, mailing]).toEqual(['tls certificate-expired', 'tls certificate-expired']);
    expect(tls?.certificate?.daysLeft).toBeGreaterThan(300);
    expect(tls?.certificate?.chain).toMatchObject([{ subject: 'Old Root', daysLeft: -31 }]);
  });
});
