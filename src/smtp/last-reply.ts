/** Owns the look at what the server said last, whatever the library made of it. */
import type { Link } from './link.js';

/**
 * The last whole reply, raw. The library keeps it in a field that it does not type; where a later version does not,
 * it is unknown.
 */
export function lastReplyOf(link: Link): string | null {
  const { lastServerResponse: last } = link as { lastServerResponse?: unknown };
  return typeof last === 'string' ? last : null;
}
