import { defineConfig } from '@playwright/test';

/**
 * One for each worker: of two windows on one display only one has the keyboard. `npm test` starts them and names them
 * here; without any, the tests take turns on the display that there is.
 */
const displays = (process.env['VAFA_TEST_DISPLAYS'] ?? '').split(' ').filter((name) => name !== '');
const display = displays[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)];
if (display !== undefined) process.env['DISPLAY'] = display;

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  // A till mostly waits. Tests that put down cards bring card services of their own.
  workers: Math.max(1, displays.length),
  // The tests of one file take turns: some share what was started for all of them.
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // Far more than anything takes: being slow on a busy machine is no fault of what is tested.
  timeout: 480_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { screenshot: 'only-on-failure', trace: 'retain-on-failure' },
});
