import { defineConfig } from 'vitest/config';

/** A suite is a folder of test/; `include` keeps each one to its own files. */
const suite = (name: string, timeoutMs: number) => ({
  test: {
    name,
    environment: 'node',
    include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
    testTimeout: timeoutMs,
    hookTimeout: timeoutMs,
    setupFiles: ['test/support/property-seed.ts'],
  },
});

export default defineConfig({
  test: {
    projects: [
      // Far more than any of them needs: being slow on a busy machine is no fault of what is tested.
      suite('unit', 60_000),
      suite('house', 120_000),
      suite('integration', 60_000),
      suite('simulation', 600_000),
    ],
    // An unhandled rejection must never pass silently.
    dangerouslyIgnoreUnhandledErrors: false,
    allowOnly: false,
    passWithNoTests: false,
  },
});
