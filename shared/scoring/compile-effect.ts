/** An effect as a function of the sale and of what may still be given in it. */

import type { ProductGroupId } from '../domain/product.ts';
import { addInt, basisPointsOf, mulDiv, multiplyInt } from '../kernel/int-math.ts';
import { unreachable } from '../kernel/invariant.ts';
import { allocate } from './allocate.ts';
import type { LineShare } from './allocate.ts';
import { nothingGranted, valuedBenefit } from './benefit.ts';
import type { Benefit, Grant } from './benefit.ts';
import type { Room } from './room.ts';
import { pointsPerSaleMax } from './rule-set.ts';
import type { Effect, Valuation } from './rule-set.ts';
import { purchasesOf } from './sale-facts.ts';
import type { PricedLine, SaleFacts } from './sale-facts.ts';

export type CompiledEffect = (facts: SaleFacts, room: Room) => Benefit;

type EffectScope = {
  readonly groupIds: ReadonlySet<ProductGroupId> | null;
  readonly valuation: Valuation;
};

type Base = { readonly grossMinor: number; readonly lines: () => readonly PricedLine[] };

export function compileEffect(effect: Effect, { groupIds, valuation }: EffectScope): CompiledEffect {
  const groups = 'on' in effect && effect.on === 'matchingLines' ? groupIds : null;
  return (facts, room) => valuedBenefit(grantOf(effect, baseOf(facts, groups), room), valuation);
}

function grantOf(effect: Effect, base: Base, room: Room): Grant {
  switch (effect.kind) {
    case 'pointsPerAmount': {
      const full = mulDiv(base.grossMinor, [1, effect.perMinor], 'floor');
      // More full amounts than one sale may earn points make no difference, and keep the product a safe integer.
      return pointsGrant(multiplyInt(Math.min(full, pointsPerSaleMax + 1), effect.points), room);
    }
    case 'bonusPoints':
      return pointsGrant(effect.points, room);
    case 'walletCreditPercent': {
      const wantedMinor = basisPointsOf(base.grossMinor, effect.basisPoints, 'floor');
      const walletCreditMinor = Math.min(
        wantedMinor,
        effect.capMinor ?? wantedMinor,
        room.walletCreditLeftMinor,
      );
      return { ...nothingGranted, walletCreditMinor, capped: walletCreditMinor < wantedMinor };
    }
    case 'discountPercent': {
      const wantedMinor = basisPointsOf(base.grossMinor, effect.basisPoints, 'floor');
      return discountGrant(
        { wantedMinor, allowedMinor: Math.min(wantedMinor, effect.capMinor ?? wantedMinor) },
        base,
        room,
      );
    }
    case 'discountFixed':
      return discountGrant({ wantedMinor: effect.amountMinor, allowedMinor: effect.amountMinor }, base, room);
    default:
      return unreachable(effect);
  }
}

function pointsGrant(wanted: number, room: Room): Grant {
  const pointsEarned = Math.min(wanted, room.pointsLeft);
  return { ...nothingGranted, pointsEarned, capped: pointsEarned < wanted };
}

type Discount = { readonly wantedMinor: number; readonly allowedMinor: number };

/** The share of each line is cut at what is left of its price; what is cut there does not move to other lines. */
function discountGrant({ wantedMinor, allowedMinor }: Discount, base: Base, room: Room): Grant {
  const spreadMinor = Math.min(allowedMinor, base.grossMinor);
  const left = room.lineLeftMinor;
  if (left === null) {
    // No share is more than the price of its line, so nothing is cut and the shares are not needed yet.
    const capped = spreadMinor < wantedMinor;
    return {
      ...nothingGranted,
      discountMinor: spreadMinor,
      capped,
      discountShares: () => allocate(spreadMinor, base.lines()),
    };
  }
  const shares = allocate(spreadMinor, base.lines()).map(({ line, amountMinor }): LineShare => ({
    line,
    amountMinor: Math.min(amountMinor, left[line.index] ?? 0),
  }));
  const discountMinor = addInt(...shares.map((share) => share.amountMinor));
  return {
    ...nothingGranted,
    discountMinor,
    capped: discountMinor < wantedMinor,
    discountShares: () => shares,
  };
}

function baseOf(facts: SaleFacts, groupIds: ReadonlySet<ProductGroupId> | null): Base {
  if (groupIds === null) return { grossMinor: facts.grossMinor, lines: () => facts.lines };
  const purchases = purchasesOf(facts, groupIds).map(([, purchase]) => purchase);
  return {
    grossMinor: addInt(...purchases.map((purchase) => purchase.grossMinor)),
    lines: () => purchases.flatMap((purchase) => purchase.lines),
  };
}
