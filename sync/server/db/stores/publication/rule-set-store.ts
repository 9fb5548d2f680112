/** Rule sets that were proposed or are named by entries, who approved them, and which one is in force. */

import { sql } from 'kysely';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

type Reading = HqDb | HqTransaction;
export type RuleSetState = 'seen' | 'proposed' | 'published' | 'former' | 'withdrawn';

export type RuleSetRow = {
  readonly ruleSetHash: Uint8Array;
  readonly state: RuleSetState;
  readonly proposedBy: string | null;
  readonly proposedMs: number | null;
  readonly publishedMs: number | null;
};

export type StoredRuleSet = RuleSetRow & { readonly canonicalJson: string };

const heads = ['rule_set_hash', 'state', 'proposed_by', 'proposed_ms', 'published_ms'] as const;

type HeadRow = {
  readonly rule_set_hash: Uint8Array;
  readonly state: RuleSetState;
  readonly proposed_by: string | null;
  readonly proposed_ms: number | null;
  readonly published_ms: number | null;
};

function headOf(row: HeadRow): RuleSetRow {
  return {
    ruleSetHash: row.rule_set_hash,
    state: row.state,
    proposedBy: row.proposed_by,
    proposedMs: row.proposed_ms,
    publishedMs: row.published_ms,
  };
}

/** The newest first; those that nobody proposed are left out. */
export async function listRuleSets(db: Reading, countMax: number): Promise<readonly RuleSetRow[]> {
  const rows = await db
    .selectFrom('rule_set')
    .select(heads)
    .where('state', '<>', 'seen')
    .orderBy(sql`GREATEST(COALESCE(published_ms, 0), COALESCE(proposed_ms, 0))`, 'desc')
    .orderBy('rule_set_hash')
    .limit(countMax)
    .execute();
  return rows.map(headOf);
}

export async function ruleSetByHash(
  db: Reading,
  ruleSetHash: Uint8Array,
): Promise<StoredRuleSet | undefined> {
  const row = await db
    .selectFrom('rule_set')
    .select([...heads, 'canonical_json'])
    .where('rule_set_hash', '=', ruleSetHash)
    .executeTakeFirst();
  return row && { ...headOf(row), canonicalJson: row.canonical_json };
}

/** The one in force and the change that put it there. */
export async function publishedRuleSet(
  db: Reading,
): Promise<(StoredRuleSet & { readonly changed: number }) | undefined> {
  const row = await db
    .selectFrom('rule_set')
    .select([...heads, 'canonical_json', 'changed'])
    .where('state', '=', 'published')
    .orderBy('changed', 'desc')
    .executeTakeFirst();
  return row && { ...headOf(row), canonicalJson: row.canonical_json, changed: row.changed };
}

/** One that a till named becomes a proposal; one that was published before stays what it is. */
export async function proposeRuleSet(
  transaction: HqTransaction,
  proposal: {
    readonly ruleSetHash: Uint8Array;
    readonly canonicalJson: string;
    readonly proposedBy: string;
    readonly proposedMs: number;
  },
): Promise<void> {
  const { ruleSetHash, canonicalJson, proposedBy, proposedMs } = proposal;
  const proposed = { state: 'proposed' as const, proposed_by: proposedBy, proposed_ms: proposedMs };
  await transaction
    .insertInto('rule_set')
    .values({ rule_set_hash: ruleSetHash, canonical_json: canonicalJson, ...proposed, changed: 0 })
    .onConflict((conflict) =>
      conflict
        .column('rule_set_hash')
        .doUpdateSet(proposed)
        .where('rule_set.state', 'in', ['seen', 'withdrawn']),
    )
    .execute();
}

export type Approval = {
  readonly ruleSetHash: Uint8Array;
  readonly publisherId: string;
  readonly signature: Uint8Array;
  readonly approvedMs: number;
};

/** The same person approving again changes nothing. */
export async function addApproval(transaction: HqTransaction, approval: Approval): Promise<void> {
  await transaction
    .insertInto('rule_set_approval')
    .values({
      rule_set_hash: approval.ruleSetHash,
      publisher_id: approval.publisherId,
      signature: approval.signature,
      approved_ms: approval.approvedMs,
    })
    .onConflict((conflict) => conflict.columns(['rule_set_hash', 'publisher_id']).doNothing())
    .execute();
}

export async function approvalsOf(db: Reading, ruleSetHash: Uint8Array): Promise<readonly Approval[]> {
  const rows = await db
    .selectFrom('rule_set_approval')
    .select(['publisher_id', 'signature', 'approved_ms'])
    .where('rule_set_hash', '=', ruleSetHash)
    .orderBy('approved_ms')
    .orderBy('publisher_id')
    .execute();
  return rows.map((row) => ({
    ruleSetHash,
    publisherId: row.publisher_id,
    signature: row.signature,
    approvedMs: row.approved_ms,
  }));
}

/** Publishers who want the rule set back in force, and said so at or after an instant. */
export async function rollbackWishes(
  db: Reading,
  ruleSetHash: Uint8Array,
  sinceMs: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('rule_set_rollback')
    .select('publisher_id')
    .where('rule_set_hash', '=', ruleSetHash)
    .where('asked_ms', '>=', sinceMs)
    .orderBy('publisher_id')
    .execute();
  return rows.map((row) => row.publisher_id);
}

export async function addRollbackWish(
  transaction: HqTransaction,
  wish: { readonly ruleSetHash: Uint8Array; readonly publisherId: string; readonly askedMs: number },
): Promise<void> {
  await transaction
    .insertInto('rule_set_rollback')
    .values({ rule_set_hash: wish.ruleSetHash, publisher_id: wish.publisherId, asked_ms: wish.askedMs })
    .onConflict((conflict) =>
      conflict.columns(['rule_set_hash', 'publisher_id']).doUpdateSet({ asked_ms: wish.askedMs }),
    )
    .execute();
}

/** Puts the rule set in force in place of the one before. Whoever wanted another one back has to say so again. */
export async function putInForce(
  transaction: HqTransaction,
  ruleSetHash: Uint8Array,
  { atMs, change }: { readonly atMs: number; readonly change: number },
): Promise<void> {
  await transaction
    .updateTable('rule_set')
    .set({ state: 'former' })
    .where('state', '=', 'published')
    .where('rule_set_hash', '<>', ruleSetHash)
    .execute();
  await transaction
    .updateTable('rule_set')
    .set({ state: 'published', published_ms: atMs, changed: change })
    .where('rule_set_hash', '=', ruleSetHash)
    .execute();
  await transaction.deleteFrom('rule_set_rollback').execute();
}

/** True when there was such a proposal. */
export async function withdrawProposal(
  transaction: HqTransaction,
  ruleSetHash: Uint8Array,
): Promise<boolean> {
  const result = await transaction
    .updateTable('rule_set')
    .set({ state: 'withdrawn' })
    .where('rule_set_hash', '=', ruleSetHash)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  if (Number(result.numUpdatedRows) === 0) return false;
  await transaction.deleteFrom('rule_set_approval').where('rule_set_hash', '=', ruleSetHash).execute();
  return true;
}
