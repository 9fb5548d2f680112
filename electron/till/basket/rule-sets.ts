/** Rule sets ready for scoring, compiled once per version: the current one, and the one that a basket is pinned to. */

import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { CompiledRuleSet } from '#shared/scoring/compile-ruleset.ts';
import type { PinnedRuleSet } from '../db/stores/draft-store.ts';

export type ReadyRuleSet = PinnedRuleSet & { readonly compiled: CompiledRuleSet };

export type RuleSets = {
  readonly current: () => ReadyRuleSet;
  /** The version that a basket is pinned to; the current one for a basket that is not pinned yet. */
  readonly pinned: (ruleSetHash: string | null) => ReadyRuleSet;
};

export type RuleSetsDeps = {
  readonly current: PinnedRuleSet;
  /** Versions kept beside the open basket. */
  readonly kept: (ruleSetHash: string) => PinnedRuleSet | undefined;
};

export function createRuleSets(deps: RuleSetsDeps): RuleSets {
  const current = ready(deps.current);
  // Only one basket is open, so only one older version is ever in use.
  let older: ReadyRuleSet | null = null;
  const olderVersion = (ruleSetHash: string): ReadyRuleSet => {
    if (older?.ruleSetHash === ruleSetHash) return older;
    const kept = deps.kept(ruleSetHash);
    invariant(kept !== undefined, 'the rule set of the open basket is kept beside it');
    older = ready(kept);
    return older;
  };
  return {
    current: () => current,
    pinned: (ruleSetHash) =>
      ruleSetHash === null || ruleSetHash === current.ruleSetHash ? current : olderVersion(ruleSetHash),
  };
}

function ready(ruleSet: PinnedRuleSet): ReadyRuleSet {
  const parsed = ruleSetSchema.parse(JSON.parse(ruleSet.body));
  return { ...ruleSet, compiled: compileRuleSet(parsed, ruleSet.ruleSetHash) };
}
