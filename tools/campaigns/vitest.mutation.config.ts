/** The tests that a changed scoring engine must not pass: only what runs the engine itself, without long properties. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'mutation',
    environment: 'node',
    include: ['test/unit/shared/{scoring,domain,contracts}/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
