import fc from 'fast-check';
import type { CardLevel } from '#shared/domain/card.ts';
import { minor } from '#shared/domain/money.ts';
import type { Authority, OfflineLevel, OfflineRules } from '#shared/domain/programme.ts';
import type { OfflineHolder } from '#shared/ledger/offline/offline-budget.ts';

export const hourMs = 3_600_000;

const amount = fc.oneof(fc.constantFrom(0, 1, 9_999, 10_000), fc.nat(5_000_000)).map(minor);
const basisPoints = fc.oneof(fc.constantFrom(0, 2_500, 10_000), fc.nat(10_000));

const anyOfflineLevel: fc.Arbitrary<OfflineLevel> = fc.record({
  pointsWorthMax: amount,
  walletMax: amount,
  shareBasisPointsMax: basisPoints,
  aloneMax: amount,
});

export const anyOfflineRules: fc.Arbitrary<OfflineRules> = fc.record({
  levels: fc.tuple(anyOfflineLevel, anyOfflineLevel, anyOfflineLevel, anyOfflineLevel),
  tillMax: amount,
  decay: fc.array(fc.record({ fromHours: fc.nat(200), basisPoints }), { maxLength: 4 }),
  homeStoreOnly: fc.boolean(),
});

export const anyCardLevel = fc.constantFrom<CardLevel>(0, 1, 2, 3);

export const anyHolder: fc.Arbitrary<OfflineHolder> = fc.record({
  level: anyCardLevel,
  means: fc.constantFrom('points', 'wallet'),
  balanceMinor: fc.integer({ min: -1_000_000, max: 20_000_000 }).map(minor),
  isHome: fc.boolean(),
  used: fc.record({
    pointsMinor: fc.integer({ min: -100_000, max: 3_000_000 }).map(minor),
    walletMinor: fc.integer({ min: -100_000, max: 3_000_000 }).map(minor),
    tillMinor: fc.integer({ min: -100_000, max: 3_000_000 }).map(minor),
  }),
});

/** A till that HQ's line is down at. */
export function alone(snapshotAgeMs: number, tills = 1): Authority {
  return { kind: 'hq', snapshotAgeMs, isReachable: false, tills };
}
