/** Owns reading the SRV records of submission: which server a domain names, if it names one. */
import type { ServiceRecord } from '../diagnosis/doors.js';
import { usualEncryption } from '../profile/encryption.js';
import { checkHost } from '../profile/host.js';
import type { Suggestion } from './suggestion.js';

export const SERVICES = ['_submissions._tcp', '_submission._tcp'] as const;
export type Service = (typeof SERVICES)[number];

/**
 * The first server by priority, then by weight: a person compares it, so that it must not be another one each time.
 * `_submissions` is implicit TLS (RFC 8314 5.1); `_submission` is STARTTLS, but on port 465. Null where none is usable.
 */
export function serverFrom(
  service: Service,
  domain: string,
  records: readonly ServiceRecord[],
): Suggestion | null {
  const sorted = [...records].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  for (const { name, port } of sorted) {
    const host = checkHost(name);
    if (!('value' in host) || port < 1 || port > 65_535) continue;
    const implicit = service === '_submissions._tcp' || usualEncryption(port) === 'ssl';
    const source = { kind: 'srv', name: `${service}.${domain}` } as const;
    return { host: host.value, port, encryption: implicit ? 'ssl' : 'starttls', source };
  }
  return null;
}
