/** Finds the lines that selectors mean, each selector once for a sale; a selector costs its own lines, not the basket's. */

import { addInt } from '#shared/kernel/int-math.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { Selector } from '../language/selector.ts';
import { lineTest } from './line-test.ts';
import type { LineTest } from './line-test.ts';
import type { PricedLine, Selection } from './selection.ts';

/** Tests made at compile time, by the selector objects of the compiled offers. */
export type LineTests = ReadonlyMap<Selector, LineTest>;
export type Select = (selector: Selector | undefined) => Selection;

export const nothingSelected: Selection = { lines: [], grossMinor: 0, quantity: 0 };

export function createSelections(lines: readonly PricedLine[], lineTests: LineTests): Select {
  const whole = selectionOf(lines);
  const found = new Map<Selector, Selection>();
  const shelves = createLineShelves(lines);
  return (selector) => {
    if (selector === undefined) return whole;
    const known = found.get(selector);
    if (known !== undefined) return known;
    const selection = shelves.select(selector) ?? filtered(lines, testOf(selector, lineTests));
    found.set(selector, selection);
    return selection;
  };
}

/** The same selections with one more line behind the others; those that do not mean it stay what they are. */
export function selectionsWith(select: Select, added: PricedLine, lineTests: LineTests): Select {
  const found = new Map<Selector | undefined, Selection>();
  return (selector) => {
    const known = found.get(selector);
    if (known !== undefined) return known;
    const before = select(selector);
    const isMeant = selector === undefined || testOf(selector, lineTests)(added.line);
    const selection = isMeant ? selectionOf([...before.lines, added]) : before;
    found.set(selector, selection);
    return selection;
  };
}

function testOf(selector: Selector, lineTests: LineTests): LineTest {
  return lineTests.get(selector) ?? lineTest(selector);
}

function filtered(lines: readonly PricedLine[], test: LineTest): Selection {
  return selectionOf(lines.filter(({ line }) => test(line)));
}

function selectionOf(lines: readonly PricedLine[]): Selection {
  if (lines.length === 0) return nothingSelected;
  let grossMinor = 0;
  let quantity = 0;
  for (const line of lines) {
    grossMinor = addInt(grossMinor, line.grossMinor);
    quantity = addInt(quantity, line.quantity);
  }
  return { lines, grossMinor, quantity };
}

type Shelf = ReadonlyMap<string, readonly PricedLine[]>;

/** Lines by what they are called, each kind of name gone through when it is first asked for. */
function createLineShelves(lines: readonly PricedLine[]) {
  const byProduct = onceAsked(() => shelved(lines, ({ productId }) => productId));
  const byGroup = onceAsked(() => shelved(lines, ({ groupId }) => groupId));
  const byBrand = onceAsked(() => shelved(lines, ({ brandId }) => brandId ?? null));
  const byTag = onceAsked(() => shelvedByTag(lines));
  /** Undefined where going through all lines is cheaper: a selector that names more than there are lines. */
  const select = ({ productIds, groupIds, brandIds, tags, exceptReduced }: Selector) => {
    const names =
      (productIds?.length ?? 0) + (groupIds?.length ?? 0) + (brandIds?.length ?? 0) + (tags?.length ?? 0);
    if (names === 0 || names > lines.length) return undefined;
    const hits: (readonly PricedLine[])[] = [];
    if (productIds !== undefined) addHits(hits, productIds, byProduct());
    if (groupIds !== undefined) addHits(hits, groupIds, byGroup());
    if (brandIds !== undefined) addHits(hits, brandIds, byBrand());
    if (tags !== undefined) addHits(hits, tags, byTag());
    const together = united(hits);
    return selectionOf(exceptReduced === true ? together.filter(isFullPrice) : together);
  };
  return { select };
}

function onceAsked(make: () => Shelf): () => Shelf {
  let made: Shelf | null = null;
  return () => (made ??= make());
}

function shelved(lines: readonly PricedLine[], nameOf: (line: BasketLine) => string | null): Shelf {
  const shelf = new Map<string, PricedLine[]>();
  for (const line of lines) {
    const name = nameOf(line.line);
    if (name !== null) put(shelf, name, line);
  }
  return shelf;
}

function shelvedByTag(lines: readonly PricedLine[]): Shelf {
  const shelf = new Map<string, PricedLine[]>();
  for (const line of lines) for (const tag of line.line.tags ?? []) put(shelf, tag, line);
  return shelf;
}

function put(shelf: Map<string, PricedLine[]>, name: string, line: PricedLine): void {
  const there = shelf.get(name);
  if (there === undefined) shelf.set(name, [line]);
  // A line that names a tag twice is still one line.
  else if (there.at(-1) !== line) there.push(line);
}

function addHits(hits: (readonly PricedLine[])[], names: readonly string[], shelf: Shelf): void {
  for (const name of names) {
    const lines = shelf.get(name);
    if (lines !== undefined) hits.push(lines);
  }
}

/** Each line once, in the order of the basket. */
function united(hits: readonly (readonly PricedLine[])[]): readonly PricedLine[] {
  const [only] = hits;
  if (only === undefined) return [];
  if (hits.length === 1) return only;
  return [...new Set(hits.flat())].toSorted((left, right) => left.index - right.index);
}

function isFullPrice({ line }: PricedLine): boolean {
  return line.isReduced !== true;
}
