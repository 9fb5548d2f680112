/** Uses of offers that others share a limit of, in time order, as columns: they go from worker to worker in bulk. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { OfferId } from '#shared/scoring/language/offer.ts';

export type LimitEvent = {
  /** Line of the sale in the history; lines are in time order. */
  readonly line: number;
  readonly offerId: OfferId;
  readonly costMinor: number;
  readonly date: IsoDate;
  readonly minuteOfDay: number;
  readonly storeId: StoreId;
  readonly tillId: string;
  /** Scopes whose budget gave less than was wanted, as `scopeBits`. */
  readonly cutBits: number;
};

export const scopeBits = { chain: 1, store: 2, till: 4 } as const;

export type LimitEvents = {
  readonly lines: Float64Array;
  readonly costsMinor: Float64Array;
  readonly minutesOfDay: Uint16Array;
  readonly cutBits: Uint8Array;
  /** Places in the lists of names. */
  readonly offers: Uint32Array;
  readonly dates: Uint32Array;
  readonly stores: Uint32Array;
  readonly tills: Uint32Array;
  readonly names: readonly string[];
};

export function packEvents(events: readonly LimitEvent[]): LimitEvents {
  const names: string[] = [];
  const placeByName = new Map<string, number>();
  const place = (name: string): number => {
    const known = placeByName.get(name);
    if (known !== undefined) return known;
    placeByName.set(name, names.length);
    return names.push(name) - 1;
  };
  return {
    lines: Float64Array.from(events, ({ line }) => line),
    costsMinor: Float64Array.from(events, ({ costMinor }) => costMinor),
    minutesOfDay: Uint16Array.from(events, ({ minuteOfDay }) => minuteOfDay),
    cutBits: Uint8Array.from(events, ({ cutBits }) => cutBits),
    offers: Uint32Array.from(events, ({ offerId }) => place(offerId)),
    dates: Uint32Array.from(events, ({ date }) => place(date)),
    stores: Uint32Array.from(events, ({ storeId }) => place(storeId)),
    tills: Uint32Array.from(events, ({ tillId }) => place(tillId)),
    names,
  };
}

export function eventAt(events: LimitEvents, index: number): LimitEvent {
  const { lines, costsMinor, minutesOfDay, cutBits, names } = events;
  const name = (places: Uint32Array): string => {
    const found = names[places[index] ?? -1];
    invariant(found !== undefined, 'an event has its names');
    return found;
  };
  return {
    line: lines[index] ?? 0,
    costMinor: costsMinor[index] ?? 0,
    minuteOfDay: minutesOfDay[index] ?? 0,
    cutBits: cutBits[index] ?? 0,
    offerId: name(events.offers),
    date: name(events.dates),
    storeId: name(events.stores),
    tillId: name(events.tills),
  };
}

/** Of several shards, each in time order; a sale is in one of them. */
export function mergeEvents(shards: readonly LimitEvents[]): LimitEvents {
  const [only] = shards;
  if (only !== undefined && shards.length === 1) return only;
  const next = shards.map(() => 0);
  const merged: LimitEvent[] = [];
  for (;;) {
    let first = -1;
    let firstLine = Number.POSITIVE_INFINITY;
    for (const [shard, { lines }] of shards.entries()) {
      const line = lines[next[shard] ?? 0] ?? Number.POSITIVE_INFINITY;
      if (line < firstLine) [first, firstLine] = [shard, line];
    }
    const events = shards[first];
    if (events === undefined) return packEvents(merged);
    const index = next[first] ?? 0;
    next[first] = index + 1;
    merged.push(eventAt(events, index));
  }
}
