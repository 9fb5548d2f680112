import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReadDb } from '#electron/till/db/database.ts';
import { createJournalStore } from '#electron/till/db/stores/journal-store.ts';
import { createKeptRuleSets } from '#electron/till/db/stores/rule-set-store.ts';
import { createPutBackStep, putBack } from '#electron/till/durability/put-back.ts';
import { ruleSetsOf } from '#electron/till/journal/follow-ledger.ts';
import type { JournalRecord } from '#electron/till/journal/journal-record.ts';
import type { SaleToBook, ValueToBook } from '#electron/till/ledger-port.ts';
import { verifyLedger } from '#electron/till/ledger-verify.ts';
import { ledgerProjections } from '#electron/till/projections/ledger-projections.ts';
import { minor } from '#shared/domain/money.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { deviceId, enrolmentToBook, ledgerRuleSet, memberRef } from '#test/support/ledger.ts';
import { openLedger, otherMemberRef, richRuleSet, saleToBook, testId } from '#test/support/ledger.ts';
import type { TestLedger } from '#test/support/ledger.ts';
import { redemptionOf, refundOf, topUpOf } from '#test/support/value-bookings.ts';
import type { Booking } from '#test/support/value-bookings.ts';

const enrolledRef = uuid('0193a0b0-0000-7000-8000-0000000000b3');

type BookStep = (till: TestLedger, booking: Booking) => void;

/** Few kinds of entries over two members, so that entries of one group meet in the same rows. */
const steps: Readonly<Record<string, BookStep>> = {
  sale: ({ ledger }, booking) => void expectOk(ledger.bookSale(saleOf(booking))),
  richSale: ({ ledger }, booking) =>
    void expectOk(ledger.bookSale({ ...saleOf(booking, richRuleSet), paymentMeans: null })),
  saleOfNobody: ({ ledger }, { id }) =>
    void expectOk(ledger.bookSale(saleToBook({ basketId: id, member: null }))),
  saleTakenBack: ({ ledger }, booking) => {
    const sale = saleOf(booking);
    const { entryId } = expectOk(ledger.bookSale(sale));
    expectOk(ledger.bookValue(takingBack(sale, refundOf(booking, entryId))));
  },
  topUpSpent: ({ ledger }, booking) => {
    const { entryId } = expectOk(ledger.bookValue(topUpOf(booking)));
    const sale = expectOk(ledger.bookSale(saleOf(booking)));
    expectOk(ledger.bookValue(redemptionOf(booking, sale.entryId, { kind: 'entry', entryId, line: 0 })));
  },
  snapshotSpent: ({ ledger }, booking) => {
    const sale = expectOk(ledger.bookSale(saleOf(booking)));
    expectOk(ledger.bookValue(redemptionOf(booking, sale.entryId, { kind: 'snapshot', key: 'old' })));
  },
  enrolment: ({ ledger }, { id }) =>
    void expectOk(ledger.bookEnrolment(enrolmentToBook({ commandId: id, memberRef: enrolledRef }))),
};

function saleOf({ id, member }: Booking, ruleSet = ledgerRuleSet): SaleToBook {
  return saleToBook({ basketId: id, member, ruleSet });
}

/** With everything that the sale counted: sums that come back to nothing lose their rows. */
function takingBack(sale: SaleToBook, refund: ValueToBook): ValueToBook {
  const { memberRef: buyer, score, moment } = sale;
  const applied = score.offers.filter(({ verdict }) => verdict.kind === 'applied');
  const fact = {
    memberRef: buyer,
    date: moment.localDate,
    visits: -1,
    spentMinor: minor(-score.payableMinor),
    offerUses: applied.map(({ offerId, costMinor }) => ({ offerId, uses: -1, costMinor: minor(-costMinor) })),
    stamps: [],
    pointsEarned: -1,
    tierProgress: 0,
  };
  if (refund.kind !== 'refund') throw new Error('only a refund takes a sale back');
  return { ...refund, content: { ...refund.content, facts: [fact] } };
}

const booked = fc.record({
  what: fc.constantFrom(...Object.keys(steps)),
  member: fc.constantFrom(memberRef, otherMemberRef),
  day: fc.constantFrom('2026-11-21', '2026-11-22'),
});
const history = fc.array(booked, { minLength: 1, maxLength: 12 });
const groupSizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

function historyOf(bookings: readonly BookingSketch[]): TestLedger {
  const till = openLedger();
  for (const [number, { what, member, day }] of bookings.entries()) {
    steps[what]?.(till, { id: testId(number + 1), member, day });
  }
  return till;
}

type BookingSketch = { readonly what: string; readonly member: Uuid; readonly day: string };

/** As the journal has it: a record for each entry. */
function recordsOf({ db }: TestLedger): readonly JournalRecord[] {
  const { jsonOf } = createKeptRuleSets(db);
  return createJournalStore(db)
    .entriesAfter(undefined, 1_000)
    .map((entry) => ({
      entries: [entry],
      ruleSets: [...ruleSetsOf([entry], jsonOf).values()].map((json) => json()),
    }));
}

function putBackInGroups(records: readonly JournalRecord[], sizes: readonly number[]): TestLedger {
  const till = openLedger();
  const step = createPutBackStep({ db: till.db, deviceId, ports: till.ports });
  for (let from = 0, group = 0; from < records.length; group += 1) {
    const until = from + (sizes[group % sizes.length] ?? 1);
    expectOk(step(records.slice(from, until)));
    from = until;
  }
  return till;
}

const tables = [
  'meta',
  'entry',
  'posting',
  'balance',
  'member_activity',
  'attachment',
  'attachment_key',
  'member_purchase_day',
  'member_offer_use',
  'offer_use',
  'member_stamps',
  ...ledgerProjections.flatMap((projection) => projection.tables),
];

/** Every row of every table that entries write to, to the byte. */
function contents(db: ReadDb): readonly string[] {
  return tables.flatMap((table) =>
    db
      .prepareRead(`SELECT * FROM ${table}`)
      .all()
      .map((row) => `${table} ${JSON.stringify(row, inHex)}`)
      .toSorted(),
  );
}

function inHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
}

test('entries that are put back in groups of any size leave the same rows as when they were booked one by one', () => {
  fc.assert(
    fc.property(history, groupSizes, (bookings, sizes) => {
      const till = historyOf(bookings);
      const records = recordsOf(till);
      const inGroups = putBackInGroups(records, sizes);
      expect(contents(inGroups.db)).toEqual(contents(till.db));
      expect(contents(putBackInGroups(records, [1]).db)).toEqual(contents(till.db));
      expect(verifyLedger(inGroups.db, inGroups.ports)).toMatchObject({ isSound: true, findings: [] });
    }),
    { numRuns: 12 },
  );
});

test('a group that is rolled back leaves nothing behind in the sums of the next one', () => {
  const till = historyOf([
    { what: 'sale', member: memberRef, day: '2026-11-21' },
    { what: 'richSale', member: memberRef, day: '2026-11-21' },
    { what: 'saleTakenBack', member: memberRef, day: '2026-11-22' },
  ]);
  const records = recordsOf(till);
  const again = openLedger();
  const step = createPutBackStep({ db: again.db, deviceId, ports: again.ports });
  // The second record lacks its rule set: its group breaks a rule of the tables.
  const broken = records.map((record, index) => (index === 1 ? { ...record, ruleSets: [] } : record));
  expect(() => step(broken)).toThrow('FOREIGN KEY');
  expect(createJournalStore(again.db).head()).toBeUndefined();
  expectOk(step(records));
  expect(contents(again.db)).toEqual(contents(till.db));
});

test('while entries are put back the log grows longer, and is as short as ever afterwards', async () => {
  const till = historyOf([{ what: 'sale', member: memberRef, day: '2026-11-21' }]);
  const again = openLedger();
  const pagesOfLog = (): unknown => again.db.prepareRead('PRAGMA wal_autocheckpoint').get();
  const before = pagesOfLog();
  const seen: unknown[] = [];
  const onProgress = (): void => void seen.push(pagesOfLog());
  const records = recordsOf(till);
  expectOk(await putBack({ db: again.db, deviceId, records, ports: again.ports, onProgress }));
  expect(seen).toEqual([{ wal_autocheckpoint: 12_000 }]);
  expect(pagesOfLog()).toEqual(before);
});
