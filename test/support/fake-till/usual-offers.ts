/** The few offers that the fake till starts with: those of the demo chain, as the engine would answer for them. */

import { minor } from '#shared/domain/money.ts';
import { fakeOffer, gift, percentOf } from './fake-offer.ts';
import type { FakeOffer } from './fake-offer.ts';

export const usualOffers: readonly FakeOffer[] = [
  fakeOffer({
    offerId: 'base-points',
    fa: 'یک امتیاز برای هر ۱۰ هزار تومان',
    en: '1 point for every 10,000 Toman',
    stackingMode: 'stackable',
    isForMembers: true,
    effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: minor(100_000) }],
    gives: ({ grossMinor }) => gift({ pointsEarned: Math.floor(grossMinor / 100_000) }),
  }),
  fakeOffer({
    offerId: 'silver-credit',
    fa: '۱۵٪ اعتبار اعضای نقره‌ای',
    en: '15% credit for silver members',
    isForMembers: true,
    effects: [{ kind: 'walletCreditPercent', basisPoints: 1_500 }],
    gives: ({ grossMinor }) => gift({ walletCreditMinor: percentOf(grossMinor, 15) }),
    reasons: () => [{ kind: 'tier', tierId: 'silver' }],
  }),
  fakeOffer({
    offerId: 'over-500-thousand',
    fa: '۱۰٪ تخفیف خرید بالای ۵۰۰ هزار تومان',
    en: '10% off above 500,000 Toman',
    fromMinor: 5_000_000,
    effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
    gives: ({ grossMinor }) => gift({ discountMinor: percentOf(grossMinor, 10) }),
    reasons: ({ grossMinor }) => [
      { kind: 'amount', of: null, haveMinor: minor(grossMinor), boundMinor: minor(5_000_000) },
    ],
  }),
  fakeOffer({
    offerId: 'cafe-points',
    fa: '۱۰ امتیاز همراه کافه',
    en: '10 points with anything from the café',
    stackingMode: 'stackable',
    isForMembers: true,
    fromMinor: 2_000_000,
    effects: [{ kind: 'bonusPoints', points: 10, releaseAfterDays: 14 }],
    gives: () =>
      gift({
        pointsEarned: 10,
        timed: [{ unit: 'points', amount: 10, releaseAfterDays: 14, expireAfterDays: null }],
      }),
    reasons: () => [{ kind: 'contains', of: { groupIds: ['cafe'] }, amountMinor: minor(810_000) }],
  }),
  fakeOffer({
    offerId: 'large-basket',
    fa: '۲۵۰ هزار تومان تخفیف از ۲ میلیون تومان',
    en: '250,000 Toman off from 2,000,000 Toman',
    fromMinor: 20_000_000,
    effects: [{ kind: 'discountFixed', amountMinor: minor(2_500_000) }],
    gives: () => gift({ discountMinor: 2_500_000 }),
  }),
  fakeOffer({
    offerId: 'card-only',
    fa: '۵۰ هزار تومان تخفیف پرداخت با کارت',
    en: '50,000 Toman off when paying by card',
    fromMinor: Number.MAX_SAFE_INTEGER,
    effects: [{ kind: 'discountFixed', amountMinor: minor(500_000) }],
    gives: () => gift({ discountMinor: 500_000 }),
    near: { kind: 'paymentMeans', anyOf: ['card'] },
    failing: () => ({
      condition: { kind: 'paymentMeans', anyOf: ['card'] },
      have: null,
      need: null,
      isExcluding: false,
    }),
  }),
];
