/** Owns the removal of secrets from text: every form in which a password or a cell could come back to us. */

const HIDDEN = '[…]';
/** Shorter strings occur by chance; hiding them would hide half of every sentence and show which half. */
const SHORTEST = 3;

/** Takes a text, gives it back without any of the secrets it was made from. */
export type Redact = (text: string) => string;

/** Redacts nothing; where there is nothing secret yet. */
export const redactNothing: Redact = (text) => text;

/**
 * Makes a redactor for the given secrets (whole strings, any length). It finds each one as written, in base64 at
 * any alignment, URL-encoded, JSON-escaped and quoted-printable; letter case does not matter.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST).flatMap(formsOf))];
  if (forms.length === 0) return redactNothing;
  // Longest first, so that a secret which contains another one is hidden whole.
  forms.sort((a, b) => b.length - a.length);
  const lowered = forms.map((form) => form.toLowerCase());
  return (text) => {
    // A search first: a pattern of all forms takes a millisecond to compile, and there is one redactor per voter.
    const low = text.toLowerCase();
    const found = forms.filter((_, index) => low.includes(lowered[index] ?? ''));
    if (found.length === 0) return text;
    return text.replace(new RegExp(found.map(escapeForRegExp).join('|'), 'giu'), HIDDEN);
  };
}

/** A login's secrets: the password, and what AUTH PLAIN (RFC 4616) and AUTH LOGIN make of it. */
export function loginSecrets(user: string, password: string): string[] {
  return [password, `\0${user}\0${password}`, `${user}\0${user}\0${password}`];
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    encodeURIComponent(secret),
    secret.replace(/=/g, '=3D'),
    ...base64Forms(secret),
    Buffer.from(secret, 'utf8').toString('hex'),
  ].filter((form) => form.length >= SHORTEST);
}

/** Base64 of the secret when zero, one or two unknown bytes stand before it, without the mixed characters at the ends. */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const forms = [bytes.toString('base64'), bytes.toString('base64url')];
  for (const before of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = shifted.toString('base64').replace(/=+$/, '');
    const clean = whole.slice(before === 0 ? 0 : before + 1, Math.floor((shifted.length * 8) / 6));
    // A very short rest would match by chance.
    if (clean.length >= 6) forms.push(clean);
  }
  return forms;
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
