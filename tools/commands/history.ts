/** `vafa history`: histories of sales, for simulating a rule set on them. */

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { createProgressLine } from '../demo/progress-line.ts';
import { demoMemberCount } from '../demo/demo-facts.ts';
import { demoHistoryLines, demoHistorySalesMax } from '../simulate/demo-history.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';
import { wholeNumberOption } from './whole-number-option.ts';

type DemoOptions = { readonly sales: number; readonly seed: number; readonly out: string };

const chunkCharsMin = 1 << 16;

export function registerHistory(program: Command): void {
  const history = program.command('history').description('Histories of sales, for vafa simulate.');
  history
    .command('demo')
    .description('Write a made-up history of the demo chain: its members, then three months of sales.')
    .requiredOption('--sales <number>', `sales, 1 to ${demoHistorySalesMax}`, salesOption)
    .option('--seed <number>', 'another number gives other sales, the same one the same', seedOption, 1)
    .requiredOption('--out <file>', 'file to write; one that is there is overwritten')
    .addHelpText('after', '\nEach line is JSON; vafa schema history prints its schema.')
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'environment']))
    .action((options: DemoOptions) => runCommand(() => demo(options)));
}

async function demo({ sales, seed, out }: DemoOptions): Promise<CommandOutcome> {
  const progress = createProgressLine('Lines', sales + demoMemberCount);
  const lines = demoHistoryLines({ saleCount: sales, seed });
  try {
    await pipeline(Readable.from(chunksOf(lines, progress.reached)), createWriteStream(out));
  } catch (failure) {
    const problem = failure instanceof Error ? failure.message : String(failure);
    return err({
      error: appError('file_unwritable', { file: out, problem }),
      exitCode: exitCodes.environment,
    });
  }
  progress.end();
  return ok(`${sales} sales of ${demoMemberCount} members in ${out}.\n`);
}

/** Many lines at once: a stream costs more for each piece than for its length. */
function* chunksOf(lines: Iterable<string>, reached: (count: number) => void): Iterable<string> {
  let chunk = '';
  let count = 0;
  for (const line of lines) {
    chunk += line;
    reached((count += 1));
    if (chunk.length < chunkCharsMin) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function salesOption(text: string): number {
  return wholeNumberOption(text, { min: 1, max: demoHistorySalesMax });
}

function seedOption(text: string): number {
  return wholeNumberOption(text, { min: 0, max: 999_999_999 });
}
