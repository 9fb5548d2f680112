import { defineConfig } from 'vitest/config';

/** A suite is a folder of test/; `include` keeps each one to its own files. */
const suite = (name: string, timeoutMs: number) => ({
  test: {
    name,
    environment: 'node',
    include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
  },
});

export default defineConfig({
  test: {
    projects: [
      suite('unit', 10_000),
      suite('house', 120_000),
      suite('integration', 60_000),
      suite('simulation', 600_000),
    ],
    // A random seed or an unhandled rejection must never pass silently.
    dangerouslyIgnoreUnhandledErrors: false,
    allowOnly: false,
    passWithNoTests: false,
  },
});
