import { describe, expect, it } from 'vitest';
import { networkKind, tlsKind } from '../../../src/diagnosis/network-kind.js';

function withCode(code: string): Error {
  return Object.assign(new Error('x'), { code });
}

describe('the kind of a failure', () => {
  it.each([
    ['ENOTFOUND', 'host-not-found'],
    ['EAI_AGAIN', 'host-not-found'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ETIMEDOUT', 'connection-timeout'],
    ['ENETUNREACH', 'network-unreachable'],
    ['EHOSTUNREACH', 'network-unreachable'],
    ['ECONNRESET', 'connection-lost'],
    ['ENONSENSE', 'connection-lost'],
  ])('of the network, %s, is %s', (code, kind) => {
    expect(networkKind(withCode(code))).toBe(kind);
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'certificate-expired'],
    ['CERT_NOT_YET_VALID', 'certificate-not-yet-valid'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-wrong-host'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate-self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate-unknown-ca'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-unknown-ca'],
    ['CERT_REVOKED', 'certificate-invalid'],
    ['INVALID_PURPOSE', 'certificate-invalid'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'plain-expected'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-too-old'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls-failed'],
    ['ECONNRESET', 'connection-lost'],
  ])('of TLS, %s, is %s', (code, kind) => {
    expect(tlsKind(withCode(code))).toBe(kind);
  });

  it('of something that is no error is a lost connection', () => {
    expect(networkKind('x')).toBe('connection-lost');
    expect(tlsKind(new Error('without code'))).toBe('connection-lost');
  });
});
