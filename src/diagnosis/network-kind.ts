/** Owns the meaning of a system's or OpenSSL's error code for a stage. */
import { connectionFailure } from '../smtp/connection-failure.js';
import { OWN_KINDS, type OwnKind } from './result.js';

/** Tells the kind of a failed name look-up or connection; what is not known counts as a lost connection. */
export function networkKind(error: unknown): OwnKind {
  const { code, message } = partsOf(error);
  const { kind } = connectionFailure({ message, originalCode: code }, 'connect');
  return isOwnKind(kind) ? kind : 'connection-lost';
}

/** Tells the kind of a failed TLS handshake. */
export function tlsKind(error: unknown): OwnKind {
  const { code, message } = partsOf(error);
  const { kind } = connectionFailure({ message, originalCode: code }, 'tls');
  if (isOwnKind(kind) && kind !== 'connection-lost') return kind;
  if (code === undefined || /^E[A-Z]+$/.test(code)) return 'connection-lost';
  // OpenSSL's verification codes are words of X.509; its protocol errors begin with ERR_.
  return code.startsWith('ERR_') ? 'tls-failed' : 'certificate-invalid';
}

function partsOf(error: unknown): { readonly code: string | undefined; readonly message: string } {
  if (!(error instanceof Error)) return { code: undefined, message: String(error) };
  const code = (error as NodeJS.ErrnoException).code;
  return { code: typeof code === 'string' ? code : undefined, message: error.message };
}

function isOwnKind(kind: string): kind is OwnKind {
  return (OWN_KINDS as readonly string[]).includes(kind);
}
