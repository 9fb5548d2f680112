/** Things that a combination gives: gifts, samples, coupons, tickets, stamps and what a full stamp card brings. */

import { minor } from '#shared/domain/money.ts';
import type { ItemGrant } from '#shared/scoring/answer/benefit.ts';
import type { Effect } from '#shared/scoring/language/effect.ts';
import type { Earning } from './reference-earning.ts';
import { shareDown, sumOf } from './reference-math.ts';
import { grossOf, selectedQuantity } from './reference-sale.ts';
import type { ReferenceSale } from './reference-sale.ts';
import { moneyRooms, note } from './reference-tally.ts';
import type { Tally } from './reference-tally.ts';

export function giveItems({ sale, tallies }: Earning): void {
  const stamps = new Map<string, number>(Object.entries(sale.input.member?.stamps ?? {}));
  for (const tally of tallies) {
    for (const effect of tally.offer.effects) {
      const thing = thingOf(sale, effect);
      if (thing === null || thing.count === 0) continue;
      giveThing(sale, tally, thing);
      if (thing.kind === 'stamp') giveStampReward(sale, tally, { thing, stamps });
    }
  }
}

type Thing = {
  readonly kind: ItemGrant['kind'];
  readonly refId: string | null;
  readonly count: number;
  /** Stated by the owner, for one. */
  readonly eachMinor: number;
  readonly expireAfterDays?: number;
};

function thingOf(sale: ReferenceSale, effect: Effect): Thing | null {
  if (effect.kind === 'gift') {
    const kind = effect.isSample === true ? 'sample' : 'gift';
    return { kind, refId: effect.giftId, count: 1, eachMinor: effect.worthMinor };
  }
  if (effect.kind === 'coupon') {
    const { couponId: refId, worthMinor: eachMinor, expireAfterDays } = effect;
    const coupon = { kind: 'coupon', refId, count: 1, eachMinor } as const;
    return expireAfterDays === undefined ? coupon : { ...coupon, expireAfterDays };
  }
  if (effect.kind === 'raffleTickets') {
    const gross = sumOf(sale.lines.map(grossOf));
    const times = effect.perMinor === undefined ? 1 : Math.floor(gross / effect.perMinor);
    const count = effect.tickets * times;
    return { kind: 'raffleTicket', refId: effect.raffleId, count, eachMinor: effect.worthMinor };
  }
  if (effect.kind === 'stamps') {
    const pieces = effect.perPieceOf === undefined ? 1 : selectedQuantity(sale, effect.perPieceOf);
    return { kind: 'stamp', refId: effect.stampCardId, count: effect.stamps * pieces, eachMinor: 0 };
  }
  if (effect.kind === 'freeDelivery') {
    return { kind: 'freeDelivery', refId: null, count: 1, eachMinor: effect.worthMinor };
  }
  if (effect.kind === 'tierProgress') {
    return { kind: 'tierProgress', refId: null, count: effect.progress, eachMinor: 0 };
  }
  return null;
}

/** All of it, or nothing where a limit in money has less left. */
function giveThing(sale: ReferenceSale, tally: Tally, thing: Thing): void {
  const { kind, refId, count, eachMinor, expireAfterDays = null } = thing;
  const isConditional = kind === 'coupon' || kind === 'raffleTicket';
  const { conditionalBasisPoints = 5_000 } = sale.ruleSet.valuation;
  const worthMinor = shareDown(count * eachMinor, isConditional ? conditionalBasisPoints : 10_000, 10_000);
  const short = moneyRooms(sale, tally).find(({ leftMinor }) => leftMinor < count * eachMinor);
  if (short !== undefined) {
    note(tally, short.by, worthMinor);
    return;
  }
  tally.items.push({ kind, refId, count, worthMinor: minor(worthMinor), expireAfterDays });
  tally.costMinor += count * eachMinor;
  tally.worthMinor += worthMinor;
}

function giveStampReward(
  sale: ReferenceSale,
  tally: Tally,
  { thing, stamps }: { readonly thing: Thing; readonly stamps: Map<string, number> },
): void {
  const card = (sale.ruleSet.stampCards ?? []).find(({ stampCardId }) => stampCardId === thing.refId);
  if (card === undefined) throw new Error(`the rule set has no stamp card ${thing.refId}`);
  const have = (stamps.get(card.stampCardId) ?? 0) + thing.count;
  const count = Math.floor(have / card.stampsNeeded);
  stamps.set(card.stampCardId, have - count * card.stampsNeeded);
  if (count === 0) return;
  const { giftId: refId, worthMinor: eachMinor } = card.reward;
  giveThing(sale, tally, { kind: 'stampReward', refId, count, eachMinor });
}
