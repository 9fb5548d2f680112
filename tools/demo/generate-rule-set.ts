/** The demo's rule set: the five offers of the worked example, and nine that a chain like this one would run. */

import type { z } from 'zod';
import type { ruleSetSchema } from '#shared/contracts/rule-set-schema.ts';

export type RuleSetData = z.input<typeof ruleSetSchema>;
type OfferData = RuleSetData['offers'][number];

/** Amounts in Rial; the seasonal offers have fixed dates of 2026 and 2027. */
export function generateRuleSet(): RuleSetData {
  return {
    schemaVersion: 2,
    ruleSetId: 'demo-sarv-1',
    currency: 'IRR',
    calendar: 'persian',
    valuation: { walletCreditBasisPoints: 10_000, pointMinor: 1_000 },
    stampCards: [
      {
        stampCardId: 'coffee-card',
        name: { fa: 'کارت قهوه', en: 'Coffee card' },
        stampsNeeded: 8,
        reward: {
          giftId: 'coffee',
          name: { fa: 'یک قهوهٔ رایگان', en: 'A free coffee' },
          worthMinor: 800_000,
        },
      },
    ],
    offers: [...workedExample, ...everyday, ...forJoining, ...stamps, ...seasonal],
  };
}

/** At most one of these applies to a sale: the one worth most to the customer. */
const workedExample: readonly OfferData[] = [
  {
    offerId: 'eleventh-visit',
    name: { fa: '۵٪ اعتبار از خرید یازدهم', en: '5% credit from the 11th purchase on' },
    conditions: [{ kind: 'earlierVisits', atLeast: 10 }],
    effects: [{ kind: 'walletCreditPercent', basisPoints: 500 }],
  },
  {
    offerId: 'over-500-thousand',
    name: { fa: '۱۰٪ تخفیف خرید بالای ۵۰۰ هزار تومان', en: '10% off above 500,000 Toman' },
    conditions: [{ kind: 'amount', bound: 'above', amountMinor: 5_000_000 }],
    effects: [{ kind: 'discountPercent', basisPoints: 1_000 }],
  },
  {
    offerId: 'birthday',
    name: { fa: '۲۰٪ اعتبار روز تولد', en: '20% credit on the birthday' },
    conditions: [{ kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 0, daysAfter: 0 }],
    effects: [{ kind: 'walletCreditPercent', basisPoints: 2_000 }],
  },
  {
    offerId: 'silver-credit',
    name: { fa: '۱۵٪ اعتبار اعضای نقره‌ای', en: '15% credit for silver members' },
    conditions: [{ kind: 'tier', anyOf: ['silver'] }],
    effects: [{ kind: 'walletCreditPercent', basisPoints: 1_500 }],
  },
  {
    offerId: 'home-week',
    name: { fa: '۷٪ تخفیف خانه و آشپزخانه', en: '7% off home and kitchen' },
    conditions: [{ kind: 'contains', of: { groupIds: ['home'] } }],
    effects: [{ kind: 'discountPercent', basisPoints: 700, on: { groupIds: ['home'] } }],
  },
];

const everyday: readonly OfferData[] = [
  {
    offerId: 'base-points',
    name: { fa: 'یک امتیاز برای هر ۱۰ هزار تومان', en: '1 point for every 10,000 Toman' },
    conditions: [],
    effects: [{ kind: 'pointsPerAmount', points: 1, perMinor: 100_000 }],
    stacking: { mode: 'stackable' },
  },
  {
    offerId: 'gold-credit',
    name: {
      fa: '۱۸٪ اعتبار اعضای طلایی، تا ۵۰۰ هزار تومان',
      en: '18% credit for gold members, up to 500,000 Toman',
    },
    conditions: [{ kind: 'tier', anyOf: ['gold'] }],
    effects: [{ kind: 'walletCreditPercent', basisPoints: 1_800, capMinor: 5_000_000 }],
  },
  {
    offerId: 'large-basket',
    name: { fa: '۲۵۰ هزار تومان تخفیف از ۲ میلیون تومان', en: '250,000 Toman off from 2,000,000 Toman' },
    conditions: [{ kind: 'amount', bound: 'atLeast', amountMinor: 20_000_000 }],
    effects: [{ kind: 'discountFixed', amountMinor: 2_500_000 }],
  },
  {
    offerId: 'cafe-points',
    name: { fa: '۱۰ امتیاز همراه کافه', en: '10 points with anything from the café' },
    conditions: [{ kind: 'contains', of: { groupIds: ['cafe'] } }],
    effects: [{ kind: 'bonusPoints', points: 10 }],
    stacking: { mode: 'stackable' },
  },
  {
    offerId: 'gold-birthday-week',
    name: { fa: '۲۰۰ امتیاز هفتهٔ تولد اعضای طلایی', en: '200 points in a gold member’s birthday week' },
    conditions: [
      { kind: 'tier', anyOf: ['gold'] },
      { kind: 'effectiveDate', dateKind: 'birthday', daysBefore: 3, daysAfter: 3 },
    ],
    effects: [{ kind: 'bonusPoints', points: 200 }],
    stacking: { mode: 'stackable' },
  },
];

const forJoining: readonly OfferData[] = [
  {
    offerId: 'welcome',
    name: { fa: '۱۰۰ امتیاز خوش‌آمد', en: '100 points for joining' },
    activity: { kind: 'enrolment' },
    conditions: [],
    effects: [{ kind: 'bonusPoints', points: 100 }],
    stacking: { mode: 'stackable' },
  },
];

/** Beside everything else: a stamp is worth something only once the card is full. */
const stamps: readonly OfferData[] = [
  {
    offerId: 'coffee-stamps',
    name: { fa: 'با هر قهوه یک مهر', en: 'A stamp with every coffee' },
    conditions: [{ kind: 'member' }, { kind: 'contains', of: { tags: ['coffee'] } }],
    effects: [{ kind: 'stamps', stampCardId: 'coffee-card', stamps: 1, perPieceOf: { tags: ['coffee'] } }],
    stacking: { mode: 'stackable' },
  },
];

const seasonal: readonly OfferData[] = [
  {
    offerId: 'yalda-nuts',
    name: { fa: '۱۲٪ تخفیف آجیل شب یلدا', en: '12% off nuts for Yalda night' },
    conditions: [
      { kind: 'contains', of: { groupIds: ['nuts'] } },
      { kind: 'dates', from: '2026-12-11', until: '2026-12-21' },
    ],
    effects: [{ kind: 'discountPercent', basisPoints: 1_200, on: { groupIds: ['nuts'] } }],
  },
  {
    offerId: 'nowruz-kids',
    name: { fa: '۱۰٪ تخفیف پوشاک کودک برای نوروز', en: '10% off kidswear for Nowruz' },
    conditions: [
      { kind: 'contains', of: { groupIds: ['kidswear'] } },
      { kind: 'amount', bound: 'atLeast', amountMinor: 10_000_000 },
      { kind: 'dates', from: '2027-02-20', until: '2027-03-20' },
    ],
    effects: [{ kind: 'discountPercent', basisPoints: 1_000, on: { groupIds: ['kidswear'] } }],
  },
];
