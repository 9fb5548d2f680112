/**
 * What undoing a sale takes back from stamp cards. A full card gives its reward once: stamps of a card that was handed
 * in stay counted, or the same card could be filled again and again by giving old sales back.
 */

import { addInt, multiplyInt } from '#shared/kernel/int-math.ts';
import type { ValueEntry } from '../entry.ts';
import { isFormerSale } from '../entry.ts';
import type { SaleLeft, SoldEntry } from './sale-left.ts';
import type { FactChange } from './value-content.ts';

export type StampsKnown = {
  /** Of the sale's member, on each card, now. */
  readonly collected: Readonly<Record<string, number>>;
  /** Of the rule set in force. Stamps of a card that it does not have are taken back as they were given. */
  readonly stampCards: ReadonlyMap<string, { readonly stampsNeeded: number }>;
};

export type SaleToUndo = {
  readonly sale: SoldEntry;
  readonly about: readonly ValueEntry[];
  readonly left: SaleLeft;
};

/**
 * What is left of the sale, with the stamps that go with it: they leave the count with as many full cards as gave a
 * reward that stands. A sale that itself filled a card takes that card's reward along, and the next stamp fills it again.
 */
export function withStampsBack({ sale, about, left }: SaleToUndo, known: StampsKnown): SaleLeft {
  const facts = isFormerSale(sale) ? null : sale.content.facts;
  const isFirstMembers = about.every(({ kind }) => kind !== 'reassign');
  const stamps = left.stamps.map(({ stampCardId, stamps: given }) => {
    const needed = known.stampCards.get(stampCardId)?.stampsNeeded;
    if (needed === undefined) return { stampCardId, stamps: given };
    const before = facts?.stamps[stampCardId] ?? 0;
    // A sale that was given to another member gives them stamps, and never the reward of a card.
    const filled = isFirstMembers ? Math.floor(addInt(before, given) / needed) : 0;
    const collected = known.collected[stampCardId] ?? 0;
    return { stampCardId, stamps: stampsTaken({ collected, given, needed, filled }) };
  });
  return { ...left, stamps: stamps.filter((card) => card.stamps !== 0) };
}

type Undone = {
  readonly collected: number;
  readonly given: number;
  readonly needed: number;
  /** Full cards that the sale itself handed in. */
  readonly filled: number;
};

function stampsTaken({ collected, given, needed, filled }: Undone): number {
  const full = Math.floor(Math.max(0, collected) / needed);
  const least = multiplyInt(Math.max(0, full - filled), needed);
  const after = Math.min(Math.max(collected - given, least), least + needed - 1);
  return Math.max(0, collected - after);
}

/** Less what the member still has of the same sale from when it was theirs before. */
export function stampsStillDue(
  given: FactChange['stamps'],
  kept: SaleLeft['stampsKept'],
  memberRef: FactChange['memberRef'],
): FactChange['stamps'] {
  return given
    .map(({ stampCardId, stamps }) => {
      const had = kept.filter((card) => card.memberRef === memberRef && card.stampCardId === stampCardId);
      const still = Math.max(0, addInt(...had.map((card) => card.stamps)));
      return { stampCardId, stamps: Math.max(0, stamps - still) };
    })
    .filter(({ stamps }) => stamps > 0);
}
