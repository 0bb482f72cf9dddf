import { describe, expect, it } from 'vitest';
import { CHANGES_PROFILE, GIVES_CERTIFICATE, ROLES } from '../../../src/advice/advice.js';
import { adviceFor } from '../../../src/advice/advice-for.js';
import { type Case, caseOf } from '../../../src/advice/case.js';
import { familyOfTarget } from '../../../src/advice/family.js';
import { ADVICE } from '../../../src/advice/table.js';
import type { Target, Trouble } from '../../../src/advice/trouble.js';
import type { DiagnosisKind } from '../../../src/diagnosis/result.js';
import { diagnosis as de } from '../../../src/i18n/de/diagnosis.js';
import { diagnosis as en } from '../../../src/i18n/en/diagnosis.js';
import { ISSUER, tlsFacts } from '../../support/tls-facts.js';

const TARGET: Target = {
  host: 'mail.organiser.test',
  port: 587,
  encryption: 'starttls',
  user: 'login@organiser.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const MAILING: Target = { ...TARGET, to: null };
const MICROSOFT = 'smtp.office365.com';
const GOOGLE = 'smtp.gmail.com';
const HOSTS = ['mail.organiser.test', MICROSOFT, GOOGLE] as const;
const CASES: readonly Case[] = [
  'authority-expired',
  'certificate-alone',
  'certificate-chain-incomplete',
  'certificate-other-authority',
  'certificate-other-or-incomplete',
  'login-unanswered',
  'password-login-off-by-default',
  'sender-throttled-licence',
  'smtp-auth-disabled-tenant',
  'token-refused',
];
const KINDS = Object.keys(ADVICE).filter((kind) => !CASES.some((each) => each === kind)) as DiagnosisKind[];

function trouble(kind: DiagnosisKind | null, change: Partial<Trouble> = {}): Trouble {
  return { stage: 'auth', kind, reply: null, facts: {}, ...change };
}

function advise(kind: DiagnosisKind, host: string = TARGET.host, said = '', to = TARGET.to): string[] {
  const reply = said === '' ? null : { text: said };
  const found = adviceFor(trouble(kind, { reply }), { ...TARGET, host, to });
  return found.map((entry) => `${entry.for}: ${entry.advice}`);
}

const SMTP_AUTH = ['microsoft-365-admin: m365-smtp-auth', 'microsoft-365-admin: m365-smtp-auth-command'];

describe('advice', () => {
  it.each([
    [
      'login-refused',
      MICROSOFT,
      [
        'election-manager: check-credentials',
        ...SMTP_AUTH,
        'microsoft-365-admin: m365-app-password',
        'microsoft-365-admin: m365-sign-in',
        'microsoft-365-admin: m365-security-defaults',
      ],
    ],
    [
      'login-refused',
      GOOGLE,
      [
        'election-manager: check-credentials',
        'google-workspace-admin: google-app-password',
        'election-manager: enter-app-password',
      ],
    ],
    [
      'login-refused',
      'mail.organiser.test',
      ['election-manager: check-credentials', 'organiser-it: check-account'],
    ],
    ['smtp-auth-disabled', 'relay.organiser.test', SMTP_AUTH],
    [
      'connection-timeout',
      'mail.organiser.test',
      ['network-admin: open-port', 'organiser-it: check-host-and-port'],
    ],
    ['sender-refused', MICROSOFT, ['election-manager: use-own-address', 'microsoft-365-admin: m365-send-as']],
    [
      'basic-auth-disabled',
      MICROSOFT,
      [
        'microsoft-365-admin: m365-basic-auth',
        'microsoft-365-admin: m365-basic-auth-dates',
        'organiser-it: name-other-server',
        'election-manager: use-sign-in',
      ],
    ],
    [
      'app-password-needed',
      'mail.organiser.test',
      ['organiser-it: app-password', 'election-manager: enter-app-password'],
    ],
    [
      'sign-in-blocked',
      'mail.organiser.test',
      [
        'microsoft-365-admin: m365-sign-in',
        'microsoft-365-admin: m365-security-defaults',
        'google-workspace-admin: google-sign-in',
      ],
    ],
  ] as const)('on %s at %s goes to the role that can act', (kind, host, expected) => {
    expect(advise(kind, host)).toEqual(expected);
  });

  it('tells the switch of the organisation from the switch of the mailbox', () => {
    const said = (whose: string): string =>
      `... SmtpClientAuthentication is disabled for the ${whose}. Visit ...`;
    expect(advise('smtp-auth-disabled', MICROSOFT, said('Mailbox'))).toEqual(SMTP_AUTH);
    expect(advise('smtp-auth-disabled', MICROSOFT, said('Tenant'))).toEqual([
      ...SMTP_AUTH,
      'microsoft-365-admin: m365-smtp-auth-tenant',
      'microsoft-365-admin: m365-security-defaults',
    ]);
  });

  it('names the licence only where the reply does', () => {
    const licence = 'Sender throttled due to continuous invalid license errors.';
    const full = 'Sender throttled due to continuous mailbox full errors.';
    expect(advise('sender-throttled', MICROSOFT, licence)[0]).toBe('microsoft-365-admin: m365-licence');
    expect(advise('sender-throttled', MICROSOFT, full)[0]).toBe('election-manager: wait-throttled');
  });

  it('speaks of a roll in a mailing and of the recipient in a test', () => {
    expect(advise('recipient-refused')).toContain('election-manager: check-recipient');
    expect(advise('recipient-refused', TARGET.host, '', null)).toContain(
      'election-manager: check-address-column',
    );
  });

  it('exists for every kind on both occasions and every family, never twice, and only for kinds', () => {
    for (const target of [TARGET, MAILING]) {
      for (const host of HOSTS) {
        for (const kind of KINDS) {
          const found = adviceFor(trouble(kind), { ...target, host }).map(({ advice }) => advice);
          expect(found, kind).not.toEqual([]);
          expect(new Set(found).size, kind).toBe(found.length);
        }
      }
    }
    expect(adviceFor(trouble(null), TARGET)).toEqual([]);
  });

  it('is used, every piece of it', () => {
    const used = new Set(
      Object.values(ADVICE)
        .flat()
        .flatMap((entry) => ('for' in entry ? [entry] : Object.values(entry).flat()))
        .map(({ advice }) => advice),
    );
    expect(Object.keys(de.advice).filter((id) => ![...used].some((each) => each === id))).toEqual([]);
    for (const id of [...CHANGES_PROFILE, ...GIVES_CERTIFICATE]) expect(used).toContain(id);
  });
});

describe('the case of a kind', () => {
  it.each([
    ['no-answer', 'auth', MICROSOFT, 'login-unanswered'],
    ['closed-at-login', 'auth', 'SMTP.office365.com', 'login-unanswered'],
    ['connection-lost', 'auth', MICROSOFT, 'login-unanswered'],
    ['no-answer', 'ehlo', MICROSOFT, 'no-answer'],
    ['connection-lost', 'mail-from', MICROSOFT, 'connection-lost'],
    ['closed-at-login', 'auth', 'mail.organiser.test', 'closed-at-login'],
    ['no-answer', 'auth', GOOGLE, 'no-answer'],
    ['login-refused', 'auth', MICROSOFT, 'login-refused'],
  ] as const)('%s at %s of %s is %s', (kind, stage, host, expected) => {
    expect(caseOf(kind, trouble(kind, { stage }), { ...TARGET, host })).toBe(expected);
  });

  it.each([
    ['smtp-auth-disabled', 'disabled for the tenant', 'smtp-auth-disabled-tenant'],
    ['smtp-auth-disabled', 'disabled for the Mailbox tenants@organiser.test', 'smtp-auth-disabled'],
    ['login-refused', 'Tenant', 'login-refused'],
    ['sender-throttled', 'INVALID LICENCE', 'sender-throttled-licence'],
    ['account-blocked', 'license', 'account-blocked'],
  ] as const)('%s with the words %j is %s', (kind, text, expected) => {
    expect(caseOf(kind, trouble(kind, { reply: { text } }), TARGET)).toBe(expected);
  });

  it.each([
    ['the server sends what is above it', tlsFacts(), 'certificate-unknown-ca'],
    ['nothing is known of it', undefined, 'certificate-unknown-ca'],
    ['it stands alone', tlsFacts({ chain: [] }), 'certificate-alone'],
    [
      'a public authority is missing its middle',
      tlsFacts({ chain: [], publiclyLogged: true }),
      'certificate-chain-incomplete',
    ],
    ['another authority was handed over', tlsFacts({}, { trust: 'ca-file' }), 'certificate-other-authority'],
    [
      'an authority was handed over, and it stands alone',
      tlsFacts({ chain: [] }, { trust: 'ca-file' }),
      'certificate-other-or-incomplete',
    ],
  ] as const)('of an unknown issuer, where %s, is what it most likely is', (_, tls, expected) => {
    const kind = 'certificate-unknown-ca';
    const facts = tls === undefined ? {} : { tls };
    expect(caseOf(kind, trouble(kind, { facts }), TARGET)).toBe(expected);
  });

  it('of an expired certificate tells whose it is, by name and date', () => {
    const kind = 'certificate-expired';
    const chain = [{ ...ISSUER, subject: 'Old Root', daysLeft: -3 }];
    const above = { tls: tlsFacts({ chain }) };
    expect(caseOf(kind, trouble(kind, { facts: above }), TARGET)).toBe('authority-expired');
    expect(en.problems['authority-expired'](TARGET, above)).toBe(
      'The certificate "Old Root" that vouches for the server\'s has expired (1 January 2030, 00:00 (UTC)).',
    );
    for (const tls of [tlsFacts(), tlsFacts({ daysLeft: -1, chain })])
      expect(caseOf(kind, trouble(kind, { facts: { tls } }), TARGET)).toBe(kind);
  });

  it.each([
    [true, 'password-login-off-by-default'],
    [false, 'password-login-ending'],
  ])('of a login that ends, the date over: %s, is %s', (over, expected) => {
    const facts = { passwordLogin: { over, mailing: null } };
    const kind = 'password-login-ending';
    expect(caseOf(kind, trouble(kind, { facts }), TARGET)).toBe(expected);
  });
});

describe.each([
  ['German', de],
  ['English', en],
])('the sentences in %s', (_, texts) => {
  const facts = { attempts: [{ address: '192.0.2.1', kind: 'connection-refused' as const }] };

  it('are whole, begin with a capital, and end in a full stop or in a command', () => {
    for (const target of [TARGET, MAILING]) {
      const sentences = [
        ...Object.values(texts.problems).map((problem) => problem(target, facts)),
        ...Object.values(texts.advice).map((advice) => advice(target)),
      ];
      for (const sentence of sentences) {
        expect(sentence).toMatch(/^[\p{Lu}„"\d]/u);
        expect(sentence).toMatch(/[^.]\.$|: (?:npx invite|Set-|Add-)[^.]*(?:\.test[^.]*)*$/);
        expect(sentence).not.toMatch(/undefined|null|\[object/);
      }
    }
    for (const role of ROLES) expect(texts.roles[role]).not.toBe('');
  });

  it('name no command of ours to whoever runs a test: it may be somebody without this program', () => {
    for (const host of HOSTS)
      for (const kind of KINDS)
        for (const { advice } of adviceFor(trouble(kind), { ...TARGET, host }))
          expect(texts.advice[advice](TARGET), advice).not.toContain('npx');
  });

  it('leave out what a mailing does not know of a certificate', () => {
    const wrong = texts.problems['certificate-wrong-host'](MAILING, {});
    expect(wrong).toMatch(/mail\.organiser\.test[“"]\.$/);
    for (const kind of ['certificate-expired', 'certificate-unknown-ca'] as const)
      expect(texts.problems[kind](MAILING, {})).not.toMatch(/\(|unknown\b(?! to)|unbekannt/);
  });

  it.each(['x; rm -rf /', '$(reboot)', '`id`', "a' -Confirm"])(
    'never put the hostile name %j into a command to copy',
    (name) => {
      const target = { ...TARGET, user: name, sender: name };
      expect(texts.advice['m365-smtp-auth-command'](target)).toMatch(
        /Set-CASMailbox (?:POSTFACH|MAILBOX) -Smtp/,
      );
      expect(texts.advice['m365-send-as'](target)).toMatch(
        /Add-RecipientPermission (?:ABSENDER|SENDER) -Trustee (?:POSTFACH|MAILBOX) -Access/,
      );
    },
  );

  it('put a plain name into the command', () => {
    expect(texts.advice['m365-smtp-auth-command'](TARGET)).toMatch(
      /Set-CASMailbox login@organiser\.test -Smtp/,
    );
  });

  it('say of every date of Microsoft as of when it is known', () => {
    const dated = [
      texts.advice['m365-basic-auth-dates'](TARGET),
      texts.problems['password-login-ending'](TARGET, {}),
      texts.problems['password-login-off-by-default'](TARGET, {}),
    ];
    for (const sentence of dated) expect(sentence).toMatch(/27(?:\.)? Januar[y]? 2026/);
  });
});

describe('whose server it is', () => {
  it.each([
    ['smtp.office365.com', undefined, 'microsoft-365'],
    ['SMTP.Office365.com', undefined, 'microsoft-365'],
    ['smtp-relay.gmail.com', undefined, 'google'],
    ['smtp.office365.com.attacker.test', undefined, 'other'],
    ['notgmail.com', undefined, 'other'],
    ['192.0.2.1', undefined, 'other'],
    // Why: a customer's own name (CNAME) hid that the server is Microsoft's, and the advice went to nobody who could act.
    ['mail.organiser.test', 'microsoft-365', 'microsoft-365'],
  ] as const)('%s that says %s of itself is %s', (host, family, expected) => {
    const target = { ...TARGET, host, ...(family && { family }) };
    expect(familyOfTarget(target)).toBe(expected);
    const roles = adviceFor(trouble('login-refused'), target).map((entry) => entry.for);
    expect(roles.includes('microsoft-365-admin')).toBe(expected === 'microsoft-365');
  });
});
