/** Owns how a certificate's public key is called: kind and size. */
import { X509Certificate } from 'node:crypto';

/** As standards and administrators write them (SEC 2 names on the left, FIPS 186-5 on the right). */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['ed25519', 'Ed25519'],
  ['ed448', 'Ed448'],
  ['rsa-pss', 'RSA-PSS'],
]);

/** "RSA 2048", "EC P-256", "Ed25519"; takes the certificate in DER. Null where OpenSSL cannot read the key. */
export function keyName(der: Uint8Array): string | null {
  try {
    const { asymmetricKeyType: type = '', asymmetricKeyDetails: details } = new X509Certificate(der)
      .publicKey;
    if (type === 'ec')
      return `EC ${CURVES.get(details?.namedCurve ?? '') ?? details?.namedCurve ?? ''}`.trim();
    const name = OTHERS.get(type) ?? type.toUpperCase();
    return details?.modulusLength === undefined ? name : `${name} ${details.modulusLength}`;
  } catch {
    return null;
  }
}
