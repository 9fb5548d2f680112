import '#test/support/property-seed.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { proofCashNeedsManager } from '#shared/ledger/offline/proof-refund.ts';
import { postingsOf } from '#shared/ledger/post-entry.ts';
import { codeChangesOf } from '#shared/ledger/value/code-state.ts';
import { leftByProof, proofOfSale } from '#shared/ledger/value/proof-of-sale.ts';
import type { SaleProof } from '#shared/ledger/value/receipt-proof.ts';
import type { DeadCards } from '#shared/ledger/value/refund-shares.ts';
import { redeemedOf } from '#shared/ledger/value/redeemed.ts';
import { standingDaysOf } from '#shared/ledger/value/standing-changes.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { present } from '#test/support/present.ts';
import { leftAt, provenSale, refundByProof, refundsAt } from '#test/support/proofs.ts';
import { buyer, createSoldWorld, relative, soldId } from '#test/support/sold-world.ts';
import type { SoldSketch, SoldWorld } from '#test/support/sold-world.ts';

const grant = { releaseAfterDays: 0, expireAfterDays: null } as const;
const shopping: SoldSketch = {
  lines: [
    [1_000, 3],
    [2_000, 1],
  ],
  timed: [
    { ...grant, unit: 'points', amount: 10 },
    { ...grant, unit: 'points', amount: 5, releaseAfterDays: 14 },
    { ...grant, unit: 'walletCredit', amount: 500 },
  ],
  chosen: { points: 10, walletMinor: minor(500) },
};

function sold(sketch: SoldSketch = shopping): {
  readonly seller: SoldWorld;
  readonly other: SoldWorld;
  readonly sale: SaleEntry;
  readonly proof: SaleProof;
} {
  const seller = createSoldWorld();
  seller.give('points', 100);
  seller.give('money', 3_000);
  const sale = seller.sell(sketch);
  return { seller, sale, proof: provenSale(seller, sale), other: createSoldWorld() };
}

describe('a sale given back at another till', () => {
  test('line by line ends exactly at the whole, and then nothing is left', () => {
    const { sale, other, proof, seller } = sold();
    const tea = { lineId: seller.lineId(sale, 0), quantity: 1 };
    const first = expectOk(refundByProof(other, proof, { lines: [tea] })).content;
    expect(first.detail).toMatchObject({ evidence: 'proof', scope: 'lines', refundMinor: 1_000 });
    expect(first.detail.saleEntryId).toBe(sale.entryId);
    const rest = expectOk(refundByProof(other, proof)).content;
    expect(rest.detail.refundMinor).toBe(4_000);
    expect(expectCodeOf(refundByProof(other, proof))).toBe('already_refunded');
    // 10 points and 500 of the wallet came back, 15 points and 500 of credit went: debts of the member at this till.
    expect([other.held('points'), other.held('money')]).toEqual([10 - 15, 500 - 500]);
    const outside = addInt(first.detail.outsideMinor, rest.detail.outsideMinor);
    expect(outside).toBe(5_000 - 10 * 100 - 500);
  });

  test('leaves visits, limits of the other till and its coupons alone, and takes the spending and points back', () => {
    const { other, proof } = sold();
    expectOk(refundByProof(other, proof));
    const [entry] = refundsAt(other, proof.entryId);
    const refund = present(entry);
    expect(refund.content.facts).toMatchObject([{ memberRef: buyer, visits: 0, spentMinor: -5_000 }]);
    expect(redeemedOf(refund)).toEqual([]);
    expect(codeChangesOf(refund)).toEqual([]);
    expect(standingDaysOf(refund)).toMatchObject([{ memberRef: buyer, pointsEarned: -15 }]);
  });

  test('is never voided: only the till that sold can say that the sale never was', () => {
    const { other, proof } = sold();
    expect(expectCodeOf(refundByProof(other, proof, { scope: 'void' }))).toBe('void_too_late');
  });

  test('puts money of a gift card back onto it, and hands nothing out for a coupon', () => {
    const { proof, other } = sold();
    const codeId = soldId('c', 1);
    const paid: SaleProof = {
      ...proof,
      tenders: [
        { means: 'coupon', amount: 1_000, worthMinor: minor(1_000), codeId: soldId('c', 2), holderRef: null },
        { means: 'wallet', amount: 500, worthMinor: minor(500), codeId: null, holderRef: relative },
        { means: 'giftCard', amount: 3_000, worthMinor: minor(3_000), codeId, holderRef: null },
      ],
    };
    const { content } = expectOk(refundByProof(other, paid));
    expect(content.detail.outsideMinor).toBe(500);
    expect(content.moves).toContainEqual(
      expect.objectContaining({ amount: 3_000, to: { kind: 'giftCard', codeId } }),
    );
    const refund = present(refundsAt(other, paid.entryId)[0]);
    expect(codeChangesOf(refund)).toEqual([]);
    expect(standingDaysOf(refund).every(({ householdMinor }) => householdMinor === 0)).toBe(true);
  });

  test('pays out in money, or into the wallet, what came from a bought gift card that was cancelled or has ended', () => {
    const { proof, other } = sold();
    const paid: SaleProof = { ...proof, tenders: [card(1), card(2)] };
    const deadCards: DeadCards = new Map([[soldId('c', 1), 'bought']]);
    const [rice] = paid.lines.slice(1);
    const lines = [{ lineId: present(rice).lineId, quantity: 1 }];
    const first = expectOk(refundByProof(other, paid, { lines, deadCards, toWallet: true })).content;
    expect(first.detail).toMatchObject({ refundMinor: 2_000, outsideMinor: 0, toWalletMinor: 1_400 });
    expect(first.detail.back).toMatchObject([{ codeId: soldId('c', 2), worthMinor: 600 }]);
    const rest = expectOk(refundByProof(other, paid, { deadCards })).content;
    expect(rest.detail).toMatchObject({ refundMinor: 3_000, outsideMinor: 600 + 900 + 600 });
    expect(rest.detail.back).toMatchObject([{ worthMinor: 900 }]);
    expect(leftAt(other, paid)).toMatchObject({ leftMinor: 0, outsideLeftMinor: 0 });
    const onCard = (codeId: string): number =>
      addInt(
        ...other.entries
          .flatMap(postingsOf)
          .filter(({ account }) => account === `gift_card:${codeId}`)
          .map(({ amount }) => amount),
      );
    expect([onCard(soldId('c', 1)), onCard(soldId('c', 2))]).toEqual([0, 1_500]);
  });

  test('writes down the share of a given card that is dead, and a later refund gives none of it back', () => {
    const { proof, other } = sold();
    const paid: SaleProof = { ...proof, tenders: [card(1), card(2)] };
    const deadCards: DeadCards = new Map([[soldId('c', 1), 'given']]);
    const [rice] = paid.lines.slice(1);
    const lines = [{ lineId: present(rice).lineId, quantity: 1 }];
    const first = expectOk(refundByProof(other, paid, { lines, deadCards, toWallet: true })).content;
    expect(first.detail).toMatchObject({ refundMinor: 2_000, outsideMinor: 0, toWalletMinor: 800 });
    expect(first.detail.back).toMatchObject([
      { codeId: soldId('c', 1), amount: 0, worthMinor: 600 },
      { codeId: soldId('c', 2), amount: 600, worthMinor: 600 },
    ]);
    expect(first.moves.filter(({ to }) => to.kind === 'giftCard')).toHaveLength(1);
    expect(leftAt(other, paid).tenders).toMatchObject([
      { amountLeft: 900, worthLeftMinor: 900 },
      { amountLeft: 900, worthLeftMinor: 900 },
    ]);
    const rest = expectOk(refundByProof(other, paid)).content;
    expect(rest.detail.back).toMatchObject([{ amount: 900 }, { amount: 900 }]);
    expect(leftAt(other, paid)).toMatchObject({ leftMinor: 0, outsideLeftMinor: 0 });
  });

  test('of which a newer code says less than was given here already has nothing left', () => {
    const { seller, sale, proof, other } = sold();
    const tea = { lineId: seller.lineId(sale, 0), quantity: 2 };
    expectOk(refundByProof(other, proof, { lines: [tea] }));
    expectOk(seller.refund(sale, { lines: [tea] }));
    const newer = provenSale(seller, sale);
    expect(newer.lines.map(({ quantity }) => quantity)).toEqual([1, 1]);
    expect(leftAt(other, newer)).toMatchObject({ leftMinor: 0, outsideLeftMinor: 0, tenders: [] });
    expect(expectCodeOf(refundByProof(other, newer))).toBe('already_refunded');
  });

  test('has a code only while something is left of it, and no more lines than a code holds', () => {
    const { seller, sale } = sold();
    expectOk(seller.refund(sale));
    expect(expectCodeOf(proofOfSale(sale, seller.left(sale), 'T-1'))).toBe('already_refunded');
    const long = seller.sell({ lines: Array.from({ length: 41 }, () => [100, 1] as const) });
    expect(expectCodeOf(proofOfSale(long, seller.left(long), 'T-2'))).toBe('proof_too_long');
  });

  test('of an anonymous buyer moves nothing but money', () => {
    const { other, proof } = sold({ lines: [[1_000, 1]], member: null });
    const { content } = expectOk(refundByProof(other, proof));
    expect(content).toMatchObject({ moves: [], facts: [], detail: { outsideMinor: 1_000 } });
    expect(leftByProof(proof, refundsAt(other, proof.entryId)).leftMinor).toBe(0);
  });
});

test('money for another till’s sale waits for a manager only while an HQ cannot be asked', () => {
  const hq = { kind: 'hq', snapshotAgeMs: 0, isReachable: false, tills: 2 } as const;
  expect(proofCashNeedsManager(hq, minor(1))).toBe(true);
  expect(proofCashNeedsManager(hq, minor(0))).toBe(false);
  expect(proofCashNeedsManager({ ...hq, isReachable: true }, minor(1))).toBe(false);
  expect(proofCashNeedsManager({ kind: 'till' }, minor(1))).toBe(false);
});

const anySketch: fc.Arbitrary<SoldSketch> = fc.record({
  lines: fc.array(fc.tuple(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 5 })), {
    minLength: 1,
    maxLength: 4,
  }),
  timed: fc.array(
    fc.record({
      unit: fc.constantFrom('points' as const, 'walletCredit' as const),
      amount: fc.integer({ min: 0, max: 2_000 }),
      releaseAfterDays: fc.constantFrom(0, 14),
      expireAfterDays: fc.constantFrom(null, 30),
    }),
    { maxLength: 3 },
  ),
  chosen: fc.record({
    points: fc.integer({ min: 0, max: 60 }),
    walletMinor: fc.integer({ min: 0, max: 3_000 }).map(minor),
  }),
});

test('however a sale is given back by its code, it is never more than the sale, and all of it is the whole', () => {
  fc.assert(
    fc.property(anySketch, fc.array(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 })), (sketch, takes) => {
      const { seller, sale, proof, other } = sold(sketch);
      for (const take of takes) {
        const lines = leftAt(other, proof)
          .lines.map(({ lineId, quantityLeft }, place) => ({
            lineId,
            quantity: Math.min(quantityLeft, take[place] ?? 0),
          }))
          .filter(({ quantity }) => quantity > 0);
        if (lines.length > 0) expectOk(refundByProof(other, proof, { lines }));
        const { leftMinor, outsideLeftMinor } = leftAt(other, proof);
        expect(Math.min(leftMinor, outsideLeftMinor)).toBeGreaterThanOrEqual(0);
      }
      refundByProof(other, proof);
      const details = refundsAt(other, sale.entryId).map(({ content }) => content.detail);
      expect(addInt(...details.map(({ refundMinor }) => refundMinor))).toBe(sale.content.totals.payableMinor);
      // Both tills together stand where they stood before the sale.
      for (const unit of ['points', 'money'] as const) {
        expect(seller.held(unit) + other.held(unit)).toBe(unit === 'points' ? 100 : 3_000);
      }
    }),
    { numRuns: Number(process.env['VAFA_REFUND_SEQUENCES'] ?? 300) },
  );
});

function expectCodeOf(outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }): string {
  expect(outcome.ok).toBe(false);
  return present(outcome.error).code;
}

/** What a gift card paid of a sale. */
function card(name: number): SaleProof['tenders'][number] {
  return {
    means: 'giftCard',
    amount: 1_500,
    worthMinor: minor(1_500),
    codeId: soldId('c', name),
    holderRef: null,
  };
}
