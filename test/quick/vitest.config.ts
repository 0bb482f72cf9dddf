import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { patience } from '../support/patience.js';

/**
 * What `npm test` runs, in four minutes on two cores. The rest (`npm run test:all`) starts browsers, whole mail servers
 * and keyrings, or repeats much that is shown here already.
 */
const LONG = [
  'test/integration/*-browser.test.ts',
  'test/integration/{canaries,preview-hostile,replies-in-a-mailing,roll-pages}.test.ts',
];
const END_TO_END = ['beginning', 'byte-cuts', 'doubts', 'faults-process', 'kill', 'retry-refused', 'signals'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = { root, ...patience };
const searched = 'test/support/record-search.ts';

export default defineConfig({
  test: {
    maxWorkers: availableParallelism() + 2,
    projects: [
      {
        test: {
          name: 'inside',
          include: ['test/{unit,integration}/**/*.test.ts'],
          exclude: LONG,
          globalSetup: [searched],
          ...shared,
        },
      },
      {
        test: {
          name: 'built',
          include: END_TO_END.map((name) => `test/e2e/${name}.test.ts`),
          globalSetup: ['test/support/build-once.ts', searched],
          ...shared,
        },
      },
    ],
  },
});
