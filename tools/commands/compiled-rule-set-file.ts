/** A rule set from a file, ready for scoring. */

import { createHash } from 'node:crypto';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { readJsonFile } from './read-json-file.ts';

export async function readCompiledRuleSet(file: string): Promise<Result<CompiledRuleSet, AppError>> {
  const read = await readJsonFile(file, { schema: ruleSetFileSchema, invalidCode: 'rule_set_invalid' });
  if (!read.ok) return read;
  const hash = createHash('sha256').update(canonicalRuleSet(read.value)).digest('hex');
  return ok(compileRuleSet(read.value, hash));
}
