/** Owns whose server a trouble is at: what it said of itself, else what the host's name tells. Pure. */
import { familyOf, type HostFamily } from '../smtp/provider.js';
import type { Target } from './trouble.js';

/** A customer's own name may stand before Microsoft's server; a test hears it from the server itself. */
export function familyOfTarget({ host, family }: Pick<Target, 'host' | 'family'>): HostFamily {
  return family ?? familyOf({ host });
}
