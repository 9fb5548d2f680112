/** Records of a pull as one line of a page: a block of columns, and back. */

import { blockCellsMax } from './column.ts';
import { fromColumns } from './from-columns.ts';
import { toColumns } from './to-columns.ts';

/** One line of a page. Its members leave out what the rest of them says: see `shortMember`. */
export type PageBlock = {
  readonly t: 'block';
  readonly count: number;
  readonly columns: unknown;
};

/** `undefined` for more than one block may hold: less goes into each. */
export function blockOf(records: readonly object[]): PageBlock | undefined {
  const { columns, cells } = toColumns(records.map(shortMember));
  return cells > blockCellsMax ? undefined : { t: 'block', count: records.length, columns };
}

/** The records of a line that says that it is a block; `undefined` for one that is not as the protocol says. */
export function recordsOfBlock(line: Fields): readonly unknown[] | undefined {
  return fromColumns(line['columns'], line['count'])?.map(wholeMember);
}

export function isBlock(line: unknown): line is Fields {
  return isObject(line) && line['t'] === 'block';
}

/** The key of a lot is told by its entry and line, and the entry of a lot that was brought along by its member. */
function shortMember(record: object): unknown {
  const refOf = memberRefOf(record);
  if (refOf === undefined || !('lots' in record) || !Array.isArray(record.lots)) return record;
  return { ...record, lots: record.lots.map((lot: unknown) => (isObject(lot) ? shortLot(lot, refOf) : lot)) };
}

function shortLot(lot: Fields, memberRef: string): unknown {
  const { key, lotEntryId, ...rest } = lot;
  return {
    ...rest,
    ...(key === keyOf(lot) ? {} : { key }),
    ...(lotEntryId === memberRef ? {} : { lotEntryId }),
  };
}

function wholeMember(record: unknown): unknown {
  const memberRef = isObject(record) ? memberRefOf(record) : undefined;
  if (memberRef === undefined || !isObject(record) || !Array.isArray(record['lots'])) return record;
  const lots = record['lots'].map((lot: unknown) => {
    if (!isObject(lot)) return lot;
    const whole = { lotEntryId: memberRef, ...lot };
    return { key: keyOf(whole), ...whole };
  });
  return { ...record, lots };
}

function keyOf({ lotEntryId, lotLine }: Fields): string {
  return `${String(lotEntryId)}.${String(lotLine)}`;
}

function memberRefOf(record: object): string | undefined {
  if (!('member' in record) || !isObject(record.member)) return undefined;
  const { memberRef } = record.member;
  return typeof memberRef === 'string' ? memberRef : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
