/** The names under which the index files an offer. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { LeafCondition, ScheduleCondition } from '../language/condition.ts';
import type { Selector } from '../language/selector.ts';
import { leastAmount } from './basket-leaf.ts';
import type { CompiledOffer } from './compiled-offer.ts';
import type { IndexedTrait, LineName, LineNameKind } from './offer-index.ts';
import { requiredLeaves } from './required-leaves.ts';
import type { RuleNames } from './rule-names.ts';

/** One condition for which some line must have one of these names. */
export type LineDemand = {
  readonly names: readonly LineName[];
  /** How much of it an offer asks for that is still near with none of it in the basket; null when it is not. */
  readonly lackingMinor: number | null;
};

export type OfferKeys = {
  readonly demands: readonly LineDemand[];
  /** Null: the offer does not ask for it. */
  readonly traits: Readonly<Record<IndexedTrait, readonly string[] | null>>;
  /** Local dates outside which the offer never holds; null without such. */
  readonly window: { readonly from: IsoDate; readonly until: IsoDate } | null;
};

export function offerKeys({ offer }: CompiledOffer, names: RuleNames): OfferKeys {
  const leaves = requiredLeaves(offer);
  const topLevel = new Set<unknown>(offer.conditions);
  const demands: LineDemand[] = [];
  const traits: Record<IndexedTrait, readonly string[] | null> = {
    tier: null,
    segment: null,
    memberTag: null,
    store: null,
    month: null,
  };
  let window: OfferKeys['window'] = null;
  for (const leaf of leaves) {
    const demand = lineDemand(leaf, topLevel.has(leaf));
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

function lineDemand(leaf: LeafCondition, isTopLevel: boolean): LineDemand | undefined {
  if (leaf.kind === 'contains') return named(leaf.of, null);
  // Pieces that nobody has put in the basket have no price: without any the offer is not near.
  if (leaf.kind === 'quantity') return leaf.atLeast > 0 ? named(leaf.of, null) : undefined;
  if (leaf.kind !== 'amount') return undefined;
  const least = leastAmount(leaf);
  return least > 0 ? named(leaf.of, isTopLevel ? least : null) : undefined;
}

function named(of: Selector | undefined, lackingMinor: number | null): LineDemand | undefined {
  if (of === undefined) return undefined;
  const { productIds, groupIds, brandIds, tags } = of;
  if (productIds === undefined && groupIds === undefined && brandIds === undefined && tags === undefined)
    return undefined;
  const names = [
    ...namesOf('product', productIds),
    ...namesOf('group', groupIds),
    ...namesOf('brand', brandIds),
    ...namesOf('tag', tags),
  ];
  return { names, lackingMinor };
}

function namesOf(kind: LineNameKind, names: readonly string[] | undefined): readonly LineName[] {
  return (names ?? []).map((name) => ({ kind, name }));
}

type Window = { readonly from: IsoDate; readonly until: IsoDate };

function narrower(
  window: Window | null,
  { from, until }: Extract<ScheduleCondition, { kind: 'dates' }>,
): Window {
  if (window === null) return { from, until };
  return {
    from: from > window.from ? from : window.from,
    until: until < window.until ? until : window.until,
  };
}

const monthsFiledMax = 12;
const yearsFiledMax = 20;

/** Months of a short window, years of a longer one; null for one so long that it excludes little. */
function monthsOf({ from, until }: Window): readonly string[] | null {
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
