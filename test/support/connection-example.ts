/** Owns a finished connection test for tests of what is made of it: everything passed, or one stage found something. */
import type {
  CertificateFacts,
  ConnectionTarget,
  ConnectionTest,
  StageName,
  StageResult,
  TlsFacts,
  TranscriptLine,
} from '../../src/diagnosis/result.js';
import { parseReply } from '../../src/smtp/reply.js';

const TARGET: ConnectionTarget = {
  host: 'mail.organiser.test',
  port: 587,
  encryption: 'starttls',
  user: 'login@organiser.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const ORDER: readonly StageName[] = [
  ...(['resolve', 'connect', 'greeting', 'ehlo', 'starttls', 'tls', 'auth'] as const),
  ...(['mail-from', 'rcpt-to'] as const),
];
const CERTIFICATE: CertificateFacts = {
  subject: 'mail.organiser.test',
  issuer: 'Example CA',
  altNames: ['DNS:mail.organiser.test', 'IP Address:192.0.2.10'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-06-01T10:00:00.000Z',
  daysLeft: 92,
  fingerprint: 'AB:CD',
  key: 'EC P-256',
  chain: [
    { subject: 'Example CA', issuer: 'Example CA', validTo: '2035-01-01T00:00:00.000Z', daysLeft: 2863 },
  ],
  publiclyLogged: true,
};
const TLS: TlsFacts = {
  protocol: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  certificate: CERTIFICATE,
  trust: 'system',
  pinned: null,
};
const FACTS: Partial<Record<StageName, StageResult['facts']>> = {
  resolve: { addresses: ['192.0.2.10'] },
  connect: { attempts: [{ address: '192.0.2.10', kind: 'connected' }] },
  tls: { tls: TLS },
  auth: { mechanism: 'PLAIN' },
};
const TRANSCRIPT: readonly TranscriptLine[] = [
  { direction: 'server', text: '220 mail.organiser.test ESMTP', encrypted: false },
  { direction: 'note', text: 'TLS: TLSv1.3, TLS_AES_256_GCM_SHA384', encrypted: true },
  { direction: 'client', text: 'AUTH PLAIN ********', encrypted: true },
];

export const LOGIN_REFUSED = {
  stage: 'auth',
  status: 'failed',
  kind: 'login-refused',
  reply: parseReply('535 5.7.8 authentication failed'),
} as const;

/** `found` is what its stage has instead; after a failed stage the rest is skipped. */
export function connectionTest(
  found?: Partial<StageResult> & { readonly stage: StageName },
  changes: Partial<ConnectionTest> = {},
): ConnectionTest {
  const at = found === undefined ? ORDER.length : ORDER.indexOf(found.stage);
  const stages = ORDER.map((stage, index): StageResult => {
    const usual = {
      stage,
      status: 'passed',
      ms: 12,
      kind: null,
      reply: null,
      facts: FACTS[stage] ?? {},
    } as const;
    if (index === at) return { ...usual, ...found };
    const broken = index > at && found?.status === 'failed';
    return broken ? { ...usual, status: 'skipped', ms: 0, facts: {} } : usual;
  });
  const ok = found?.status !== 'failed';
  return { ok, target: TARGET, stages, pairs: [], transcript: TRANSCRIPT, ...changes };
}
