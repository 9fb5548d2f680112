import { describe, expect, test } from 'vitest';
import { sha256 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { points } from '#shared/domain/points.ts';
import { decideEnrol } from '#shared/ledger/decide-enrol.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import type { SaleToDecide } from '#shared/ledger/decide-sale.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { saleKey } from '#shared/ledger/operation-key.ts';
import { enrolmentToBook, saleToBook, testId } from '#test/support/ledger.ts';
import { stampOf } from '#test/support/ledger-entries.ts';

const sale: SaleToDecide = { ...saleToBook({ basketId: testId(1) }), opKey: saleKey(sha256, testId(1)) };
const { score, lines } = sale;
const [firstScored, secondScored] = score.lines;
const [firstLine, secondLine] = lines;
invariant(firstScored !== undefined && secondScored !== undefined, 'the sample sale has two scored lines');
invariant(firstLine !== undefined && secondLine !== undefined, 'the sample sale has two lines');

describe('a sale is decided', () => {
  test('with every verdict and its numbers, and without the names of the offers', () => {
    const { content } = decideSale(stampOf(1), sale);
    expect(content.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`)).toEqual(
      score.offers.map(({ offerId, verdict }) => `${offerId} ${verdict.kind}`),
    );
    expect(JSON.stringify(content)).not.toContain('"name"');
    expect(JSON.stringify(content)).not.toContain('daysAway');
    expect(JSON.stringify(content)).not.toContain('until');
  });
});

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
          })),
        },
      },
      'a sale takes nothing from a member',
    ],
  ])('%s', (_what, changed, message) => {
    expect(() => decideSale(stampOf(1), { ...sale, ...changed })).toThrow(message);
  });
});

test('an enrolment is not decided without the hash of its record', () => {
  const enrolment = {
    ...enrolmentToBook({ commandId: testId(1) }),
    opKey: sale.opKey,
    recordHash: new Uint8Array(31),
  };
  expect(() => decideEnrol(stampOf(1), enrolment)).toThrow('named by its SHA-256');
});
