/** The health of a till that is well, for the screen alone. */

import type { Handlers } from '#shared/contracts/rpc-contract.ts';
import type { TillContract } from '#shared/contracts/till-contract.ts';
import type { ShiftProofView, TillHealthView } from '#shared/contracts/till/safety-views.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { minor } from '#shared/domain/money.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';

const hash = '3f'.repeat(32);
const level = (points: number, wallet: number, alone: number) => ({
  pointsWorthMax: minor(points),
  walletMax: minor(wallet),
  shareBasisPointsMax: 10_000,
  aloneMax: minor(alone),
});

/** Joined to an HQ that cannot be asked for half a day, so that there are limits to show. */
const health: TillHealthView = {
  concerns: [],
  atMs: epochMs(Date.now()),
  head: { epoch: 1, seq: 1_284, hash },
  journal: 'written',
  recovery: null,
  backup: { atMs: epochMs(Date.now() - 9 * 3_600_000) },
  heldErasures: [],
  selfCheck: { atMs: epochMs(Date.now() - 9 * 3_600_000), entries: 1_171, findings: 0 },
  shift: { firstSeq: 1_173, entries: 112, lastClosedAtMs: epochMs(Date.now() - 15 * 3_600_000) },
  offline: {
    authority: 'hq',
    snapshotAgeMs: 30 * 3_600_000,
    notAtHq: 37,
    levels: [
      level(0, 0, 0),
      level(500_000, 0, 0),
      level(5_000_000, 1_000_000, 2_000_000),
      level(20_000_000, 10_000_000, 5_000_000),
    ],
    tillMaxMinor: minor(100_000_000),
    usedMinor: minor(4_350_000),
    shareBasisPoints: 5_000,
    decay: [
      { fromHours: 0, basisPoints: 10_000 },
      { fromHours: 24, basisPoints: 5_000 },
    ],
    homeStoreOnly: false,
    worstLoss: {
      lossMinor: minor(1_200_000_000),
      tills: 12,
      members: 50_000,
      perTillMinor: minor(100_000_000),
      perTillLimit: 'till',
      perMemberMinor: minor(30_000_000),
      perMemberLevel: 3,
      perMemberPointsMinor: minor(20_000_000),
      perMemberWalletMinor: minor(10_000_000),
      perMemberEverywhereMinor: minor(360_000_000),
    },
  },
  points: { worthMinor: minor(1_000), index: null },
};

const proof: ShiftProofView = {
  entryId: uuid('0193a0b0-0000-7000-8000-00000000c105'),
  epoch: 1,
  seq: 1_285,
  hash: '8a'.repeat(32),
  signature: '5e'.repeat(64),
  publicKey: 'c4'.repeat(32),
  closedAtMs: epochMs(Date.now()),
  tillName: 'Till 1',
  storeName: { fa: 'شعبهٔ مرکزی', en: 'Central store' },
  operator: { name: 'نسترن', latinName: 'Nastaran' },
  firstSeq: 1_173,
  lastSeq: 1_284,
  entries: 112,
  headHash: hash,
  byKind: [
    { kind: 'enrol', entries: 4 },
    { kind: 'redeem', entries: 11 },
    { kind: 'refund', entries: 2 },
    { kind: 'sale', entries: 95 },
  ],
  outsideMinor: minor(184_350_000),
  currency: 'IRR',
  missing: [],
  notAtHq: 38,
};

export function fakeSafety(): Pick<Handlers<TillContract>, 'tillHealth' | 'closeShift' | 'shiftProof'> {
  return {
    tillHealth: () => ok(health),
    closeShift: () => ok({ proof }),
    shiftProof: () => ok({ proof }),
  };
}
