/** What HQ judges by itself, without a database. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minor } from '#shared/domain/money.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { LineLeft } from '#shared/ledger/value/sale-left.ts';
import { encodeEntry } from '#shared/ledger/entry-body.ts';
import { compileRuleSet } from '#shared/scoring/compile-rule-set.ts';
import { lotKeyOf, lotOfKey } from '#sync/core/lot-key.ts';
import { worstFlag } from '#sync/server/truth/dispositions.ts';
import { judgeEntry } from '#sync/server/truth/judge-entry.ts';
import { refundsAbove, usesAbove } from '#sync/server/truth/judge-over-tills.ts';
import { lotsOfDay } from '#sync/server/truth/lots-of-day.ts';
import { overdraftsOf } from '#sync/server/truth/overdraft.ts';
import type { ReferencePurse, Spending } from '#sync/server/truth/overdraft.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import { ledgerRuleSet, memberRef, noonMs, otherMemberRef, testId } from '#test/support/ledger.ts';
import { lotOf } from '#test/support/lots.ts';
import { present } from '#test/support/present.ts';

const line: LineLeft = {
  lineId: testId(1),
  quantitySold: 3,
  quantityLeft: 3,
  paidMinor: minor(3_000),
  leftMinor: minor(3_000),
};

function refunded(entry: number, quantity: number, refundMinor = quantity * 1_000) {
  return {
    saleEntryId: testId(9),
    entryId: testId(entry),
    lineId: line.lineId,
    deviceId: testId(50),
    quantity,
    refundMinor,
  };
}

describe('refunds over all tills', () => {
  it('are fine up to what was sold, and the latest by its id is too much', () => {
    expect(refundsAbove([line], [refunded(1, 1), refunded(2, 2)])).toEqual([]);
    expect(refundsAbove([line], [refunded(3, 2), refunded(1, 1), refunded(2, 1)])).toEqual([testId(3)]);
    expect(refundsAbove([line], [refunded(1, 1, 3_001)])).toEqual([testId(1)]);
  });

  it('of a line that the sale does not have are too much', () => {
    expect(refundsAbove([], [refunded(1, 1)])).toEqual([testId(1)]);
  });

  it('are judged the same in whatever order they came', () => {
    const any = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(any, (quantities) => {
        const lines = quantities.map((quantity, index) => refunded(index, quantity));
        const backwards = refundsAbove([line], lines.toReversed());
        expect(new Set(backwards)).toEqual(new Set(refundsAbove([line], lines)));
      }),
    );
  });
});

describe('uses of a code', () => {
  it('beyond its number are the latest, and one taken back makes room', () => {
    const use = (entry: number, uses = 1) => ({ codeId: testId(7), entryId: testId(entry), uses });
    const code = { codeId: testId(7), usesMax: 1 };
    expect(usesAbove({ ...code, uses: [use(2), use(1)] })).toEqual([testId(2)]);
    expect(usesAbove({ ...code, uses: [use(1), use(2, -1), use(3)] })).toEqual([]);
  });
});

describe('an overdraft', () => {
  const spending = (points: bigint) => ({
    points,
    walletMinor: 0n,
    entries: [{ entryId: testId(1), deviceId: testId(2) }],
  });

  const purse = (ref: Uuid, points: bigint, spent: Spending | undefined) => ({
    ref,
    standing: { points, walletMinor: 0n },
    spending: spent,
  });
  const takenOver = (spent: Spending, ...purses: readonly ReferencePurse[]) =>
    overdraftsOf(memberRef, spent, purses).map(({ memberRef: ref, points }) => [ref, points]);

  it('is never more than what was spent, and never more than what is missing', () => {
    const of = (spent: bigint, points: bigint) =>
      takenOver(spending(spent), purse(memberRef, points, spending(spent)));
    expect(of(30n, -80n)).toEqual([[memberRef, 30]]);
    expect(of(100n, -80n)).toEqual([[memberRef, 80]]);
    expect(of(100n, 0n)).toEqual([]);
    expect(of(0n, -5n)).toEqual([]);
  });

  it('is booked for the reference that lacks it, those that spent first, and lifts none above nothing', () => {
    const [alias, other] = [otherMemberRef, testId(60)];
    const spent = spending(50n);
    const whole = takenOver(spent, purse(alias, -80n, spent), purse(memberRef, 60n, undefined));
    expect(whole).toEqual([[alias, 20]]);
    // The spender had it; the debt of another reference is what the person lacks.
    const debt = takenOver(spent, purse(memberRef, 10n, spent), purse(alias, -40n, undefined));
    expect(debt).toEqual([[alias, 30]]);
    const both = takenOver(
      spending(90n),
      purse(alias, -30n, spent),
      purse(other, -40n, spent),
      purse(memberRef, -100n, undefined),
    );
    expect(both).toEqual([
      [alias, 30],
      [other, 40],
      [memberRef, 20],
    ]);
  });

  it('names the till only where one alone spent', () => {
    const two = {
      ...spending(9n),
      entries: [
        { entryId: testId(1), deviceId: testId(2) },
        { entryId: testId(3), deviceId: testId(4) },
      ],
    };
    const devices = (spent: Spending) =>
      overdraftsOf(memberRef, spent, [purse(memberRef, -9n, spent)]).map(({ deviceId }) => deviceId);
    expect(devices(spending(9n))).toEqual([testId(2)]);
    expect(devices(two)).toEqual([null]);
  });
});

describe('a day', () => {
  it('first gives what was held back, and then takes what has ended, out of the purse of who made it', () => {
    const lots = [
      { ...lotOf({ entry: 1, expiresOn: '2026-11-22' }), ownerRef: otherMemberRef },
      {
        ...lotOf({ entry: 2, open: 0, held: 40, releaseOn: '2026-11-22', expiresOn: '2026-11-22' }),
        ownerRef: memberRef,
      },
    ];
    const rules = { expireAfterQuietDays: null, closeOutOn: null };
    const day = { memberRef, lots, today: '2026-11-22', rules, lastPurchaseOn: null };
    const [released, expired] = lotsOfDay({ ...day, isDayBelieved: true });
    expect(released).toMatchObject({ kind: 'release', moves: [{ amount: 40, from: { memberRef } }] });
    expect(expired?.moves.map(({ amount, from }) => [amount, from])).toEqual([
      [100, { kind: 'member', memberRef: otherMemberRef, purse: 'points' }],
      [40, { kind: 'member', memberRef, purse: 'points' }],
    ]);
    expect(lotsOfDay({ ...day, isDayBelieved: false })).toEqual([]);
  });
});

describe('an entry', () => {
  const sale = saleEntryOf(1);
  const hash = present(sale.ruleSetHash);
  const place = { deviceId: sale.deviceId, epoch: 1, branch: 0, seq: 1 };
  const facts = {
    sha256,
    revokedMs: null,
    receivedMs: epochMs(noonMs + 60_000),
    ruleSet: () => compileRuleSet(ledgerRuleSet, hash),
  };
  const stored = { place, body: encodeEntry(sale), entry: sale };

  it('that a till scored by other rules than it names is flagged and stands', () => {
    const [first, ...others] = ledgerRuleSet.offers;
    expect(first).toBeDefined();
    const lacking = compileRuleSet({ ...ledgerRuleSet, offers: others }, hash);
    expect(judgeEntry(stored, facts)).toMatchObject({ kind: 'counts', flags: [] });
    expect(judgeEntry(stored, { ...facts, ruleSet: () => lacking })).toMatchObject({
      kind: 'counts',
      flags: ['score_differs'],
    });
  });

  it('is not scored by a rule set that is missing, and differs from one that cannot be read', () => {
    const flagged = (ruleSet: null | undefined) => judgeEntry(stored, { ...facts, ruleSet: () => ruleSet });
    expect(flagged(undefined)).toMatchObject({ flags: ['rule_set_missing'] });
    expect(flagged(null)).toMatchObject({ flags: ['score_differs'] });
  });

  it('that says it belongs elsewhere is kept and not counted', () => {
    const elsewhere = { ...stored, place: { ...place, seq: 2 } };
    expect(judgeEntry(elsewhere, facts)).toMatchObject({ kind: 'quarantined', reason: 'misplaced' });
  });

  it('counts up to the instant in which its till was revoked', () => {
    const { wallMs } = sale.hlc;
    expect(judgeEntry(stored, { ...facts, revokedMs: wallMs })).toMatchObject({ kind: 'counts' });
    expect(judgeEntry(stored, { ...facts, revokedMs: wallMs - 1 })).toMatchObject({
      kind: 'quarantined',
      reason: 'after_revocation',
    });
  });

  it('has the most serious of its reasons', () => {
    expect(worstFlag([])).toBeNull();
    expect(worstFlag(['clock_suspect', 'score_differs', 'approver_missing'])).toBe('score_differs');
  });
});

describe('the key of a lot', () => {
  it('names the lot, and any other text names a lot of before HQ by itself', () => {
    const lot = { entryId: testId(5), line: 2 };
    const of = { memberRef, unit: 'points' as const };
    expect(lotOfKey(sha256, { ...of, key: lotKeyOf(lot) })).toEqual(lot);
    const keys = ['', 'summer', `${testId(5)}.`, `${testId(5)}.-1`, 'x'.repeat(36) + '.1'];
    const lots = keys.map((key) => lotKeyOf(lotOfKey(sha256, { ...of, key })));
    expect(new Set(lots).size).toBe(keys.length);
    expect(lotOfKey(sha256, { ...of, key: '' })).not.toEqual(
      lotOfKey(sha256, { ...of, unit: 'money', key: '' }),
    );
  });
});
