/** Total orders; every sort ends with a unique tie-break. */

export type Compare<Item> = (left: Item, right: Item) => number;

/** By UTF-16 code units: the same on every machine and in every locale. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Tries each order in turn until one tells the two apart. */
export function inOrder<Item>(...orders: readonly Compare<Item>[]): Compare<Item> {
  return (left, right) => {
    for (const compare of orders) {
      const result = compare(left, right);
      if (result !== 0) return result;
    }
    return 0;
  };
}
