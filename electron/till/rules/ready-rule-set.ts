/** A rule set ready for scoring, once for each version. */

import type { StoreId } from '#shared/domain/store.ts';
import { startCompiling } from '#shared/scoring/compile-rule-set.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { createScorer } from '#shared/scoring/create-scorer.ts';
import type { Scorer } from '#shared/scoring/create-scorer.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { CheckedRuleSet } from './check-rule-set.ts';
import { createOfferSearch } from './offer-search.ts';
import type { OfferSearch } from './offer-search.ts';

export type ReadyRuleSet = {
  readonly ruleSetHash: string;
  /** Canonical JSON, kept beside a basket and with the entries that name it. */
  readonly body: string;
  readonly offerCount: number;
  readonly compiled: CompiledRuleSet;
  /** Keeps what it knows of the basket between one change and the next. */
  readonly scorer: Scorer;
  readonly search: OfferSearch;
};

type Preparing = { readonly step: (offersMax: number) => ReadyRuleSet | null };

/** In one go: at the start, when nobody waits yet. Names for the search are made ready when they are asked for. */
export function readyNow(checked: CheckedRuleSet, storeId: StoreId): ReadyRuleSet {
  const ready = startPreparing(checked, storeId).step(Number.MAX_SAFE_INTEGER);
  invariant(ready !== null, 'a rule set is made ready in one step without a bound');
  return ready;
}

/** A few offers in each turn, so that nobody who sells meanwhile notices. */
export async function readyInTurns(
  checked: CheckedRuleSet,
  storeId: StoreId,
  nextTurn: () => Promise<void>,
): Promise<ReadyRuleSet> {
  const preparing = startPreparing(checked, storeId);
  for (;;) {
    const ready = preparing.step(offersPerTurn);
    await nextTurn();
    if (ready !== null) return ready;
  }
}

const offersPerTurn = 50;

function startPreparing({ ruleSetHash, body, ruleSet }: CheckedRuleSet, storeId: StoreId): Preparing {
  const compiling = startCompiling(ruleSet, ruleSetHash, { storeId });
  const search = createOfferSearch(ruleSet.offers);
  const offerCount = ruleSet.offers.length;
  let compiled: CompiledRuleSet | null = null;
  return {
    step: (offersMax) => {
      compiled ??= compiling.step(offersMax);
      if (compiled === null) return null;
      const isAllAtOnce = offersMax >= Number.MAX_SAFE_INTEGER;
      if (!isAllAtOnce && !search.prepare(offersMax)) return null;
      return { ruleSetHash, body, offerCount, compiled, scorer: createScorer(compiled), search };
    },
  };
}
