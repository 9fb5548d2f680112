/** The tills that somebody looks for. */

import type { StoreView } from '#shared/contracts/hq/admin-stores.ts';
import type { TillView } from '#shared/contracts/hq/admin-tills.ts';

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
  const wanted = plain(text);
  return tills.filter((till) => {
    if (storeId !== null && till.storeId !== storeId) return false;
    const store = storeById.get(till.storeId);
    const texts = [till.name, till.storeId, till.deviceId, store?.name.fa ?? '', store?.name.en ?? ''];
    return texts.some((each) => plain(each).includes(wanted));
  });
}

/** Letters that are typed in two ways are one, and so are digits of both scripts. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x6f0));
}
