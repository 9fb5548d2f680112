import { countPlaywright, countVitest, type Counts } from './count-results.ts';
import type { Result } from '#shared/kernel/result.ts';

/** One part of `npm test`. */
export interface Suite {
  readonly name: string;
  /** Arguments for the pinned Node. */
  readonly command: readonly string[];
  /** Ends what hangs: many times what it takes, for a machine that is slow or busy is no fault. */
  readonly minutesMax: number;
  /** Virtual displays where the system has such a thing: one for each of its workers. */
  readonly displays: number;
  readonly needsCardService: boolean;
  /** The report that the runner leaves, and how to count it; without one the exit code is the only test. */
  readonly report?: { readonly file: string; readonly count: (text: string) => Result<Counts, string> };
}

const VITEST = 'node_modules/vitest/vitest.mjs';
const PLAYWRIGHT = 'node_modules/@playwright/test/cli.js';

function vitestSuite(name: string, minutesMax: number): Suite {
  const file = `test-results/${name}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    name,
    command: [VITEST, 'run', '--project', name, ...reporters],
    minutesMax,
    displays: 0,
    needsCardService: false,
    report: { file, count: countVitest },
  };
}

function plainSuite(name: string, command: readonly string[], minutesMax: number): Suite {
  return { name, command, minutesMax, displays: 0, needsCardService: false };
}

const coverageKinds = ['lines', 'branches', 'functions', 'statements'] as const;

/**
 * One result more: tests of `shared/ledger` that leave a line or a branch of it unmet are failed as a whole. Money is
 * decided there and nowhere else, so each of its branches is held by a test that knows what it is for.
 */
function coverageSuite(): Suite {
  const settings = {
    enabled: 'true',
    provider: 'v8',
    include: 'shared/ledger/**',
    reporter: 'text',
    skipFull: 'true',
    reportsDirectory: 'test-results/coverage',
    ...Object.fromEntries(coverageKinds.map((kind) => [`thresholds.${kind}`, '100'])),
  };
  const switches = Object.entries(settings).map(([name, value]) => `--coverage.${name}=${value}`);
  const command = [VITEST, 'run', '--project', 'unit', 'test/unit/shared/ledger', '--reporter=dot'];
  return plainSuite('coverage', [...command, ...switches], 20);
}

/**
 * Everything that `npm test` runs, in order: what fails fastest comes first. Integration tests bring card
 * services of their own, tests on a real PostgreSQL their server.
 */
export const suites: readonly Suite[] = [
  plainSuite('check', ['tools/check.ts', '--without-tests'], 20),
  vitestSuite('unit', 30),
  coverageSuite(),
  vitestSuite('house', 20),
  vitestSuite('integration', 60),
  vitestSuite('postgres', 30),
  vitestSuite('simulation', 60),
  plainSuite('build', ['tools/build.ts'], 20),
  {
    name: 'e2e',
    command: [PLAYWRIGHT, 'test'],
    minutesMax: 60,
    displays: 2,
    needsCardService: true,
    report: { file: 'test-results/e2e.json', count: countPlaywright },
  },
];
