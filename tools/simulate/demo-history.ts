/** A history of sales of the demo chain. Pure: the same seed and number give the same lines on every machine. */

import type { z } from 'zod';
import type { historyLineSchema } from '#shared/contracts/history-file-schema.ts';
import type { IsoDate } from '#shared/domain/calendar.ts';
import { dayNumberOf, isoDateOf } from '#shared/domain/day-number.ts';
import { paymentMeansKinds } from '#shared/domain/payment.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { demoMemberCount, demoSeed, demoSnapshotAtMs, demoStores } from '../demo/demo-facts.ts';
import { memberAt } from '../demo/generate-member.ts';
import type { MemberData } from '../demo/generate-member.ts';
import { generateProducts } from '../demo/generate-products.ts';

export type DemoHistoryOptions = { readonly saleCount: number; readonly seed: number };
export const demoHistorySalesMax = 10_000_000;

type LineData = z.input<typeof historyLineSchema>;
type SaleData = Extract<LineData, { kind: 'sale' }>;

/** Three months up to the instant of the demo chain, every day with about as many sales as the others. */
const days = 92;
const lastDay = dayNumberOf('2026-11-14');
const dayMs = 86_400_000;
const opensAtMinute = 9 * 60;
const openMinutes = 13 * 60;
const tehran = '+03:30';
const tillsPerStore = 2;
const linesMax = 7;
const anonymousPercent = 20;
/** How much more often members of a tier come than those of bronze. */
const visitsByTier: Readonly<Record<string, number>> = { bronze: 1, silver: 3, gold: 6 };

/** All members first, then the sales in time order, each as one line of JSON. */
export function* demoHistoryLines({ saleCount, seed }: DemoHistoryOptions): Iterable<string> {
  const members = Array.from({ length: demoMemberCount }, (_, index) => memberAt({ seed: demoSeed }, index));
  for (const member of members) yield lineOf(memberLine(member));
  const regulars = members.flatMap(({ memberRef, tierId }) =>
    Array.from({ length: visitsByTier[tierId] ?? 1 }, () => memberRef),
  );
  const rng = createSeededRng(seed);
  const sale = createSaleMaker(rng, regulars);
  for (let day = 0; day < days; day += 1) {
    const count = salesUntil(day + 1, saleCount) - salesUntil(day, saleCount);
    const minutes = Array.from({ length: count }, () => opensAtMinute + rng.below(openMinutes));
    const date = isoDateOf(lastDay - days + 1 + day);
    for (const minute of minutes.toSorted((left, right) => left - right)) yield lineOf(sale(date, minute));
  }
}

/** Sales of the first so many days. */
function salesUntil(day: number, saleCount: number): number {
  return Math.floor((saleCount * day) / days);
}

function lineOf(data: LineData): string {
  return `${JSON.stringify(data)}\n`;
}

/** As the demo knows them, all visits moved to before the history. */
function memberLine({
  memberRef,
  tierId,
  birthDate,
  visitCount,
  spentMinor,
  lastVisits,
}: MemberData): LineData {
  const earlier = lastVisits.map(({ atMs, paidMinor }) => ({
    date: isoDateOf(lastDay - days - Math.floor((demoSnapshotAtMs - atMs) / dayMs)),
    visits: 1,
    spentMinor: paidMinor,
  }));
  const lastVisitOn = earlier[0]?.date ?? null;
  return {
    kind: 'member',
    memberRef,
    tierId,
    birthDate,
    earlierVisits: visitCount,
    spentMinor,
    lastVisitOn,
    purchaseDays: earlier,
  };
}

function createSaleMaker(rng: Rng, regulars: readonly MemberData['memberRef'][]) {
  const products = generateProducts();
  const line = () => {
    const { productId, groupId, priceMinor } = oneOf(rng, products);
    const quantity = rng.below(100) < 75 ? 1 : 2 + rng.below(2);
    return { productId, groupId, unitPriceMinor: priceMinor, quantity };
  };
  return (date: IsoDate, minute: number): SaleData => ({
    kind: 'sale',
    soldAt: `${date}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}${tehran}`,
    storeId: oneOf(rng, demoStores).storeId,
    tillId: `T${1 + rng.below(tillsPerStore)}`,
    memberRef: rng.below(100) < anonymousPercent ? null : oneOf(rng, regulars),
    paymentMeans: rng.below(100) < 5 ? null : oneOf(rng, paymentMeansKinds),
    lines: Array.from({ length: 1 + rng.below(linesMax) }, line),
  });
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

function oneOf<Item>(rng: Rng, items: readonly Item[]): Item {
  const item = items[rng.below(items.length)];
  invariant(item !== undefined, 'there is something to choose from');
  return item;
}
