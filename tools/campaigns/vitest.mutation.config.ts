/** The tests that a changed scoring engine must not pass; without the long random ones, which would take hours. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'mutation',
    environment: 'node',
    include: ['test/unit/shared/{scoring,domain}/**/*.test.ts'],
    exclude: ['**/*properties*', '**/differential*', '**/locales*', '**/monotone*', '**/against-reference*'],
    testTimeout: 20_000,
  },
});
