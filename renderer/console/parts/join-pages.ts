/** Pages of a list whose first one is asked for again and again, while the later ones are kept as they came. */

export type Page<Item> = { readonly items: readonly Item[]; readonly hasMore: boolean };

/**
 * The first page is what is true now. Of what was kept only that counts which lies behind it: the rest is in it, or is
 * gone. `isBehind`: the one stands after the other in the order of the list.
 */
export function joinPages<Item>(
  { items, hasMore }: Page<Item>,
  kept: readonly Item[],
  isBehind: (item: Item, last: Item) => boolean,
): readonly Item[] {
  const last = items.at(-1);
  if (!hasMore || last === undefined) return items;
  return [...items, ...kept.filter((item) => isBehind(item, last))];
}
