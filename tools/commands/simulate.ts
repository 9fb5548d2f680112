/** `vafa simulate`: what a draft of a rule set would have come to on past sales, beside another rule set. */

import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { openHistory } from '../simulate/history-source.ts';
import { reportText } from '../simulate/report-text.ts';
import type { HashedRuleSet } from '../simulate/shard.ts';
import type { BothSides } from '../simulate/shard-tally.ts';
import { simulate } from '../simulate/simulate.ts';
import type { Simulated } from '../simulate/simulate.ts';
import { createSimulationProgress, timingText } from '../simulate/simulation-progress.ts';
import { simulationReport } from '../simulate/simulation-report.ts';
import { startWorkerShard } from '../simulate/worker-shards.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { readJsonFile } from './read-json-file.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';
import { wholeNumberOption } from './whole-number-option.ts';

type SimulateOptions = {
  readonly ruleset: string;
  readonly against: string;
  readonly history: string;
  readonly workers: number;
  readonly json?: true;
};

const workersMax = 64;

const simulateHelp = `
The history is a file of lines of JSON: each member before the sales of that member, sales in time order
(vafa schema history; vafa history demo writes one). Purchases, uses of offers and stamps go on from sale to sale
under each rule set by itself; shared budgets begin unused and run out where they would have, whatever the number
of workers. Dates and hours of offers are those written in soldAt.`;

export function registerSimulate(program: Command): void {
  program
    .command('simulate')
    .description('Score past sales under a draft and under another rule set, and compare. Nothing is booked.')
    .requiredOption('--ruleset <file>', 'the draft (JSON)')
    .requiredOption('--against <file>', 'rule set to hold it against (JSON), such as the one in force')
    .requiredOption('--history <file>', 'members and past sales, a line of JSON each')
    .option('--workers <number>', `threads, 1 to ${workersMax}`, workersOption, defaultWorkers())
    .option('--json', 'print everything as JSON')
    .addHelpText('after', simulateHelp)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput']))
    .action((options: SimulateOptions) => runCommand(() => run(options)));
}

async function run(options: SimulateOptions): Promise<CommandOutcome> {
  const ruleSets = await readBoth(options);
  if (!ruleSets.ok) return err({ error: ruleSets.error, exitCode: exitCodes.badInput });
  const simulated = await simulateFile(options, ruleSets.value);
  if (!simulated.ok) return err({ error: simulated.error, exitCode: exitCodes.badInput });
  const { simulation, timing } = simulated.value;
  process.stderr.write(timingText(simulation.tally.sales, timing));
  const { draft, against } = ruleSets.value;
  const report = simulationReport(simulation, { draft: draft.ruleSet, against: against.ruleSet });
  return ok(options.json === true ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
}

async function simulateFile(
  { history, workers }: SimulateOptions,
  ruleSets: BothSides<HashedRuleSet>,
): Promise<Result<Simulated, AppError>> {
  const file = path.resolve(history);
  const source = openHistory(file);
  if (!source.ok) return err(appError(source.error.code, { ...source.error.details, file: history }));
  const { size } = source.value;
  source.value.close();
  const nowMs = () => performance.now();
  const progress = createSimulationProgress({ size, shards: workers }, nowMs);
  const shards = Array.from({ length: workers }, (_, index) =>
    startWorkerShard({ file, place: { index, count: workers }, ruleSets, clock: 'wall' }),
  );
  try {
    const simulated = await simulate({ shards, ruleSets, progress, nowMs });
    return simulated.ok ? simulated : err(appError('history_invalid', { file: history, ...simulated.error }));
  } finally {
    progress.end();
    await Promise.all(shards.map((shard) => shard.end()));
  }
}

async function readBoth(options: SimulateOptions): Promise<Result<BothSides<HashedRuleSet>, AppError>> {
  const draft = await readRuleSetFile(options.ruleset);
  if (!draft.ok) return draft;
  const against = await readRuleSetFile(options.against);
  if (!against.ok) return against;
  const { currency } = against.value.ruleSet;
  if (draft.value.ruleSet.currency !== currency) {
    const problem = `amounts in another currency than ${currency} of ${options.against} cannot be compared`;
    return err(appError('rule_set_invalid', { file: options.ruleset, field: 'currency', problem }));
  }
  return ok({ draft: draft.value, against: against.value });
}

async function readRuleSetFile(file: string): Promise<Result<HashedRuleSet, AppError>> {
  const read = await readJsonFile(file, { schema: ruleSetFileSchema, invalidCode: 'rule_set_invalid' });
  if (!read.ok) return read;
  const ruleSetHash = createHash('sha256').update(canonicalRuleSet(read.value)).digest('hex');
  return ok({ ruleSet: read.value, ruleSetHash });
}

function defaultWorkers(): number {
  return Math.min(workersMax, availableParallelism());
}

function workersOption(text: string): number {
  return wholeNumberOption(text, { min: 1, max: workersMax });
}
