/** One page of the entries that a member's balance comes from, all of it as it stood at one instant. */

import type {
  MemberStatement,
  StatementAmounts,
  StatementEntry,
} from '#shared/contracts/hq/member-statement.ts';
import { receiptNumber, tillCode } from '#shared/domain/receipt-number.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { TransactionDeps } from '../db/in-transaction.ts';
import { memberLook } from '../db/stores/truth/member-look.ts';
import {
  combined,
  numberedEntries,
  tillNames,
  statementRows,
  statementSums,
} from '../db/stores/truth/member-statement.ts';
import type { StatementPlace, StatementRow } from '../db/stores/truth/member-statement.ts';

export type StatementAsked = {
  readonly memberRef: Uuid;
  /** The cursor of the last entry that is known; null for the newest. */
  readonly before: string | null;
  readonly count: number;
};

/** `undefined` for a member that HQ does not know. */
export function memberStatement(
  deps: TransactionDeps,
  asked: StatementAsked,
): Promise<MemberStatement | undefined> {
  const options = { isolation: 'repeatable read', isRepeatable: true } as const;
  return inTransaction(deps, (transaction) => readPage(transaction, asked), options);
}

async function readPage(
  transaction: HqTransaction,
  { memberRef, before, count }: StatementAsked,
): Promise<MemberStatement | undefined> {
  const look = await memberLook(transaction, memberRef);
  if (look === undefined) return undefined;
  const refs = [memberRef, ...look.aliases];
  const place = before === null ? null : placeOf(before);
  const rows = await statementRows(transaction, refs, { before: place, count: count + 1 });
  const { balance, brought, listed, newer } = await statementSums(transaction, refs, place);
  const shown = rows.slice(0, count);
  const numberOf = await receiptNumbers(transaction, shown);
  let after = minus(balance, newer);
  const entries = shown.map((row): StatementEntry => {
    const entry = entryOf(row, { after, ...numberOf(row) });
    after = minus(after, row.change);
    return entry;
  });
  const unlisted = minus(minus(balance, brought), listed);
  return { balance, brought, unlisted, entries, hasMore: rows.length > count };
}

function minus(left: StatementAmounts, right: StatementAmounts): StatementAmounts {
  return combined(left, right, (from, taken) => from - taken);
}

type Numbers = Pick<StatementEntry, 'number' | 'refNumber' | 'tillName'>;

async function receiptNumbers(
  transaction: HqTransaction,
  rows: readonly StatementRow[],
): Promise<(row: StatementRow) => Numbers> {
  const refIds = new Set(rows.flatMap(({ refEntryId }) => (refEntryId === null ? [] : [refEntryId])));
  const refs = await numberedEntries(transaction, [...refIds]);
  const nameById = await tillNames(transaction, [...rows, ...refs.values()]);
  const numberOf = ({
    deviceId,
    businessDay,
    seq,
  }: Pick<StatementRow, 'deviceId' | 'businessDay' | 'seq'>) => {
    const name = nameById.get(deviceId);
    return name === undefined ? null : receiptNumber(tillCode(name, deviceId), businessDay, seq);
  };
  return (row) => {
    const ref = row.refEntryId === null ? undefined : refs.get(row.refEntryId);
    return {
      tillName: nameById.get(row.deviceId) ?? null,
      number: numberOf(row),
      refNumber: ref === undefined ? null : numberOf(ref),
    };
  };
}

function entryOf(
  row: StatementRow,
  { after, number, refNumber, tillName }: Numbers & Pick<StatementEntry, 'after'>,
): StatementEntry {
  const { entryId, wallMs: atMs, storeId, deviceId, kind, memberRef, change, disposition, reason } = row;
  const booked = { entryId, atMs, storeId, deviceId, tillName, kind, memberRef };
  return { cursor: cursorOf(row), ...booked, change, after, disposition, reason, number, refNumber };
}

function cursorOf({ hlcMs, deviceId, epoch, branch, seq, memberRef }: StatementPlace): string {
  return [hlcMs, deviceId, epoch, branch, seq, memberRef].join('_');
}

/** Of a cursor in the form of the contract. */
function placeOf(cursor: string): StatementPlace {
  const [hlcMs, deviceId, epoch, branch, seq, memberRef] = cursor.split('_');
  invariant(deviceId !== undefined && memberRef !== undefined, 'the form of a cursor was checked');
  return {
    hlcMs: Number(hlcMs),
    deviceId: uuid(deviceId),
    epoch: Number(epoch),
    branch: Number(branch),
    seq: Number(seq),
    memberRef: uuid(memberRef),
  };
}
