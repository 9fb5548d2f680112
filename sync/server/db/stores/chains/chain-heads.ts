/** Heads of chains: one row for each epoch of a till and for each branch of it. */

import { uuid } from '#shared/kernel/ids.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

/** An epoch of a till, or a branch that another copy of the till wrote. */
export type ChainHead = {
  readonly epoch: number;
  readonly branch: number;
  /** The branch's own entries begin after this one; 0 for branch 0. */
  readonly forkedAfterSeq: number;
  /** The branch that has that entry as its own; 0 for branch 0. */
  readonly forkedFrom: number;
  readonly seq: number;
  readonly hash: Uint8Array;
  /** Up to here it is in a verified backup. */
  readonly durable: { readonly seq: number; readonly hash: Uint8Array } | null;
  /** Up to here its entries are counted. */
  readonly projectedSeq: number;
  /** Where it ended when the till was last unfrozen; what is beyond was written since. 0 when it never was. */
  readonly unfrozenSeq: number;
};

/** All epochs and branches, the oldest first. */
export async function chainHeads(
  db: HqDb | HqTransaction,
  deviceId: DeviceId,
): Promise<readonly ChainHead[]> {
  const rows = await headRows(db)
    .where('device_id', '=', deviceId)
    .orderBy('epoch')
    .orderBy('branch')
    .execute();
  return rows.map(headOf);
}

/**
 * The branches of one epoch, locked until the transaction ends. Whoever adds to a chain holds the lock of the till's row
 * before: a chain that does not exist yet has no row to lock.
 */
export async function lockChainHeads(
  transaction: HqTransaction,
  deviceId: DeviceId,
  epoch: number,
): Promise<readonly ChainHead[]> {
  const rows = await headRows(transaction)
    .where('device_id', '=', deviceId)
    .where('epoch', '=', epoch)
    .orderBy('branch')
    .forUpdate()
    .execute();
  return rows.map(headOf);
}

export type NewHead = Pick<
  ChainHead,
  'epoch' | 'branch' | 'forkedAfterSeq' | 'forkedFrom' | 'seq' | 'hash'
> & {
  readonly deviceId: DeviceId;
  readonly receivedMs: number;
};

/** Writes a chain's new head; the row is made with the chain's first entries. */
export async function moveChainHead(transaction: HqTransaction, head: NewHead): Promise<void> {
  const { deviceId, epoch, branch, forkedAfterSeq, forkedFrom, seq, hash, receivedMs } = head;
  await transaction
    .insertInto('chain_head')
    .values({
      device_id: deviceId,
      epoch,
      branch,
      forked_after_seq: forkedAfterSeq,
      forked_from: forkedFrom,
      seq,
      hash,
      // What was before the fork is counted as entries of the branch that has it.
      projected_seq: forkedAfterSeq,
      received_ms: receivedMs,
    })
    .onConflict((conflict) =>
      conflict.columns(['device_id', 'epoch', 'branch']).doUpdateSet({ seq, hash, received_ms: receivedMs }),
    )
    .execute();
}

/** Remembers where every chain of a till ends now: from here on one of them may go on. The till's row is locked before. */
export async function noteUnfrozen(transaction: HqTransaction, deviceId: DeviceId): Promise<void> {
  await transaction
    .updateTable('chain_head')
    .set((columns) => ({ unfrozen_seq: columns.ref('seq') }))
    .where('device_id', '=', deviceId)
    .execute();
}

/** How many chains a till has, and the newest epoch of them. */
export async function chainExtent(
  transaction: HqTransaction,
  deviceId: DeviceId,
): Promise<{ readonly chains: number; readonly newestEpoch: number }> {
  const row = await transaction
    .selectFrom('chain_head')
    .select(({ fn }) => [fn.countAll<number>().as('chains'), fn.max<number | null>('epoch').as('newest')])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return { chains: row?.chains ?? 0, newestEpoch: row?.newest ?? 0 };
}

export type HeadOfDevice = ChainHead & { readonly deviceId: DeviceId };

/** Up to `count` heads of all tills in the order of their keys, after the one given. */
export async function chainHeadsAfter(
  db: HqDb | HqTransaction,
  after: Pick<HeadOfDevice, 'deviceId' | 'epoch' | 'branch'> | undefined,
  count: number,
): Promise<readonly HeadOfDevice[]> {
  const rows = await headRows(db)
    .$if(after !== undefined, (query) =>
      query.where((builder) =>
        builder(
          builder.refTuple('device_id', 'epoch', 'branch'),
          '>',
          builder.tuple(after?.deviceId ?? '', after?.epoch ?? 0, after?.branch ?? 0),
        ),
      ),
    )
    .orderBy('device_id')
    .orderBy('epoch')
    .orderBy('branch')
    .limit(count)
    .execute();
  return rows.map((row) => ({ ...headOf(row), deviceId: uuid(row.device_id) }));
}

function headRows(db: HqDb | HqTransaction) {
  return db
    .selectFrom('chain_head')
    .select([
      'device_id',
      'epoch',
      'branch',
      'forked_after_seq',
      'forked_from',
      'seq',
      'hash',
      'durable_seq',
      'durable_hash',
      'projected_seq',
      'unfrozen_seq',
    ]);
}

type HeadRow = Awaited<ReturnType<ReturnType<typeof headRows>['execute']>>[number];

function headOf(row: HeadRow): ChainHead {
  const { durable_hash: durableHash } = row;
  return {
    epoch: row.epoch,
    branch: row.branch,
    forkedAfterSeq: row.forked_after_seq,
    forkedFrom: row.forked_from,
    seq: row.seq,
    hash: row.hash,
    durable: durableHash === null ? null : { seq: row.durable_seq, hash: durableHash },
    projectedSeq: row.projected_seq,
    unfrozenSeq: row.unfrozen_seq,
  };
}
