/** Owns how long tests wait: a machine with two cores that does four things at once takes its time. */
export const patience = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // Vitest's one second is less than a program needs to begin.
  expect: { poll: { timeout: 20_000 } },
};
