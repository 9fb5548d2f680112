import { describe, expect, test } from 'vitest';
import { programmeFault } from '#shared/contracts/programme-fault.ts';
import { plainProgramme, programmeSchema } from '#shared/contracts/programme-schema.ts';
import { minor } from '#shared/domain/money.ts';
import type { Programme } from '#shared/domain/programme.ts';
import { demoProgramme } from '#tools/demo/demo-programme.ts';

const demo = programmeSchema.parse(demoProgramme);
const tierIds = ['bronze', 'silver', 'gold'];
const { redemption } = demo.points;
const { wallet, giftCards, tiers, offline } = demo;
if (redemption === null || wallet === null || giftCards === null || tiers === null) {
  throw new Error('the demo has everything switched on');
}
const [reward] = demo.rewards;
if (reward === undefined) throw new Error('the demo has rewards');

const withRedemption = (changed: Partial<typeof redemption>): Programme => ({
  ...demo,
  points: { ...demo.points, redemption: { ...redemption, ...changed } },
});
const withReward = (changed: Partial<typeof reward>): Programme => ({
  ...demo,
  rewards: [{ ...reward, ...changed }],
});
const twice = <Item>(item: Item): readonly Item[] => [item, item];
const step = (fromHours: number, basisPoints: number): { fromHours: number; basisPoints: number } => ({
  fromHours,
  basisPoints,
});

describe('a programme', () => {
  test('that says nothing has nothing switched on, and no fault', () => {
    expect(programmeSchema.parse({})).toEqual(plainProgramme);
    expect(programmeFault(plainProgramme, { tierIds })).toBeUndefined();
  });

  test('of the demo has no fault', () => {
    expect(programmeFault(demo, { tierIds })).toBeUndefined();
  });

  test('may leave out a part', () => {
    expect(programmeSchema.parse({ wallet: null, giftCards: demoProgramme.giftCards })).toEqual({
      ...plainProgramme,
      giftCards,
    });
  });

  test.for<readonly [string, Programme]>([
    ['pointsMin is above pointsMax', withRedemption({ pointsMin: 10, pointsMax: 9 })],
    ['pointsStep is above pointsMax', withRedemption({ pointsMin: 1, pointsStep: 20, pointsMax: 10 })],
    [
      'dates of the index do not rise',
      withRedemption({
        index: {
          indexId: 'gold',
          name: { fa: 'طلا', en: 'Gold' },
          pointMillionths: 1,
          values: [
            { date: '2026-11-02', valueMinor: minor(5) },
            { date: '2026-11-02', valueMinor: minor(6) },
          ],
        },
      }),
    ],
    [
      'topUpMinMinor is above topUpMaxMinor',
      { ...demo, wallet: { ...wallet, topUpMinMinor: minor(200_000_000) } },
    ],
    ['topUpMaxMinor is above balanceMaxMinor', { ...demo, wallet: { ...wallet, balanceMaxMinor: minor(5) } }],
    [
      'valueMinMinor is above valueMaxMinor',
      { ...demo, giftCards: { ...giftCards, valueMaxMinor: minor(1) } },
    ],
    [
      'a threshold names a tier',
      { ...demo, tiers: { ...tiers, thresholds: [{ tierId: 'platinum', atLeast: 1 }] } },
    ],
    [
      'not in the order of the tiers',
      { ...demo, tiers: { ...tiers, thresholds: [...tiers.thresholds].toReversed() } },
    ],
    [
      'thresholds do not rise',
      { ...demo, tiers: { ...tiers, thresholds: tiers.thresholds.map((row) => ({ ...row, atLeast: 3 })) } },
    ],
    ['a tier that the chain does not have', withReward({ tierIds: ['platinum'] })],
    ['it ends before it begins', withReward({ from: '2026-12-02', until: '2026-12-01' })],
    ['has a value', withReward({ kind: 'discount', valueMinor: minor(0) })],
    ['begins at 0 hours', { ...demo, offline: { ...offline, decay: [step(1, 100)] } }],
    ['hours of the decay do not rise', { ...demo, offline: { ...offline, decay: [step(0, 9), step(0, 8)] } }],
    ['rise with age', { ...demo, offline: { ...offline, decay: [step(0, 8), step(5, 9)] } }],
    ['rewards: two have the same id', { ...demo, rewards: twice(reward) }],
    ['coupons: two', { ...demo, coupons: demo.coupons.flatMap(twice) }],
    ['wallet.gifts: two', { ...demo, wallet: { ...wallet, gifts: wallet.gifts.flatMap(twice) } }],
    [
      'corrections.refundReasons: two',
      {
        ...demo,
        corrections: { ...demo.corrections, refundReasons: demo.corrections.refundReasons.flatMap(twice) },
      },
    ],
    [
      'corrections.adjustReasons: two',
      {
        ...demo,
        corrections: { ...demo.corrections, adjustReasons: demo.corrections.adjustReasons.flatMap(twice) },
      },
    ],
  ])('is refused by name: %s', ([fault, programme]) => {
    expect(programmeFault(programme, { tierIds })).toContain(fault);
  });

  test('may keep the same share from one age to the next', () => {
    const decay = [step(0, 500), step(24, 500)];
    expect(programmeFault({ ...demo, offline: { ...offline, decay } }, { tierIds })).toBeUndefined();
  });
});
