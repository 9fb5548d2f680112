/** What a member, a store and a moment make of the offers: everything that no scanned line changes. */

import type { SaleFacts } from '../facts/sale-facts.ts';
import type { CompiledOffer, UsedUpScope } from './compiled-offer.ts';
import type { FiledOffer, IndexedTrait, IndexNode, Shelf } from './offer-index.ts';
import { monthKeysOn } from './offer-keys.ts';

export type OpenShelf = {
  /** All that suit and ask for an amount up to this one, the smallest first; perhaps some beyond it. */
  readonly suitingUpTo: (amountMinorMax: number) => readonly FiledOffer[];
};

export type Standing = {
  readonly facts: SaleFacts;
  readonly openShelves: (node: IndexNode) => readonly OpenShelf[];
  /** Null while the offer has something left to give; asked of offers that suit. */
  readonly usedUpScope: (compiled: CompiledOffer) => UsedUpScope | null;
  /** Offers looked at so far. */
  readonly lookedAt: () => number;
};

export function createStanding(facts: SaleFacts): Standing {
  const keys = traitKeysOf(facts);
  const opened = new Map<IndexNode, readonly OpenShelf[]>();
  const usedUp = new Map<CompiledOffer, UsedUpScope>();
  let lookedAt = 0;
  const suits = ({ compiled, holdsForMember, hasLimits }: FiledOffer): boolean => {
    if (holdsForMember !== null && !holdsForMember(facts)) return false;
    const scope = hasLimits ? compiled.tests.usedUpScope?.(facts) : null;
    if (scope) usedUp.set(compiled, scope);
    return true;
  };
  const open = (shelf: Shelf): OpenShelf => {
    const suiting: FiledOffer[] = [];
    let next = 0;
    return {
      suitingUpTo: (amountMinorMax) => {
        const first = next;
        for (let filed = shelf[next]; filed !== undefined; filed = shelf[next]) {
          if (filed.amountMinor > amountMinorMax) break;
          next += 1;
          if (suits(filed)) suiting.push(filed);
        }
        lookedAt += next - first;
        return suiting;
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
    usedUpScope: (compiled) => (usedUp.size === 0 ? null : (usedUp.get(compiled) ?? null)),
    lookedAt: () => lookedAt,
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

type KeysOfSale = Readonly<Record<IndexedTrait, readonly string[]>>;

function traitKeysOf({ member, storeId, moment }: SaleFacts): KeysOfSale {
  return {
    tier: member === null ? [] : [member.tierId],
    segment: [...new Set(member?.segments)],
    memberTag: [...new Set(member?.tags)],
    store: [storeId],
    month: monthKeysOn(moment.localDate),
  };
}

function forEachShelf(node: IndexNode, keys: KeysOfSale, visit: (shelf: Shelf) => void): void {
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
