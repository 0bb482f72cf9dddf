import { describe, expect, it } from 'vitest';
import { reckon } from '../../../src/diagnosis/capacity.js';
import type { ConnectionProbe } from '../../../src/diagnosis/connection-probe.js';
import type { Limits } from '../../../src/profile/profile.js';
import { providerOf } from '../../../src/smtp/provider.js';

const MICROSOFT = providerOf({ host: 'smtp.office365.com' });
const GRANTED: ConnectionProbe = { granted: 10, atLeast: true, dropped: 0, refused: null };
const DROPPED: ConnectionProbe = { granted: 2, atLeast: false, dropped: 8, refused: null };

function reckoned(limits: Partial<Limits>, voters: number | null = null) {
  const set = [{ origin: { kind: 'project', name: 'pace' } as const, limits }];
  return { by: (...rest: Tail) => reckon({ probe: true, voters, set }, ...rest) };
}
type Tail = Parameters<typeof reckon> extends readonly [unknown, ...infer Rest] ? Rest : never;

describe('the connections that are set', () => {
  it.each<readonly [number, Tail[0], Tail[1], object | null]>([
    [3, MICROSOFT, GRANTED, null],
    [4, MICROSOFT, GRANTED, { set: 4, most: 3 }],
    [3, MICROSOFT, DROPPED, { set: 3, most: 2 }],
    [3, null, DROPPED, { set: 3, most: 2 }],
    [50, null, GRANTED, null],
    [50, null, null, null],
    [4, MICROSOFT, null, { set: 4, most: 3 }],
  ])(
    '%i are measured by what is published and by what was granted',
    (connections, provider, probe, tooMany) => {
      expect(reckoned({ connections }).by(provider, probe, false).tooMany).toEqual(tooMany);
    },
  );
});

describe('a mailing as it is set', () => {
  it.each<readonly [Partial<Limits>, number | null, string]>([
    [{}, 5_000, 'slower'],
    // The day's limit is nobody's, so the rest of the voters would not be put off to the next day.
    [{}, 12_400, 'faster'],
    [{}, null, 'faster'],
    [{ perMinute: 30 }, 10_000, 'same'],
    [{ perMinute: 30 }, 10_001, 'faster'],
    [{ perMinute: 30, perDay: 10_000 }, 50_000, 'same'],
    [{ perMinute: 10 }, 5_000, 'same'],
    [{ perMinute: 60 }, 5_000, 'faster'],
    [{ perMinute: 60 }, 1, 'same'],
    [{ perHour: 100 }, 5_000, 'same'],
  ])('%j for %d voters at Microsoft 365 is %s', (limits, voters, compared) => {
    expect(reckoned(limits, voters).by(MICROSOFT, null, false).asSet.compared).toBe(compared);
  });

  it('is the same where nobody publishes anything', () => {
    for (const loopback of [true, false])
      expect(reckoned({}, 5_000).by(null, null, loopback).asSet.compared).toBe('same');
  });
});
