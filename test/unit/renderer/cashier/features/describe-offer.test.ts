import { describe, expect, it } from 'vitest';
import { effectText, reasonText, verdictText } from '#renderer/cashier/features/score/describe-offer.ts';
import type { OfferAnswer, OfferWords } from '#renderer/cashier/features/score/describe-offer.ts';
import { createWords } from '#renderer/cashier/create-words.ts';
import { catalogue } from '#renderer/strings/catalogue.ts';
import { createFormat } from '#renderer/ui/format/format-context.tsx';
import { currency, minor } from '#shared/domain/money.ts';
import type { Language } from '#shared/domain/local-text.ts';
import { points } from '#shared/domain/points.ts';

function wordsIn(language: Language): OfferWords {
  const { toman } = catalogue[language].units;
  return {
    t: createWords(language).t,
    format: createFormat({
      language,
      currency: currency('IRR'),
      calendar: 'persian',
      timeZone: 'Asia/Tehran',
      toman,
    }),
    till: {
      tiers: [{ tierId: 'silver', name: { fa: 'نقره‌ای', en: 'Silver' }, rank: 1, tone: 'silver' }],
      productGroups: [{ groupId: 'home', name: { fa: 'خانه', en: 'Home' } }],
    },
  };
}

const offer = (offerId: string, verdict: OfferAnswer['verdict']): OfferAnswer => ({
  offerId,
  name: { fa: `پیشنهاد ${offerId}`, en: `Offer ${offerId}` },
  effect: { kind: 'discountPercent', basisPoints: 1_000, on: 'basket' },
  stacking: 'single',
  verdict,
  worthMinor: minor(600_000),
  discountMinor: minor(600_000),
  walletCreditMinor: minor(0),
  pointsEarned: points(0),
  capped: false,
  reasons: [],
});

/** Spaces of every kind as one, so that a test can be read. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('what an offer says of itself', () => {
  it('names the offer that beat it and by how much', () => {
    const applied = offer('birthday', { kind: 'applied' });
    const beaten = offer('silver', { kind: 'beaten', byOfferId: 'birthday', byMinor: minor(300_000) });
    expect(plain(verdictText(beaten, [applied, beaten], wordsIn('en')))).toBe(
      '30,000 Toman less than “Offer birthday”',
    );
    expect(plain(verdictText(beaten, [applied, beaten], wordsIn('fa')))).toBe(
      '۳۰٬۰۰۰ تومان کمتر از «پیشنهاد birthday»',
    );
    expect(verdictText(applied, [applied, beaten], wordsIn('en'))).toBe('Applied');
  });

  it('says that it is equal when nothing lies between', () => {
    const beaten = offer('silver', { kind: 'beaten', byOfferId: 'gone', byMinor: minor(0) });
    expect(verdictText(beaten, [beaten], wordsIn('en'))).toBe('equal to “gone”');
  });

  it('tells each reason with its own numbers', () => {
    const words = wordsIn('en');
    const amounts = { amountMinor: minor(3_000_000) };
    const reasons = [
      { kind: 'tier', tierId: 'silver' },
      { kind: 'productGroup', groupId: 'home', ...amounts },
      { kind: 'basketAmount', boundMinor: minor(5_000_000), ...amounts },
      { kind: 'visit', visitNumber: 11 },
      { kind: 'birthday', daysAway: 0 },
      { kind: 'birthday', daysAway: 3 },
      { kind: 'dates', until: '2026-11-21' },
    ] as const;
    expect(reasons.map((reason) => plain(reasonText(reason, words)))).toEqual([
      'Silver member',
      '300,000 Toman of Home',
      'Basket above 500,000 Toman',
      'Purchase no. 11',
      'Birthday today',
      'Birthday this week',
      'Until 30 Aban 1405',
    ]);
  });

  it('tells each effect in both languages', () => {
    const effects = [
      { kind: 'pointsPerAmount', points: 1, perMinor: minor(100_000), on: 'basket' },
      { kind: 'bonusPoints', points: 10 },
      { kind: 'walletCreditPercent', basisPoints: 750, on: 'basket' },
      { kind: 'discountFixed', amountMinor: minor(2_500_000), on: 'basket' },
    ] as const;
    expect(effects.map((effect) => plain(effectText(effect, wordsIn('en'))))).toEqual([
      '1 point per 10,000 Toman',
      '10 bonus points',
      '7.5% to wallet',
      '250,000 Toman off',
    ]);
    expect(plain(effectText(effects[2], wordsIn('fa')))).toBe('۷٫۵٪ به کیف پول');
  });
});
