/**
 * What HQ would do without segments: entries as JSON, stored a row each, in requests of one entry or of many. It checks
 * chain and seal under the lock of the till's row as the real one does, and takes a repetition for what it is.
 */

import { sql } from 'kysely';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { isSameBytes } from '#shared/ledger/canonical-bytes.ts';
import { entryHash } from '#shared/ledger/chain.ts';
import { sealBytes } from '#shared/ledger/seal.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { inTransaction } from '#sync/server/db/in-transaction.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import type { PushingTill } from '#test/support/hq/pushing-till.ts';
import type { MadeRun } from './ingest-tills.ts';

export async function createRowTables(db: HqDb): Promise<void> {
  await sql`CREATE TABLE row_head (device_id uuid PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL)`.execute(
    db,
  );
  await sql`CREATE TABLE row_entry (
    device_id uuid NOT NULL, seq bigint NOT NULL, body bytea NOT NULL, hash bytea NOT NULL, received_ms bigint NOT NULL,
    PRIMARY KEY (device_id, seq))`.execute(db);
}

export async function joinRows(db: HqDb, till: PushingTill): Promise<void> {
  await sql`INSERT INTO row_head VALUES (${till.deviceId}, 0, ${till.hashAt(0)})`.execute(db);
}

type RowRequest = {
  readonly fromSeq: number;
  readonly signature: string;
  readonly headHash: string;
  readonly bodies: readonly string[];
};

/** The JSON of a request. */
export function rowRequest({ fromSeq, headSignature, headHash, entries }: MadeRun): string {
  const request: RowRequest = {
    fromSeq,
    signature: bytesToHex(headSignature),
    headHash: bytesToHex(headHash),
    bodies: entries.map(({ body }) => Buffer.from(body).toString('base64')),
  };
  return JSON.stringify(request);
}

/** Answers the seq up to which everything is stored. */
export async function answerRows(deps: HqDeps, till: PushingTill, json: string): Promise<number> {
  // Written by `rowRequest` above.
  const request = JSON.parse(json) as RowRequest;
  const { deviceId, publicKey } = till;
  const bodies = request.bodies.map((body) => new Uint8Array(Buffer.from(body, 'base64')));
  const seq = request.fromSeq + bodies.length - 1;
  const headHash = new Uint8Array(Buffer.from(request.headHash, 'hex'));
  const signature = new Uint8Array(Buffer.from(request.signature, 'hex'));
  const message = sealBytes({ deviceId, epoch: 1, seq, hash: headHash });
  invariant(deps.verifySignature({ publicKey, message, signature }), 'the head is sealed');
  return inTransaction(
    deps,
    async (transaction) => {
      const heads = await sql<{ seq: number; hash: Uint8Array }>`
        SELECT seq, hash FROM row_head WHERE device_id = ${deviceId} FOR UPDATE`.execute(transaction);
      const head = heads.rows[0];
      invariant(head !== undefined && request.fromSeq <= head.seq + 1, 'the chain has no gap');
      if (head.seq >= seq) return head.seq;
      let hash = head.hash;
      const nowMs = deps.clock.nowMs();
      const rows = bodies.slice(head.seq + 1 - request.fromSeq).map((body, index) => {
        hash = entryHash(deps.sha256, hash, body);
        return sql`(${deviceId}::uuid, ${head.seq + 1 + index}::bigint, ${body}::bytea, ${hash}::bytea, ${nowMs}::bigint)`;
      });
      invariant(isSameBytes(hash, headHash), 'the entries lead to the head');
      await sql`INSERT INTO row_entry VALUES ${sql.join(rows)}`.execute(transaction);
      await sql`UPDATE row_head SET seq = ${seq}, hash = ${hash} WHERE device_id = ${deviceId}`.execute(
        transaction,
      );
      return seq;
    },
    { isRepeatable: true },
  );
}
