/** `vafa rules`: what a marketer does with a rule set before it is published. */

import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { ruleSetProblems as english } from '#renderer/strings/en/rule-set-problems.ts';
import { ruleSetProblems as persian } from '#renderer/strings/fa/rule-set-problems.ts';
import type { RuleSetProblemTexts } from '#renderer/strings/rule-set-problem-text.ts';
import { chainSchema } from '#shared/contracts/chain-schema.ts';
import type { Chain } from '#shared/contracts/chain-schema.ts';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { ChainNames } from '#shared/contracts/offer-checks/check-names.ts';
import { checkRuleSet, isPublishable } from '#shared/contracts/offer-checks/check-rule-set.ts';
import { pathText } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import type { RuleSetProblem } from '#shared/contracts/offer-checks/rule-set-problem.ts';
import { readRuleSet } from '#shared/contracts/read-rule-set.ts';
import { languages } from '#shared/domain/local-text.ts';
import type { Language } from '#shared/domain/local-text.ts';
import { cleanText } from '#shared/domain/text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { exitCodes, exitCodesHelp } from './exit-codes.ts';
import { readJsonFile } from './read-json-file.ts';
import { runCommand } from './run-command.ts';
import type { CommandOutcome } from './run-command.ts';

type CheckOptions = { readonly chain?: string; readonly language: Language };

const texts: Readonly<Record<Language, RuleSetProblemTexts>> = { en: english, fa: persian };

const checkHelp = `
Each problem is a line: refused or warning, the place in the file, what is wrong, and what to write instead.
Warnings alone end with 0. With --chain also the names of tiers, stores, products and product groups are checked.`;

export function registerRules(program: Command): void {
  const rules = program.command('rules').description('Rule sets, before they are published.');
  rules
    .command('check')
    .description('Say everything that is wrong with a rule set, or that it fits. Nothing is changed.')
    .argument('<file>', 'rule set (JSON) of any version')
    .option('--chain <file>', 'chain (JSON) whose names the offers use')
    .addOption(new Option('--language <language>', 'language of the answer').choices(languages).default('en'))
    .addHelpText('after', checkHelp)
    .addHelpText('after', exitCodesHelp(['ok', 'bug', 'usage', 'badInput']))
    .action((file: string, options: CheckOptions) => runCommand(() => check(file, options)));
}

async function check(file: string, { chain: chainFile, language }: CheckOptions): Promise<CommandOutcome> {
  const found = await problemsOf(file, chainFile);
  if (!found.ok) return err({ error: found.error, exitCode: exitCodes.badInput });
  const words = texts[language];
  const report = found.value.map((problem) => problemLine(problem, words)).join('');
  if (isPublishable(found.value)) return ok(`${report}${words.fits}\n`);
  // The report is wanted whichever way the check went: it says what to write instead.
  process.stdout.write(report);
  const first = found.value.find(({ severity }) => severity === 'refused');
  const problem = first === undefined ? '' : filled(words.problems[first.code].sentence, first, words);
  const error = appError('rule_set_invalid', { file, field: pathText(first?.path ?? []), problem });
  return err({ error, exitCode: exitCodes.badInput });
}

async function problemsOf(
  file: string,
  chainFile: string | undefined,
): Promise<Result<readonly RuleSetProblem[], AppError>> {
  const json = await readJsonFile(file, { schema: z.unknown(), invalidCode: 'rule_set_invalid' });
  if (!json.ok) return json;
  const names = await chainNames(chainFile);
  if (!names.ok) return names;
  const read = readRuleSet(json.value);
  return ok(read.ok ? checkRuleSet(read.value, names.value) : read.error);
}

async function chainNames(file: string | undefined): Promise<Result<ChainNames, AppError>> {
  if (file === undefined) return ok({});
  const read = await readJsonFile(file, { schema: chainSchema, invalidCode: 'file_unreadable' });
  return read.ok ? ok(namesOf(read.value)) : read;
}

function namesOf({ tiers, stores, productGroups, products }: Chain): ChainNames {
  return {
    tierIds: new Set(tiers.map(({ tierId }) => tierId)),
    storeIds: new Set(stores.map(({ storeId }) => storeId)),
    groupIds: new Set(productGroups.map(({ groupId }) => groupId)),
    productIds: new Set(products.map(({ productId }) => productId)),
  };
}

function problemLine(problem: RuleSetProblem, words: RuleSetProblemTexts): string {
  const { sentence, nextStep } = words.problems[problem.code];
  const place = pathText(problem.path) || '.';
  const told = `${filled(sentence, problem, words)} ${filled(nextStep, problem, words)}`;
  return `${words.severities[problem.severity]}: ${cleanText(place)}: ${told}\n`;
}

function filled(text: string, { values }: RuleSetProblem, { kinds }: RuleSetProblemTexts): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = String(values[name]);
    return name === 'kind' && Object.hasOwn(kinds, value)
      ? String(Reflect.get(kinds, value))
      : cleanText(value);
  });
}
