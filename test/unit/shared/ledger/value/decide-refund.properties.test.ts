/**
 * Buying and giving back, in any order: never more than the original, and nothing from nothing. `VAFA_REFUND_SEQUENCES`
 * sets how many random sequences are tried; a campaign runs a million.
 */

import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSoldWorld } from '#test/support/sold-world.ts';
import type { SoldSketch, SoldWorld } from '#test/support/sold-world.ts';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { isValueEntry } from '#shared/ledger/entry.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { isRefund } from '#shared/ledger/value/sale-left.ts';

const numRuns = Number(process.env['VAFA_REFUND_SEQUENCES'] ?? 400);

const anyGrant = fc.record({
  unit: fc.constantFrom('points' as const, 'walletCredit' as const),
  amount: fc.integer({ min: 0, max: 2_000 }),
  releaseAfterDays: fc.constantFrom(0, 0, 14),
  expireAfterDays: fc.constantFrom(null, 30),
});
const anyLine = fc
  .tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 100 }))
  .map(([price, quantity, share]): readonly [number, number, number] => [
    price,
    quantity,
    Math.floor((price * quantity * share) / 100),
  ]);
const anySale: fc.Arbitrary<SoldSketch> = fc.record({
  lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
  timed: fc.array(anyGrant, { maxLength: 3 }),
  stamps: fc.integer({ min: 0, max: 3 }),
  taxMinor: fc.constantFrom(0, 0, 7),
  chosen: fc.record({
    points: fc.integer({ min: 0, max: 60 }),
    walletMinor: fc.integer({ min: 0, max: 4_000 }).map(minor),
  }),
});
type Step =
  | { readonly kind: 'sell'; readonly sketch: SoldSketch }
  | { readonly kind: 'refund'; readonly sale: number; readonly take: readonly number[] }
  | { readonly kind: 'whole'; readonly sale: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  anySale.map((sketch): Step => ({ kind: 'sell', sketch })),
  fc.record({
    kind: fc.constant('refund' as const),
    sale: fc.nat(7),
    take: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('whole' as const), sale: fc.nat(7) }),
);

const startPoints = 50;
const startMoney = 3_000;

function opened(): SoldWorld {
  const world = createSoldWorld();
  world.give('points', startPoints, '2026-12-01');
  world.give('money', startMoney);
  return world;
}

function act(world: SoldWorld, sales: SaleEntry[], step: Step): void {
  if (step.kind === 'sell') {
    sales.push(world.sell(step.sketch));
    return;
  }
  const sale = sales[step.sale % Math.max(1, sales.length)];
  if (sale === undefined) return;
  const lines = step.kind === 'whole' ? undefined : linesOf(world, sale, step.take);
  world.refund(sale, lines === undefined ? {} : { lines });
}

function linesOf(world: SoldWorld, sale: SaleEntry, take: readonly number[]) {
  return world
    .left(sale)
    .lines.map(({ lineId, quantityLeft }, place) => ({
      lineId,
      quantity: Math.min(quantityLeft, take[place] ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0);
}

/** I7: what was given back of each line, of each tender and of the sale is at most what there was of it. */
function expectNothingTwice(world: SoldWorld, sale: SaleEntry): void {
  const left = world.left(sale);
  const refunds = world.entries
    .filter(isValueEntry)
    .filter(isRefund)
    .filter(({ refEntryId }) => refEntryId === sale.entryId)
    .map(({ content }) => content.detail);
  const given = addInt(...refunds.map(({ refundMinor }) => refundMinor));
  expect(given + left.leftMinor).toBe(sale.content.totals.payableMinor);
  expect(left.leftMinor).toBeGreaterThanOrEqual(0);
  expect(left.outsideLeftMinor).toBeGreaterThanOrEqual(0);
  for (const { quantityLeft, leftMinor } of left.lines) {
    expect(Math.min(quantityLeft, leftMinor)).toBeGreaterThanOrEqual(0);
    expect(quantityLeft === 0 ? leftMinor : 0).toBe(0);
  }
  for (const { amountLeft, worthLeftMinor, moves } of left.tenders) {
    expect(Math.min(amountLeft, worthLeftMinor)).toBeGreaterThanOrEqual(0);
    expect(addInt(...moves.map((move) => move.left))).toBe(amountLeft);
  }
  for (const { outsideMinor, back, refundMinor } of refunds) {
    expect(outsideMinor + addInt(...back.map(({ worthMinor }) => worthMinor))).toBe(refundMinor);
  }
}

test('whatever is bought and given back, no line, tender or grant is given back twice', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
      const world = opened();
      const sales: SaleEntry[] = [];
      for (const step of steps) act(world, sales, step);
      for (const sale of sales) expectNothingTwice(world, sale);
    }),
    { numRuns },
  );
});

test('buying and giving everything back, however often, leaves points, wallet and facts as they were', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), fc.boolean(), (steps, isNewestFirst) => {
      const world = opened();
      const sales: SaleEntry[] = [];
      for (const step of steps) act(world, sales, step);
      for (const sale of isNewestFirst ? sales.toReversed() : sales) world.refund(sale);
      expect([world.held('points'), world.held('money')]).toEqual([startPoints, startMoney]);
      const [given, wallet, ...made] = world.lots();
      expect([given?.open, wallet?.open]).toEqual([startPoints, startMoney]);
      expect(made.every(({ open, held }) => open === 0 && held === 0)).toBe(true);
      for (const sale of sales) {
        expect(world.left(sale)).toMatchObject({
          leftMinor: 0,
          outsideLeftMinor: 0,
          earned: [],
          visits: 0,
          offerUses: [],
          stamps: [],
        });
      }
    }),
    { numRuns },
  );
});

test('giving back in parts is never worth more than giving back at once', () => {
  fc.assert(
    fc.property(
      anySale,
      fc.array(fc.array(fc.nat(3), { maxLength: 4 }), { maxLength: 4 }),
      (sketch, parts) => {
        const world = opened();
        const sale = world.sell(sketch);
        const after = { points: world.held('points'), money: world.held('money') };
        for (const take of parts) {
          const lines = linesOf(world, sale, take);
          if (lines.length > 0) world.refund(sale, { lines });
          const { leftMinor, paidMinor, tenders } = world.left(sale);
          // What came back by points and wallet stays within the share of the payment that was given back, to a unit each.
          for (const { tender, worthLeftMinor } of tenders) {
            const back = tender.worthMinor - worthLeftMinor;
            const share = paidMinor === 0 ? 0 : (tender.worthMinor * (paidMinor - leftMinor)) / paidMinor;
            expect(Math.abs(back - share)).toBeLessThanOrEqual(parts.length + 1);
          }
        }
        const earnedLeft = addInt(...world.left(sale).earned.map(({ left }) => left));
        const earnedAtFirst = addInt(...(sketch.timed ?? []).map(({ amount }) => amount));
        expect(earnedLeft).toBeLessThanOrEqual(earnedAtFirst);
        expect(after.points).toBeLessThanOrEqual(startPoints + earnedAtFirst);
      },
    ),
    { numRuns },
  );
});
