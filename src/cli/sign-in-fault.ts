/** Owns the fault of a sign-in that gave no token: the target with the provider's own administrators in view. Pure. */
import type { Target } from '../advice/trouble.js';
import { Fault } from '../fault.js';
import { familyOfIssuer } from '../oauth2/settings.js';

export function signInFault(
  { kind, issuer, reason }: { readonly kind: string; readonly issuer: string; readonly reason: string },
  target: Target,
): Fault {
  const family = familyOfIssuer(issuer);
  const known = family === 'other' ? {} : { family };
  return new Fault('sign-in-failed', { ...target, ...known, login: 'oauth2', kind, issuer, reason });
}
