import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Apart from the other projects: these tests take minutes to hours and run on their own. */
export default defineConfig({
  test: {
    name: 'crash',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/crash/**/*.test.ts'],
    globalSetup: ['test/support/build-once.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
