/** Owns how any text becomes part of HTML and SVG without meaning anything there. */
import { safeText } from '../smtp/reply.js';

/** For element content and quoted attributes alike. */
export function escapeHtml(text: string): string {
  const safe = safeText(text, Number.MAX_SAFE_INTEGER);
  return safe.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}
