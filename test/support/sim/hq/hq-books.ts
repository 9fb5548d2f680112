/** Everything that was booked anywhere, read beside whoever keeps it: out of the tills' files, and out of HQ's segments. */

import type { ReadDb } from '#electron/till/db/database.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuid, uuidFromBytes } from '#shared/kernel/ids.ts';
import { entryHash, genesisHash } from '#shared/ledger/chain.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { decodeSegment } from '#sync/core/segment/decode-segment.ts';
import { segmentLimits } from '#sync/core/segment/segment-limits.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { nodeBrotli } from '#sync/server/node-brotli.ts';
import { mustHold } from '../violation.ts';

export type BookedEntry = {
  readonly epoch: number;
  readonly seq: number;
  readonly entryId: string;
  /** Hexadecimal. */
  readonly hash: string;
  readonly body: Uint8Array;
};

/** Every entry of a till's file, in order. */
export function entriesAtTill(db: ReadDb): readonly BookedEntry[] {
  const rows = db.prepareRead('SELECT epoch, seq, entry_id, hash, body FROM entry ORDER BY epoch, seq').all();
  return rows.map((row) => ({
    epoch: Number(row['epoch']),
    seq: Number(row['seq']),
    entryId: uuidFromBytes(bytes(row['entry_id'])),
    hash: bytesToHex(bytes(row['hash'])),
    body: bytes(row['body']),
  }));
}

/** Hashes of the sealed records about people that lie in a till's file. */
export function recordsAtTill(db: ReadDb): readonly string[] {
  const rows = db.prepareRead('SELECT attachment_hash FROM attachment').all();
  return rows.map((row) => bytesToHex(bytes(row['attachment_hash'])));
}

export async function recordsAtHq(db: HqDb): Promise<Set<string>> {
  const rows = await db.selectFrom('attachment').select('record_hash').execute();
  return new Set(rows.map(({ record_hash: hash }) => bytesToHex(hash)));
}

function bytes(value: unknown): Uint8Array {
  mustHold(value instanceof Uint8Array, 'a column of bytes has bytes');
  return value;
}

export type EntryAtHq = BookedEntry & {
  readonly deviceId: string;
  readonly branch: number;
  readonly entry: Entry;
};

/** Every entry that HQ stores, with its chain checked here once more: gapless, hashed, ending at the head that HQ names. */
export async function entriesAtHq(db: HqDb): Promise<readonly EntryAtHq[]> {
  const segments = await db
    .selectFrom('segment')
    .selectAll()
    .orderBy('device_id')
    .orderBy('epoch')
    .orderBy('branch')
    .orderBy('from_seq')
    .execute();
  const heads = await db.selectFrom('chain_head').selectAll().execute();
  const found: EntryAtHq[] = [];
  const ends = new Map<string, { seq: number; hash: string }>();
  const chainOf = (row: { device_id: string; epoch: number; branch: number }): string =>
    `${row.device_id} ${row.epoch} ${row.branch}`;
  for (const segment of segments) {
    const { device_id: deviceId, epoch, branch, from_seq: fromSeq, to_seq: toSeq } = segment;
    const chain = chainOf(segment);
    const end = ends.get(chain);
    mustHold(end === undefined || end.seq === fromSeq - 1, 'segments at HQ leave no gap', { chain, fromSeq });
    const previous = bytesToHex(segment.previous_hash);
    mustHold(end === undefined || end.hash === previous, 'segments at HQ follow each other', {
      chain,
      fromSeq,
    });
    const isFirst = end === undefined && fromSeq === 1;
    const first = isFirst ? bytesToHex(genesisHash(sha256, uuid(deviceId), epoch)) : previous;
    mustHold(first === previous, 'a chain at HQ begins with its first hash', { chain });
    let hash: Uint8Array = segment.previous_hash;
    const expected = { entries: toSeq - fromSeq + 1, limits: segmentLimits };
    const decoded = decodeSegment(segment.bytes, expected, { sha256, decompress: nodeBrotli.decompress });
    mustHold(decoded.ok, 'a stored segment can be read', { chain });
    for (const [index, body] of decoded.value.entries()) {
      hash = entryHash(sha256, hash, body);
      const entry = parseEntry(body);
      mustHold(entry !== undefined, 'a stored body can be read', { chain });
      const { entryId } = entry;
      found.push({
        deviceId,
        epoch,
        branch,
        seq: fromSeq + index,
        entryId,
        hash: bytesToHex(hash),
        body,
        entry,
      });
    }
    mustHold(bytesToHex(hash) === bytesToHex(segment.head_hash), 'a stored segment ends at its head', {
      chain,
    });
    ends.set(chain, { seq: toSeq, hash: bytesToHex(hash) });
  }
  for (const head of heads) {
    const end = ends.get(chainOf(head));
    const isSame = end?.seq === head.seq && end.hash === bytesToHex(head.hash);
    mustHold(isSame, 'the head of a chain at HQ is its last entry', { chain: chainOf(head), seq: head.seq });
  }
  return found;
}
