/** Changes of many entries added up to one row for each key, as the tables of sums have them. */

import type { MemberRef } from '#shared/domain/member.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { compareTexts } from '#shared/kernel/order.ts';
import type { Lot } from '#shared/ledger/posting.ts';
import { lotKeyOf } from '#sync/core/lot-key.ts';
import type { EntryChanges } from './entry-changes.ts';

/** Tables whose rows only ever grow by additions: what names a row, and what is added up. */
export const sumTables = {
  account_sum: { key: ['device_id', 'account', 'unit'], counted: ['amount'] },
  member_sum: {
    key: ['member_ref', 'device_id'],
    counted: ['points', 'points_pending', 'wallet_minor', 'wallet_pending_minor', 'visits', 'spent_minor'],
  },
  lot_sum: { key: ['member_ref', 'lot_entry_id', 'lot_line', 'device_id'], counted: ['open', 'held'] },
  member_day: { key: ['member_ref', 'device_id', 'day'], counted: ['visits', 'spent_minor'] },
  member_use: { key: ['member_ref', 'device_id', 'offer_id', 'day'], counted: ['uses', 'cost_minor'] },
  member_stamp: { key: ['member_ref', 'device_id', 'stamp_card_id'], counted: ['stamps'] },
  offer_use: { key: ['offer_id', 'store_id', 'device_id', 'day'], counted: ['uses', 'cost_minor'] },
} as const;
export type SumTable = keyof typeof sumTables;

/** Something to add to one row; columns that are left out stay as they are. */
export type SumChange = {
  readonly table: SumTable;
  readonly key: readonly (string | number)[];
  readonly add: Readonly<Record<string, number>>;
};

/** One row of a table of sums: texts and numbers of its key, and whole amounts of any size as texts. */
export type SumRow = Readonly<Record<string, string | number>>;

export type EntryToSum = {
  readonly deviceId: Uuid;
  readonly storeId: string;
  readonly changes: EntryChanges;
};

const purseColumns = {
  points: 'points',
  points_pending: 'points_pending',
  wallet: 'wallet_minor',
  wallet_pending: 'wallet_pending_minor',
} as const;

export function sumChangesOf({ deviceId, storeId, changes }: EntryToSum): readonly SumChange[] {
  const { accounts, purses, activities, lots, days, stamps } = changes;
  return [
    ...accounts.map(({ account, unit, amount }) =>
      change('account_sum', [deviceId, account, unit], { amount }),
    ),
    ...purses.map(({ memberRef, purse, amount }) =>
      change('member_sum', [memberRef, deviceId], { [purseColumns[purse]]: amount }),
    ),
    ...activities.map(({ memberRef, visits, spentMinor }) =>
      change('member_sum', [memberRef, deviceId], { visits, spent_minor: spentMinor }),
    ),
    ...lots.map(({ memberRef, lot, open, held }) =>
      change('lot_sum', [memberRef, lot.entryId, lot.line, deviceId], { open, held }),
    ),
    ...days.map(({ memberRef, date, visits, spentMinor }) =>
      change('member_day', [memberRef, deviceId, date], { visits, spent_minor: spentMinor }),
    ),
    ...stamps.map(({ memberRef, stampCardId, stamps: more }) =>
      change('member_stamp', [memberRef, deviceId, stampCardId], { stamps: more }),
    ),
    ...useChanges({ deviceId, storeId, changes }),
    ...touchedBy({ deviceId, storeId, changes }),
  ];
}

/** A row of `member_sum` for everybody of whom anything is added: a device's members are found by that table alone. */
function touchedBy({ deviceId, changes }: EntryToSum): readonly SumChange[] {
  const { lots, days, stamps, uses, visit } = changes;
  const touched = [...lots, ...days, ...stamps, ...uses, ...(visit === null ? [] : [visit])];
  const refs = new Set(touched.map(({ memberRef }) => memberRef));
  return [...refs].flatMap((memberRef) =>
    memberRef === null ? [] : [change('member_sum', [memberRef, deviceId], {})],
  );
}

function useChanges({ deviceId, storeId, changes }: EntryToSum): readonly SumChange[] {
  return changes.uses.flatMap(({ offerId, memberRef, date, uses, costMinor }) => {
    const used = { uses, cost_minor: costMinor };
    const ofAll = change('offer_use', [offerId, storeId, deviceId, date], used);
    if (memberRef === null) return [ofAll];
    return [ofAll, change('member_use', [memberRef, deviceId, offerId, date], used)];
  });
}

function change(table: SumTable, key: SumChange['key'], add: SumChange['add']): SumChange {
  return { table, key, add };
}

/**
 * The rows of each table, in the order of their keys, so that two who write the same rows lock them in one order. Sums
 * that come to 0 are rows too: what was ever touched does not depend on how entries were put into batches.
 */
export function addUp(changes: Iterable<SumChange>): ReadonlyMap<SumTable, readonly SumRow[]> {
  const tables = new Map<SumTable, Map<string, Summed>>();
  for (const { table, key, add } of changes) {
    const rows = tables.get(table) ?? new Map<string, Summed>();
    tables.set(table, rows);
    const name = JSON.stringify(key);
    const row = rows.get(name) ?? { key, sums: new Map<string, bigint>() };
    rows.set(name, row);
    for (const [column, amount] of Object.entries(add)) {
      row.sums.set(column, (row.sums.get(column) ?? 0n) + BigInt(amount));
    }
  }
  return new Map([...tables].map(([table, rows]) => [table, rowsOf(table, rows)]));
}

type Summed = { readonly key: SumChange['key']; readonly sums: Map<string, bigint> };

function rowsOf(table: SumTable, rows: ReadonlyMap<string, Summed>): readonly SumRow[] {
  const { key: names, counted } = sumTables[table];
  return [...rows]
    .toSorted(([left], [right]) => compareTexts(left, right))
    .map(([, { key, sums }]) => ({
      ...Object.fromEntries(names.map((name, place) => [name, key[place] ?? ''])),
      ...Object.fromEntries(counted.map((column) => [column, (sums.get(column) ?? 0n).toString()])),
    }));
}

/** A lot as its table has it. */
export type LotRow = {
  readonly member_ref: Uuid;
  readonly lot_entry_id: Uuid;
  readonly lot_line: number;
  readonly unit: 'points' | 'money';
  readonly origin: string;
  readonly made_on: string;
  readonly release_on: string | null;
  readonly expires_on: string | null;
  readonly is_stub: boolean;
};

/** Of a lot whose making is not known yet: older than any other, so that it is spent first. */
const unknownTerms = {
  origin: 'adjusted',
  made_on: '1970-01-01',
  release_on: null,
  expires_on: null,
  is_stub: true,
} as const;

/** Lots that the entries make, and stubs of those that they only take from or add to; each once. */
export function lotRowsOf(entries: readonly Pick<EntryToSum, 'changes'>[]): readonly LotRow[] {
  const rows = new Map<string, LotRow>();
  for (const { changes } of entries) {
    for (const { memberRef, lot, unit, origin, madeOn, releaseOn, expiresOn } of changes.newLots) {
      const terms = { origin, made_on: madeOn, release_on: releaseOn, expires_on: expiresOn, is_stub: false };
      rows.set(nameOf(memberRef, lot), { ...placeOf(memberRef, lot), unit, ...terms });
    }
  }
  for (const { changes } of entries) {
    for (const { memberRef, lot, unit } of changes.lots) {
      const name = nameOf(memberRef, lot);
      if (!rows.has(name)) rows.set(name, { ...placeOf(memberRef, lot), unit, ...unknownTerms });
    }
  }
  return [...rows].toSorted(([left], [right]) => compareTexts(left, right)).map(([, row]) => row);
}

function nameOf(memberRef: MemberRef, lot: Lot): string {
  return `${memberRef} ${lotKeyOf(lot)}`;
}

function placeOf(memberRef: MemberRef, { entryId, line }: Lot) {
  return { member_ref: memberRef, lot_entry_id: entryId, lot_line: line };
}
