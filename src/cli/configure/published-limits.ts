/** Owns the hint at what a host's provider publishes of its limits, once a profile without limits is stored. */

import { hostEvidence } from '../../diagnosis/host-evidence.js';
import type { StageResult } from '../../diagnosis/result.js';
import type { Texts } from '../../i18n/texts.js';
import { LIMIT_NAMES } from '../../profile/limits.js';
import type { StoredProfile } from '../../profile/stored-profile.js';
import { providerOf } from '../../smtp/provider.js';

const UNITS = { perMinute: 'min', perHour: 'h', perDay: 'd' } as const;

/**
 * One line, or none: for an unknown provider, for limits that depend on the age of the contract, and where some are set
 * already. By the host's name, or by what it has said in the test. The narrowest is the example; how many connections a provider allows is no reason to open as many.
 */
export function publishedLimits(
  { host, limits }: Pick<StoredProfile, 'host' | 'limits'>,
  tested: readonly StageResult[],
  command: string,
  texts: Texts,
): string[] {
  const provider = providerOf(hostEvidence(host, tested));
  if (provider === null || provider.steps.length > 0) return [];
  if (LIMIT_NAMES.some((name) => limits[name] !== null)) return [];
  const known = (['perMinute', 'perHour', 'perDay'] as const).flatMap((name) => {
    const count = provider.limits[name];
    return count === null ? [] : [{ name, count }];
  });
  const [first] = known;
  if (first === undefined) return [];
  const { limitNames } = texts.storedProfiles;
  const words = known.map(({ name, count }) => [count, limitNames[name]] as const);
  return [
    texts.discovery.limits(provider.name, words, `${command} --rate ${first.count}/${UNITS[first.name]}`),
  ];
}
