/** What a member, a store and a moment make of the offers: everything that no scanned line changes. */

import type { SaleFacts } from '../facts/sale-facts.ts';
import type { UsedUpScope } from './compiled-offer.ts';
import type { FiledOffer, IndexedTrait, IndexNode, Shelf } from './offer-index.ts';
import { monthKeysOn } from './offer-keys.ts';

/** Suits member, store and moment. */
export type PassedOffer = FiledOffer & { readonly usedUpScope: UsedUpScope | null };

export type OpenShelf = {
  /** All that passed with an amount up to this one, the smallest first; perhaps some beyond it. */
  readonly passedUpTo: (amountMinorMax: number) => readonly PassedOffer[];
};

export type Standing = {
  readonly facts: SaleFacts;
  readonly openShelves: (node: IndexNode) => readonly OpenShelf[];
  /** Offers tested so far. */
  readonly memberTests: () => number;
};

export function createStanding(facts: SaleFacts): Standing {
  const keys = traitKeysOf(facts);
  const opened = new Map<IndexNode, readonly OpenShelf[]>();
  let memberTests = 0;
  const open = (shelf: Shelf): OpenShelf => {
    const passed: PassedOffer[] = [];
    let tested = 0;
    return {
      passedUpTo: (amountMinorMax) => {
        for (let filed = shelf[tested]; filed !== undefined; filed = shelf[tested]) {
          if (filed.amountMinor > amountMinorMax) break;
          tested += 1;
          memberTests += 1;
          const { compiled, amountMinor, isRepeated } = filed;
          const { holdsForMember, usedUpScope } = compiled.tests;
          if (!holdsForMember(facts)) continue;
          passed.push({ compiled, amountMinor, isRepeated, usedUpScope: usedUpScope(facts) });
        }
        return passed;
      },
    };
  };
  return {
    facts,
    openShelves: (node) => {
      const known = opened.get(node);
      if (known !== undefined) return known;
      const shelves: OpenShelf[] = [];
      forEachShelf(node, keys, (shelf) => shelves.push(open(shelf)));
      opened.set(node, shelves);
      return shelves;
    },
    memberTests: () => memberTests,
  };
}

/** Facts of a member are compared as objects: they are made anew when anything about the member changes. */
export function isStandingOf({ facts }: Standing, other: SaleFacts): boolean {
  return (
    facts.member === other.member &&
    facts.limitUses === other.limitUses &&
    facts.storeId === other.storeId &&
    facts.moment.minuteOfDay === other.moment.minuteOfDay &&
    facts.moment.localDate === other.moment.localDate
  );
}

type TraitKeys = Readonly<Record<IndexedTrait, readonly string[]>>;

function traitKeysOf({ member, storeId, moment }: SaleFacts): TraitKeys {
  return {
    tier: member === null ? [] : [member.tierId],
    segment: [...new Set(member?.segments)],
    memberTag: [...new Set(member?.tags)],
    store: [storeId],
    month: monthKeysOn(moment.localDate),
  };
}

function forEachShelf(node: IndexNode, keys: TraitKeys, visit: (shelf: Shelf) => void): void {
  if (node.kind === 'shelf') {
    visit(node.shelf);
    return;
  }
  if (node.others !== null) forEachShelf(node.others, keys, visit);
  for (const key of keys[node.trait]) {
    const child = node.byKey.get(key);
    if (child !== undefined) forEachShelf(child, keys, visit);
  }
}
