/** Owns the reading of an EHLO reply: what the server offers. */
import { offeredMechanisms } from '../smtp/login-offer.js';
import type { EhloFacts } from './result.js';

/** Takes the reply's texts, the server's name first (RFC 5321 4.1.1.1). */
export function parseEhlo(lines: readonly string[]): EhloFacts {
  const offers = lines.slice(1).map((line) => line.trim().toUpperCase());
  const has = (keyword: string): boolean => offers.some((offer) => offer.split(' ')[0] === keyword);
  return {
    mechanisms: offeredMechanisms(lines),
    size: sizeOf(offers),
    startTls: has('STARTTLS'),
    pipelining: has('PIPELINING'),
    smtpUtf8: has('SMTPUTF8'),
    eightBitMime: has('8BITMIME'),
  };
}

/** RFC 1870 3: "SIZE" alone or "SIZE 0" names no limit. */
function sizeOf(offers: readonly string[]): number | null {
  const digits = offers.map((offer) => /^SIZE (\d{1,15})$/.exec(offer)?.[1]).find(Boolean);
  return Number(digits ?? 0) || null;
}
