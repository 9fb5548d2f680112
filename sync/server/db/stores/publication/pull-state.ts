/** Where HQ stands, by which pulls and hints are judged: one statement each, because every till asks all day. */

import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import { urgentAreas } from '#sync/server/db/change-clock.ts';
import type { ChangeArea } from '#sync/server/db/change-clock.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

type Reading = HqDb | HqTransaction;

type CountedHead = { readonly epoch: number; readonly seq: number; readonly hash: Uint8Array };

export type PullState = {
  readonly newest: number;
  readonly hqEpoch: string;
  /** HQ gave the asked number out; 0 stands for the time before the first. */
  readonly isChangeMade: boolean;
  readonly hasChain: boolean;
  /** 0 for an area that never changed. */
  readonly changedAt: Readonly<Record<ChangeArea, number>>;
  /** The newest entry of the device that the sums contain, on the chain that came first. */
  readonly counted: CountedHead | null;
};

type StateRow = {
  readonly newest: number;
  readonly hq_epoch: string | null;
  readonly is_made: boolean;
  readonly has_chain: boolean;
  readonly areas: Readonly<Partial<Record<ChangeArea, number>>> | null;
  readonly epoch: number | null;
  readonly to_seq: number | null;
  readonly head_hash: Uint8Array | null;
};

/**
 * Everything by which a pull is judged, in one statement: most pulls find nothing new, and every till asks all day.
 * `changed` is of the till's cursor.
 */
export async function pullStateOf(
  db: Reading,
  { deviceId, changed }: { readonly deviceId: string; readonly changed: number },
): Promise<PullState> {
  const found = await sql<StateRow>`
    SELECT c.n AS newest,
      (SELECT value FROM hq_meta WHERE name = 'hqEpoch') AS hq_epoch,
      EXISTS (SELECT 1 FROM change_made WHERE n = ${changed}) AS is_made,
      EXISTS (SELECT 1 FROM document WHERE name = 'chain') AS has_chain,
      (SELECT JSON_OBJECT_AGG(area, changed) FROM change_area) AS areas,
      head.epoch, head.to_seq, head.head_hash
    FROM change_clock c
    LEFT JOIN LATERAL (
      SELECT h.epoch, s.to_seq, s.head_hash
      FROM chain_head h
      JOIN segment s ON s.device_id = h.device_id AND s.epoch = h.epoch AND s.branch = h.branch
        AND s.to_seq <= h.projected_seq
      WHERE h.device_id = ${deviceId} AND h.branch = 0
      ORDER BY h.epoch DESC, s.to_seq DESC LIMIT 1
    ) head ON TRUE
    WHERE c.id = 1`.execute(db);
  const [row] = found.rows;
  invariant(row !== undefined, 'the change clock has its row');
  invariant(row.hq_epoch !== null, 'HQ has an epoch');
  return {
    newest: row.newest,
    hqEpoch: row.hq_epoch,
    isChangeMade: changed === 0 || row.is_made,
    hasChain: row.has_chain,
    changedAt: { ...neverChanged, ...row.areas },
    counted: countedHeadOf(row),
  };
}

const neverChanged: PullState['changedAt'] = {
  chain: 0,
  ruleSet: 0,
  product: 0,
  offerUse: 0,
  member: 0,
  memberAtOnce: 0,
};

function countedHeadOf({ epoch, to_seq: seq, head_hash: hash }: StateRow): CountedHead | null {
  return epoch === null || seq === null || hash === null ? null : { epoch, seq, hash };
}

export type HintState = {
  readonly hqEpoch: string;
  readonly newest: number;
  /** The newest change of those that tills pull at once. */
  readonly urgent: number;
};

/** What hints tell. The epoch is of the database, not of the process: a restore changes it while processes run. */
export async function hintStateOf(db: Reading): Promise<HintState> {
  const found = await sql<{ hq_epoch: string | null; newest: number; urgent: number }>`
    SELECT (SELECT value FROM hq_meta WHERE name = 'hqEpoch') AS hq_epoch, n AS newest,
      (SELECT COALESCE(MAX(changed), 0) FROM change_area
        WHERE area = ANY(${[...urgentAreas]}::TEXT[])) AS urgent
    FROM change_clock WHERE id = 1`.execute(db);
  const [row] = found.rows;
  invariant(row !== undefined, 'the change clock has its row');
  return { hqEpoch: row.hq_epoch ?? '', newest: row.newest, urgent: row.urgent };
}
