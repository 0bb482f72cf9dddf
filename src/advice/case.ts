/** Owns what a kind of trouble comes down to where host, stage or the server's words tell more than the kind. Pure. */
import type { DiagnosisKind } from '../diagnosis/result.js';
import { familyOfTarget } from './family.js';
import type { Target, Trouble } from './trouble.js';

/** A kind, or more exactly what it is; the kind stays the word of the JSON. Each has a sentence and advice. */
export type Case =
  | DiagnosisKind
  | 'login-unanswered'
  | 'password-login-off-by-default'
  | 'sender-throttled-licence'
  | 'smtp-auth-disabled-tenant';

/** Microsoft 365 often says nothing to a login that is wrong or switched off. */
const SILENCE: readonly DiagnosisKind[] = ['closed-at-login', 'connection-lost', 'no-answer'];

export function caseOf(kind: DiagnosisKind, { stage, reply, facts }: Trouble, target: Target): Case {
  const said = reply?.text ?? '';
  if (kind === 'smtp-auth-disabled' && /\btenant\b/i.test(said)) return 'smtp-auth-disabled-tenant';
  if (kind === 'sender-throttled' && /\blicen[cs]e\b/i.test(said)) return 'sender-throttled-licence';
  if (kind === 'password-login-ending' && facts?.passwordLogin?.over) return 'password-login-off-by-default';
  const silent = stage === 'auth' && SILENCE.includes(kind);
  return silent && familyOfTarget(target) === 'microsoft-365' ? 'login-unanswered' : kind;
}
