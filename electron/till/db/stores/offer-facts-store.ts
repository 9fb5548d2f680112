/** Running sums over the entries that offers ask for: days of purchases, uses of offers, stamps. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { addInt } from '#shared/kernel/int-math.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { OfferUseChange, PurchaseDayChange, StampChange } from '#shared/ledger/activity.ts';
import type { ReadDb, ReadStatement, SqlRow, SqlValue, WriteDb, WriteStatement } from '../database.ts';
import { integerOf, textOf } from '../row.ts';

export type PurchaseDayRow = { readonly date: IsoDate; readonly visits: number; readonly spentMinor: Minor };
export type OfferUseRow = {
  readonly offerId: string;
  readonly date: IsoDate;
  readonly uses: number;
  readonly costMinor: Minor;
};

export type OfferFactsStore = {
  readonly purchaseDaysOf: (memberRef: MemberRef) => readonly PurchaseDayRow[];
  readonly offerUsesOf: (memberRef: MemberRef) => readonly OfferUseRow[];
  readonly stampsOf: (memberRef: MemberRef) => Readonly<Record<string, number>>;
  /** All uses of one offer at this till, by day. */
  readonly usesOfOffer: (offerId: string) => readonly OfferUseRow[];
  /** All uses of all offers at this till, by offer and day. */
  readonly allOfferUses: () => readonly OfferUseRow[];
  /** False for a file with entries from before these sums were kept. */
  readonly isComplete: () => boolean;
};

export type OfferFactsWriter = OfferFactsStore & {
  readonly addPurchaseDay: (change: PurchaseDayChange) => void;
  readonly addOfferUse: (change: OfferUseChange) => void;
  readonly addStamps: (change: StampChange) => void;
  readonly clear: () => void;
  readonly markComplete: () => void;
};

export function createOfferFactsStore(db: ReadDb): OfferFactsStore {
  const purchaseDays = db.prepareRead(
    'SELECT local_date, visits, spent_minor FROM member_purchase_day WHERE member_ref = ? ORDER BY local_date',
  );
  const memberUses = db.prepareRead(
    `SELECT offer_id, local_date, uses, cost_minor FROM member_offer_use WHERE member_ref = ?
     ORDER BY offer_id, local_date`,
  );
  const uses = db.prepareRead(
    'SELECT offer_id, local_date, uses, cost_minor FROM offer_use WHERE offer_id = ? ORDER BY local_date',
  );
  const allUses = db.prepareRead(
    'SELECT offer_id, local_date, uses, cost_minor FROM offer_use ORDER BY offer_id, local_date',
  );
  const stamps = db.prepareRead(
    'SELECT stamp_card_id, stamps FROM member_stamps WHERE member_ref = ? ORDER BY stamp_card_id',
  );
  const complete = db.prepareRead("SELECT name FROM projection WHERE name = 'offer_facts'");
  return {
    purchaseDaysOf: (memberRef) => purchaseDays.all(uuidToBytes(memberRef)).map(purchaseDayFrom),
    offerUsesOf: (memberRef) => memberUses.all(uuidToBytes(memberRef)).map(offerUseFrom),
    stampsOf: (memberRef) =>
      Object.fromEntries(
        stamps
          .all(uuidToBytes(memberRef))
          .map((row) => [textOf(row, 'stamp_card_id'), integerOf(row, 'stamps')]),
      ),
    usesOfOffer: (offerId) => uses.all(offerId).map(offerUseFrom),
    allOfferUses: () => allUses.all().map(offerUseFrom),
    isComplete: () => complete.get() !== undefined,
  };
}

export function createOfferFactsWriter(db: WriteDb): OfferFactsWriter {
  const addDay = createSumWriter(purchaseDaySums(db));
  const addMemberUse = createSumWriter(memberUseSums(db));
  const addUse = createSumWriter(useSums(db));
  const addStamps = createSumWriter(stampSums(db));
  return {
    ...createOfferFactsStore(db),
    addPurchaseDay: ({ memberRef, date, visits, spentMinor }) =>
      addDay([uuidToBytes(memberRef), date], [visits, spentMinor]),
    addOfferUse: ({ offerId, memberRef, date, uses, costMinor }) => {
      addUse([offerId, date], [uses, costMinor]);
      if (memberRef !== null) addMemberUse([uuidToBytes(memberRef), offerId, date], [uses, costMinor]);
    },
    addStamps: ({ memberRef, stampCardId, stamps }) =>
      addStamps([uuidToBytes(memberRef), stampCardId], [stamps]),
    clear: () => {
      db.prepare('DELETE FROM member_purchase_day').run();
      db.prepare('DELETE FROM member_offer_use').run();
      db.prepare('DELETE FROM offer_use').run();
      db.prepare('DELETE FROM member_stamps').run();
    },
    markComplete: () =>
      void db.prepare("INSERT INTO projection (name) VALUES ('offer_facts') ON CONFLICT DO NOTHING").run(),
  };
}

/** Statements over one table of sums; `sums` are the columns that `find` gives, in the order in which `write` takes them. */
type SumStatements = {
  readonly sums: readonly string[];
  readonly find: ReadStatement;
  readonly write: WriteStatement;
  readonly remove: WriteStatement;
};

/** A row whose sums have all come back to 0, because everything in it was reversed, is one that never was. */
function createSumWriter({ sums, find, write, remove }: SumStatements) {
  return (key: readonly SqlValue[], amounts: readonly number[]): void => {
    const row = find.get(...key);
    // Added up here and not in SQL, because here a sum past the safe integers throws.
    const after = sums.map((column, index) =>
      addInt(row === undefined ? 0 : integerOf(row, column), amounts[index] ?? 0),
    );
    if (after.every((amount) => amount === 0)) remove.run(...key);
    else write.run(...key, ...after);
  };
}

function purchaseDaySums(db: WriteDb): SumStatements {
  return {
    sums: ['visits', 'spent_minor'],
    find: db.prepareRead(
      'SELECT visits, spent_minor FROM member_purchase_day WHERE member_ref = ? AND local_date = ?',
    ),
    write: db.prepare(
      `INSERT INTO member_purchase_day (member_ref, local_date, visits, spent_minor) VALUES (?, ?, ?, ?)
       ON CONFLICT (member_ref, local_date) DO UPDATE SET visits = excluded.visits, spent_minor = excluded.spent_minor`,
    ),
    remove: db.prepare('DELETE FROM member_purchase_day WHERE member_ref = ? AND local_date = ?'),
  };
}

function memberUseSums(db: WriteDb): SumStatements {
  return {
    sums: ['uses', 'cost_minor'],
    find: db.prepareRead(
      'SELECT uses, cost_minor FROM member_offer_use WHERE member_ref = ? AND offer_id = ? AND local_date = ?',
    ),
    write: db.prepare(
      `INSERT INTO member_offer_use (member_ref, offer_id, local_date, uses, cost_minor) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (member_ref, offer_id, local_date) DO UPDATE SET uses = excluded.uses,
         cost_minor = excluded.cost_minor`,
    ),
    remove: db.prepare(
      'DELETE FROM member_offer_use WHERE member_ref = ? AND offer_id = ? AND local_date = ?',
    ),
  };
}

function useSums(db: WriteDb): SumStatements {
  return {
    sums: ['uses', 'cost_minor'],
    find: db.prepareRead('SELECT uses, cost_minor FROM offer_use WHERE offer_id = ? AND local_date = ?'),
    write: db.prepare(
      `INSERT INTO offer_use (offer_id, local_date, uses, cost_minor) VALUES (?, ?, ?, ?)
       ON CONFLICT (offer_id, local_date) DO UPDATE SET uses = excluded.uses, cost_minor = excluded.cost_minor`,
    ),
    remove: db.prepare('DELETE FROM offer_use WHERE offer_id = ? AND local_date = ?'),
  };
}

function stampSums(db: WriteDb): SumStatements {
  return {
    sums: ['stamps'],
    find: db.prepareRead('SELECT stamps FROM member_stamps WHERE member_ref = ? AND stamp_card_id = ?'),
    write: db.prepare(
      `INSERT INTO member_stamps (member_ref, stamp_card_id, stamps) VALUES (?, ?, ?)
       ON CONFLICT (member_ref, stamp_card_id) DO UPDATE SET stamps = excluded.stamps`,
    ),
    remove: db.prepare('DELETE FROM member_stamps WHERE member_ref = ? AND stamp_card_id = ?'),
  };
}

function purchaseDayFrom(row: SqlRow): PurchaseDayRow {
  return {
    date: textOf(row, 'local_date'),
    visits: integerOf(row, 'visits'),
    spentMinor: minor(integerOf(row, 'spent_minor')),
  };
}

function offerUseFrom(row: SqlRow): OfferUseRow {
  return {
    offerId: textOf(row, 'offer_id'),
    date: textOf(row, 'local_date'),
    uses: integerOf(row, 'uses'),
    costMinor: minor(integerOf(row, 'cost_minor')),
  };
}
