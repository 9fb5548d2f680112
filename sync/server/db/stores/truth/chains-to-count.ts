/** Chains that wait to be counted: found, held while they are counted, and moved on. */

import { sql } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { SegmentToCount } from './segments-to-count.ts';
import type { ChainToCount, CountedRange } from './truth-turn.ts';

/** A chain whose next segment is held by whoever counts it. */
export type ChainHeld = ChainToCount & {
  /** Its last entry at this moment. */
  readonly untilSeq: number;
  /** The segment with the entry after `afterSeq`. */
  readonly next: SegmentToCount;
};

/** Segments begin at most this many entries before their last one. */
const segmentEntriesMax = 1_000;

/**
 * Chains with entries that are not counted, the longest waiting first, about as many as have `entriesMax` entries
 * between them; none that somebody else counts at this moment. What is locked is the next segment of each, and not
 * its head: its till can go on sending. Whether they are still where they were is to be looked at in the turn: see
 * `chainsMoved`.
 */
export async function lockChainsToCount(
  transaction: HqTransaction,
  limits: CountLimits,
): Promise<readonly ChainHeld[]> {
  const waiting = await waitingChains(transaction, limits.chainsMax * processesMax);
  if (waiting.length === 0) return [];
  // Two statements: in one, PostgreSQL takes a third of all heads for waiting ones, and reads every segment for them.
  const found = await sql<FoundChain>`
    SELECT h.device_id, h.epoch, h.branch, h.seq, h.after_seq,
      s.from_seq, s.to_seq, s.received_ms, s.is_after_revocation, s.bytes
    FROM json_to_recordset(${JSON.stringify(waiting)}::JSON)
      AS h (at INT, device_id UUID, epoch INT, branch INT, seq BIGINT, after_seq BIGINT)
    JOIN segment s ON s.device_id = h.device_id AND s.epoch = h.epoch AND s.branch = h.branch
      AND s.from_seq > h.after_seq - ${segmentEntriesMax}::INT
      AND s.from_seq <= h.after_seq + 1
      AND s.to_seq > h.after_seq
    ORDER BY h.at, s.from_seq
    LIMIT ${chainsToTake(waiting, limits)}::INT
    FOR UPDATE OF s SKIP LOCKED`.execute(transaction);
  const chains = new Map<string, ChainHeld>();
  for (const row of found.rows) {
    const name = `${row.device_id} ${row.epoch} ${row.branch}`;
    if (!chains.has(name)) chains.set(name, chainHeld(row));
  }
  return [...chains.values()];
}

type CountLimits = { readonly chainsMax: number; readonly entriesMax: number };

/** So many that count at the same time find chains that none of the others has. */
const processesMax = 8;

type WaitingChain = {
  readonly at: number;
  readonly device_id: string;
  readonly epoch: number;
  readonly branch: number;
  readonly seq: number;
  readonly after_seq: number;
};

async function waitingChains(
  transaction: HqTransaction,
  chainsMax: number,
): Promise<readonly WaitingChain[]> {
  const found = await sql<Omit<WaitingChain, 'at'>>`
    SELECT device_id, epoch, branch, seq, GREATEST(projected_seq, forked_after_seq) AS after_seq
    FROM chain_head WHERE projected_seq < seq
    ORDER BY received_ms, device_id, epoch, branch LIMIT ${chainsMax}::INT`.execute(transaction);
  return found.rows.map((row, at) => ({ ...row, at }));
}

type FoundChain = {
  readonly device_id: string;
  readonly epoch: number;
  readonly branch: number;
  readonly seq: number;
  readonly after_seq: number;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly received_ms: number;
  readonly is_after_revocation: boolean;
  readonly bytes: Uint8Array;
};

function chainHeld(row: FoundChain): ChainHeld {
  return {
    deviceId: uuid(row.device_id),
    epoch: row.epoch,
    branch: row.branch,
    afterSeq: row.after_seq,
    untilSeq: row.seq,
    next: {
      fromSeq: row.from_seq,
      toSeq: row.to_seq,
      receivedMs: row.received_ms,
      isAfterRevocation: row.is_after_revocation,
      bytes: row.bytes,
    },
  };
}

/** Few chains of many entries, or many chains of few: more than are counted would be kept from others. */
function chainsToTake(waiting: readonly WaitingChain[], { chainsMax, entriesMax }: CountLimits): number {
  const first = waiting.slice(0, chainsMax);
  const entries = first.reduce((sum, chain) => sum + Math.min(chain.seq - chain.after_seq, entriesMax), 0);
  const each = entries / Math.max(first.length, 1);
  return Math.min(Math.max(Math.ceil(entriesMax / Math.max(each, 1)), 1), chainsMax);
}

/**
 * Of these chains those that somebody else has counted since they were read. Whoever asks has the turn, so that the
 * answer holds until the end of the transaction.
 */
export async function chainsMoved(
  transaction: HqTransaction,
  ranges: readonly CountedRange[],
): Promise<ReadonlySet<CountedRange>> {
  const found = await sql<{ at: number }>`
    SELECT x.at FROM json_to_recordset(${JSON.stringify(ranges.map(rangeRow))}::JSON)
      AS x (at INT, device_id UUID, epoch INT, branch INT, from_seq BIGINT, to_seq BIGINT)
    JOIN chain_head h ON h.device_id = x.device_id AND h.epoch = x.epoch AND h.branch = x.branch
    WHERE GREATEST(h.projected_seq, h.forked_after_seq) = x.from_seq - 1`.execute(transaction);
  const inPlace = new Set(found.rows.map(({ at }) => at));
  return new Set(ranges.filter((_, at) => !inPlace.has(at)));
}

export async function moveCounted(
  transaction: HqTransaction,
  ranges: readonly CountedRange[],
): Promise<void> {
  if (ranges.length === 0) return;
  const rows = JSON.stringify(ranges.map(rangeRow));
  // Locked in one order: a till that forks locks several heads of its own.
  await sql`
    SELECT 1 FROM chain_head h
    JOIN json_to_recordset(${rows}::JSON) AS x (device_id UUID, epoch INT, branch INT)
      ON h.device_id = x.device_id AND h.epoch = x.epoch AND h.branch = x.branch
    ORDER BY h.device_id, h.epoch, h.branch FOR UPDATE OF h`.execute(transaction);
  await sql`
    UPDATE chain_head AS h SET projected_seq = x.to_seq
    FROM json_to_recordset(${rows}::JSON) AS x (device_id UUID, epoch INT, branch INT, to_seq BIGINT)
    WHERE h.device_id = x.device_id AND h.epoch = x.epoch AND h.branch = x.branch`.execute(transaction);
}

function rangeRow({ deviceId, epoch, branch, fromSeq, toSeq }: CountedRange, at: number) {
  return { at, device_id: deviceId, epoch, branch, from_seq: fromSeq, to_seq: toSeq };
}
