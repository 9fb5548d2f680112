/**
 * What a record may name. Entries are counted whatever they name, because a till signed them; but a record that no till
 * can take would keep all tills from everything that is published, so that one spoiled till would stop the others.
 */

import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { allStores } from '../db/stores/people/stores.ts';
import { readChain } from './chain-documents.ts';

export type ToldNames = {
  readonly hasStore: (storeId: string) => boolean;
  /** The tier itself, or the lowest one in place of one that the chain does not have. */
  readonly tierOr: (tierId: string) => string;
};

export async function toldNames(db: HqDb | HqTransaction): Promise<ToldNames> {
  const stores = new Set((await allStores(db)).map((store) => store.store_id));
  const tiers = ((await readChain(db))?.tiers ?? []).toSorted((first, second) => first.rank - second.rank);
  const tierIds = new Set(tiers.map(({ tierId }) => tierId));
  const [lowest] = tiers;
  return {
    hasStore: (storeId) => stores.has(storeId),
    tierOr: (tierId) => (tierIds.has(tierId) ? tierId : (lowest?.tierId ?? tierId)),
  };
}

const idTextMax = 64;

/** Whether the contract lets a record name something so. */
export function isToldId(id: string): boolean {
  return id.length > 0 && id.length <= idTextMax;
}

/** The nearest to it that tills can reckon with. */
export function toldAmount(amount: number): number {
  return Math.min(Math.max(amount, -basketGrossMinorMax), basketGrossMinorMax);
}
