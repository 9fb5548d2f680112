/** What an entry keeps of the uses that were known when it was scored. */

import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import type { ScoreResult } from '#shared/scoring/answer/score-result.ts';
import type { LimitUses } from '../members/own-uses.ts';

/**
 * Uses of the offers that the answer speaks of. Those of other offers say nothing about this answer, and there may be
 * thousands of them.
 */
export function usesOfListed(limitUses: LimitUses, compiled: CompiledRuleSet, score: ScoreResult): LimitUses {
  const { sharedLimits } = compiled.questions;
  const listed = [...score.offers, ...score.nearMisses];
  const keys = listed.flatMap(({ offerId }) => (sharedLimits.get(offerId) ?? []).map(({ key }) => key));
  return Object.fromEntries(
    keys.flatMap((key) => {
      const use = limitUses[key];
      return use === undefined ? [] : [[key, use]];
    }),
  );
}
