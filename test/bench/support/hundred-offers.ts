/** A hundred offers on the demo chain: most for a few products, some for a group, a tier, a season or everybody. */

import { ruleSetFileSchema } from '#shared/contracts/read-rule-set.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import type { RuleSet } from '#shared/scoring/language/rule-set.ts';
import { generateProductGroups, generateProducts } from '#tools/demo/generate-products.ts';

const offerCount = 100;
const products = generateProducts();
const groups = generateProductGroups();

/** Another seed gives other offers; with `isLimited` every tenth has a budget of the chain or of each store. */
export function hundredOffers(seed: number, isLimited: boolean): RuleSet {
  const rng = createSeededRng(seed);
  return ruleSetFileSchema.parse({
    schemaVersion: 2,
    ruleSetId: `hundred-${seed}`,
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 1_000 },
    offers: Array.from({ length: offerCount }, (_, place) => ({
      offerId: `offer-${place}`,
      name: { fa: `پیشنهاد ${place}`, en: `Offer ${place}` },
      ...sketch(rng, place),
      ...(isLimited && place % 10 === 0 ? { limits: [limitOf(place)] } : {}),
    })),
  });
}

function sketch(rng: Rng, place: number): object {
  const basisPoints = 200 + rng.below(1_800);
  if (place < 3) {
    const effects = [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000 * (place + 1) }];
    return { conditions: [], effects, stacking: { mode: 'stackable' } };
  }
  if (place < 60) {
    const on = {
      productIds: Array.from({ length: 4 }, () => products[rng.below(products.length)]?.productId),
    };
    const effects = [{ kind: 'discountPercent', basisPoints, on }];
    return { conditions: [{ kind: 'contains', of: on }], effects };
  }
  if (place < 75) {
    const on = { groupIds: [groups[rng.below(groups.length)]?.groupId] };
    const conditions = [{ kind: 'amount', of: on, bound: 'atLeast', amountMinor: rng.below(20_000_000) }];
    return { conditions, effects: [{ kind: 'discountPercent', basisPoints, on }] };
  }
  if (place < 85) {
    const conditions = [
      { kind: 'tier', anyOf: [['bronze', 'silver', 'gold'][rng.below(3)]] },
      { kind: 'amount', bound: 'above', amountMinor: rng.below(40_000_000) },
    ];
    return { conditions, effects: [{ kind: 'walletCreditPercent', basisPoints }] };
  }
  if (place < 95) {
    const month = 8 + rng.below(5);
    const dates = { from: `2026-${String(month).padStart(2, '0')}-05`, until: `2027-01-05` };
    const visits = { kind: 'earlierVisits', atLeast: rng.below(60) };
    return {
      conditions: [{ kind: 'dates', ...dates }, visits],
      effects: [{ kind: 'discountPercent', basisPoints }],
    };
  }
  const birthday = { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 3 };
  const month = {
    kind: 'purchases',
    measure: 'spentMinor',
    period: 'month',
    atLeast: 1 + rng.below(90_000_000),
  };
  const conditions = [place % 2 === 0 ? birthday : month];
  return { conditions, effects: [{ kind: 'bonusPoints', points: 50 }], stacking: { mode: 'stackable' } };
}

function limitOf(place: number): object {
  return place % 20 === 0
    ? { scope: 'chain', costMinor: 1_000_000_000 }
    : { scope: 'store', period: 'week', uses: 200 };
}
