/** Owns the key of a service account, as Google hands it out in a JSON file. */
import { createPrivateKey } from 'node:crypto';
import { Secret } from '../profile/profile.js';
import { check, looseObject, parseJson, pipe, regex, safeParse, string } from '../validation.js';

export interface ServiceAccountKey {
  /** Address of the service account, the issuer of its assertions. */
  readonly email: string;
  readonly keyId: string;
  /** PEM, PKCS #8. */
  readonly privateKey: Secret;
}

const Document = looseObject({
  client_email: pipe(string(), regex(/^[\x21-\x7e]{3,254}$/)),
  private_key_id: pipe(string(), regex(/^[\x21-\x7e]{1,200}$/)),
  private_key: pipe(string(), check(isPrivateKey)),
});

/** Null where the text is no such key: not JSON, another kind of key file, a key that cannot be used. */
export function parseServiceAccountKey(text: string): ServiceAccountKey | null {
  const parsed = safeParse(Document, parseJson(text));
  if (!parsed.success) return null;
  const { client_email: email, private_key_id: keyId, private_key: pem } = parsed.output;
  return { email, keyId, privateKey: new Secret(pem) };
}

/** What of the key has to be kept, in the form in which it is read back. */
export function formatServiceAccountKey({ email, keyId, privateKey }: ServiceAccountKey): string {
  return JSON.stringify({ client_email: email, private_key_id: keyId, private_key: privateKey.reveal() });
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}
