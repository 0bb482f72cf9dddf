/** Owns who must do what about a finding on the sender's domain. */
import type { AdviceRole } from '../../advice/advice.js';
import type { SenderDomainKind } from './facts.js';

export type SenderDomainAdviceId =
  | 'add-provider-to-spf'
  | 'ask-other-dns'
  | 'check-sender-address'
  | 'create-dmarc'
  | 'create-mx'
  | 'create-spf'
  | 'mend-dmarc'
  | 'mend-spf'
  | 'merge-spf'
  | 'narrow-spf'
  | 'publish-dkim'
  | 'register-sender-domain'
  | 'renew-dkim'
  | 'shorten-spf'
  | 'sign-as-sender'
  | 'single-dmarc';

interface Entry {
  readonly for: AdviceRole;
  readonly advice: SenderDomainAdviceId;
}

const manager = (advice: SenderDomainAdviceId): Entry => ({ for: 'election-manager', advice });
const it = (advice: SenderDomainAdviceId): Entry => ({ for: 'organiser-it', advice });

export const SENDER_DOMAIN_ADVICE: Readonly<Record<SenderDomainKind, readonly Entry[]>> = {
  'sender-domain-not-found': [manager('check-sender-address'), it('register-sender-domain')],
  'mx-null': [it('create-mx')],
  'mx-missing': [it('create-mx')],
  'spf-several': [it('merge-spf')],
  'spf-syntax': [it('mend-spf')],
  'spf-loop': [it('mend-spf')],
  'spf-include-broken': [it('mend-spf')],
  'spf-too-many-lookups': [it('shorten-spf')],
  'spf-void-lookups': [it('mend-spf')],
  'spf-allows-everybody': [it('narrow-spf')],
  'spf-missing': [it('create-spf')],
  'spf-without-provider': [it('add-provider-to-spf')],
  'dmarc-several': [it('single-dmarc')],
  'dmarc-syntax': [it('mend-dmarc')],
  'dmarc-missing': [it('create-dmarc')],
  'dns-no-answer': [it('ask-other-dns')],
  'sender-unaligned': [it('sign-as-sender')],
  'dkim-revoked': [it('renew-dkim')],
  'dkim-missing': [it('publish-dkim')],
};
