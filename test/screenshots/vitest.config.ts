import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Apart from the other projects: it writes into docs/, and runs where a picture must be made anew. */
export default defineConfig({
  test: {
    name: 'screenshots',
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/screenshots/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
