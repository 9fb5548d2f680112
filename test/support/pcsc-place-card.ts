/** Puts virtual cards on the reader of a test's own card service. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { CardBehaviour } from '#tools/virtual-card/card-behaviours.ts';
import { placeCard } from '#tools/virtual-card/place-card.ts';
import type { PlacedCard } from '#tools/virtual-card/place-card.ts';
import type { PcscService } from './pcsc-service.ts';

const askedMsMax = 4_000;
const placingsMax = 4;

export type TestPlacement = {
  readonly behaviour: CardBehaviour;
  readonly slot?: 0 | 1;
  readonly atr?: Uint8Array;
};

/**
 * Puts a card down until it is asked something. A card put down before the virtual reader has noticed that the last
 * one left is taken for the last one, as a person at the counter would also have to tap again.
 */
export async function placeUntilAsked(service: PcscService, placement: TestPlacement): Promise<PlacedCard> {
  const { slot = 0, ...rest } = placement;
  for (let placings = 0; placings < placingsMax; placings += 1) {
    const placed = await placeCard({ ...rest, port: service.slotPorts[slot] });
    if (!placed.ok) throw new Error('no virtual reader');
    const isAsked = await Promise.race([
      placed.value.asked.then(() => true),
      sleep(askedMsMax, false, { ref: false }),
    ]);
    if (isAsked) return placed.value;
    await placed.value.lift();
    await sleep(askedMsMax / 4);
  }
  throw new Error('the virtual reader asks no card any more');
}
