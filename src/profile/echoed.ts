/** Owns what an error may repeat of a value that cannot be used. Pure. */
import { safeText } from '../smtp/reply.js';

/** No password, also not one before a host (RFC 3986 3.2.1, "user:password@host"). */
export function echoed(field: string, text: string): string {
  return field === 'password' ? '' : safeText(text.replace(/:[^:\s]+@/g, ':********@'), 80);
}
