/** What an offer asks for, as far as the index can file it by that. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { LeafCondition, ScheduleCondition } from '../language/condition.ts';
import type { Selector } from '../language/selector.ts';
import { leastAmount } from './basket-leaf.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import type { IndexedTrait } from './offer-index.ts';
import { requiredLeaves } from './required-leaves.ts';
import type { RuleNames } from './rule-names.ts';

/** One condition for which some line must have one of the names of its selector. */
export type LineDemand = {
  readonly condition: LeafCondition;
  readonly of: Selector;
};

export type OfferKeys = {
  readonly demands: readonly LineDemand[];
  /** Null: the offer does not ask for it. */
  readonly traits: TraitKeys;
  /** Local dates outside which the offer never holds; null without such. */
  readonly window: DateWindow | null;
};

export type TraitKeys = Readonly<Record<IndexedTrait, readonly string[] | null>>;
export type DateWindow = { readonly from: IsoDate; readonly until: IsoDate };

export function offerKeys({ offer }: CompiledOffer, names: RuleNames): OfferKeys {
  const demands: LineDemand[] = [];
  const traits = { ...noTraits };
  let window: DateWindow | null = null;
  for (const leaf of requiredLeaves(offer)) {
    const demand = lineDemand(leaf);
    if (demand !== undefined) demands.push(demand);
    if (leaf.kind === 'dates') window = narrower(window, leaf);
    const asked = traitKeys(leaf, names);
    if (asked === undefined) continue;
    const known = traits[asked.trait];
    if (known === null || asked.keys.length < known.length) traits[asked.trait] = asked.keys;
  }
  if (window !== null) traits.month = monthsOf(window);
  return { demands, traits, window };
}

/** What a sale on that day looks under; see `monthsOf`. */
export function monthKeysOn(localDate: IsoDate): readonly string[] {
  return [localDate.slice(0, 7), localDate.slice(0, 4)];
}

const noTraits: TraitKeys = { tier: null, segment: null, memberTag: null, store: null, month: null };

function traitKeys(
  leaf: LeafCondition,
  names: RuleNames,
): { readonly trait: IndexedTrait; readonly keys: readonly string[] } | undefined {
  if (leaf.kind === 'storeGroup') return { trait: 'store', keys: [...names.storesOf(leaf.anyOf)] };
  const { kind } = leaf;
  if (kind === 'tier' || kind === 'segment' || kind === 'memberTag' || kind === 'store') {
    return { trait: kind, keys: leaf.anyOf };
  }
  return undefined;
}

/** Without any such line the offer neither matches nor is near. */
function lineDemand(condition: LeafCondition): LineDemand | undefined {
  const { kind } = condition;
  if (kind !== 'contains' && kind !== 'quantity' && kind !== 'amount') return undefined;
  const { of } = condition;
  if (of === undefined || !hasNames(of)) return undefined;
  if (kind === 'quantity' && condition.atLeast <= 0) return undefined;
  return kind === 'amount' && leastAmount(condition) <= 0 ? undefined : { condition, of };
}

function hasNames({ productIds, groupIds, brandIds, tags }: Selector): boolean {
  return (productIds ?? groupIds ?? brandIds ?? tags) !== undefined;
}

function narrower(
  window: DateWindow | null,
  { from, until }: Extract<ScheduleCondition, { kind: 'dates' }>,
): DateWindow {
  if (window === null) return { from, until };
  return {
    from: from > window.from ? from : window.from,
    until: until < window.until ? until : window.until,
  };
}

const monthsFiledMax = 12;
const yearsFiledMax = 20;

/** Months of a short window, years of a longer one; null for one so long that it excludes little. */
function monthsOf({ from, until }: DateWindow): readonly string[] | null {
  const first = monthNumber(from);
  const months = monthNumber(until) - first + 1;
  if (months <= monthsFiledMax) return counted(months, (place) => monthText(first + place));
  const firstYear = Number(from.slice(0, 4));
  const years = Number(until.slice(0, 4)) - firstYear + 1;
  if (years > yearsFiledMax) return null;
  return counted(years, (place) => String(firstYear + place).padStart(4, '0'));
}

function counted(count: number, textAt: (place: number) => string): readonly string[] {
  return Array.from({ length: Math.max(0, count) }, (_, place) => textAt(place));
}

function monthNumber(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
