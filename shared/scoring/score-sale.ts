/** One sale or activity scored by itself. */

import type { ScoreResult } from './answer/score-result.ts';
import type { CompiledRuleSet } from './compiled-rule-set.ts';
import { createScorer } from './create-scorer.ts';
import type { ScoreInput } from './facts/score-input.ts';

/** Whoever scores one basket again and again keeps a `createScorer` instead: the answers are the same. */
export function scoreSale(compiled: CompiledRuleSet, input: ScoreInput): ScoreResult {
  return createScorer(compiled).score(input);
}
