/**
 * Rows of sums that the entries of one transaction change: each is read when the first entry asks for it, added up in
 * memory, and written once. A hundred sales change the row of one offer a hundred times, and write it once.
 */

import { addInt } from '#shared/kernel/int-math.ts';
import type { ReadStatement, SqlValue, WriteStatement } from '../database.ts';
import { integerOf } from '../row.ts';

export type GatheredRows = {
  readonly table: <Key, Row>(table: RowTable<Key, Row>) => ChangeRow<Key, Row>;
  /** Before anybody reads these tables, and at the latest before the transaction ends. */
  readonly writeAll: () => void;
  /** Before the first entry of a transaction: what one that was rolled back had gathered was never there. */
  readonly dropAll: () => void;
};

export type RowTable<Key, Row> = {
  /** One name for each row. */
  readonly nameOf: (key: Key) => string;
  /** `undefined` where the table has no such row. */
  readonly find: (key: Key) => Row | undefined;
  readonly write: (key: Key, row: Row) => void;
};

/** Where `changed` throws, the row stays as it was. */
export type ChangeRow<Key, Row> = (key: Key, changed: (before: Row | undefined) => Row) => void;

export function createGatheredRows(): GatheredRows {
  const writers: (() => void)[] = [];
  const droppers: (() => void)[] = [];
  return {
    table: <Key, Row>({ nameOf, find, write }: RowTable<Key, Row>): ChangeRow<Key, Row> => {
      const rows = new Map<string, { readonly key: Key; row: Row }>();
      writers.push(() => {
        for (const { key, row } of rows.values()) write(key, row);
        rows.clear();
      });
      droppers.push(() => rows.clear());
      return (key, changed) => {
        const name = nameOf(key);
        const gathered = rows.get(name);
        if (gathered === undefined) rows.set(name, { key, row: changed(find(key)) });
        else gathered.row = changed(gathered.row);
      };
    },
    writeAll: () => {
      for (const write of writers) write();
    },
    dropAll: () => {
      for (const drop of droppers) drop();
    },
  };
}

/** A table of sums: `columns` are those that `find` gives, in the order in which `write` takes them behind the key. */
export type SumTable<Key> = {
  readonly columns: readonly string[];
  readonly nameOf: (key: Key) => string;
  readonly valuesOf: (key: Key) => readonly SqlValue[];
  readonly find: ReadStatement;
  readonly write: WriteStatement;
  /** For a table in which a row whose sums have all come back to 0 is one that never was. */
  readonly remove?: WriteStatement;
};

export type AddToSums<Key> = (key: Key, amounts: readonly number[]) => void;

/** Added up here and not in SQL, because here a sum past the safe integers throws. */
export function createSums<Key>(gathered: GatheredRows, table: SumTable<Key>): AddToSums<Key> {
  const { columns, nameOf, valuesOf, find, write, remove } = table;
  const change = gathered.table<Key, readonly number[]>({
    nameOf,
    find: (key) => {
      const row = find.get(...valuesOf(key));
      return row && columns.map((column) => integerOf(row, column));
    },
    write: (key, amounts) => {
      const isGone = remove !== undefined && amounts.every((amount) => amount === 0);
      if (isGone) remove.run(...valuesOf(key));
      else write.run(...valuesOf(key), ...amounts);
    },
  });
  return (key, amounts) =>
    change(key, (before) => amounts.map((amount, index) => addInt(before?.[index] ?? 0, amount)));
}
