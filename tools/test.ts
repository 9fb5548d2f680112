/**
 * `npm test`: sets up everything, runs every suite, and ends with the line `N passed, N failed`. With names
 * of suites as arguments only those run: `npm test -- unit e2e`.
 */
import { obtainCardService } from './launch/card-service.ts';
import { exitWhenToldToStop } from './launch/own-process.ts';
import { type Display, startVirtualDisplay } from './launch/virtual-display.ts';
import { setUp } from './setup/set-up.ts';
import { setupExitCodes } from './setup/step.ts';
import { runSuite, type SuiteOutcome } from './test-run/run-suite.ts';
import { type Suite, suites } from './test-run/suites.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

/** What suites share while they run, started when the first one asks. */
interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly stop: () => Promise<void>;
}

async function test(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    console.error(
      `Unknown suite: ${unknown.join(', ')}. There are ${suites.map(({ name }) => name).join(', ')}.`,
    );
    return EXIT_USAGE;
  }
  const ready = await setUp(['run', 'test'], (line) => console.log(line));
  if (!ready.ok) {
    console.error(ready.error.advice);
    console.log('0 passed, 1 failed');
    return setupExitCodes[ready.error.code];
  }
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  return summarise(await runAll(chosen));
}

async function runAll(chosen: readonly Suite[]): Promise<readonly SuiteOutcome[]> {
  const surroundings = await surround(chosen);
  const outcomes: SuiteOutcome[] = [];
  try {
    for (const suite of chosen) {
      console.log(`\n━━ ${suite.name}`);
      const outcome = await runSuite(suite, surroundings.env);
      console.log(describe(outcome));
      outcomes.push(outcome);
    }
  } finally {
    await surroundings.stop();
  }
  return outcomes;
}

/** A part that cannot be started is reported and left out: the suites that need it will fail by themselves. */
async function surround(chosen: readonly Suite[]): Promise<Surroundings> {
  const stops: (() => Promise<void>)[] = [];
  const env: NodeJS.ProcessEnv = {};
  const displays = await startDisplays(Math.max(0, ...chosen.map((suite) => suite.displays)));
  if (displays.length > 0) {
    env['DISPLAY'] = displays[0]?.name;
    env['VAFA_TEST_DISPLAYS'] = displays.map(({ name }) => name).join(' ');
    stops.push(...displays.map(({ stop }) => stop));
  }
  if (chosen.some(({ needsCardService }) => needsCardService)) {
    const service = await obtainCardService();
    if (service.ok) stops.push(service.value.stop);
    else console.error(service.error);
  }
  return { env, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

/** Tests always get displays of their own: windows must neither disturb a person nor be disturbed. */
async function startDisplays(count: number): Promise<readonly Display[]> {
  const started: Display[] = [];
  while (process.platform === 'linux' && started.length < count) {
    const display = await startVirtualDisplay();
    if (!display.ok) {
      console.error(display.error);
      break;
    }
    started.push(display.value);
  }
  return started;
}

function summarise(outcomes: readonly SuiteOutcome[]): number {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  for (const { name, failures } of outcomes) {
    for (const failure of failures) console.log(`\n✗ ${name}: ${failure}`);
  }
  console.log('');
  for (const outcome of outcomes) console.log(describe(outcome));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : EXIT_FAILED;
}

function describe({ name, minutes, passed, failed, remark }: SuiteOutcome): string {
  const counts = `${passed} passed, ${failed} failed`;
  return `${name.padEnd(12)} ${minutes.toFixed(2).padStart(6)} min  ${counts}${remark ? ` (${remark})` : ''}`;
}

exitWhenToldToStop();
process.exitCode = await test(process.argv.slice(2));
