/** Rule sets in use: the one in force, the one that the open basket is pinned to, and what became of a newer one. */

import type { RulesView } from '#shared/contracts/till-views.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { TillPorts } from '../ports.ts';
import { readKeptRuleSet } from './check-rule-set.ts';
import type { CheckedRuleSet, HashPorts, RuleSetRefusal } from './check-rule-set.ts';
import { readyNow } from './ready-rule-set.ts';
import type { ReadyRuleSet } from './ready-rule-set.ts';

export type KeptRuleSet = Pick<CheckedRuleSet, 'ruleSetHash' | 'body'>;

export type RuleSets = {
  /** What a basket is pinned to with its first line. */
  readonly current: () => ReadyRuleSet;
  /** The version that a basket is pinned to; the current one for a basket that is not pinned yet. */
  readonly pinned: (ruleSetHash: string | null) => ReadyRuleSet;
  /** Comes into force for every basket that begins from now on. */
  readonly take: (next: ReadyRuleSet) => void;
  /** The newest one cannot be used: the one in force stays. */
  readonly refuse: (refusal: RuleSetRefusal) => void;
  /** The newest one is the one in force. */
  readonly confirm: () => void;
  readonly view: () => RulesView;
};

export type RuleSetsDeps = {
  readonly current: CheckedRuleSet;
  /** Why the newest one was not taken when the till started; null where it was. */
  readonly refused: RuleSetRefusal | null;
  readonly storeId: StoreId;
  /** Versions kept beside the open basket. */
  readonly kept: (ruleSetHash: string) => KeptRuleSet | undefined;
  readonly ports: HashPorts;
  readonly log: TillPorts['log'];
  readonly onChanged: (view: RulesView) => void;
};

export function createRuleSets(deps: RuleSetsDeps): RuleSets {
  let current = readyNow(deps.current, deps.storeId);
  // Only one basket is open, so only one older version is ever in use.
  let older: ReadyRuleSet | null = null;
  let unreadable: string | null = null;
  let refused = deps.refused;
  const view = (): RulesView => ({
    ruleSetId: current.compiled.ruleSetId,
    ruleSetHash: current.ruleSetHash,
    offerCount: current.offerCount,
    ...stampCardsOf(current),
    refused,
  });
  const refusedIs = (refusal: RuleSetRefusal | null): void => {
    const isSame = refused?.path === refusal?.path && refused?.reason === refusal?.reason;
    refused = refusal;
    if (!isSame) deps.onChanged(view());
  };
  return {
    current: () => current,
    pinned: (ruleSetHash) => {
      if (ruleSetHash === null || ruleSetHash === current.ruleSetHash) return current;
      if (older?.ruleSetHash === ruleSetHash) return older;
      if (unreadable === ruleSetHash) return current;
      older = olderVersion(deps, ruleSetHash);
      if (older === null) unreadable = ruleSetHash;
      return older ?? current;
    },
    take: (next) => {
      if (next.ruleSetHash === current.ruleSetHash) {
        refusedIs(null);
        return;
      }
      // Ready as it is, should the open basket be pinned to it.
      older = current;
      current = next;
      refused = null;
      deps.onChanged(view());
    },
    refuse: refusedIs,
    confirm: () => refusedIs(null),
    view,
  };
}

/** Nothing where there are no cards. */
function stampCardsOf({ compiled }: ReadyRuleSet): Pick<RulesView, 'stampCards'> {
  const cards = [...compiled.pricing.stampCards.values()];
  if (cards.length === 0) return {};
  return {
    stampCards: cards.map(({ stampCardId, name, reward }) => ({
      stampCardId,
      name,
      rewardGiftId: reward.giftId,
      rewardName: reward.name,
    })),
  };
}

/**
 * Null for a version that is gone or cannot be read any more. The basket is then scored with the version in force: a
 * till that cannot sell because of one open basket would be worse.
 */
function olderVersion(deps: RuleSetsDeps, ruleSetHash: string): ReadyRuleSet | null {
  const kept = deps.kept(ruleSetHash);
  if (kept === undefined) {
    deps.log('pinnedRulesGone', { ruleSetHash });
    return null;
  }
  const checked = readKeptRuleSet(kept, deps.ports);
  if (checked.ok) return readyNow(checked.value, deps.storeId);
  deps.log('pinnedRulesRefused', { ruleSetHash, ...checked.error });
  return null;
}
