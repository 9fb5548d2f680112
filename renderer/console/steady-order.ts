/** Keeps rows where they are while they are asked for anew, so that nobody presses what has just moved under the pointer. */

import { useState } from 'react';

/** What is shown stays in its order; what is new comes behind it; what is gone leaves. */
export function keepOrder(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  const present = new Set(wanted);
  const known = new Set(shown);
  return [...shown.filter((id) => present.has(id)), ...wanted.filter((id) => !known.has(id))];
}

export type SteadyOrder<Item> = {
  readonly items: readonly Item[];
  /** Sorts anew; `undefined` while everything stands where it belongs. */
  readonly sortAnew: (() => void) | undefined;
};

/** `wanted` is in the order in which it would stand if it came for the first time. */
export function useSteadyOrder<Item>(
  wanted: readonly Item[],
  idOf: (item: Item) => string,
): SteadyOrder<Item> {
  const [shown, setShown] = useState<readonly string[]>([]);
  const ids = wanted.map(idOf);
  const order = keepOrder(shown, ids);
  // React runs this render again at once; the first rows come in as they are wanted.
  if (order.join(' ') !== shown.join(' ')) setShown(order);
  const itemById = new Map(wanted.map((item) => [idOf(item), item]));
  return {
    items: order.flatMap((id) => itemById.get(id) ?? []),
    sortAnew: order.join(' ') === ids.join(' ') ? undefined : () => setShown(ids),
  };
}
