/** Gifts, samples, coupons, tickets, stamps, delivery and tier progress, and what full stamp cards bring. */

import { minor } from '#shared/domain/money.ts';
import { multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ItemGrant } from '../answer/benefit.ts';
import type { StampCard } from '../language/rule-set.ts';
import type { ItemPart } from './compiled-effects.ts';
import { limitLeftMinor, noteCut } from './grants.ts';
import type { Grants } from './grants.ts';
import type { PricingRun } from './pricing-run.ts';
import type { SaleBasis } from './sale-basis.ts';
import { itemsWorth } from './valuation.ts';

/** In the order of offer ids: each fills stamp cards further than the ones before it. */
export function giveItem(run: PricingRun, grants: Grants, part: ItemPart): void {
  const count = itemCount(run.basis, part);
  if (count === 0) return;
  const { kind, refId, worthMinor, isConditional, expireAfterDays } = part;
  giveThing(run, grants, { kind, refId, count, eachMinor: worthMinor, isConditional, expireAfterDays });
  if (kind === 'stamp') giveStampReward(run, grants, { card: stampCardOf(run.basis, part), stamps: count });
}

export function itemCount({ facts }: SaleBasis, { count, perMinor, perPieceOf }: ItemPart): number {
  if (perMinor !== null) return multiplyInt(count, Math.floor(facts.grossMinor / perMinor));
  if (perPieceOf !== null) return multiplyInt(count, facts.selected(perPieceOf).quantity);
  return count;
}

export function stampCardOf({ rules }: SaleBasis, { refId }: ItemPart): StampCard {
  const card = refId === null ? undefined : rules.stampCards.get(refId);
  invariant(card !== undefined, 'stamps are given on a stamp card of the rule set');
  return card;
}

/** Stamps of the member on the card before this sale. */
export function stampsBefore({ facts }: SaleBasis, { stampCardId }: StampCard): number {
  return facts.member?.stamps[stampCardId] ?? 0;
}

type Thing = Pick<ItemPart, 'refId' | 'count' | 'isConditional' | 'expireAfterDays'> & {
  readonly kind: ItemGrant['kind'];
  /** Worth of one, as the owner states it. */
  readonly eachMinor: number;
};

/** All of them, or none where a limit in money has less left. */
function giveThing({ basis }: PricingRun, grants: Grants, thing: Thing): void {
  const { kind, refId, count, expireAfterDays } = thing;
  const costMinor = multiplyInt(count, thing.eachMinor);
  const worthMinor = itemsWorth(costMinor, thing.isConditional, basis.rules);
  for (const limit of grants.compiled.effects.moneyLimits) {
    if (costMinor <= limitLeftMinor(limit, grants, basis.facts)) continue;
    noteCut(grants, limit.cutBy, worthMinor);
    return;
  }
  grants.items = [...grants.items, { kind, refId, count, worthMinor: minor(worthMinor), expireAfterDays }];
  grants.costMinor += costMinor;
  grants.worthMinor += worthMinor;
}

type NewStamps = { readonly card: StampCard; readonly stamps: number };

function giveStampReward(run: PricingRun, grants: Grants, { card, stamps }: NewStamps): void {
  run.stamps ??= new Map();
  const have = (run.stamps.get(card.stampCardId) ?? stampsBefore(run.basis, card)) + stamps;
  const count = Math.floor(have / card.stampsNeeded);
  run.stamps.set(card.stampCardId, have - count * card.stampsNeeded);
  if (count === 0) return;
  const { giftId: refId, worthMinor: eachMinor } = card.reward;
  const reward = { kind: 'stampReward', refId, count, eachMinor } as const;
  giveThing(run, grants, { ...reward, isConditional: false, expireAfterDays: null });
}
