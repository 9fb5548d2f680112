import path from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { WriteDb } from '#electron/till/db/database.ts';
import { createCodeTextStore } from '#electron/till/db/stores/code-text-store.ts';
import type { CodeTextStore } from '#electron/till/db/stores/code-text-store.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { codeRandomBytes, makeCode } from '#shared/domain/code.ts';
import { minor } from '#shared/domain/money.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { valueKey } from '#shared/ledger/operation-key.ts';
import type { ValueToDecideOf } from '#shared/ledger/value/decide-value.ts';
import type { ValueDetails, ValueKind } from '#shared/ledger/value/value-details.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { PlantedFailure, createFailingDb } from '#test/support/failing-db.ts';
import type { FailingDb } from '#test/support/failing-db.ts';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import {
  enrolmentToBook,
  ledgerFile,
  memberRef,
  openLedger,
  operatorId,
  otherMemberRef,
  saleToBook,
  testId,
} from '#test/support/ledger.ts';
import { redemptionOf, refundOf, topUpOf } from '#test/support/value-bookings.ts';
import { plainContent } from '#test/support/value-entries.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';

/** Every row of every table of the ledger itself, as one text. */
function everything(db: WriteDb): string {
  const named = db.prepareRead("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const tables = named
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith('sqlite_') && !name.startsWith('member_search'));
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
    // Entry, four postings, four balances, the activity, the day, the uses of three offers by member and in all, two
    // lots, the member's and the till's day, and the end of the transaction each failed once.
    expect(place).toBe(22 + 1);
    expect(ledger.saleByBasket(testId(2))?.seq).toBe(2);
  });

  test.each([
    'a sale that is redeemed',
    'a top-up',
    'a refund',
    'a claim with its code',
    'codes',
    'a closed shift',
  ] as const)('of %s leaves nothing behind, and it can be booked afterwards', (what) => {
    const planted: FailingDb[] = [];
    const { db, ledger } = openLedger({
      through: (inner) => {
        const failing = createFailingDb(inner);
        planted.push(failing);
        return failing.db;
      },
    });
    const [failing] = planted;
    invariant(failing !== undefined, 'something stands between the ledger and its file');
    const sale = expectOk(ledger.bookSale(saleToBook({ basketId: testId(1) })));
    const money = expectOk(ledger.bookValue(topUpOf({ ...booking, id: testId(2) })));
    const texts = createCodeTextStore(failing.db);
    const book = bookingsOf(ledger, { saleId: sale.entryId, topUpId: money.entryId, texts })[what];
    const before = everything(db);
    const failsAt = (place: number): boolean => {
      failing.failAt(place);
      return isPlanted(book);
    };
    let place = 1;
    for (; failsAt(place); place += 1) expect(everything(db)).toBe(before);
    expect(place).toBeGreaterThan(2);
    expect(everything(db)).not.toBe(before);
    failing.failAt(0);
    const after = everything(db);
    expect(book()).toMatchObject({ ok: true, value: { isRepeat: true } });
    expect(everything(db)).toBe(after);
  });
});

const booking = { member: memberRef, day: '2026-11-21' } as const;

type Booked = {
  readonly saleId: Uuid;
  readonly topUpId: Uuid;
  readonly texts: CodeTextStore;
};

function bookingsOf(ledger: LedgerOfTill, { saleId, topUpId, texts }: Booked) {
  const [first, second] = [testId(31), testId(32)];
  const codes = [first, second].map((codeId, place) => ({
    codeId,
    code: makeCode(new Uint8Array(codeRandomBytes).fill(place + 1)),
  }));
  const coupons = {
    codeKind: 'coupon',
    batchId: testId(33),
    refId: 'thanks',
    codeIds: [first, second],
    valueMinor: minor(0),
    usesMax: 1,
    expiresOn: null,
  } as const;
  const alsoWrite = (): void => texts.keep({ cause: 'batch', forId: testId(34) }, codes);
  const issued = plainValue('issueCodes', testId(35), coupons);
  const claim = { rewardId: 'coffee', count: 1, costPoints: 0, codeId: first };
  const close = {
    firstSeq: 1,
    entries: 2,
    headHash: new Uint8Array(32),
    byKind: [{ kind: 'sale', entries: 1 }],
    outsideMinor: minor(0),
  };
  return {
    'a sale that is redeemed': () =>
      ledger.bookSale({
        ...saleToBook({ basketId: testId(21) }),
        followedBy: (entryId) => [
          redemptionOf({ ...booking, id: testId(21) }, entryId, { kind: 'entry', entryId: topUpId, line: 0 }),
        ],
      }),
    'a top-up': () => ledger.bookValue(topUpOf({ ...booking, id: testId(22) })),
    'a refund': () => ledger.bookValue(refundOf({ ...booking, id: testId(23) }, saleId)),
    'a claim with its code': () =>
      ledger.bookValues([plainValue('claim', testId(24), claim), { ...issued, alsoWrite }]),
    codes: () => ledger.bookValue({ ...issued, alsoWrite }),
    'a closed shift': () => ledger.bookValue(plainValue('shiftClose', testId(25), close)),
  };
}

function plainValue<Kind extends ValueKind>(
  kind: Kind,
  id: Uuid,
  detail: ValueDetails[Kind],
): ValueToDecideOf<Kind> {
  return {
    kind,
    opKey: valueKey(sha256, kind, id),
    businessDay: booking.day,
    storeId: 'store-1',
    memberRef: kind === 'claim' ? memberRef : null,
    operatorId,
    approverId: null,
    cardLevel: null,
    ruleSetHash: null,
    refEntryId: null,
    content: { ...plainContent, detail },
  };
}

describe('a disk that is full', () => {
  test('refuses the sale as a whole and books again once there is space', async (context) => {
    const disk = mountSmallDisk(4 * 1024 * 1024);
    if (disk === undefined) return showWhereDisksCanBeMade(context);
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
