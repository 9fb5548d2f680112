/** Random effects of every kind, worth little enough that they tie, cut each other and run out of budget. */

import fc from 'fast-check';
import { anySelector, rarely } from './scoring-conditions.ts';

const basisPoints = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }),
  fc.constantFrom(500, 1_000, 3_333, 5_000, 10_000),
);
export const smallAmount = fc.oneof(fc.integer({ min: 1, max: 3_000 }), fc.constantFrom(100, 500, 1_000));
const pointsGiven = fc.integer({ min: 1, max: 40 });
const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind);
/** Every other time. */
export const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined, freq: 2 });
export const anyName = fc.constant({ fa: 'هدیه', en: 'gift' });
const terms = {
  releaseAfterDays: rarely(fc.constantFrom(0, 14)),
  expireAfterDays: rarely(fc.constantFrom(30)),
};

const steps = fc
  .uniqueArray(
    fc.record({ from: fc.integer({ min: 1, max: 12 }), value: fc.integer({ min: 1, max: 900 }) }),
    { selector: ({ from }) => from, minLength: 1, maxLength: 3 },
  )
  .map((list) => list.toSorted((one, other) => one.from - other.from));

const stepsEffect = fc
  .record({
    kind: kindOf('steps'),
    by: fc.constantFrom('amountMinor', 'quantity'),
    on: maybe(anySelector),
    gives: fc.constantFrom('discountMinor', 'discountBasisPoints', 'walletCreditMinor', 'points'),
    steps,
    ...terms,
  })
  .map((effect) =>
    effect.by === 'quantity'
      ? effect
      : { ...effect, steps: effect.steps.map(({ from, value }) => ({ from: from * 300, value })) },
  );

const discountEffect = fc.oneof(
  fc.record({
    kind: kindOf('discountPercent'),
    basisPoints,
    on: maybe(anySelector),
    capMinor: maybe(smallAmount),
  }),
  fc.record({ kind: kindOf('discountFixed'), amountMinor: smallAmount, on: maybe(anySelector) }),
  fc
    .record({
      kind: kindOf('cheapestFree'),
      on: maybe(anySelector),
      everyPieces: fc.integer({ min: 2, max: 4 }),
      freePieces: fc.integer({ min: 1, max: 3 }),
      timesMax: maybe(fc.integer({ min: 1, max: 2 })),
    })
    .map((effect) => ({ ...effect, freePieces: Math.min(effect.freePieces, effect.everyPieces - 1) })),
  fc.record({
    kind: kindOf('fixedPrice'),
    on: anySelector,
    unitPriceMinor: fc.integer({ min: 0, max: 900 }),
  }),
);

const earningEffect = fc.oneof(
  fc.record({
    kind: kindOf('pointsPerAmount'),
    points: pointsGiven,
    perMinor: fc.integer({ min: 1, max: 900 }),
    on: maybe(anySelector),
    rounding: maybe(fc.constantFrom('floor', 'halfUp', 'ceil')),
    ...terms,
  }),
  fc.record({
    kind: kindOf('pointsMultiplier'),
    factorBasisPoints: fc.integer({ min: 10_001, max: 40_000 }),
    ...terms,
  }),
  fc.record({ kind: kindOf('bonusPoints'), points: pointsGiven, ...terms }),
  fc.record({
    kind: kindOf('walletCreditPercent'),
    basisPoints,
    on: maybe(anySelector),
    capMinor: maybe(smallAmount),
    ...terms,
  }),
  fc.record({ kind: kindOf('walletCreditFixed'), amountMinor: smallAmount, ...terms }),
);

const stampsEffect = fc.record({
  kind: kindOf('stamps'),
  stampCardId: fc.constantFrom('wash', 'bread'),
  stamps: fc.integer({ min: 1, max: 3 }),
  perPieceOf: maybe(anySelector),
});

const itemEffect = fc.oneof(
  fc.record({
    kind: kindOf('gift'),
    giftId: fc.constantFrom('mug', 'pen'),
    isSample: maybe(fc.constant(true)),
    name: anyName,
    worthMinor: fc.integer({ min: 0, max: 900 }),
  }),
  fc.record({
    kind: kindOf('coupon'),
    couponId: fc.constantFrom('next', 'tea'),
    name: anyName,
    worthMinor: fc.integer({ min: 0, max: 900 }),
    expireAfterDays: maybe(fc.constant(60)),
  }),
  fc.record({
    kind: kindOf('raffleTickets'),
    raffleId: fc.constant('car'),
    name: anyName,
    tickets: fc.integer({ min: 1, max: 4 }),
    perMinor: maybe(smallAmount),
    worthMinor: fc.integer({ min: 0, max: 300 }),
  }),
  stampsEffect,
  fc.record({ kind: kindOf('freeDelivery'), worthMinor: fc.integer({ min: 0, max: 500 }) }),
  fc.record({ kind: kindOf('tierProgress'), progress: fc.integer({ min: 1, max: 9 }) }),
);

export const anyEffect: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: discountEffect, weight: 4 },
  { arbitrary: earningEffect, weight: 4 },
  { arbitrary: stepsEffect, weight: 2 },
  { arbitrary: itemEffect, weight: 2 },
);

/** Effects whose worth rests on what others give: stamps on one card, points that are multiplied, prices that are lowered. */
export const anySharedEffect: fc.Arbitrary<object> = fc.oneof(
  fc.constant({ kind: 'stamps', stampCardId: 'wash', stamps: 1 }),
  stampsEffect,
  fc.constant({ kind: 'pointsPerAmount', points: 3, perMinor: 100 }),
  fc.constant({ kind: 'pointsMultiplier', factorBasisPoints: 20_000 }),
  fc.constant({ kind: 'walletCreditPercent', basisPoints: 2_000 }),
  discountEffect,
);
