import { expect, it } from 'vitest';
import { nearestGain } from '#renderer/cashier/features/score/nearest-gain.ts';
import { compileRuleSet } from '#shared/scoring/compile-ruleset.ts';
import { scoreBasket } from '#shared/scoring/score-basket.ts';
import { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';
import { minor } from '#shared/domain/money.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';

const percentOff = (offerId: string, basisPoints: number, above: number) => ({
  offerId,
  name: { fa: offerId, en: offerId },
  conditions: [{ kind: 'basketAmount', bound: 'above', amountMinor: above }],
  effect: { kind: 'discountPercent', basisPoints, on: 'basket' },
  stacking: 'single',
});

const compiled = compileRuleSet(
  ruleSetSchema.parse({
    schemaVersion: 1,
    ruleSetId: 'steps',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 0 },
    offers: [
      percentOff('now', 2_000, 0),
      percentOff('near-but-worse', 100, 1_500),
      percentOff('far-and-better', 5_000, 9_000),
    ],
  }),
  'hash',
);

function scoreOf(amount: number) {
  const lineId = uuidV7(0, new Uint8Array(10));
  const line = { lineId, productId: null, groupId: null, unitPriceMinor: minor(amount), quantity: 1 };
  return scoreBasket(compiled, { lines: [line], member: null, localDate: '2026-11-21', cardLevel: null });
}

it('mentions only an offer that would beat what the customer gets already', () => {
  const score = scoreOf(1_000);
  expect(score.nearMisses.map(({ offerId }) => offerId)).toEqual(['near-but-worse', 'far-and-better']);
  expect(nearestGain(score)?.offerId).toBe('far-and-better');
});

it('mentions nothing once every better offer is reached', () => {
  expect(nearestGain(scoreOf(10_000))).toBeUndefined();
});
