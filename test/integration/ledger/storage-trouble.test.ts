import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { WriteDb } from '#electron/till/db/database.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { PlantedFailure, createFailingDb } from '#test/support/failing-db.ts';
import type { FailingDb } from '#test/support/failing-db.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import {
  enrolmentToBook,
  ledgerFile,
  memberRef,
  openLedger,
  otherMemberRef,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import { mountSmallDisk } from '#test/support/small-disk.ts';

/** Every row of every table of the ledger itself, as one text. */
function everything(db: WriteDb): string {
  const tables = [
    'meta',
    'entry',
    'posting',
    'rule_set',
    'balance',
    'member_activity',
    'member_purchase_day',
    'member_offer_use',
    'offer_use',
    'member_stamps',
    'projection',
    'attachment',
    'attachment_key',
    'receipt_seen',
  ];
  return JSON.stringify(tables.map((table) => db.prepareRead(`SELECT * FROM ${table}`).all()));
}

function isPlanted(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch (error) {
    if (error instanceof PlantedFailure) return true;
    throw error;
  }
}

describe('a failure at any statement', () => {
  test('of a sale leaves nothing behind, and the sale can be booked afterwards', () => {
    const planted: FailingDb[] = [];
    const through = (db: WriteDb): WriteDb => {
      const failing = createFailingDb(db);
      planted.push(failing);
      return failing.db;
    };
    const { db, ledger } = openLedger({ through });
    const [failing] = planted;
    invariant(failing !== undefined, 'something stands between the ledger and its file');
    expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const before = everything(db);
    const second = saleToBook({ basketId: testId(2), member: otherMemberRef });
    const failsAt = (place: number): boolean => {
      failing.failAt(place);
      return isPlanted(() => ledger.bookSale(second));
    };
    let place = 1;
    for (; failsAt(place); place += 1) expect(everything(db)).toBe(before);
    // Entry, four postings, four balances, the activity, the day, the uses of three offers by member and in all, and
    // the end of the transaction each failed once.
    expect(place).toBe(18 + 1);
    expect(ledger.saleByBasket(testId(2))?.seq).toBe(2);
  });
});

describe('a disk that is full', () => {
  test('refuses the sale as a whole and books again once there is space', () => {
    const disk = mountSmallDisk(4 * 1024 * 1024);
    if (disk === undefined) return expectRefusedByPageLimit();
    const till = openLedger({ file: ledgerFile({ path: path.join(disk.folder, 'ledger.db') }) });
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const before = everything(till.db);
    disk.fill(0);
    const refused: string[] = [];
    for (let number = 2; number < 40; number += 1) {
      const result = till.ledger.bookSale(saleToBook({ basketId: testId(number) }));
      if (!result.ok) refused.push(result.error.code);
    }
    expect(new Set(refused)).toEqual(new Set(['disk_full']));
    expect(till.ledger.stoppedBy()).toBeNull();
    const seq = till.ledger.head().seq;
    expect(seq + refused.length).toBe(39);
    disk.empty();
    expect(expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(99) })))).toMatchObject({
      seq: seq + 1,
      isRepeat: false,
    });
    expect(till.ledger.ownStanding(memberRef).visitCount).toBe(seq + 1);
    expect(everything(till.db).length).toBeGreaterThan(before.length);
  });

  test('is told apart from every other failure by its code, whatever stops the file from growing', () => {
    expectRefusedByPageLimit();
  });

  function expectRefusedByPageLimit(): void {
    const till = openLedger();
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const before = everything(till.db);
    till.db.runScript('PRAGMA max_page_count = 1');
    const large = enrolmentToBook({ commandId: testId(2), record: new Uint8Array(200_000) });
    expect(expectCode(till.ledger.bookEnrolment(large))).toBe('disk_full');
    expect(everything(till.db)).toBe(before);
    till.db.runScript('PRAGMA max_page_count = 1000000');
    expectOk(till.ledger.bookEnrolment(large));
  }
});

describe('a file that another connection has locked', () => {
  test('refuses the sale as busy, and books it once the lock is gone', () => {
    const till = openLedger();
    const other = expectOk(openDatabase({ ...till.file, mode: 'mustExist' }));
    onTestFinished(() => other.close());
    const before = everything(till.db);
    other.runScript('BEGIN IMMEDIATE');
    expect(expectCode(till.ledger.bookSale(saleToBook({ basketId: testId(1) })))).toBe('database_busy');
    other.runScript('ROLLBACK');
    expect(everything(till.db)).toBe(before);
    expect(till.ledger.stoppedBy()).toBeNull();
    expectOk(till.ledger.bookSale(saleToBook({ basketId: testId(1) })));
  });
});

describe('a failed sync or a damaged page', () => {
  test.each(['SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_WRITE', 'SQLITE_CORRUPT', 'SQLITE_NOTADB'])(
    'reported as %s stops the ledger until it is opened again',
    (code) => {
      let broken = false;
      const till = openLedger({
        through: (db) => ({
          ...db,
          transact: (work) => {
            if (broken) throw new Database.SqliteError('planted', code);
            return db.transact(work);
          },
        }),
      });
      broken = true;
      expect(expectCode(till.ledger.bookSale(saleToBook({ basketId: testId(1) })))).toBe('database_damaged');
      broken = false;
      expect(expectCode(till.ledger.bookSale(saleToBook({ basketId: testId(1) })))).toBe('database_damaged');
      expect(till.ledger.stoppedBy()).toMatchObject({ code: 'database_damaged', details: { sqlite: code } });
    },
  );

  test('but an error that nobody expects is thrown on', () => {
    const till = openLedger({
      through: (db) => ({
        ...db,
        transact: () => {
          throw new Database.SqliteError('planted', 'SQLITE_MISUSE');
        },
      }),
    });
    expect(() => till.ledger.bookSale(saleToBook({ basketId: testId(1) }))).toThrow('planted');
  });
});

describe('the check at start', () => {
  test.each([
    [
      'a changed body',
      "UPDATE entry SET body = CAST(REPLACE(CAST(body AS TEXT), 'store', 'storf') AS BLOB) WHERE seq = 2",
      'hash_differs',
    ],
    [
      'a changed amount',
      'UPDATE posting SET amount = amount * 2 WHERE place = 4294967298',
      'postings_differ',
    ],
    ['a changed signature', 'UPDATE entry SET signature = ZEROBLOB(64) WHERE seq = 2', 'signature_invalid'],
    ['a lost posting', 'DELETE FROM posting WHERE place = 4294967298 AND line = 0', 'postings_differ'],
  ])('finds %s in the newest entry and refuses to book', (_what, sql, reason) => {
    const { ledger, file, db } = openLedger();
    for (const number of [1, 2]) expectOk(ledger.bookSale(saleToBook({ basketId: testId(number) })));
    db.runScript(
      'DROP TRIGGER entry_no_update; DROP TRIGGER posting_no_update; DROP TRIGGER posting_no_delete;',
    );
    db.runScript(sql);
    db.close();
    const later = openLedger({ file: { ...file, mode: 'mustExist' } });
    expect(later.ledger.stoppedBy()).toMatchObject({ code: 'ledger_broken', details: { reason } });
    expect(later.events).toContain('ledger_broken');
    expect(expectCode(later.ledger.bookSale(saleToBook({ basketId: testId(3) })))).toBe('ledger_broken');
    expect(expectCode(later.ledger.markReceiptSeen(testId(3)))).toBe('ledger_broken');
  });

  test('reads entries from the last seal on, not the whole chain', () => {
    const { ledger, file, db } = openLedger();
    for (let number = 1; number <= 20; number += 1)
      expectOk(ledger.bookSale(saleToBook({ basketId: testId(number) })));
    db.close();
    let steps = 0;
    openLedger({
      file: { ...file, mode: 'mustExist' },
      through: (inner) => ({
        ...inner,
        prepareRead: (sql) => {
          const statement = inner.prepareRead(sql);
          return {
            ...statement,
            all: (...values) => {
              if (sql.includes('FROM posting')) steps += 1;
              return statement.all(...values);
            },
          };
        },
      }),
    });
    expect(steps).toBe(1);
  });
});
