/** Builds the index over the offers of sales, a few offers at a time. */

import type { Selector } from '../language/selector.ts';
import { allHold } from './compile-condition.ts';
import type { CompiledOffer, HoldsFor } from './compiled-offer.ts';
import type { IndexNode, LineNameKind, OfferIndex } from './offer-index.ts';
import type { LineDemand, OfferKeys } from './offer-keys.ts';
import { startParting } from './part-offers.ts';
import type { Filing } from './part-offers.ts';

export type OfferIndexing = {
  readonly add: (compiled: CompiledOffer, keys: OfferKeys) => void;
  /** Parts about so many offers after all were added; null while some remain. */
  readonly step: (offersMax: number) => OfferIndex | null;
};

type ByLineName<Value> = Record<LineNameKind, Map<string, Value>>;

const emptyShelf: IndexNode = { kind: 'shelf', shelf: [] };

export function startIndexing(): OfferIndexing {
  const byLineName = namesOfLines<Filing[]>();
  const anyLine: Filing[] = [];
  const nodes = namesOfLines<IndexNode>();
  let root = emptyShelf;
  const parting = startParting();
  let size = 0;
  let isParting = false;

  const beginParting = (): void => {
    isParting = true;
    for (const kind of ['product', 'group', 'brand', 'tag'] as const) {
      for (const [name, list] of byLineName[kind]) parting.add(list, (node) => nodes[kind].set(name, node));
    }
    parting.add(anyLine, (node) => (root = node));
  };

  return {
    add: (compiled, keys) => {
      size += 1;
      const demand = loneliest(keys.demands, byLineName);
      if (demand === undefined) anyLine.push(filingOf(compiled, keys));
      else fileByDemand(filingOf(compiled, keys, demand), demand, byLineName);
    },
    step: (offersMax) => {
      if (!isParting) beginParting();
      return parting.step(offersMax) ? { size, byLineName: nodes, anyLine: root } : null;
    },
  };
}

function namesOfLines<Value>(): ByLineName<Value> {
  return { product: new Map(), group: new Map(), brand: new Map(), tag: new Map() };
}

/** The one for whose names the fewest offers were filed so far. */
function loneliest(
  demands: readonly LineDemand[],
  lists: ByLineName<readonly Filing[]>,
): LineDemand | undefined {
  const [only] = demands;
  if (demands.length < 2) return only;
  let best: LineDemand | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const demand of demands) {
    let filed = 0;
    forEachName(demand.of, (kind, name) => (filed += lists[kind].get(name)?.length ?? 0));
    if (filed >= fewest) continue;
    best = demand;
    fewest = filed;
  }
  return best;
}

/** One object for all names: what is filed often is still one offer. */
function fileByDemand(filing: Filing, { of }: LineDemand, byLineName: ByLineName<Filing[]>): void {
  forEachName(of, (kind, name) => {
    const list = byLineName[kind].get(name);
    if (list === undefined) byLineName[kind].set(name, [filing]);
    else list.push(filing);
  });
}

function filingOf(compiled: CompiledOffer, { traits }: OfferKeys, demand?: LineDemand): Filing {
  const copies = demand === undefined ? 1 : namesCount(demand.of);
  const filed = {
    compiled,
    holdsForMember: compiled.tests.holdsForMember,
    hasLimits: compiled.tests.usedUpScope !== null,
    amountMinor: compiled.requiredMinor,
    isMetByAmount: isMetByAmount(compiled),
    holdsForBasket: holdsForBasket(compiled, demand),
    isRepeated: copies > 1,
  };
  return { filed, traits, copies };
}

/** Finding the offer by the name of a line is all that a `contains` asks for, unless reduced lines do not count. */
function holdsForBasket({ tests }: CompiledOffer, demand: LineDemand | undefined): HoldsFor | null {
  const isAnswered = demand?.condition.kind === 'contains' && demand.of.exceptReduced !== true;
  const open = tests.ofBasket.filter(({ condition }) => !isAnswered || condition !== demand.condition);
  return open.length === 0 ? null : allHold(open.map(({ holds }) => holds));
}

function isMetByAmount({ tests }: CompiledOffer): boolean {
  const [only, another] = tests.missable;
  if (only === undefined) return true;
  const { condition } = only;
  return another === undefined && condition.kind === 'amount' && condition.of === undefined;
}

function namesCount({ productIds, groupIds, brandIds, tags }: Selector): number {
  return (productIds?.length ?? 0) + (groupIds?.length ?? 0) + (brandIds?.length ?? 0) + (tags?.length ?? 0);
}

function forEachName(
  { productIds, groupIds, brandIds, tags }: Selector,
  visit: (kind: LineNameKind, name: string) => void,
): void {
  for (const name of productIds ?? []) visit('product', name);
  for (const name of groupIds ?? []) visit('group', name);
  for (const name of brandIds ?? []) visit('brand', name);
  for (const name of tags ?? []) visit('tag', name);
}
