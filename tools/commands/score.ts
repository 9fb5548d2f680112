/** `vafa score`: what a basket would get under a rule set, as JSON. */

import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { basketFileSchema, memberFileSchema } from '#shared/contracts/score-files-schema.ts';
import { localDate } from '#shared/domain/calendar.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/canonical-rule-set.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import { memberFacts } from '#shared/scoring/member-facts.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import type { ScoreResult } from '#shared/scoring/score-result.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { parseInstant } from './parse-instant.ts';
import { readJsonFile } from './read-json-file.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type ScoreOptions = {
  readonly ruleset: string;
  readonly basket: string;
  readonly member?: string;
  readonly at: string;
};

export function registerScore(program: Command): void {
  program
    .command('score')
    .description('Score a basket under a rule set and print the whole answer as JSON. Nothing is booked.')
    .requiredOption('--ruleset <file>', 'rule set (JSON)')
    .requiredOption('--basket <file>', 'basket (JSON): its lines, and the time zone of the store')
    .option(
      '--member <file>',
      'member (JSON): tier, earlier visits, birth date; left out for an anonymous sale',
    )
    .requiredOption('--at <instant>', 'instant of the sale, ISO 8601 with a zone: 2026-11-21T18:30:00+03:30')
    .addHelpText(
      'after',
      '\nAmounts are minor units of the currency (1 IRR unit is 1 Rial). Examples: resources/examples',
    )
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput']))
    .action((options: ScoreOptions) => runCommand(() => score(options)));
}

async function score(options: ScoreOptions): Promise<CommandOutcome> {
  const result = await scoreFiles(options);
  if (!result.ok) return err({ error: result.error, exitCode: exitCodes.badInput });
  return ok(`${JSON.stringify(result.value, undefined, 2)}\n`);
}

async function scoreFiles(options: ScoreOptions): Promise<Result<ScoreResult, AppError>> {
  const atMs = parseInstant(options.at);
  if (atMs === undefined) return err(appError('instant_invalid', { option: '--at', value: options.at }));
  const ruleSet = await readJsonFile(options.ruleset, {
    schema: ruleSetSchema,
    invalidCode: 'rule_set_invalid',
  });
  if (!ruleSet.ok) return ruleSet;
  const basket = await readJsonFile(options.basket, {
    schema: basketFileSchema,
    invalidCode: 'basket_invalid',
  });
  if (!basket.ok) return basket;
  const member = await readMember(options.member);
  if (!member.ok) return member;
  const day = { localDate: localDate(atMs, basket.value.storeTimeZone), calendar: ruleSet.value.calendar };
  const hash = createHash('sha256').update(canonicalRuleSet(ruleSet.value)).digest('hex');
  const facts = member.value === null ? null : memberFacts(member.value, day);
  const input = { lines: basket.value.lines, member: facts, localDate: day.localDate, cardLevel: null };
  return ok(scoreBasket(compileRuleSet(ruleSet.value, hash), input));
}

function readMember(file: string | undefined) {
  if (file === undefined) return ok(null);
  return readJsonFile(file, { schema: memberFileSchema, invalidCode: 'member_invalid' });
}
