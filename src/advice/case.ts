/** Owns what a kind of trouble comes down to where host, stage or the server's words tell more than the kind. Pure. */
import { type ChainVerdict, expiredIssuer, judgeChain } from '../diagnosis/chain-verdict.js';
import type { DiagnosisKind } from '../diagnosis/result.js';
import { familyOfTarget } from './family.js';
import type { Target, Trouble } from './trouble.js';

/** A kind, or more exactly what it is; the kind stays the word of the JSON. Each has a sentence and advice. */
export type Case =
  | DiagnosisKind
  | 'authority-expired'
  | 'certificate-alone'
  | 'certificate-chain-incomplete'
  | 'certificate-other-authority'
  | 'certificate-other-or-incomplete'
  | 'login-unanswered'
  | 'password-login-off-by-default'
  | 'sender-throttled-licence'
  | 'smtp-auth-disabled-tenant'
  | 'token-refused';

/** What a server says to a token that it does not take; Google the same as to a wrong password. */
const REFUSALS: readonly DiagnosisKind[] = ['login-refused', 'app-password-needed'];

/** Microsoft 365 often says nothing to a login that is wrong or switched off. */
const SILENCE: readonly DiagnosisKind[] = ['closed-at-login', 'connection-lost', 'no-answer'];

const CHAINS: Readonly<Record<ChainVerdict, Case>> = {
  alone: 'certificate-alone',
  incomplete: 'certificate-chain-incomplete',
  'other-authority': 'certificate-other-authority',
  'other-or-incomplete': 'certificate-other-or-incomplete',
  private: 'certificate-unknown-ca',
};

export function caseOf(kind: DiagnosisKind, { stage, reply, facts }: Trouble, target: Target): Case {
  const said = reply?.text ?? '';
  if (kind === 'certificate-unknown-ca') return CHAINS[judgeChain(facts?.tls)];
  if (kind === 'certificate-expired' && expiredIssuer(facts?.tls?.certificate)) return 'authority-expired';
  if (kind === 'smtp-auth-disabled' && /\btenant\b/i.test(said)) return 'smtp-auth-disabled-tenant';
  if (kind === 'sender-throttled' && /\blicen[cs]e\b/i.test(said)) return 'sender-throttled-licence';
  if (kind === 'password-login-ending' && facts?.passwordLogin?.over) return 'password-login-off-by-default';
  if (target.login === 'oauth2' && REFUSALS.includes(kind)) return 'token-refused';
  const silent = stage === 'auth' && SILENCE.includes(kind);
  return silent && familyOfTarget(target) === 'microsoft-365' ? 'login-unanswered' : kind;
}
