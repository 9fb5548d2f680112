/**
 * Finds the offers that a sale may match without looking at the others. An offer is filed under its product groups, its
 * tiers and the months of its dates (`null` where it asks for none), and within that by the basket amount it requires.
 */

import type { IsoDate } from '../domain/calendar.ts';
import { compareTexts, inOrder } from '../kernel/order.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import type { Condition } from './rule-set.ts';
import type { SaleFacts } from './sale-facts.ts';

/** Offers of one place in the index, by required amount, then by id. */
export type Shelf = readonly CompiledOffer[];

/** By month number, see `monthOf`. */
type ByMonth = Map<number | null, CompiledOffer[]>;
type ByTier = Map<string | null, ByMonth>;
/** By product group, then tier, then month. */
export type OfferIndex = ReadonlyMap<
  string | null,
  ReadonlyMap<string | null, ReadonlyMap<number | null, Shelf>>
>;

/** Longer windows are not filed by month: they would fill the index and exclude little. */
const monthsFiledMax = 12;
/** An offer that would have to be filed in more places than this is filed by product group only. */
const placesMax = 256;

export function indexOffers(offers: readonly CompiledOffer[]): OfferIndex {
  const index = new Map<string | null, ByTier>();
  const inShelfOrder = inOrder<CompiledOffer>(
    (left, right) => left.requiredMinor - right.requiredMinor,
    (left, right) => compareTexts(left.offer.offerId, right.offer.offerId),
  );
  for (const compiled of offers.toSorted(inShelfOrder)) {
    for (const [group, tier, month] of placesOf(compiled)) {
      const byTier = entryAt(index, group, (): ByTier => new Map());
      const byMonth = entryAt(byTier, tier, (): ByMonth => new Map());
      entryAt(byMonth, month, (): CompiledOffer[] => []).push(compiled);
    }
  }
  return index;
}

/** Every shelf that may hold a matching offer; an offer of several groups can stand on several of them. */
export function shelvesFor(index: OfferIndex, facts: SaleFacts): readonly Shelf[] {
  const shelves: Shelf[] = [];
  const months = [null, monthOf(facts.localDate)];
  const tiers = facts.member === null ? [null] : [null, facts.member.tierId];
  for (const group of [null, ...facts.groups.keys()]) {
    const byTier = index.get(group);
    for (const tier of byTier === undefined ? [] : tiers) {
      for (const month of months) {
        const shelf = byTier?.get(tier)?.get(month);
        if (shelf !== undefined) shelves.push(shelf);
      }
    }
  }
  return shelves;
}

type Place = readonly [group: string | null, tier: string | null, month: number | null];

function placesOf({ offer }: CompiledOffer): readonly Place[] {
  const groups = keysOf(offer.conditions.find((condition) => condition.kind === 'productGroup')?.anyOf);
  const tiers = keysOf(offer.conditions.find((condition) => condition.kind === 'tier')?.anyOf);
  const months = monthsOf(offer.conditions);
  if (groups.length * tiers.length * months.length > placesMax)
    return groups.map((group) => [group, null, null]);
  return groups.flatMap((group) =>
    tiers.flatMap((tier) => months.map((month): Place => [group, tier, month])),
  );
}

function keysOf(anyOf: readonly string[] | undefined): readonly (string | null)[] {
  return anyOf === undefined ? [null] : [...new Set(anyOf)];
}

function monthsOf(conditions: readonly Condition[]): readonly (number | null)[] {
  const dates = conditions.find((condition) => condition.kind === 'dates');
  if (dates === undefined) return [null];
  const [first, last] = [monthOf(dates.from), monthOf(dates.until)];
  if (last - first >= monthsFiledMax) return [null];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
}

/** Months since year 0 of the Gregorian calendar. */
function monthOf(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function entryAt<Key, Entry>(map: Map<Key, Entry>, key: Key, make: () => Entry): Entry {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
