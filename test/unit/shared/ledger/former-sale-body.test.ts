import { describe, expect, test } from 'vitest';
import { readFields, wellFormed } from '#shared/ledger/body-fields.ts';
import type { CanonicalValue } from '#shared/ledger/canonical-bytes.ts';
import { readFormerSale } from '#shared/ledger/former-sale-body.ts';
import type { FormerSaleContent } from '#shared/ledger/former-sale-content.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import { testId } from '#test/support/ledger.ts';

/** In the order in which the first release wrote it. */
function saleWith(offers: CanonicalValue): CanonicalValue {
  const line = [uuidToBytes(testId(2)), null, null, 1_000, 2, 100];
  return [
    uuidToBytes(testId(1)),
    'IRR',
    1,
    null,
    [line],
    offers,
    [['near', 5, 6]],
    [2_000, 100, 1_900, 0, 3],
  ];
}

function read(offers: CanonicalValue): FormerSaleContent | undefined {
  return wellFormed(() => readFields(saleWith(offers), readFormerSale));
}

const offerWith = (verdict: CanonicalValue, reasons: CanonicalValue): CanonicalValue => [
  'offer',
  verdict,
  100,
  100,
  0,
  3,
  true,
  reasons,
];

describe('a sale of the first schema version', () => {
  test('is read with each kind of reason and verdict', () => {
    const reasons = [[0, 'silver'], [1, 'tea', 7], [2, 8, 9], [3, 10], [4], [5]];
    const content = read([offerWith([0], reasons), offerWith([1, 'other', 4], [])]);
    expect(content?.offers.map(({ verdict }) => verdict)).toEqual([
      { kind: 'applied' },
      { kind: 'beaten', byOfferId: 'other', byMinor: 4 },
    ]);
    expect(content?.offers[0]?.reasons).toEqual([
      { kind: 'tier', tierId: 'silver' },
      { kind: 'productGroup', groupId: 'tea', amountMinor: 7 },
      { kind: 'basketAmount', amountMinor: 8, boundMinor: 9 },
      { kind: 'visit', visitNumber: 10 },
      { kind: 'birthday' },
      { kind: 'dates' },
    ]);
    expect(content?.nearMisses).toEqual([{ offerId: 'near', missingMinor: 5, worthMinor: 6 }]);
    expect(content?.lines).toMatchObject([{ productId: null, quantity: 2, discountMinor: 100 }]);
  });

  test.each<[string, CanonicalValue]>([
    ['a reason of another kind', offerWith([0], [[6]])],
    ['a reason with a field too many', offerWith([0], [[4, 1]])],
    ['a verdict of another kind', offerWith([2], [])],
    ['a verdict with a field too few', offerWith([1, 'other'], [])],
  ])('is refused with %s', (_what, offer) => {
    expect(read([offer])).toBeUndefined();
  });
});
