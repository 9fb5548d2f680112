import { describe, expect, test } from 'vitest';
import { createRedeemedStore } from '#electron/till/db/stores/redeemed-store.ts';
import type { RedeemedSince } from '#electron/till/db/stores/redeemed-store.ts';
import type { ValueToBook } from '#electron/till/ledger-port.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { minor } from '#shared/domain/money.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { Tender } from '#shared/ledger/value/value-details.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import {
  memberRef,
  noonMs,
  openLedger,
  operatorId,
  otherMemberRef,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { plainContent } from '#test/support/value-entries.ts';

const hourMs = 3_600_000;

function tender(means: Tender['means'], worth: number, holderRef: Tender['holderRef']): Tender {
  return { means, amount: worth, worthMinor: minor(worth), codeId: null, holderRef };
}

function redeemed(number: number, tenders: readonly Tender[]): ValueToBook {
  const common = { memberRef, operatorId, approverId: null, storeId: 'store-1', businessDay: '2026-11-21' };
  return {
    ...common,
    kind: 'redeem',
    opKey: valueKey(sha256, 'redeem', testId(number)),
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
    content: {
      ...plainContent,
      detail: { basketId: testId(number), tenders, dueMinor: minor(9_000), outsideMinor: minor(0) },
    },
  };
}

/** 100 of one member, then 30 of both, then 5: two hours lie between. */
function redeemedLedger(): TestLedger {
  const till = openLedger();
  const bookedBy = [
    [tender('points', 80, memberRef), tender('wallet', 20, memberRef)],
    [tender('points', 30, memberRef), tender('wallet', 30, otherMemberRef)],
    [tender('wallet', 5, memberRef)],
  ];
  for (const [index, tenders] of bookedBy.entries()) {
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(50 + index) })));
    expectOk(till.ledger.bookValue(redeemed(index, tenders)));
    till.time.advance(2 * hourMs);
  }
  return till;
}

const never = 2 * noonMs;

function usedIn({ db }: TestLedger, since: Partial<RedeemedSince>) {
  return createRedeemedStore(db).usedBy(memberRef, { included: null, sinceMs: never, ...since });
}

describe('what a till has redeemed', () => {
  test('is known by member and means, and in all, since the snapshot', () => {
    const till = redeemedLedger();
    expect(usedIn(till, {})).toEqual({ pointsMinor: 110, walletMinor: 25, tillMinor: 165 });
    const others = createRedeemedStore(till.db).usedBy(otherMemberRef, { included: null, sinceMs: never });
    expect(others).toEqual({ pointsMinor: 0, walletMinor: 30, tillMinor: 165 });
    const nobody = createRedeemedStore(till.db).usedBy(testId(7), { included: null, sinceMs: never });
    expect(nobody).toEqual({ pointsMinor: 0, walletMinor: 0, tillMinor: 165 });
    expect(verifyLedger(till.db, till.ports).findings).toEqual([]);
  });

  test('leaves out what the snapshot contains, but never the last hours', () => {
    const till = redeemedLedger();
    const included = { epoch: 1, seq: 4 };
    expect(usedIn(till, { included })).toEqual({ pointsMinor: 0, walletMinor: 5, tillMinor: 5 });
    const lastHours = till.ports.clock.nowMs() - 5 * hourMs;
    expect(usedIn(till, { included, sinceMs: lastHours })).toEqual({
      pointsMinor: 30,
      walletMinor: 5,
      tillMinor: 65,
    });
    expect(usedIn(till, { included: { epoch: 1, seq: 6 } })).toEqual({
      pointsMinor: 0,
      walletMinor: 0,
      tillMinor: 0,
    });
  });

  test('is named where it differs from the entries', () => {
    const till = redeemedLedger();
    for (const column of ['member_points_minor', 'member_wallet_minor', 'till_minor', 'hlc_ms']) {
      till.db.prepare(`UPDATE redeemed SET ${column} = ${column} + 1 WHERE place = 4294967300`).run();
      const codes = verifyLedger(till.db, till.ports).findings.map(({ code }) => code);
      expect(codes).toContain('projection_differs');
      till.db.prepare(`UPDATE redeemed SET ${column} = ${column} - 1 WHERE place = 4294967300`).run();
    }
    expect(verifyLedger(till.db, till.ports).isSound).toBe(true);
  });

  test('is made again from the entries where a file does not have it yet', () => {
    const till = redeemedLedger();
    const before = till.db.prepareRead('SELECT * FROM redeemed ORDER BY place, member_ref').all();
    till.db.prepare("DELETE FROM projection WHERE name = 'redeemed'").run();
    till.db.prepare('DELETE FROM redeemed').run();
    const reopened = openLedger({ file: till.file });
    expect(reopened.db.prepareRead('SELECT * FROM redeemed ORDER BY place, member_ref').all()).toEqual(
      before,
    );
  });
});
