import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formerTill } from '#test/support/former-till.ts';
import { buyer, createSoldWorld, relative } from '#test/support/sold-world.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { hexToBytes } from '#shared/kernel/hex.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { stampsOf } from '#shared/ledger/activity.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { saleLeft } from '#shared/ledger/value/sale-left.ts';
import { stampsStillDue, withStampsBack } from '#shared/ledger/value/stamps-back.ts';

const cardOf = (stampsNeeded: number) => new Map([['tea', { stampsNeeded }]]);

/** A member with one card, as the till and the engine count it. */
function createStampShop(stampsNeeded: number) {
  const world = createSoldWorld();
  const rewards = new Map<SaleEntry, number>();
  const collected = () => addInt(...world.entries.flatMap(stampsOf).map((change) => change.stamps));
  return {
    collected,
    rewards: () => addInt(...rewards.values()),
    buy: (stamps: number): SaleEntry => {
      const stampsBefore = collected() % stampsNeeded;
      const sale = world.sell({ lines: [[1_000, 1]], stamps, stampsBefore });
      rewards.set(sale, Math.floor((stampsBefore + stamps) / stampsNeeded));
      return sale;
    },
    undo: (sale: SaleEntry): void => {
      const known = { collected: { tea: collected() }, stampCards: cardOf(stampsNeeded) };
      const left = withStampsBack({ sale, about: [], left: world.left(sale) }, known);
      expectOk(world.refund(sale, {}, left));
      rewards.delete(sale);
    },
  };
}

test('in any order of sales and refunds each reward that stands has a full card of stamps of its own', () => {
  const anyStep = fc.oneof(
    fc.record({ buy: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ undo: fc.nat({ max: 20 }) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(anyStep, { maxLength: 25 }), (needed, steps) => {
      const shop = createStampShop(needed);
      const sales: SaleEntry[] = [];
      for (const step of steps) {
        if ('buy' in step) sales.push(shop.buy(step.buy));
        else for (const sale of sales.splice(step.undo % Math.max(1, sales.length), 1)) shop.undo(sale);
        expect(shop.rewards()).toBe(Math.floor(shop.collected() / needed));
      }
    }),
  );
});

test('stamps of a card that was handed in stay when a sale before it is undone, and those after it go', () => {
  const shop = createStampShop(3);
  const sales = [1, 1, 1, 1].map((stamps) => shop.buy(stamps));
  const counts = sales.slice(0, 2).map((sale) => {
    shop.undo(sale);
    return shop.collected();
  });
  expect(counts).toEqual([3, 3]);
});

test('stamps of a card that the rule set has no more, or of a member in debt, are counted as they are', () => {
  const world = createSoldWorld();
  const sale = world.sell({ lines: [[1_000, 1]], stamps: 2 });
  const at = { sale, about: [], left: world.left(sale) };
  const taken = (collected: Readonly<Record<string, number>>, stampCards = cardOf(3)) =>
    withStampsBack(at, { collected, stampCards }).stamps;
  expect(taken({ tea: 3 }, new Map())).toEqual([{ stampCardId: 'tea', stamps: 2 }]);
  expect(taken({ tea: 2 })).toEqual([{ stampCardId: 'tea', stamps: 2 }]);
  expect(taken({ tea: -1 })).toEqual([]);
  expect(taken({})).toEqual([]);
});

test('a sale that was given to another member fills no card of theirs, whatever it was before', () => {
  const world = createSoldWorld();
  const sale = world.sell({ lines: [[1_000, 1]], stamps: 3, stampsBefore: 0 });
  const left = world.left(sale);
  const known = { collected: { tea: 3 }, stampCards: cardOf(3) };
  expect(withStampsBack({ sale, about: [], left }, known).stamps).toEqual([
    { stampCardId: 'tea', stamps: 3 },
  ]);
  const content = {
    currency: left.currency,
    moment: sale.content.moment,
    moves: [],
    facts: [],
    detail: { saleEntryId: sale.entryId, fromMemberRef: buyer, offers: [] },
  };
  const change = world.book({ kind: 'reassign', content, refEntryId: sale.entryId, memberRef: relative });
  expect(withStampsBack({ sale, about: [change], left }, known).stamps).toEqual([]);
});

test('a sale of the first release gave no stamps, and none are taken back for it', () => {
  const [body = ''] = formerTill().entries.map((entry) => entry.body);
  const sale = parseEntry(hexToBytes(body) ?? new Uint8Array());
  invariant(sale?.kind === 'sale', 'the first entry of the fixture is a sale');
  const left = { ...saleLeft(sale, [], postingsOf(sale)), stamps: [{ stampCardId: 'tea', stamps: 1 }] };
  const known = { collected: { tea: 3 }, stampCards: cardOf(3) };
  expect(withStampsBack({ sale, about: [], left }, known).stamps).toEqual([]);
});

test('a member who still has stamps of a sale is given only the others when it is theirs again', () => {
  const kept = [
    { memberRef: buyer, stampCardId: 'tea', stamps: 2 },
    { memberRef: buyer, stampCardId: 'tea', stamps: -1 },
    { memberRef: relative, stampCardId: 'tea', stamps: 5 },
  ];
  const given = [
    { stampCardId: 'tea', stamps: 3 },
    { stampCardId: 'cake', stamps: 1 },
  ];
  expect(stampsStillDue(given, kept, buyer)).toEqual([
    { stampCardId: 'tea', stamps: 2 },
    { stampCardId: 'cake', stamps: 1 },
  ]);
  expect(stampsStillDue(given, kept, relative)).toEqual([{ stampCardId: 'cake', stamps: 1 }]);
});
