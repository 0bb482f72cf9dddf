import { describe, expect, it } from 'vitest';
import { type Pair, pairsToTry, USUAL_PAIRS, workingPair } from '../../../src/diagnosis/other-pairs.js';
import type { DiagnosisKind, StageName, StageResult } from '../../../src/diagnosis/result.js';
import type { Encryption } from '../../../src/profile/profile.js';

function failedAt(stage: StageName, kind: DiagnosisKind): StageResult[] {
  return [{ stage, status: 'failed', ms: 1, kind, reply: null, facts: {} }];
}

function words(pairs: readonly Pair[]): string {
  return pairs.map(({ port, encryption }) => `${port}/${encryption}`).join(' ');
}

describe('which pairs of port and encryption are tried after a failure', () => {
  const rows: readonly (readonly [Encryption, number, StageName, DiagnosisKind, string])[] = [
    ['ssl', 587, 'tls', 'plain-expected', '587/starttls 465/ssl 25/starttls'],
    ['starttls', 465, 'greeting', 'tls-expected', '465/ssl 587/starttls 25/starttls'],
    ['starttls', 587, 'connect', 'connection-timeout', '465/ssl 25/starttls'],
    ['starttls', 25, 'connect', 'connection-timeout', '465/ssl 587/starttls'],
    ['ssl', 2525, 'connect', 'connection-refused', '465/ssl 587/starttls 25/starttls'],
    ['starttls', 2525, 'starttls', 'starttls-not-offered', '2525/ssl 465/ssl 587/starttls 25/starttls'],
    ['none', 25, 'auth', 'auth-not-offered', '25/ssl 25/starttls 465/ssl 587/starttls'],
    ['none', 587, 'auth', 'starttls-required', '587/ssl 587/starttls 465/ssl 25/starttls'],
    // nothing to do with the port
    ['starttls', 587, 'resolve', 'host-not-found', ''],
    ['starttls', 587, 'auth', 'login-refused', ''],
    ['ssl', 465, 'tls', 'certificate-expired', ''],
    ['ssl', 465, 'mail-from', 'connection-lost', ''],
    ['ssl', 465, 'rcpt-to', 'no-answer', ''],
  ];
  it.each(rows)('%s on %i, %s %s: %s', (encryption, port, stage, kind, expected) => {
    expect(words(pairsToTry({ port, encryption }, failedAt(stage, kind), USUAL_PAIRS))).toBe(expected);
  });

  it('none where nothing failed', () => {
    expect(pairsToTry({ port: 587, encryption: 'starttls' }, [], USUAL_PAIRS)).toEqual([]);
  });

  it('proposes the first that works, and nothing where none does', () => {
    const probe = (port: number, works: boolean) => ({ port, encryption: 'ssl', works, kind: null }) as const;
    expect(workingPair([probe(1, false), probe(2, true), probe(3, true)])?.port).toBe(2);
    expect(workingPair([probe(1, false)])).toBe(null);
  });
});
