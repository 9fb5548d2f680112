/** Takes over what an entry keeps of a score, field by field. */

import type { BasketLine } from '../domain/basket.ts';
import { multiplyInt } from '../kernel/int-math.ts';
import { invariant, unreachable } from '../kernel/invariant.ts';
import type { LineToBook } from './sale-to-decide.ts';
import type {
  KeptCut,
  KeptFacts,
  KeptItem,
  KeptLimitUses,
  KeptOffer,
  KeptTimedGrant,
  KeptVerdict,
  SoldLine,
} from './sale-content.ts';

export function keptFacts(facts: KeptFacts): KeptFacts {
  return {
    tierId: facts.tierId,
    segments: facts.segments,
    tags: facts.tags,
    consents: facts.consents,
    earlierVisits: facts.earlierVisits,
    daysSinceLastVisit: facts.daysSinceLastVisit,
    purchases: mapped(facts.purchases, ({ visits, spentMinor }) => ({ visits, spentMinor })),
    openWindows: facts.openWindows,
    isReferred: facts.isReferred,
    referrals: facts.referrals,
    buckets: mapped(facts.buckets, (bucket) => bucket),
    stamps: mapped(facts.stamps, (stamps) => stamps),
    limitUses: keptLimitUses(facts.limitUses),
  };
}

export function keptLimitUses(limitUses: KeptLimitUses): KeptLimitUses {
  return mapped(limitUses, ({ uses, costMinor }) => ({ uses, costMinor }));
}

/** Throws when the score is not that of the line. */
export function soldLine(line: BasketLine, scored: LineToBook | undefined): SoldLine {
  const { lineId, productId, groupId, unitPriceMinor, quantity } = line;
  invariant(scored?.lineId === lineId, 'the score has the lines of the basket, in its order');
  const { grossMinor, discountMinor, netMinor, taxMinor } = scored;
  invariant(
    grossMinor === multiplyInt(unitPriceMinor, quantity),
    'a line costs its price times its quantity',
  );
  invariant(netMinor === grossMinor - discountMinor, 'a line nets its price less its discount');
  invariant(discountMinor >= 0 && netMinor >= 0, 'a discount is 0 up to the price');
  invariant(taxMinor >= 0, 'a tax is 0 or more');
  const product = productOf(line);
  return { lineId, productId, groupId, unitPriceMinor, quantity, ...product, discountMinor, taxMinor };
}

/** What says nothing is left out, so that one line has one form. */
function productOf(line: BasketLine): Partial<SoldLine> {
  const { brandId, tags = [], isReduced, taxBasisPoints = 0, floorUnitPriceMinor } = line;
  const hasFloor = floorUnitPriceMinor !== undefined && floorUnitPriceMinor !== 0;
  return {
    ...(brandId === undefined ? {} : { brandId }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(isReduced === undefined ? {} : { isReduced }),
    ...(taxBasisPoints === 0 ? {} : { taxBasisPoints }),
    ...(hasFloor ? { floorUnitPriceMinor } : {}),
  };
}

export function keptOffer(answer: KeptOffer): KeptOffer {
  return {
    offerId: answer.offerId,
    verdict: keptVerdict(answer.verdict),
    worthMinor: answer.worthMinor,
    costMinor: answer.costMinor,
    discountMinor: answer.discountMinor,
    walletCreditMinor: answer.walletCreditMinor,
    pointsEarned: answer.pointsEarned,
    timed: answer.timed.map(keptTimed),
    items: answer.items.map(keptItem),
    cuts: answer.cuts.map(keptCut),
  };
}

function keptVerdict(verdict: KeptVerdict): KeptVerdict {
  switch (verdict.kind) {
    case 'beaten':
      return { kind: verdict.kind, byOfferId: verdict.byOfferId, byMinor: verdict.byMinor };
    case 'excluded': {
      const { kind, byOfferId, rule, byMinor } = verdict;
      return { kind, byOfferId, rule, byMinor };
    }
    case 'usedUp':
      return { kind: verdict.kind, scope: verdict.scope };
    case 'applied':
    case 'declined':
    case 'addsNothing':
      return { kind: verdict.kind };
    default:
      return unreachable(verdict);
  }
}

function keptTimed({ unit, amount, releaseAfterDays, expireAfterDays }: KeptTimedGrant): KeptTimedGrant {
  return { unit, amount, releaseAfterDays, expireAfterDays };
}

function keptItem({ kind, refId, count, worthMinor, expireAfterDays }: KeptItem): KeptItem {
  return { kind, refId, count, worthMinor, expireAfterDays };
}

function keptCut({ by, lostMinor }: KeptCut): KeptCut {
  return { by, lostMinor };
}

function mapped<Value, Kept>(
  record: Readonly<Record<string, Value>>,
  keep: (value: Value) => Kept,
): Readonly<Record<string, Kept>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, keep(value)]));
}
