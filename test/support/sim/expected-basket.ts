/** What a basket must look like after what was done to it: told from the commands alone, without the till's own code. */

import type { BasketView } from '#shared/contracts/till-views.ts';

export type ExpectedLine = {
  /** Null for a plain amount. */
  readonly barcode: string | null;
  readonly unitPriceMinor: number;
  readonly quantity: number;
};

/** `ref` is null for a member who was enrolled by a command whose answer has not come yet. */
export type ExpectedMember = { readonly ref: string | null; readonly name: string };

export type ExpectedBasket = {
  readonly lines: readonly ExpectedLine[];
  /** Former states of all lines, the newest last. */
  readonly undo: readonly (readonly ExpectedLine[])[];
  readonly member: ExpectedMember | null;
  readonly means: BasketView['paymentMeans'];
  /** Offers that the customer wants and does not want. */
  readonly wish: string;
};

export const emptyBasket: ExpectedBasket = {
  lines: [],
  undo: [],
  member: null,
  means: null,
  wish: wishText({ with: [], without: [] }),
};

/** The same product again raises the quantity of its line. */
export function withProduct(basket: ExpectedBasket, line: ExpectedLine): ExpectedBasket {
  const same = basket.lines.findIndex(({ barcode }) => barcode !== null && barcode === line.barcode);
  if (same < 0) return withLines(basket, [...basket.lines, line]);
  return withQuantity(basket, same, (basket.lines[same]?.quantity ?? 0) + line.quantity);
}

export function withQuantity(basket: ExpectedBasket, index: number, quantity: number): ExpectedBasket {
  return withLines(
    basket,
    basket.lines.map((line, place) => (place === index ? { ...line, quantity } : line)),
  );
}

export function withoutLine(basket: ExpectedBasket, index: number): ExpectedBasket {
  return withLines(
    basket,
    basket.lines.filter((_line, place) => place !== index),
  );
}

/** Undefined when there is nothing to take back. */
export function undone(basket: ExpectedBasket): ExpectedBasket | undefined {
  const lines = basket.undo.at(-1);
  return lines && { ...basket, lines, undo: basket.undo.slice(0, -1) };
}

/** Says how the view differs; undefined when it shows what it must. */
export function differenceOf(view: BasketView, expected: ExpectedBasket): string | undefined {
  const shown = linesText(
    view.lines.map(({ barcode, unitPriceMinor, quantity }) => ({ barcode, unitPriceMinor, quantity })),
  );
  const wanted = linesText(expected.lines);
  if (shown !== wanted) return `lines ${shown}, not ${wanted}`;
  if (!isMember(view.member, expected.member)) {
    return `member ${view.member?.name ?? 'nobody'}, not ${expected.member?.name ?? 'nobody'}`;
  }
  if (view.paymentMeans !== expected.means) return `means ${view.paymentMeans}, not ${expected.means}`;
  const wish = wishText(view.wish);
  if (wish !== expected.wish) return `wish ${wish}, not ${expected.wish}`;
  if (view.canUndo !== expected.undo.length > 0) return `canUndo ${view.canUndo}`;
  return undefined;
}

export function wishText(wish: {
  readonly with: readonly string[];
  readonly without: readonly string[];
}): string {
  return `${wish.with.join(' ')}/${wish.without.join(' ')}`;
}

function withLines(basket: ExpectedBasket, lines: readonly ExpectedLine[]): ExpectedBasket {
  return { ...basket, lines, undo: [...basket.undo, basket.lines] };
}

function linesText(lines: readonly ExpectedLine[]): string {
  return lines
    .map(({ barcode, unitPriceMinor, quantity }) => `${barcode ?? ''}@${unitPriceMinor}*${quantity}`)
    .join(' ');
}

function isMember(shown: BasketView['member'], expected: ExpectedMember | null): boolean {
  if (shown === null || expected === null) return shown === expected;
  return shown.name === expected.name && (expected.ref === null || expected.ref === shown.memberRef);
}
