import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { keptFacts, keptOffer, soldLine } from '#shared/ledger/keep-score.ts';
import { exclusionRules } from '#shared/ledger/sale-content.ts';
import type { KeptVerdict } from '#shared/ledger/sale-content.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { memberOf } from '#test/support/scoring.ts';
import { present } from '#test/support/present.ts';
import { saleToBook, testId } from '#test/support/ledger.ts';

const offer = present(saleEntryOf(1).content.offers[0]);
const sale = saleToBook({ basketId: testId(1) });

describe('what an entry keeps', () => {
  test('of each verdict are its own words and nothing that was put beside them', () => {
    const verdicts: readonly KeptVerdict[] = [
      { kind: 'applied' },
      { kind: 'beaten', byOfferId: 'b', byMinor: minor(1) },
      ...exclusionRules.map(
        (rule) => ({ kind: 'excluded', byOfferId: 'b', rule, byMinor: minor(2) }) as const,
      ),
      { kind: 'usedUp', scope: 'till' },
      { kind: 'declined' },
      { kind: 'addsNothing' },
    ];
    for (const verdict of verdicts) {
      const soiled = { ...verdict, name: 'Sara Mohammadi' };
      expect(keptOffer({ ...offer, verdict: soiled }).verdict).toEqual(verdict);
    }
  });

  test('of the facts are the sums by their keys, without what was put beside them', () => {
    const facts = memberOf({
      purchases: { 'days:30': { visits: 2, spentMinor: minor(5) } },
      buckets: { test: 9_999 },
      stamps: { card: 3 },
      limitUses: { 'b/member/week': { uses: 1, costMinor: minor(3) } },
    });
    const soiled = {
      ...facts,
      purchases: { 'days:30': { visits: 2, spentMinor: minor(5), phone: '+989121234567' } },
      birthDate: '1991-11-21',
    };
    expect(keptFacts(soiled)).toEqual(facts);
  });

  test('of a line says nothing that is nothing, so that one line has one form', () => {
    const line = present(sale.lines[0]);
    const scored = present(sale.score.lines[0]);
    const plain = soldLine(line, scored);
    const said = { tags: [], taxBasisPoints: 0, floorUnitPriceMinor: minor(0) };
    expect(soldLine({ ...line, ...said }, scored)).toEqual(plain);
    const product = {
      brandId: 'brand',
      tags: ['new'],
      isReduced: true,
      taxBasisPoints: 900,
      floorUnitPriceMinor: minor(7),
    } as const;
    expect(soldLine({ ...line, ...product }, scored)).toEqual({ ...plain, ...product });
  });
});
