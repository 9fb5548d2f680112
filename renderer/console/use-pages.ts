/** A list that HQ answers page by page: the first page stays fresh, older ones come when they are asked for. */

import { useCallback, useState } from 'react';
import type { Answer } from '#shared/contracts/hq/admin-client.ts';
import { ok } from '#shared/kernel/result.ts';
import { joinPages } from './parts/join-pages.ts';
import type { Page } from './parts/join-pages.ts';
import { useDeed } from './use-deed.ts';
import type { Deed } from './use-deed.ts';
import { useLoaded } from './use-loaded.ts';
import type { Loaded } from './use-loaded.ts';

export type Listing<Item, Found extends Page<Item> = Page<Item>> = {
  /** The page behind an item; the first one without. Has to stay the same function. */
  readonly ask: (last?: Item) => Answer<Found>;
  readonly isBehind: (item: Item, last: Item) => boolean;
};

export type Pages<Item, Found extends Page<Item> = Page<Item>> = {
  readonly first: Loaded<Found>;
  readonly items: readonly Item[];
  /** `undefined` at the end of the list. */
  readonly readOlder: (() => void) | undefined;
  readonly older: Pick<Deed, 'isBusy' | 'failure'>;
  /** This one is dealt with: it leaves at once, and the first page is asked for again. */
  readonly settled: (item: Item) => void;
};

type Kept<Item> = { readonly items: readonly Item[]; readonly hasMore: boolean };

export function usePages<Item, Found extends Page<Item>>({
  ask,
  isBehind,
}: Listing<Item, Found>): Pages<Item, Found> {
  const first = useLoaded(useCallback(() => ask(), [ask]));
  const { isBusy, failure, run } = useDeed();
  const [kept, setKept] = useState<Kept<Item>>({ items: [], hasMore: true });
  const page: Page<Item> = first.value ?? { items: [], hasMore: false };
  const items = joinPages(page, kept.items, isBehind);
  const last = items.at(-1);
  const isMore = page.hasMore && kept.hasMore && last !== undefined;
  return {
    first,
    items,
    older: { isBusy, failure },
    readOlder: isMore
      ? () =>
          run(
            () => ask(last),
            (answer) => setKept({ items: [...items, ...answer.items], hasMore: answer.hasMore }),
          )
      : undefined,
    settled: (item) => {
      setKept(({ hasMore, items: before }) => ({ hasMore, items: before.filter((each) => each !== item) }));
      first.load();
    },
  };
}

/** What HQ calls its items in this answer, as a page. */
export async function asPage<Value, Found extends Page<unknown>>(
  answer: Answer<Value>,
  pageOf: (value: Value) => Found,
): Answer<Found> {
  const answered = await answer;
  return answered.ok ? ok(pageOf(answered.value)) : answered;
}
