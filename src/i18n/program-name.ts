/** Owns how hints name this program: as the reader called it, for "npx invite" is right only in some folders. */
import type { FaultText } from './fault-text.js';

const AS_WRITTEN = /\bnpx invite\b/g;

/**
 * Puts `program` ("invite", "npx -p @scope/invite invite") in place of the "npx invite" that the texts are written
 * with. Outside a checkout or a project folder npx would fetch a stranger's package of that name.
 */
export function asCalled(text: FaultText, program: string): FaultText {
  const named = (sentence: string): string => sentence.replace(AS_WRITTEN, () => program);
  return { message: named(text.message), hints: text.hints.map(named) };
}
