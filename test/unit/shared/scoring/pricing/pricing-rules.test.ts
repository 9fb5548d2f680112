import { expect, test } from 'vitest';
import { resolvePricingRules } from '#shared/scoring/pricing/pricing-rules.ts';
import { ruleSetOf } from '#test/support/scoring.ts';

test('what the owner leaves out has a default', () => {
  const rules = resolvePricingRules(ruleSetOf({ offers: [] }));
  expect(rules).toEqual({
    valuation: {
      walletCreditBasisPoints: 10_000,
      pointMinor: 100,
      pendingBasisPoints: 10_000,
      conditionalBasisPoints: 5_000,
    },
    settings: {
      earnOn: 'full',
      tax: 'included',
      offersPerSaleMax: null,
      discountCapBasisPoints: null,
      discountCapMinor: null,
      lineFloorBasisPoints: 0,
      grantStepMinor: 1,
      nearMissBasisPoints: 5_000,
    },
    stampCards: new Map(),
  });
});

test('what the owner says stands', () => {
  const settings = {
    earnOn: 'paid',
    tax: 'excluded',
    offersPerSaleMax: 3,
    discountCapBasisPoints: 5_000,
    discountCapMinor: 0,
    lineFloorBasisPoints: 1_000,
    grantStepMinor: 1_000,
    nearMissBasisPoints: 0,
  };
  const valuation = {
    walletCreditBasisPoints: 8_000,
    pointMinor: 0,
    pendingBasisPoints: 0,
    conditionalBasisPoints: 1,
  };
  const name = { fa: 'x', en: 'x' };
  const card = { stampCardId: 'tea', name, stampsNeeded: 4, reward: { giftId: 'cup', name, worthMinor: 5 } };
  const rules = resolvePricingRules(ruleSetOf({ offers: [], settings, valuation, stampCards: [card] }));
  expect(rules).toEqual({ settings, valuation, stampCards: new Map([['tea', card]]) });
});
