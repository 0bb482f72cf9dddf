import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstSeen } from '../../../src/voters/first-seen.js';

describe('the memory of what was seen', () => {
  it('tells a new text, the same again, and one that is only similar', () => {
    const seen = new FirstSeen();
    expect(seen.add('AB', 'ab', 2)).toEqual({ kind: 'new' });
    expect(seen.add('AB', 'AB', 3)).toEqual({ kind: 'similar', firstRow: 2 });
    expect(seen.add('AB', 'AB', 4)).toEqual({ kind: 'again', firstRow: 3, times: 2 });
    expect(seen.add('AB', 'ab', 5)).toEqual({ kind: 'again', firstRow: 2, times: 2 });
    expect(seen.add('AB', 'ab', 6)).toEqual({ kind: 'again', firstRow: 2, times: 3 });
    expect(seen.add('', '', 7)).toEqual({ kind: 'new' });
    expect(seen.add('', '', 8)).toEqual({ kind: 'again', firstRow: 7, times: 2 });
  });

  it('knows all of a large roll again, and takes no two for one', () => {
    const seen = new FirstSeen();
    const ids = [
      ...Array.from({ length: 200_000 }, (_, index) => String(index)),
      ...Array.from({ length: 200_000 }, (_, index) => `M-${index * 7919}`),
      ...Array.from({ length: 100_000 }, (_, index) => `${index.toString(36)}@muster.example`),
    ];
    const notNew = ids.filter((id, index) => seen.add(id, id, index + 1).kind !== 'new');
    expect(notNew).toEqual([]);
    for (const index of [0, 1, 1023, 1024, 199_999, 345_678, 499_999]) {
      const id = ids[index] ?? '';
      expect(seen.add(id, id, 1_000_000)).toMatchObject({ kind: 'again', firstRow: index + 1 });
    }
  });

  it('agrees with a map on any texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000 }), (texts) => {
        const seen = new FirstSeen();
        const map = new Map<string, number>();
        texts.forEach((text, index) => {
          const sighting = seen.add(text, text, index + 1);
          expect(sighting.kind === 'again' ? sighting.firstRow : undefined).toBe(map.get(text));
          if (!map.has(text)) map.set(text, index + 1);
        });
      }),
      { numRuns: 50 },
    );
  });
});
