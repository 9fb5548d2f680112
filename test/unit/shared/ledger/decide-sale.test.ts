import { describe, expect, test } from 'vitest';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { decideEnrol } from '#shared/ledger/decide-enrol.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import type { SaleToDecide } from '#shared/ledger/sale-to-decide.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import type { KeptItem } from '#shared/ledger/sale-content.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { deriveMemberFacts } from '#shared/scoring/facts/derive-member-facts.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { saleKey } from '#shared/ledger/operation-key.ts';
import { enrolmentToBook, ledgerRuleSet, richRuleSet, saleToBook, testId } from '#test/support/ledger.ts';
import { historyOf } from '#test/support/scoring.ts';
import { stampOf } from '#test/support/ledger-entries.ts';

const sale: SaleToDecide = { ...saleToBook({ basketId: testId(1) }), opKey: saleKey(sha256, testId(1)) };
const compiled = compileRuleSet(ledgerRuleSet, 'hash of the test');
const { score, lines } = sale;
const [firstScored, secondScored] = score.lines;
const [firstLine, secondLine] = lines;
invariant(firstScored !== undefined && secondScored !== undefined, 'the sample sale has two scored lines');
invariant(firstLine !== undefined && secondLine !== undefined, 'the sample sale has two lines');

/** What a careless engine or shell might hand over beside what is asked for. */
const personal = {
  name: 'Sara Mohammadi',
  phone: '+989121234567',
  birthDate: '1991-11-21',
  cardUid: '04A1B2C3D4E580',
  note: 'asked for a bag',
};

/** Their keys are ids of the chain's own. */
const keyed = new Set(['purchases', 'buckets', 'stamps', 'limitUses']);

/** Every object of a value with the personal fields put into it, too. */
function soiled<Value>(value: Value): Value {
  const text = JSON.stringify(value, (key, inner: unknown) => {
    const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner);
    return isObject && !keyed.has(key) ? { ...inner, ...personal } : inner;
  });
  return JSON.parse(text) as Value; // the same value with more fields
}

describe('a sale is decided', () => {
  test('with every verdict and its numbers, and without the names of the offers', () => {
    const { content } = decideSale(stampOf(1), sale);
    expect(content.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`)).toEqual(
      score.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`),
    );
    const keys = JSON.stringify(content);
    for (const field of ['name', 'reasons', 'nearMisses', 'effects', 'terms', 'endsAt']) {
      expect(keys).not.toContain(`"${field}"`);
    }
  });

  test('with all that it was scored by', () => {
    const rich: SaleToDecide = {
      ...saleToBook({
        basketId: testId(1),
        ruleSet: richRuleSet,
        paymentMeans: 'card',
        wish: { with: ['held-points'], without: [] },
        limitUses: { 'held-credit/chain/lifetime': { uses: 1, costMinor: minor(5) } },
      }),
      opKey: sale.opKey,
    };
    const { content } = decideSale(stampOf(1), rich);
    const { moment, paymentMeans, facts, limitUses, wish } = rich;
    expect(content).toMatchObject({ moment, paymentMeans, facts, limitUses, wish, engineVersion: 2 });
  });

  test('without a name, a date of the member, a phone, a card or a free text, whatever else it is given', () => {
    const dirty = {
      ...sale,
      lines: soiled(sale.lines),
      facts: soiled(sale.facts),
      moment: soiled(sale.moment),
      wish: soiled(sale.wish),
      score: { ...soiled(score), ruleSetHash: score.ruleSetHash },
      limitUses: { a: soiled({ uses: 1, costMinor: minor(2) }) },
    };
    const entry = decideSale(stampOf(1), dirty);
    const { content } = decideSale(stampOf(1), { ...sale, limitUses: dirty.limitUses });
    const told = JSON.stringify(entry) + Buffer.from(encodeEntry(entry)).toString('latin1');
    for (const word of Object.values(personal)) expect(told).not.toContain(word);
    expect(encodeEntry(entry)).toEqual(encodeEntry({ ...entry, content }));
  });

  test('from facts that are derived: the history of a member holds the dates, and none of them comes through', () => {
    const history = historyOf({
      birthDate: '1991-11-21',
      traits: { effectiveDates: [{ dateKind: 'wedding', date: '2015-11-20' }], tags: ['secret-tag'] },
    });
    const facts = deriveMemberFacts(history, compiled.questions, {
      sha256,
      utf8,
      localDate: '2026-11-21',
      calendar: compiled.calendar,
      hijriMonthStarts: [],
      stampCards: new Map(),
    });
    expect(facts.openWindows).toEqual(['birthday/3/3/own/lastOfMonth']);
    const body = encodeEntry(decideSale(stampOf(1), { ...sale, facts }));
    const told = Buffer.from(body).toString('latin1');
    for (const word of ['1991', '2015', 'wedding', 'secret-tag']) expect(told).not.toContain(word);
  });
});

const gift = {
  kind: 'coupon',
  refId: 'next-time',
  count: 1,
  worthMinor: minor(0),
  expireAfterDays: null,
} as const;

describe('a sale is not decided', () => {
  test.each<[string, Partial<SaleToDecide>, string]>([
    ['without lines', { lines: [], score: { ...score, lines: [] } }, 'every line of a sale is scored'],
    ['with a line that was not scored', { lines: lines.slice(0, 1) }, 'every line of a sale is scored'],
    ['with lines in another order', { lines: [secondLine, firstLine] }, 'the lines of the basket'],
    [
      'at another price than was scored',
      { lines: [{ ...firstLine, quantity: 3 }, secondLine] },
      'its price times its quantity',
    ],
    [
      'when the lines do not cost the whole',
      { score: { ...score, grossMinor: minor(score.grossMinor + 1) } },
      'the lines cost the whole',
    ],
    [
      'when the lines do not bear the discount',
      { score: { ...score, discountMinor: minor(score.discountMinor + 1) } },
      'the lines bear the discount',
    ],
    ['when another sum is to be paid', { score: { ...score, payableMinor: minor(1) } }, 'less the discount'],
    ['when the lines do not bear the tax', { score: { ...score, taxMinor: minor(1) } }, 'bear the tax'],
    [
      'with a tax below nothing',
      {
        score: {
          ...score,
          taxMinor: minor(-1),
          lines: [{ ...firstScored, taxMinor: minor(-1) }, secondScored],
        },
      },
      'a tax is 0 or more',
    ],
    [
      'when its worth comes from nowhere',
      { score: { ...score, worthMinor: minor(score.worthMinor + 1) } },
      'applied offers make the worth',
    ],
    [
      'when it is worth more than the best',
      { score: { ...score, bestWorthMinor: minor(score.worthMinor - 1) } },
      'nothing is worth more than the best',
    ],
    ['when something proven has a gap', { score: { ...score, gapMinor: minor(1) } }, 'proven has no gap'],
    [
      'when an offer’s grants are not its points',
      { score: { ...score, offers: score.offers.map((offer) => ({ ...offer, timed: [] })) } },
      'the grants of an offer are its points',
    ],
    [
      'when an item is given no times',
      {
        score: {
          ...score,
          offers: score.offers.map((offer) => ({ ...offer, items: [{ ...gift, count: 0 }] })),
        },
      },
      'an item is given at least once',
    ],
    [
      'when an offer costs less than nothing',
      { score: { ...score, offers: score.offers.map((offer) => ({ ...offer, costMinor: minor(-1) })) } },
      'costs nothing or more',
    ],
    [
      'at a minute that no day has',
      { moment: { localDate: '2026-11-21', minuteOfDay: 1_440 } },
      'at a minute of the day',
    ],
    [
      'when discounts come from nowhere',
      {
        score: {
          ...score,
          offers: score.offers.map((offer) => ({ ...offer, discountMinor: minor(0) })),
        },
      },
      'applied offers give the discount',
    ],
    [
      'when credit comes from nowhere',
      { score: { ...score, walletCreditMinor: minor(1) } },
      'applied offers give the credit',
    ],
    [
      'when points come from nowhere',
      { score: { ...score, pointsEarned: points(1) } },
      'applied offers give the points',
    ],
    ['when a member has no facts', { facts: null }, 'a member has facts'],
    ['when nobody has facts', { memberRef: null }, 'a member has facts'],
    ['when nobody earns something', { memberRef: null, facts: null }, 'an anonymous sale earns nothing'],
    [
      'when a line nets another sum',
      { score: { ...score, lines: [{ ...firstScored, netMinor: minor(0) }, secondScored] } },
      'nets its price less its discount',
    ],
    [
      'when a discount is more than the price',
      {
        score: {
          ...score,
          lines: [
            { ...firstScored, discountMinor: minor(firstScored.grossMinor + 1), netMinor: minor(-1) },
            {
              ...secondScored,
              discountMinor: minor(score.discountMinor - firstScored.grossMinor - 1),
              netMinor: minor(secondScored.grossMinor - score.discountMinor + firstScored.grossMinor + 1),
            },
          ],
        },
      },
      'a discount is 0 up to the price',
    ],
    [
      'when it takes points from a member',
      {
        score: {
          ...score,
          pointsEarned: points(-5),
          offers: score.offers.map((offer) => ({
            ...offer,
            pointsEarned: points(offer.pointsEarned > 0 ? -5 : 0),
            timed: offer.timed.map((grant) => (grant.unit === 'points' ? { ...grant, amount: -5 } : grant)),
          })),
        },
      },
      'a sale takes nothing from a member',
    ],
  ])('%s', (_what, changed, message) => {
    expect(() => decideSale(stampOf(1), { ...sale, ...changed })).toThrow(message);
  });
});

test('an anonymous sale takes home a gift, and no coupon', () => {
  const anonymous = { ...saleToBook({ basketId: testId(1), member: null }), opKey: sale.opKey };
  const withItem = (item: KeptItem): SaleToDecide => ({
    ...anonymous,
    score: {
      ...anonymous.score,
      offers: anonymous.score.offers.map((offer) => ({ ...offer, items: [item] })),
    },
  });
  expect(() => decideSale(stampOf(1), withItem({ ...gift, kind: 'gift' }))).not.toThrow();
  expect(() => decideSale(stampOf(1), withItem(gift))).toThrow('an anonymous sale earns nothing');
});

test('an enrolment is not decided without the hash of its record', () => {
  const enrolment = {
    ...enrolmentToBook({ commandId: testId(1) }),
    opKey: sale.opKey,
    recordHash: new Uint8Array(31),
  };
  expect(() => decideEnrol(stampOf(1), enrolment)).toThrow('named by its SHA-256');
});
