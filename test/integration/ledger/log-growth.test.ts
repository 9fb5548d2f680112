import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { atOneMoment } from '#electron/till/db/at-one-moment.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { ledgerKeys, memberRef, openLedger, saleToBook, testId } from '#test/support/ledger.ts';

/** A checkpoint begins at 1,000 pages of 4 KB; the booking that reaches it may write some more. */
const logBytesMax = 6_000_000;

test('the log of a ledger stays short over many bookings, and grows no further once a long read is over', () => {
  const { db, ledger } = openLedger();
  const logBytes = (): number => statSync(`${db.path}-wal`).size;
  let number = 0;
  const bookMany = (count: number): number => {
    let longest = 0;
    for (let booked = 0; booked < count; booked += 1) {
      expectOk(ledger.bookSale(saleToBook({ basketId: testId((number += 1)), member: memberRef })));
      longest = Math.max(longest, logBytes());
    }
    return longest;
  };
  expect(bookMany(250)).toBeLessThan(logBytesMax);
  const reader = expectOk(
    openDatabaseToRead({ path: db.path, key: ledgerKeys.databaseKey, kind: ledgerKind, nativeBinding: null }),
  );
  const whileRead = atOneMoment(reader, () => bookMany(250));
  reader.close();
  expect(whileRead).toBeGreaterThan(logBytesMax);
  bookMany(1);
  const after = logBytes();
  expect(bookMany(250)).toBeLessThanOrEqual(after);
});
