/**
 * What the cache says of a member for offers and lots alone, as text in the member's row. What HQ tells is written without
 * the names of its fields, which would take more room than the rest of the row; what files say keeps them.
 */

import { keptFactsSchema } from '#shared/contracts/sync/kept-facts.ts';
import type { KeptFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { PulledMember } from '#shared/contracts/sync/pull-records.ts';
import { invariant } from '#shared/kernel/invariant.ts';

type FlatValue = string | number | null;

/** Null for a member without such facts, here and below. */
export function factsText({ traits, purchaseDays, stampsCollected, lots }: KeptFacts): string | null {
  const text = JSON.stringify({ traits, purchaseDays, stampsCollected, lots });
  return text === '{}' ? null : text;
}

/** The places of this list are what every cache that was written knows them by. */
export function pulledFactsText(record: PulledMember): string | null {
  const { lots, offerUses, tierSetAtMs, tierKeptUntil, hold, member } = record;
  const { purchaseDays, traits, stampsCollected } = member;
  const isPlain = purchaseDays === undefined && traits === undefined && stampsCollected === undefined;
  if (isPlain && !isStandingTold(record)) return null;
  const days = purchaseDays === undefined ? null : flatDays(purchaseDays);
  const places: unknown[] = [days, flatLots(lots), flatUses(offerUses), tierSetAtMs, tierKeptUntil, hold];
  if (traits !== undefined || stampsCollected !== undefined) {
    places.push(traits ?? null, stampsCollected ?? null);
  }
  return JSON.stringify(places);
}

/** Throws for a text that none of these wrote. */
export function factsOfText(text: string): KeptFacts {
  const kept: unknown = JSON.parse(text);
  return keptFactsSchema.parse(Array.isArray(kept) ? namedFacts(kept) : kept);
}

function isStandingTold({
  lots,
  offerUses,
  tierSetAtMs,
  tierKeptUntil,
  hold,
}: Pick<PulledMember, 'lots' | 'offerUses' | 'tierSetAtMs' | 'tierKeptUntil' | 'hold'>): boolean {
  return lots.length + offerUses.length > 0 || (tierSetAtMs ?? tierKeptUntil ?? hold) !== null;
}

function flatDays(days: NonNullable<PulledMember['member']['purchaseDays']>): FlatValue[] {
  const flat: FlatValue[] = [];
  for (const { date, visits, spentMinor } of days) flat.push(date, visits, spentMinor);
  return flat;
}

function flatLots(lots: PulledMember['lots']): FlatValue[] {
  const flat: FlatValue[] = [];
  for (const lot of lots) {
    const { key, lotEntryId, lotLine, unit, origin, open, held, madeOn, releaseOn, expiresOn } = lot;
    const ownKey = key === `${lotEntryId}.${lotLine}` ? null : key;
    flat.push(ownKey, lotEntryId, lotLine, unit, origin, open, held, madeOn, releaseOn, expiresOn);
  }
  return flat;
}

function flatUses(uses: PulledMember['offerUses']): FlatValue[] {
  const flat: FlatValue[] = [];
  for (const { offerId, date, uses: used, costMinor } of uses) flat.push(offerId, date, used, costMinor);
  return flat;
}

function namedFacts(places: readonly unknown[]): unknown {
  const [days, lots, uses, tierSetAtMs, tierKeptUntil, hold, traits = null, stamps = null] = places;
  const standing = {
    lots: rowsOf(lots, 10).map(namedLot),
    offerUses: rowsOf(uses, 4).map(([offerId, date, used, costMinor]) => ({
      offerId,
      date,
      uses: used,
      costMinor,
    })),
    tierSetAtMs,
    tierKeptUntil,
    hold,
  };
  const isTold = standing.lots.length + standing.offerUses.length > 0;
  return {
    ...(traits === null ? {} : { traits }),
    ...(days === null ? {} : { purchaseDays: rowsOf(days, 3).map(namedDay) }),
    ...(stamps === null ? {} : { stampsCollected: stamps }),
    ...(isTold || (tierSetAtMs ?? tierKeptUntil ?? hold) !== null ? { pulled: standing } : {}),
  };
}

function namedDay([date, visits, spentMinor]: readonly unknown[]): unknown {
  return { date, visits, spentMinor };
}

function namedLot(values: readonly unknown[]): unknown {
  const [key, lotEntryId, lotLine, unit, origin, open, held, madeOn, releaseOn, expiresOn] = values;
  return {
    key: key ?? `${String(lotEntryId)}.${String(lotLine)}`,
    lotEntryId,
    lotLine,
    unit,
    origin,
    open,
    held,
    madeOn,
    releaseOn,
    expiresOn,
  };
}

function rowsOf(flat: unknown, width: number): readonly (readonly unknown[])[] {
  invariant(Array.isArray(flat) && flat.length % width === 0, 'kept facts have whole rows');
  return Array.from({ length: flat.length / width }, (_, row): readonly unknown[] =>
    flat.slice(row * width, (row + 1) * width),
  );
}
