/** A rule set of any version from a file, a database or a message. */

import { z } from 'zod';
import { err, ok } from '../kernel/result.ts';
import type { Result } from '../kernel/result.ts';
import type { RuleSet } from '../scoring/language/rule-set.ts';
import { duplicateIds } from './offer-checks/check-ids.ts';
import { checkNames } from './offer-checks/check-names.ts';
import { worthTooLarge } from './offer-checks/check-sums.ts';
import { problemsMax } from './offer-checks/rule-set-problem.ts';
import type { RuleSetProblem } from './offer-checks/rule-set-problem.ts';
import { schemaProblem } from './offer-checks/schema-problem.ts';
import { ruleSetV1Schema } from './rule-set-v1-schema.ts';
import { ruleSetSchema } from './rule-set-schema.ts';
import { upgradeRuleSet } from './upgrade-rule-set.ts';

/** The form alone: what `checkRuleSet` says more about. */
export const ruleSetFormSchema = z.discriminatedUnion('schemaVersion', [
  ruleSetSchema,
  ruleSetV1Schema.transform(upgradeRuleSet),
]) satisfies z.ZodType<RuleSet>;

const usableSchema = z.custom<RuleSet>().superRefine((ruleSet, context) => {
  for (const { path, code, values } of unusable(ruleSet)) {
    const name = values['name'] === undefined ? '' : ` ${values['name']}`;
    context.addIssue({ code: 'custom', path: [...path], message: `${code}${name}` });
  }
});

/**
 * A rule set that can be scored with, older versions made current; what was published once is not checked again. A pipe,
 * because only what has the right form can be looked at.
 */
export const ruleSetFileSchema = ruleSetFormSchema.pipe(usableSchema) satisfies z.ZodType<RuleSet>;

/** What the engine takes for granted. An unknown offer in a list of others does no harm. */
function unusable(ruleSet: RuleSet): readonly RuleSetProblem[] {
  const unknown = checkNames(ruleSet, {}).filter(
    ({ severity, values }) => severity === 'refused' && values['kind'] !== 'offer',
  );
  return [...duplicateIds(ruleSet), ...worthTooLarge(ruleSet), ...unknown];
}

/** Problems of the form only, each with its path; `checkRuleSet` looks at what is left. */
export function readRuleSet(json: unknown): Result<RuleSet, readonly RuleSetProblem[]> {
  const parsed = ruleSetFormSchema.safeParse(json);
  return parsed.success
    ? ok(parsed.data)
    : err(parsed.error.issues.flatMap((issue) => schemaProblem(issue, json)).slice(0, problemsMax));
}
