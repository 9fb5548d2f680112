import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.ts';

/** A suite is a folder of test/; `include` keeps each one to its own files. */
const suite = (name: string, timeoutMs: number) => ({
  name,
  environment: 'node' as const,
  include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
  testTimeout: timeoutMs,
  hookTimeout: timeoutMs,
  // What is waited for comes late on a busy machine; what never comes is not waited for as long as a test may take.
  expect: { poll: { timeout: timeoutMs / 2 } },
  setupFiles: ['test/support/property-seed.ts'],
  // Nobody else needs the core that Vitest leaves free.
  maxWorkers: '100%',
});

/**
 * For suites whose tests start programs and wait for them. One file more than there are usually cores uses the time that
 * others wait; files of one worker share the modules that they load; and the programs that are started find their own
 * compiled, which is half of what a start takes.
 */
const withPrograms = (name: string, order: number) => ({
  ...suite(name, 300_000),
  isolate: false,
  maxWorkers: 3,
  // Suites with another number of workers do not run beside each other.
  sequence: { groupOrder: order },
  env: { NODE_COMPILE_CACHE: path.resolve(import.meta.dirname, '.cache/node-compile') },
});

export default defineConfig({
  test: {
    projects: [
      // Far more than any of them needs: being slow on a busy machine is no fault of what is tested.
      { test: suite('unit', 300_000) },
      { test: suite('house', 300_000) },
      { test: withPrograms('integration', 1) },
      // One server for all of its files.
      { test: { ...withPrograms('postgres', 2), globalSetup: ['test/support/hq/postgres-of-run.ts'] } },
      { test: suite('simulation', 600_000) },
    ],
    sequence: { sequencer: SlowestFirst },
    // An unhandled rejection must never pass silently.
    dangerouslyIgnoreUnhandledErrors: false,
    allowOnly: false,
    passWithNoTests: false,
  },
});
