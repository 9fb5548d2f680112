/** The places of values inside an entry: each is a column, made when a value is first met there. Both sides agree. */

import { columnsMax } from './segment-limits.ts';
import { kind } from './segment-tags.ts';

/** No text stands before the value in its record. */
export const noKey = -1;

/** What a column remembers of a value: texts and bytes by their number, arrays by their length. */
export type Remembered = { readonly kind: number; readonly number: number };

/** `Own` is what its side keeps of it: what is written, or what is left to read. */
export type Column<Own> = {
  readonly own: Own;
  last: Remembered;
  /** The last value beside each key; made with the first key, because most columns never have one. */
  lastByKey: Map<number, Remembered> | undefined;
  /** Time of the UUID before. */
  uuidMs: number;
  /** Columns of the fields, by the number of fields. */
  readonly records: Map<number, readonly Column<Own>[]>;
  items: Column<Own> | undefined;
};

export type Columns<Own> = {
  readonly root: Column<Own>;
  /** In the order in which they were made. */
  readonly all: readonly Column<Own>[];
  /** `undefined` where there would be too many columns. */
  readonly fieldsOf: (parent: Column<Own>, count: number) => readonly Column<Own>[] | undefined;
  readonly itemsOf: (parent: Column<Own>) => Column<Own> | undefined;
};

/** `createOwn` is given the order of the column: 0 for the whole entry. */
export function createColumns<Own>(createOwn: (order: number) => Own): Columns<Own> {
  const all: Column<Own>[] = [];
  const create = (): Column<Own> => {
    const column: Column<Own> = {
      own: createOwn(all.length),
      last: nothing,
      lastByKey: undefined,
      uuidMs: 0,
      records: new Map(),
      items: undefined,
    };
    all.push(column);
    return column;
  };
  return {
    root: create(),
    all,
    fieldsOf: (parent, count) => {
      const known = parent.records.get(count);
      if (known !== undefined || all.length + count > columnsMax) return known;
      const made = Array.from({ length: count }, create);
      parent.records.set(count, made);
      return made;
    },
    itemsOf: (parent) => {
      if (parent.items === undefined && all.length < columnsMax) parent.items = create();
      return parent.items;
    },
  };
}

/** The last value of the column beside this key, or its last one where there was none beside it. */
export function expectedIn<Own>(column: Column<Own>, key: number): Remembered {
  return key === noKey ? column.last : (column.lastByKey?.get(key) ?? column.last);
}

export function remember<Own>(column: Column<Own>, key: number, value: Remembered): void {
  column.last = value;
  if (key === noKey) return;
  column.lastByKey ??= new Map();
  column.lastByKey.set(key, value);
}

const nothing: Remembered = { kind: kind.none, number: 0 };
