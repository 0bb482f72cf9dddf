/** Owns the German sentences on the neighbouring ports that were tried without a login. */
import type { PairProbe } from '../../../diagnosis/result.js';
import type { Encryption } from '../../../profile/profile.js';
import type { PairTexts } from '../../en/diagnosis/pairs.js';
import { kindWord } from '../../kind-text.js';
import { kinds } from '../kinds.js';

const NAMES: Readonly<Record<Encryption, string>> = {
  ssl: 'SSL/TLS',
  starttls: 'STARTTLS',
  none: 'ohne Verschlüsselung',
};

const REASONS: Readonly<Record<string, string>> = {
  'connection-refused': 'nimmt keine Verbindungen an',
  'connection-timeout': 'antwortet nicht',
  'network-unreachable': 'nicht erreichbar',
  'no-answer': 'antwortet nicht',
  'tls-expected': 'erwartet sofort Verschlüsselung',
  'plain-expected': 'beginnt unverschlüsselt',
  'starttls-not-offered': 'bietet keine Verschlüsselung an',
  'auth-not-offered': 'bietet keine Anmeldung an',
};

function pair(port: number, encryption: Encryption): string {
  return encryption === 'none' ? `Port ${port} ${NAMES.none}` : `Port ${port} mit ${NAMES[encryption]}`;
}

export const pairs: PairTexts = {
  title: 'Außerdem ausprobiert, ohne Anmeldung:',
  line: ({ port, encryption, works, kind }: PairProbe) =>
    `${pair(port, encryption)}: ${works ? 'funktioniert bis zur Anmeldung' : (REASONS[kind ?? ''] ?? `funktioniert nicht (${kindWord(kinds, kind ?? '')})`)}`,
  proposal: (port: number, encryption: Encryption) =>
    `Verwenden Sie ${pair(port, encryption)}: --port ${port} --encryption ${encryption}`,
};
