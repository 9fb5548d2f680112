/** Builds the index over the offers of sales, a few offers at a time. */

import type { CompiledOffer } from './compiled-offer.ts';
import type { LineDemand, OfferKeys } from './offer-keys.ts';
import { lineNameKinds } from './offer-index.ts';
import type { IndexNode, LineName, LineNameKind, OfferIndex } from './offer-index.ts';
import { startParting } from './part-offers.ts';
import type { Filing } from './part-offers.ts';

export type OfferIndexing = {
  readonly add: (compiled: CompiledOffer, keys: OfferKeys) => void;
  /** Files about so many offers after all were added; null while some remain. */
  readonly step: (offersMax: number) => OfferIndex | null;
};

type Added = { readonly compiled: CompiledOffer; readonly keys: OfferKeys };
type Lists = Record<LineNameKind, Map<string, Filing[]>>;
type Nodes = Record<LineNameKind, Map<string, IndexNode>>;

const emptyShelf: IndexNode = { kind: 'shelf', shelf: [] };

export function startIndexing(): OfferIndexing {
  const added: Added[] = [];
  const uses = createNameUses();
  const lists = byKind(() => new Map<string, Filing[]>());
  const anyLine: Filing[] = [];
  const lacking: Filing[] = [];
  const nodes: Nodes = byKind(() => new Map<string, IndexNode>());
  const roots = { anyLine: emptyShelf, lacking: emptyShelf };
  const parting = startParting();
  let filed = 0;
  let isParting = false;

  const fileOne = ({ compiled, keys }: Added): void => {
    const demand = uses.rarest(keys.demands);
    const filing = { compiled, keys, amountMinor: compiled.requiredMinor, copies: 1, isRepeated: false };
    if (demand === undefined) {
      anyLine.push(filing);
      return;
    }
    const { names, lackingMinor } = demand;
    const isRepeated = names.length > 1 || lackingMinor !== null;
    for (const { kind, name } of names)
      listAt(lists[kind], name).push({ ...filing, isRepeated, copies: names.length });
    if (lackingMinor !== null) lacking.push({ ...filing, isRepeated, amountMinor: lackingMinor });
  };
  const beginParting = (): void => {
    isParting = true;
    for (const [kind, byName] of entriesOf(lists))
      for (const [name, list] of byName) parting.add(list, (node) => nodes[kind].set(name, node));
    parting.add(anyLine, (node) => (roots.anyLine = node));
    parting.add(lacking, (node) => (roots.lacking = node));
  };

  return {
    add: (compiled, keys) => {
      added.push({ compiled, keys });
      uses.count(keys.demands);
    },
    step: (offersMax) => {
      const until = Math.min(added.length, filed + offersMax);
      const left = offersMax - (until - filed);
      for (const one of added.slice(filed, until)) fileOne(one);
      filed = until;
      if (filed < added.length) return null;
      if (!isParting) beginParting();
      if (!parting.step(left)) return null;
      return { size: added.length, byLineName: nodes, ...roots };
    },
  };
}

/** How many offers ask for each name: an offer is filed where the fewest others stand. */
function createNameUses() {
  const counts = byKind(() => new Map<string, number>());
  const usesOf = ({ kind, name }: LineName): number => counts[kind].get(name) ?? 0;
  const costOf = ({ names }: LineDemand): number => names.reduce((sum, name) => sum + usesOf(name), 0);
  return {
    count: (demands: readonly LineDemand[]): void => {
      for (const { names } of demands)
        for (const line of names) counts[line.kind].set(line.name, usesOf(line) + 1);
    },
    /** One without which the offer is not even near goes before all others: those must be filed as lacking too. */
    rarest: (demands: readonly LineDemand[]): LineDemand | undefined => {
      if (demands.length < 2) return demands[0];
      const strict = demands.filter(({ lackingMinor }) => lackingMinor === null);
      const [first, ...others] = strict.length > 0 ? strict : demands;
      return others.reduce(
        (best, one) => (best === undefined || costOf(one) < costOf(best) ? one : best),
        first,
      );
    },
  };
}

function byKind<Value>(make: () => Value): Record<LineNameKind, Value> {
  return { product: make(), group: make(), brand: make(), tag: make() };
}

function entriesOf(lists: Lists): readonly (readonly [LineNameKind, Map<string, Filing[]>])[] {
  return lineNameKinds.map((kind) => [kind, lists[kind]]);
}

function listAt(lists: Map<string, Filing[]>, name: string): Filing[] {
  const known = lists.get(name);
  if (known !== undefined) return known;
  const made: Filing[] = [];
  lists.set(name, made);
  return made;
}
