import { expect, it } from 'vitest';
import { adviceFor } from '../../../src/advice/advice-for.js';
import { type Case, caseOf } from '../../../src/advice/case.js';
import { ADVICE } from '../../../src/advice/table.js';
import type { Target, Trouble } from '../../../src/advice/trouble.js';
import type { CertificateFacts, DiagnosisKind, StageFacts, TlsFacts } from '../../../src/diagnosis/result.js';
import { LANGUAGES, type Language } from '../../../src/i18n/language.js';
import { textsFor } from '../../../src/i18n/texts.js';
import { ISSUER, tlsFacts } from '../../support/tls-facts.js';

const TARGET: Target = {
  host: 'mail.organiser.test',
  port: 587,
  encryption: 'starttls',
  user: 'login@organiser.test',
  sender: 'wahl@organiser.test',
  to: 'it@organiser.test',
};
const HOSTS = ['mail.organiser.test', 'smtp.office365.com', 'smtp.gmail.com'] as const;
const FACTS: StageFacts = {
  attempts: [{ address: '192.0.2.1', kind: 'connection-refused' }],
  tls: tlsFacts({}, { pinned: 'EF:01' }),
  passwordLogin: { over: false, mailing: null },
};

const MICROSOFT_ONLY = /^(?:login-unanswered|password-login-.*|(?:smtp|basic)-auth-.*|sender-throttled.*)$/;

/** How the cases that are no kinds come about. */
const CASES: Readonly<Partial<Record<Case, Partial<Trouble>>>> = {
  'authority-expired': certificate('certificate-expired', { chain: [{ ...ISSUER, daysLeft: -3 }] }),
  'certificate-alone': certificate('certificate-unknown-ca', { chain: [] }),
  'certificate-chain-incomplete': certificate('certificate-unknown-ca', { chain: [], publiclyLogged: true }),
  'certificate-other-authority': certificate('certificate-unknown-ca', {}, 'ca-file'),
  'certificate-other-or-incomplete': certificate('certificate-unknown-ca', { chain: [] }, 'ca-file'),
  'login-unanswered': { kind: 'no-answer' },
  'password-login-off-by-default': {
    kind: 'password-login-ending',
    facts: { passwordLogin: { over: true, mailing: null } },
  },
  'sender-throttled-licence': { kind: 'sender-throttled', reply: { text: 'invalid license' } },
  'smtp-auth-disabled-tenant': { kind: 'smtp-auth-disabled', reply: { text: 'for the Tenant' } },
};

function certificate(
  kind: DiagnosisKind,
  changes: Partial<CertificateFacts>,
  trust: TlsFacts['trust'] = 'system',
): Partial<Trouble> {
  return { kind, facts: { tls: tlsFacts(changes, { trust }) } };
}

function section(language: Language, name: Case, host: string): string {
  const texts = textsFor(language).diagnosis;
  const usual = { kind: name as DiagnosisKind, stage: 'auth', reply: null, facts: FACTS };
  const trouble: Trouble = { ...usual, ...CASES[name] };
  const target = { ...TARGET, host };
  const found = caseOf(trouble.kind ?? 'closing', trouble, target);
  const advice = adviceFor(trouble, target).map(
    ({ for: role, advice: id }) => `- ${texts.roles[role]}: ${texts.advice[id](target)}`,
  );
  return `${texts.problems[found](target, trouble.facts ?? {})}\n\n${advice.join('\n')}`;
}

/** Every case as the connection test tells it; at a provider of its own only where something else is said there. */
function page(language: Language): string {
  const sections = (Object.keys(ADVICE) as Case[]).flatMap((name) => {
    const hosts = MICROSOFT_ONLY.test(name) ? [HOSTS[1]] : HOSTS;
    const told = hosts.map((host) => [host, section(language, name, host)] as const);
    const usual = told[0]?.[1].replaceAll(hosts[0], '');
    return told
      .filter(([host, text], index) => index === 0 || text.replaceAll(host, '') !== usual)
      .map(([host, text]) => `## ${name}, ${host}\n\n${text}\n`);
  });
  return `${sections.join('\n')}`;
}

it.each(LANGUAGES)('reads as on the page that a person has read aloud, in %s', async (language) => {
  await expect(page(language)).toMatchFileSnapshot(`advice.${language}.md`);
});
