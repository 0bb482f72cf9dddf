/** Owns the English sentences on the neighbouring ports that were tried without a login. */
import type { PairProbe } from '../../../diagnosis/result.js';
import type { Encryption } from '../../../profile/profile.js';
import { kindWord } from '../../kind-text.js';
import { kinds } from '../kinds.js';

const NAMES: Readonly<Record<Encryption, string>> = {
  ssl: 'SSL/TLS',
  starttls: 'STARTTLS',
  none: 'no encryption',
};

const REASONS: Readonly<Record<string, string>> = {
  'connection-refused': 'takes no connections',
  'connection-timeout': 'does not answer',
  'network-unreachable': 'cannot be reached',
  'no-answer': 'does not answer',
  'tls-expected': 'expects encryption at once',
  'plain-expected': 'begins unencrypted',
  'starttls-not-offered': 'offers no encryption',
  'auth-not-offered': 'offers no login',
};

function pair(port: number, encryption: Encryption): string {
  return `port ${port} with ${NAMES[encryption]}`;
}

export const pairs = {
  title: 'Tried as well, without logging in:',
  line: ({ port, encryption, works, kind }: PairProbe) =>
    `${pair(port, encryption)}: ${works ? 'works as far as the login' : (REASONS[kind ?? ''] ?? `does not work (${kindWord(kinds, kind ?? '')})`)}`,
  proposal: (port: number, encryption: Encryption) =>
    `Use ${pair(port, encryption)}: --port ${port} --encryption ${encryption}`,
};

export type PairTexts = typeof pairs;
