/** The tills that somebody looks for. */

import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';
import { plainText } from '#renderer/console/parts/plain-text.ts';

export type TillWish = {
  /** Null for all. */
  readonly storeId: string | null;
  /** In the name of the till or of its store, in either language, or the end of its id; '' for all. */
  readonly text: string;
};

export function findTills(
  tills: readonly TillView[],
  stores: readonly StoreView[],
  { storeId, text }: TillWish,
): readonly TillView[] {
  const storeById = new Map(stores.map((store) => [store.storeId, store]));
  const wanted = plainText(text);
  return tills.filter((till) => {
    if (storeId !== null && till.storeId !== storeId) return false;
    const store = storeById.get(till.storeId);
    const texts = [till.name, till.storeId, till.deviceId, store?.name.fa ?? '', store?.name.en ?? ''];
    return texts.some((each) => plainText(each).includes(wanted));
  });
}
