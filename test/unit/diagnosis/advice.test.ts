import { describe, expect, it } from 'vitest';
import { adviceFor, ROLES } from '../../../src/diagnosis/advice.js';
import type { ConnectionTarget, DiagnosisKind, StageResult } from '../../../src/diagnosis/result.js';
import { diagnosis as de } from '../../../src/i18n/de/diagnosis.js';
import { diagnosis as en } from '../../../src/i18n/en/diagnosis.js';

const TARGET: ConnectionTarget = {
  host: 'mail.organiser.test',
  port: 587,
  encryption: 'starttls',
  user: 'login@organiser.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const CERTIFICATE = {
  subject: 'mail.organiser.test',
  issuer: 'Example CA',
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2027-06-01T10:00:00.000Z',
  daysLeft: 92,
  fingerprint: 'AB:CD',
};
const KINDS = Object.keys(de.problems) as DiagnosisKind[];

function result(kind: DiagnosisKind | null): StageResult {
  return { stage: 'auth', status: kind === null ? 'passed' : 'failed', ms: 1, kind, reply: null, facts: {} };
}

function advise(kind: DiagnosisKind, host = TARGET.host): string[] {
  return adviceFor(result(kind), { ...TARGET, host }).map((entry) => `${entry.for}: ${entry.advice}`);
}

describe('advice', () => {
  it.each([
    [
      'login-refused',
      'smtp.office365.com',
      ['election-manager: check-credentials', 'microsoft-365-admin: m365-smtp-auth'],
    ],
    [
      'login-refused',
      'smtp.gmail.com',
      ['election-manager: check-credentials', 'google-workspace-admin: google-app-password'],
    ],
    [
      'login-refused',
      'mail.organiser.test',
      ['election-manager: check-credentials', 'organiser-it: check-account'],
    ],
    ['smtp-auth-disabled', 'relay.organiser.test', ['microsoft-365-admin: m365-smtp-auth']],
    [
      'connection-timeout',
      'mail.organiser.test',
      ['network-admin: open-port', 'organiser-it: check-host-and-port'],
    ],
    [
      'sender-refused',
      'smtp.office365.com',
      ['election-manager: use-own-address', 'microsoft-365-admin: m365-send-as'],
    ],
  ] as const)('on %s at %s goes to the role that can act', (kind, host, expected) => {
    expect(advise(kind, host)).toEqual(expected);
  });

  // Why: a customer's own name (CNAME) hid that the server is Microsoft's, and the advice went to nobody who could act.
  it.each([
    [
      'greeting',
      'AM0PR01CA0042.outlook.office365.com Microsoft ESMTP MAIL Service ready',
      {},
      'm365-smtp-auth',
    ],
    ['ehlo', 'AM0PR01CA0042.outlook.office365.com Hello [192.0.2.1] SIZE 157286400', {}, 'm365-smtp-auth'],
    ['greeting', 'smtp.gmail.com ESMTP x - gsmtp', {}, 'google-app-password'],
    ['greeting', 'mail.organiser.test ESMTP', {}, 'check-account'],
    ['tls', '', ['DNS:mail.organiser.test', 'DNS:*.outlook.com'], 'm365-smtp-auth'],
    ['tls', '', ['DNS:mail.organiser.test'], 'check-account'],
  ] as const)(
    'at a host of the organiser whose %s says %j knows whose it is',
    (stage, text, names, advice) => {
      const certificate = { ...CERTIFICATE, altNames: [...(Array.isArray(names) ? names : [])] };
      const found: StageResult = {
        ...result(null),
        stage,
        reply: { code: 220, enhanced: null, text },
        facts: stage === 'tls' ? { tls: { protocol: null, cipher: null, certificate } } : {},
      };
      const entries = adviceFor(result('login-refused'), TARGET, [found, result('login-refused')]);
      expect(entries.map((entry) => entry.advice)).toEqual(['check-credentials', advice]);
    },
  );

  it('exists for every kind, and only for kinds', () => {
    for (const kind of KINDS) expect(advise(kind), kind).not.toEqual([]);
    expect(adviceFor(result(null), TARGET)).toEqual([]);
  });

  it.each([
    ['German', de],
    ['English', en],
  ])('and every finding reads as a sentence in %s', (_, texts) => {
    for (const kind of KINDS) {
      const facts = { attempts: [{ address: '192.0.2.1', kind: 'connection-refused' as const }] };
      const sentences = [
        texts.problems[kind](TARGET, facts),
        ...adviceFor(result(kind), TARGET).map((entry) => texts.advice[entry.advice](TARGET)),
      ];
      for (const sentence of sentences) {
        expect(sentence, kind).toMatch(/^[\p{Lu}„"\d]|^mail\.organiser\.test/u);
        expect(sentence, kind).toMatch(/[.]$/);
        expect(sentence, kind).not.toMatch(/undefined|null|\[object|npx/);
      }
    }
    for (const role of ROLES) expect(texts.roles[role]).not.toBe('');
  });

  it('never puts a hostile user name into a command to copy', () => {
    const target = { ...TARGET, user: 'x; rm -rf /' };
    expect(de.advice['m365-smtp-auth'](target)).toContain('Set-CASMailbox POSTFACH -Smtp');
    expect(de.advice['m365-smtp-auth'](TARGET)).toContain('Set-CASMailbox login@organiser.test -Smtp');
  });
});
