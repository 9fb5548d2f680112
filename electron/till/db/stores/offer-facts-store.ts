/** Running sums over the entries that offers ask for: days of purchases, uses of offers, stamps. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { minor } from '#shared/domain/money.ts';
import type { Minor } from '#shared/domain/money.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { OfferUseChange, PurchaseDayChange, StampChange } from '#shared/ledger/activity.ts';
import type { ReadDb, SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf } from '../row.ts';
import { createSums } from './gathered-rows.ts';
import type { GatheredRows, SumTable } from './gathered-rows.ts';

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

/** What is added is in the tables once the gathered rows are written. */
export function createOfferFactsWriter(db: WriteDb, gathered: GatheredRows): OfferFactsWriter {
  const addDay = createSums(gathered, purchaseDaySums(db));
  const addMemberUse = createSums(gathered, memberUseSums(db));
  const addUse = createSums(gathered, useSums(db));
  const addStamps = createSums(gathered, stampSums(db));
  return {
    ...createOfferFactsStore(db),
    addPurchaseDay: (change) => addDay(change, [change.visits, change.spentMinor]),
    addOfferUse: ({ offerId, memberRef, date, uses, costMinor }) => {
      addUse({ offerId, date }, [uses, costMinor]);
      if (memberRef !== null) addMemberUse({ memberRef, offerId, date }, [uses, costMinor]);
    },
    addStamps: (change) => addStamps(change, [change.stamps]),
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

function purchaseDaySums(db: WriteDb): SumTable<Pick<PurchaseDayChange, 'memberRef' | 'date'>> {
  return {
    columns: ['visits', 'spent_minor'],
    nameOf: ({ memberRef, date }) => `${memberRef} ${date}`,
    valuesOf: ({ memberRef, date }) => [uuidToBytes(memberRef), date],
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

type MemberUseKey = Pick<OfferUseChange, 'offerId' | 'date'> & { readonly memberRef: MemberRef };

function memberUseSums(db: WriteDb): SumTable<MemberUseKey> {
  return {
    columns: ['uses', 'cost_minor'],
    nameOf: ({ memberRef, offerId, date }) => `${memberRef} ${date} ${offerId}`,
    valuesOf: ({ memberRef, offerId, date }) => [uuidToBytes(memberRef), offerId, date],
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

function useSums(db: WriteDb): SumTable<Pick<OfferUseChange, 'offerId' | 'date'>> {
  return {
    columns: ['uses', 'cost_minor'],
    nameOf: ({ offerId, date }) => `${date} ${offerId}`,
    valuesOf: ({ offerId, date }) => [offerId, date],
    find: db.prepareRead('SELECT uses, cost_minor FROM offer_use WHERE offer_id = ? AND local_date = ?'),
    write: db.prepare(
      `INSERT INTO offer_use (offer_id, local_date, uses, cost_minor) VALUES (?, ?, ?, ?)
       ON CONFLICT (offer_id, local_date) DO UPDATE SET uses = excluded.uses, cost_minor = excluded.cost_minor`,
    ),
    remove: db.prepare('DELETE FROM offer_use WHERE offer_id = ? AND local_date = ?'),
  };
}

function stampSums(db: WriteDb): SumTable<Pick<StampChange, 'memberRef' | 'stampCardId'>> {
  return {
    columns: ['stamps'],
    nameOf: ({ memberRef, stampCardId }) => `${memberRef} ${stampCardId}`,
    valuesOf: ({ memberRef, stampCardId }) => [uuidToBytes(memberRef), stampCardId],
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
