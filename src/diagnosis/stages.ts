/** Owns the order of the stages, which depends on when encryption begins. */
import type { Encryption } from '../profile/profile.js';
import { authStage } from './auth-stage.js';
import { mailFromStage, rcptToStage } from './envelope-stages.js';
import { ehloStage, greetingStage } from './hello-stages.js';
import { connectStage, resolveStage } from './reach-stages.js';
import type { StageName } from './result.js';
import { senderDomainStage } from './sender-domain-stage.js';
import type { Stage } from './session.js';
import { startTlsStage, tlsStage } from './tls-stages.js';

export type NamedStage = readonly [StageName, Stage];

const REACH: readonly NamedStage[] = [
  ['resolve', resolveStage],
  ['connect', connectStage],
];
const HELLO: readonly NamedStage[] = [
  ['greeting', greetingStage],
  ['ehlo', ehloStage],
];
const TLS: NamedStage = ['tls', tlsStage];
const ACCOUNT: readonly NamedStage[] = [
  ['auth', authStage],
  ['mail-from', mailFromStage],
  ['rcpt-to', rcptToStage],
  ['sender-domain', senderDomainStage],
];

/** The stages in the order in which they happen on the wire. */
export function stagesFor(encryption: Encryption): readonly NamedStage[] {
  switch (encryption) {
    case 'ssl':
      return [...REACH, TLS, ...HELLO, ...ACCOUNT];
    case 'starttls':
      return [...REACH, ...HELLO, ['starttls', startTlsStage], TLS, ...ACCOUNT];
    case 'none':
      return [...REACH, ...HELLO, ...ACCOUNT];
  }
}
