/**
 * `npm run check`: format, types, lint with import borders, dead code and unit tests, side by side, in
 * seconds. One line per step; only a step that failed shows what it printed.
 */
import { runCommand } from './setup/run-command.ts';
import { projectPath } from './setup/project-paths.ts';

interface CheckStep {
  readonly name: string;
  readonly command: readonly string[];
}

const STEP_MS_MAX = 4 * 60_000;

const at = (...parts: readonly string[]): string => projectPath('node_modules', ...parts);

const rules: readonly CheckStep[] = [
  { name: 'format', command: [at('oxfmt', 'bin', 'oxfmt'), '--check'] },
  ...[
    'tsconfig.json',
    'renderer/tsconfig.json',
    'shared/tsconfig.json',
    'sync/core/tsconfig.json',
    'test/e2e/tsconfig.json',
  ].map((file) => ({
    name: `types ${file.replace(/\/?tsconfig\.json$/, '') || 'all'}`,
    command: [at('typescript', 'bin', 'tsc'), '--noEmit', '-p', file],
  })),
  { name: 'lint', command: [at('oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'dead code', command: [at('knip', 'bin', 'knip.js'), '--no-progress'] },
];

const tests: readonly CheckStep[] = [
  { name: 'unit tests', command: [at('vitest', 'vitest.mjs'), 'run', '--project', 'unit', '--reporter=dot'] },
];

async function runStep({ name, command }: CheckStep): Promise<boolean> {
  const startedAtMs = performance.now();
  const outcome = await runCommand(process.execPath, command, { cwd: projectPath(), timeoutMs: STEP_MS_MAX });
  const isFine = outcome.code === 0;
  const ms = Math.round(performance.now() - startedAtMs);
  console.log(`${isFine ? 'ok    ' : 'FAILED'} ${name.padEnd(16)} ${String(ms).padStart(6)} ms`);
  if (!isFine)
    console.log(`${outcome.stdout}${outcome.stderr}${outcome.timedOut ? 'out of time' : ''}`.trimEnd());
  return isFine;
}

const steps = process.argv.includes('--without-tests') ? rules : [...rules, ...tests];
const results = await Promise.all(steps.map(runStep));
process.exitCode = results.every(Boolean) ? 0 : 1;
