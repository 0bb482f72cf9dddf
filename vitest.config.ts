import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { patience } from './test/support/patience.js';

/** Two projects, so that a unit test never waits for a build and an end-to-end test never sees an old one. */
export default defineConfig({
  test: {
    // Vitest leaves one core free, which is half of a machine with two; end-to-end tests mostly wait for a program.
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        test: {
          name: 'inside',
          include: ['test/{unit,integration}/**/*.test.ts'],
          globalSetup: ['test/support/record-search.ts'],
          ...patience,
        },
      },
      {
        test: {
          name: 'built',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build-once.ts', 'test/support/record-search.ts'],
          ...patience,
        },
      },
    ],
  },
});
