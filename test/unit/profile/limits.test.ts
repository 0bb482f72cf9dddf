import { expect, test } from 'vitest';
import { LIMIT_NAMES, mergeLimits } from '../../../src/profile/limits.js';
import { NO_LIMITS } from '../../../src/profile/profile.js';

const FLAG = { kind: 'flag', name: '--connections' } as const;
const PROJECT = { kind: 'project', name: 'pace' } as const;

test('each limit comes from the strongest source that names it', () => {
  const { limits, origins } = mergeLimits([
    { origin: FLAG, limits: { connections: 2, perMinute: null } },
    { origin: PROJECT, limits: { connections: 9, perMinute: 30, perHour: undefined } },
  ]);
  expect(limits).toEqual({ ...NO_LIMITS, connections: 2, perMinute: 30 });
  expect(origins).toEqual({
    connections: FLAG,
    perMinute: PROJECT,
    perHour: { kind: 'default' },
    perDay: { kind: 'default' },
    perConnection: { kind: 'default' },
  });
});

test('without any source nothing is limited, and no constant is changed', () => {
  expect(mergeLimits([]).limits).toEqual(NO_LIMITS);
  mergeLimits([{ origin: FLAG, limits: { perDay: 5 } }]);
  expect(LIMIT_NAMES.map((name) => NO_LIMITS[name])).toEqual(LIMIT_NAMES.map(() => null));
});
