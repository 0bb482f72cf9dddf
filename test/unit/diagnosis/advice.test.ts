import { describe, expect, it } from 'vitest';
import { adviceFor, ROLES } from '../../../src/diagnosis/advice.js';
import { hostFamily } from '../../../src/diagnosis/host-family.js';
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

describe('the family of a host', () => {
  it.each([
    ['smtp.office365.com', 'microsoft-365'],
    ['SMTP.Office365.com', 'microsoft-365'],
    ['smtp-mail.outlook.com', 'microsoft-365'],
    ['smtp-relay.gmail.com', 'google'],
    ['smtp.office365.com.attacker.test', 'other'],
    ['notgmail.com', 'other'],
    ['192.0.2.1', 'other'],
  ])('of %s is %s', (host, family) => {
    expect(hostFamily(host)).toBe(family);
  });
});
