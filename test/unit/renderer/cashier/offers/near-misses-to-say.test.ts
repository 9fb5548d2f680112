import { describe, expect, it } from 'vitest';
import { nearMissesToSay } from '#renderer/cashier/offers/near-misses-to-say.ts';
import type { NearMiss } from '#renderer/cashier/offers/offer-words.ts';
import { worthShownMinor } from '#renderer/cashier/offers/worth-shown.ts';
import { minor } from '#shared/domain/money.ts';
import { answerWith } from './every-kind.ts';

const name = { fa: 'پیشنهاد', en: 'Offer' };
const byCard: NearMiss = {
  offerId: 'card',
  name,
  effects: [],
  missing: { kind: 'paymentMeans', anyOf: ['card'] },
  gainMinor: minor(30_000),
};
const byAmount: NearMiss = {
  ...byCard,
  offerId: 'amount',
  missing: { kind: 'amount', missingMinor: minor(1_000), of: null },
};
const nearMisses = [byCard, byAmount];
const reasons = [{ kind: 'paymentMeans', means: 'wallet' }] as const;

describe('the near misses that are said', () => {
  it('leave out other ways to pay while an applied offer rests on the chosen one', () => {
    const paid = answerWith({ verdict: { kind: 'applied' }, reasons });
    expect(nearMissesToSay({ offers: [paid], nearMisses })).toEqual([byAmount]);
  });

  it('are all said while nothing that applies would be lost', () => {
    const beaten = answerWith({
      verdict: { kind: 'beaten', byOfferId: 'x', byMinor: minor(1) },
      reasons,
    });
    const other = answerWith({ verdict: { kind: 'applied' }, reasons: [{ kind: 'member' }] });
    expect(nearMissesToSay({ offers: [beaten, other], nearMisses })).toEqual(nearMisses);
  });
});

describe('a worth as it is shown', () => {
  it('is cut to the smallest digit that can be typed, toward zero, and never to nothing', () => {
    const toman = { typedMinor: 10 };
    expect([19, -19, 20, 7, 0].map((worth) => worthShownMinor(worth, toman))).toEqual([10, -10, 20, 7, 0]);
    expect(worthShownMinor(19, { typedMinor: 1 })).toBe(19);
  });
});
