/** `vafa score`: what a basket or an activity would get under a rule set, as JSON. */

import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { ScoreResult, WhyNot } from '#shared/scoring/answer/score-result.ts';
import { scoreSale } from '#shared/scoring/score-sale.ts';
import { whyNot } from '#shared/scoring/why-not.ts';
import { readCompiledRuleSet } from './compiled-rule-set-file.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { keyFileName } from './open-ledger.ts';
import { replay } from './replay.ts';
import type { ReplayOptions } from './replay.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';
import { readScoreCase, scoreInput } from './score-case.ts';
import type { ScoreFiles } from './score-case.ts';

type ScoreOptions = ScoreFiles & { readonly ruleset: string; readonly why?: string };
type GivenOptions = Partial<ScoreOptions & ReplayOptions>;

export function registerScore(program: Command): void {
  program
    .command('score')
    .description(
      'Score a basket or an activity under a rule set and print the whole answer as JSON. Nothing is booked.',
    )
    .option('--ruleset <file>', 'rule set (JSON)')
    .option('--basket <file>', 'basket (JSON): its lines, the store and its time zone, how the customer pays')
    .option('--activity <file>', 'activity (JSON) in place of a basket, such as a survey that was answered')
    .option('--member <file>', 'member (JSON): tier, earlier visits, dates …; left out for an anonymous sale')
    .option('--at <instant>', 'instant, ISO 8601 with a zone: 2026-11-21T18:30:00+03:30')
    .option('--with <ids...>', 'offers that the customer wants')
    .option('--without <ids...>', 'offers that the customer does not want')
    .option('--why <id>', 'answer for this one offer only: why it does not match, or what became of it')
    .option('--replay <entry>', 'score a booked sale again: id or number of its entry, or its receipt number')
    .option('--data <folder>', 'with --replay: data folder of the till')
    .option('--key-file <file>', `with --replay: keys of the till; default: ${keyFileName} in its folder`)
    .addHelpText(
      'after',
      '\nAmounts are minor units of the currency (1 IRR unit is 1 Rial). Examples: resources/examples',
    )
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput', 'brokenFound', 'environment']))
    .action((options: GivenOptions, command: Command) => runCommand(chosen(options, command)));
}

/** What is missing is said in the words of the parser, which cannot know that one option takes another's place. */
function chosen(options: GivenOptions, command: Command): () => Promise<CommandOutcome> {
  const missing = (flags: string): never =>
    command.error(`error: required option '${flags}' not specified`, { code: 'commander.missingMandatory' });
  if (options.replay !== undefined) {
    const { replay: entry, data = missing('--data <folder>'), keyFile } = options;
    return () => replay({ replay: entry, data, ...(keyFile === undefined ? {} : { keyFile }) });
  }
  const { ruleset = missing('--ruleset <file>'), at = missing('--at <instant>') } = options;
  if ((options.basket === undefined) === (options.activity === undefined)) {
    command.error('error: give either --basket or --activity');
  }
  return () => score({ ...options, ruleset, at });
}

async function score(options: ScoreOptions): Promise<CommandOutcome> {
  const result = await scoreFiles(options);
  if (!result.ok) return err({ error: result.error, exitCode: exitCodes.badInput });
  return ok(`${JSON.stringify(result.value, undefined, 2)}\n`);
}

async function scoreFiles(options: ScoreOptions): Promise<Result<ScoreResult | WhyNot, AppError>> {
  const scoreCase = await readScoreCase(options);
  if (!scoreCase.ok) return scoreCase;
  const compiled = await readCompiledRuleSet(options.ruleset);
  if (!compiled.ok) return compiled;
  const input = scoreInput(scoreCase.value, compiled.value);
  if (options.why === undefined) return ok(scoreSale(compiled.value, input));
  const answer = whyNot(compiled.value, input, options.why);
  return answer === undefined ? err(appError('offer_unknown', { offerId: options.why })) : ok(answer);
}
