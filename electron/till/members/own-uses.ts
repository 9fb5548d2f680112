/** How much of each limited offer is used up at this till, kept ready: every change of a basket asks for it. */

import { minor } from '#shared/domain/money.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import type { CompiledRuleSet } from '#shared/scoring/compiled-rule-set.ts';
import { deriveLimitUses } from '#shared/scoring/facts/derive-limit-uses.ts';
import type { LimitUse } from '#shared/scoring/facts/member-facts.ts';
import type { OfferUse } from '#shared/scoring/facts/member-history.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';
import type { OfferUseElsewhere } from '../db/stores/offer-use-of-others-store.ts';
import type { Ledger } from '../ledger-port.ts';

export type LimitUses = Readonly<Record<string, LimitUse>>;

export type OwnUses = {
  /**
   * Uses within the period of each limit of chain, store and till, by `limitKey`: this till's own, and those of others
   * as far as HQ has told of them.
   */
  readonly limitUses: (compiled: CompiledRuleSet, today: IsoDate) => LimitUses;
  /** The same as if these had not been: a sale that is scored again is no use of its own limits. */
  readonly limitUsesWithout: (
    compiled: CompiledRuleSet,
    today: IsoDate,
    taken: readonly OfferUse[],
  ) => LimitUses;
  /** A sale was booked with these offers. */
  readonly changed: (offerIds: readonly OfferId[]) => void;
  /** What HQ tells of others is something else now. */
  readonly snapshotChanged: () => void;
};

type Known = {
  readonly compiled: CompiledRuleSet;
  readonly today: IsoDate;
  readonly uses: Map<string, LimitUse>;
  record: LimitUses;
};

export type OwnUsesDeps = {
  readonly ledger: Pick<Ledger, 'offerUses' | 'usesOfOffer'>;
  /** What HQ told of other tills; nothing where there is no HQ. */
  readonly usesOfOthers: () => readonly OfferUseElsewhere[];
  readonly ownStoreId: StoreId;
};

export function createOwnUses({ ledger, usesOfOthers, ownStoreId }: OwnUsesDeps): OwnUses {
  // Read once for every snapshot: there are a few for each limited offer and day.
  let elsewhere: readonly OfferUseElsewhere[] | null = null;
  const within = (own: readonly OfferUse[], compiled: CompiledRuleSet, today: IsoDate): LimitUses => {
    elsewhere ??= usesOfOthers();
    return usesWithin({ own, elsewhere, ownStoreId }, compiled, today);
  };
  // One version for one day is all that is asked for between two sales.
  let known: Known | null = null;
  return {
    limitUses: (compiled, today) => {
      if (known?.compiled === compiled && known.today === today) return known.record;
      const { sharedLimits } = compiled.questions;
      const all = sharedLimits.size === 0 ? [] : ledger.offerUses();
      const record = within(all, compiled, today);
      known = { compiled, today, uses: new Map(Object.entries(record)), record };
      return record;
    },
    limitUsesWithout: (compiled, today, taken) => {
      const less = taken.map((use) => ({ ...use, uses: -use.uses, costMinor: minor(-use.costMinor) }));
      return within([...ledger.offerUses(), ...less], compiled, today);
    },
    changed: (offerIds) => {
      if (known === null) return;
      const { compiled, today, uses } = known;
      const limited = offerIds.filter((offerId) => compiled.questions.sharedLimits.has(offerId));
      if (limited.length === 0) return;
      for (const offerId of limited) {
        const found = within(ledger.usesOfOffer(offerId), compiled, today);
        for (const { key } of compiled.questions.sharedLimits.get(offerId) ?? []) {
          const use = found[key];
          if (use === undefined) uses.delete(key);
          else uses.set(key, use);
        }
      }
      known.record = Object.fromEntries(uses);
    },
    snapshotChanged: () => {
      known = null;
      elsewhere = null;
    },
  };
}

type AllUses = {
  readonly own: readonly OfferUse[];
  readonly elsewhere: readonly OfferUseElsewhere[];
  readonly ownStoreId: StoreId;
};

function usesWithin(
  { own, elsewhere, ownStoreId }: AllUses,
  compiled: CompiledRuleSet,
  today: IsoDate,
): LimitUses {
  const { calendar, questions } = compiled;
  const inStore = elsewhere.filter(({ storeId }) => storeId === ownStoreId);
  return deriveLimitUses(
    questions.sharedLimits,
    { chain: [...own, ...elsewhere], store: [...own, ...inStore], till: own },
    { localDate: today, calendar },
  );
}
