import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { WriteDb } from '#electron/till/db/database.ts';
import { createGatheredRows } from '#electron/till/db/stores/gathered-rows.ts';
import { createOfferFactsWriter } from '#electron/till/db/stores/offer-facts-store.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { minor } from '#shared/domain/money.ts';
import type { OfferUseChange, PurchaseDayChange, StampChange } from '#shared/ledger/activity.ts';
import { offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import type { SaleEntry } from '#shared/ledger/entry.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { saleEntryOf } from '#test/support/ledger-entries.ts';
import {
  memberRef,
  openLedger,
  otherMemberRef,
  richRuleSet,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';

const tables = ['member_purchase_day', 'member_offer_use', 'offer_use', 'member_stamps'] as const;

function rowsOf({ db }: TestLedger): unknown {
  return tables.map((table) => db.prepareRead(`SELECT * FROM ${table}`).all());
}

/** Sales of two members and of nobody, on two days. */
function soldLedger(): TestLedger {
  const till = openLedger();
  for (let number = 1; number <= 6; number += 1) {
    const member = [memberRef, otherMemberRef, null][number % 3] ?? null;
    const moment = { localDate: number < 4 ? '2026-11-21' : '2026-11-22', minuteOfDay: 600 };
    const sale = { basketId: testId(number), member, moment, ruleSet: richRuleSet };
    expectOk(till.ledger.bookSale(saleToBook(sale)));
  }
  return till;
}

describe('what offers ask of a member', () => {
  test('is kept by local day, offer and stamp card, and read back with the member’s own sales only', () => {
    const till = soldLedger();
    const history = till.ledger.ownHistory(memberRef);
    const { payableMinor } = saleToBook({ basketId: testId(9), ruleSet: richRuleSet }).score;
    expect(history.purchaseDays).toEqual([
      { date: '2026-11-21', visits: 1, spentMinor: payableMinor },
      { date: '2026-11-22', visits: 1, spentMinor: payableMinor },
    ]);
    expect(history.stampsCollected).toEqual({ 'tea-card': 8 });
    expect(history.offerUses.filter(({ offerId }) => offerId === 'held-credit')).toEqual([
      { offerId: 'held-credit', date: '2026-11-21', uses: 1, costMinor: 3_000 },
      { offerId: 'held-credit', date: '2026-11-22', uses: 1, costMinor: 3_000 },
    ]);
  });

  test('is counted for everybody as well: uses of an offer by anybody, by day', () => {
    const till = soldLedger();
    expect(till.ledger.usesOfOffer('held-points').map(({ date, uses }) => [date, uses])).toEqual([
      ['2026-11-21', 2],
      ['2026-11-22', 2],
    ]);
    expect(till.ledger.offerUses()).toEqual(
      ['cup-and-coupon', 'held-credit', 'held-points', 'tea-stamps'].flatMap(till.ledger.usesOfOffer),
    );
  });

  test('is undone by the same numbers with the other sign, down to the last row', () => {
    const till = openLedger();
    const gathered = createGatheredRows();
    const facts = createOfferFactsWriter(till.db, gathered);
    const entry = saleEntryOf(1, { ruleSet: richRuleSet });
    const before = rowsOf(till);
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1), ruleSet: richRuleSet })));
    expect(rowsOf(till)).not.toEqual(before);
    till.db.transact(() => {
      for (const day of daysOf(entry)) facts.addPurchaseDay(reversedDay(day));
      for (const use of offerUsesOf(entry)) facts.addOfferUse(reversedUse(use));
      for (const stamps of stampsOf(entry)) facts.addStamps(reversedStamps(stamps));
      gathered.writeAll();
    });
    expect(rowsOf(till)).toEqual(before);
  });

  test('is partly undone when a part comes back: the visit stays, the amount shrinks', () => {
    const till = openLedger();
    const gathered = createGatheredRows();
    const facts = createOfferFactsWriter(till.db, gathered);
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const [bought] = till.ledger.ownHistory(memberRef).purchaseDays;
    const date = '2026-11-21';
    till.db.transact(() => {
      facts.addPurchaseDay({ memberRef, date, visits: 0, spentMinor: minor(-20_000) });
      gathered.writeAll();
    });
    expect(till.ledger.ownHistory(memberRef).purchaseDays).toEqual([
      { date, visits: 1, spentMinor: (bought?.spentMinor ?? 0) - 20_000 },
    ]);
  });

  test('throws where a sum would leave the safe integers', () => {
    const till = openLedger();
    const gathered = createGatheredRows();
    const facts = createOfferFactsWriter(till.db, gathered);
    const day = { memberRef, date: '2026-11-21', visits: 1, spentMinor: minor(Number.MAX_SAFE_INTEGER) };
    facts.addPurchaseDay(day);
    gathered.writeAll();
    expect(() => facts.addPurchaseDay(day)).toThrow('a sum is a safe integer');
  });
});

describe('sums from before they were kept', () => {
  test('are made once from the entries, and are then the same as if they had always been kept', () => {
    const till = soldLedger();
    const before = rowsOf(till);
    for (const table of tables) till.db.runScript(`DELETE FROM ${table}`);
    till.db.runScript('DELETE FROM projection');
    till.db.close();
    const later = openLedger({ file: { ...till.file, mode: 'mustExist' } });
    expect(rowsOf(later)).toEqual(before);
    expect(verifyLedger(later.db, later.ports)).toMatchObject({ isSound: true });
  });

  test('are not asked for by the check of a ledger that does not keep them yet', () => {
    const till = soldLedger();
    till.db.runScript('DELETE FROM member_purchase_day; DELETE FROM projection');
    expect(verifyLedger(till.db, till.ports)).toMatchObject({ isSound: true });
  });

  test('stop every booking while the disk is too full to make them', () => {
    const till = soldLedger();
    till.db.runScript('DELETE FROM projection; DELETE FROM offer_use');
    till.db.close();
    const full = (db: WriteDb): WriteDb => ({
      ...db,
      transact: () => {
        throw new Database.SqliteError('planted', 'SQLITE_FULL');
      },
    });
    const later = openLedger({ file: { ...till.file, mode: 'mustExist' }, through: full });
    expect(later.ledger.stoppedBy()?.code).toBe('disk_full');
    expect(expectCode(later.ledger.bookSale(saleToBook({ basketId: testId(20) })))).toBe('disk_full');
    expect(later.events).toContain('ledger_sums_not_made');
  });
});

describe('sums that were changed behind the ledger’s back', () => {
  test.each([
    ['a day', 'UPDATE member_purchase_day SET visits = visits + 1', 'day'],
    ['a lost day', 'DELETE FROM member_purchase_day', 'day'],
    ['a use', 'UPDATE offer_use SET uses = 0', 'use'],
    ['a member’s use', 'UPDATE member_offer_use SET cost_minor = cost_minor - 1', 'memberUse'],
    ['stamps', 'UPDATE member_stamps SET stamps = 99', 'stamps'],
    [
      'a sale that never was',
      "INSERT INTO offer_use (offer_id, local_date, uses, cost_minor) VALUES ('ghost', '2026-11-21', 1, 0)",
      'use ghost',
    ],
  ])('are named: %s', (_what, sql, named) => {
    const till = soldLedger();
    till.db.runScript(sql);
    const { findings } = verifyLedger(till.db, till.ports);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['offer_facts_differ']));
    expect(findings.every(({ what }) => what.startsWith(named))).toBe(true);
  });
});

function daysOf(entry: SaleEntry): readonly PurchaseDayChange[] {
  return purchaseDaysOf(entry);
}

function reversedDay(day: PurchaseDayChange): PurchaseDayChange {
  return { ...day, visits: -day.visits, spentMinor: minor(-day.spentMinor) };
}

function reversedUse(use: OfferUseChange): OfferUseChange {
  return { ...use, uses: -use.uses, costMinor: minor(-use.costMinor) };
}

function reversedStamps(change: StampChange): StampChange {
  return { ...change, stamps: -change.stamps };
}
