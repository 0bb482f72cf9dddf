/** Owns the reading of an EHLO reply: what the server offers. */
import { offeredMechanisms } from '../smtp/login-offer.js';
import type { AnnouncedLimits, EhloFacts } from './result.js';

/** Takes the reply's texts, the server's name first (RFC 5321 4.1.1.1). */
export function parseEhlo(lines: readonly string[]): EhloFacts {
  const offers = lines.slice(1).map((line) => line.trim().toUpperCase());
  const has = (keyword: string): boolean => offers.some((offer) => offer.split(' ')[0] === keyword);
  const limits = limitsOf(offers);
  return {
    mechanisms: offeredMechanisms(lines),
    size: sizeOf(offers),
    startTls: has('STARTTLS'),
    pipelining: has('PIPELINING'),
    smtpUtf8: has('SMTPUTF8'),
    eightBitMime: has('8BITMIME'),
    ...(limits === null ? {} : { limits }),
  };
}

/** RFC 1870 3: "SIZE" alone or "SIZE 0" names no limit. */
function sizeOf(offers: readonly string[]): number | null {
  const digits = offers.map((offer) => /^SIZE (\d{1,15})$/.exec(offer)?.[1]).find(Boolean);
  return Number(digits ?? 0) || null;
}

/** RFC 9422: "LIMITS MAILMAX=100 RCPTMAX=20", one name or more; what is unknown or no such number counts as not said. */
function limitsOf(offers: readonly string[]): AnnouncedLimits | null {
  const pairs = offers.filter((offer) => offer.startsWith('LIMITS ')).flatMap((offer) => offer.split(' '));
  const limits = {
    mailMax: limitIn(pairs, 'MAILMAX'),
    rcptMax: limitIn(pairs, 'RCPTMAX'),
    rcptDomainMax: limitIn(pairs, 'RCPTDOMAINMAX'),
  };
  return Object.values(limits).every((limit) => limit === null) ? null : limits;
}

/** At most six digits, not 0 (RFC 9422); of two that contradict each other the lower. */
function limitIn(pairs: readonly string[], name: string): number | null {
  const values = pairs.flatMap((pair) => {
    const [, key, value] = /^([^=]+)=([1-9]\d{0,5})$/.exec(pair) ?? [];
    return key === name ? [Number(value)] : [];
  });
  return values.length === 0 ? null : Math.min(...values);
}
