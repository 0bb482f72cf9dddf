/** Owns the order of the stages, which depends on when encryption begins. */
import type { Encryption } from '../profile/profile.js';
import { authStage } from './auth-stage.js';
import { mailFromStage, rcptToStage } from './envelope-stages.js';
import { ehloStage, greetingStage } from './hello-stages.js';
import { messageStage } from './message-stage.js';
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

/** The stages in the order in which they happen on the wire; `message` only where there is one to hand over. */
export function stagesFor(encryption: Encryption, withMessage: boolean): readonly NamedStage[] {
  const whole = [...stagesBeforeLogin(encryption), ...ACCOUNT];
  return withMessage ? [...whole, ['message', messageStage]] : whole;
}

/** All that can be tested without a login. */
export function stagesBeforeLogin(encryption: Encryption): readonly NamedStage[] {
  switch (encryption) {
    case 'ssl':
      return [...REACH, TLS, ...HELLO];
    case 'starttls':
      return [...REACH, ...HELLO, ['starttls', startTlsStage], TLS];
    case 'none':
      return [...REACH, ...HELLO];
  }
}
