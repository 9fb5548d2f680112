/** Parts a crowded place of the index by the trait that leaves the fewest offers to look at, again and again. */

import { indexedTraits } from './offer-index.ts';
import type { FiledOffer, IndexedTrait, IndexNode } from './offer-index.ts';
import type { TraitKeys } from './offer-keys.ts';

export type Filing = {
  readonly filed: FiledOffer;
  readonly traits: TraitKeys;
  /** In how many places the offer stands so far. */
  readonly copies: number;
};

export type Parting = {
  /** `place` receives the node when it is made; its children may follow in later steps. */
  readonly add: (filings: readonly Filing[], place: (node: IndexNode) => void) => void;
  /** Works on about so many offers; true when nothing is left. */
  readonly step: (offersMax: number) => boolean;
};

type Task = {
  readonly filings: readonly Filing[];
  readonly traits: readonly IndexedTrait[];
  readonly place: (node: IndexNode) => void;
};

/** Fewer offers are looked at faster than they are parted. */
const partedMin = 24;
/** An offer that would stand in more places than this stays among the others of a parting. */
const copiesMax = 256;
/** Parting must spare a sale at least this share of the offers: 1 in `gainMin`. */
const gainMin = 4;

export function startParting(): Parting {
  const tasks: Task[] = [];
  return {
    add: (filings, place) => {
      if (filings.length > 0) tasks.push({ filings, traits: indexedTraits, place });
    },
    step: (offersMax) => {
      let left = offersMax;
      while (left > 0) {
        const task = tasks.pop();
        if (task === undefined) return true;
        part(task, tasks);
        left -= task.filings.length;
      }
      return tasks.length === 0;
    },
  };
}

/** `others` is filled in when that part is made. */
type OpenParting = { -readonly [Key in keyof PartingNode]: PartingNode[Key] };
type PartingNode = Extract<IndexNode, { kind: 'parting' }>;

function part({ filings, traits, place }: Task, tasks: Task[]): void {
  const trait = filings.length < partedMin ? undefined : bestTrait(filings, traits);
  if (trait === undefined) {
    place({ kind: 'shelf', shelf: filings.map(({ filed }) => filed).sort(byAmount) });
    return;
  }
  const lists = new Map<string, Filing[]>();
  const others: Filing[] = [];
  for (const filing of filings) fileUnder(trait, filing, { lists, others });
  const byKey = new Map<string, IndexNode>();
  const node: OpenParting = { kind: 'parting', trait, byKey, others: null };
  place(node);
  const rest = traits.filter((one) => one !== trait);
  for (const [key, list] of lists)
    tasks.push({ filings: list, traits: rest, place: (child) => byKey.set(key, child) });
  if (others.length > 0)
    tasks.push({ filings: others, traits: rest, place: (child) => (node.others = child) });
}

type Parted = { readonly lists: Map<string, Filing[]>; readonly others: Filing[] };

function fileUnder(trait: IndexedTrait, filing: Filing, { lists, others }: Parted): void {
  const keys = keysFor(trait, filing);
  if (keys === null) {
    others.push(filing);
    return;
  }
  const copy = keys.length === 1 ? filing : filedOften(trait, filing, keys.length);
  for (const key of keys) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [copy]);
    else list.push(copy);
  }
}

/** A sale has one store, one day and at most one tier; a member has many segments and tags. */
function filedOften(trait: IndexedTrait, filing: Filing, keysCount: number): Filing {
  const isMetAgain = trait === 'segment' || trait === 'memberTag';
  const filed = isMetAgain ? { ...filing.filed, isRepeated: true } : filing.filed;
  return { ...filing, filed, copies: filing.copies * keysCount };
}

/** Null also when the offer would stand in too many places. */
function keysFor(trait: IndexedTrait, { traits, copies }: Filing): readonly string[] | null {
  const list = traits[trait];
  return list !== null && (list.length < 2 || copies * list.length <= copiesMax) ? list : null;
}

function bestTrait(filings: readonly Filing[], traits: readonly IndexedTrait[]): IndexedTrait | undefined {
  let best: IndexedTrait | undefined;
  let fewest = filings.length - filings.length / gainMin;
  for (const trait of traits) {
    const lookedAt = expectedLookedAt(filings, trait);
    if (lookedAt > fewest) continue;
    best = trait;
    fewest = lookedAt;
  }
  return best;
}

/** Offers that a sale with one of the keys looks at on average. */
function expectedLookedAt(filings: readonly Filing[], trait: IndexedTrait): number {
  const keysSeen = new Set<string>();
  let others = 0;
  let copies = 0;
  for (const filing of filings) {
    const keys = keysFor(trait, filing);
    if (keys === null) others += 1;
    else {
      copies += keys.length;
      for (const key of keys) keysSeen.add(key);
    }
  }
  return keysSeen.size === 0 ? others : others + copies / keysSeen.size;
}

/** Only shortens the search; which of two equal ones is looked at first changes nothing. */
function byAmount(left: FiledOffer, right: FiledOffer): number {
  return left.amountMinor - right.amountMinor;
}
