/** What HQ has to know before tills of a benchmark come: members, and the rule sets of their sales. */

import { sql } from 'kysely';
import { uuidFromBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { canonicalRuleSet } from '#shared/scoring/language/canonical-rule-set.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { ledgerRuleSet, richRuleSet } from '#test/support/ledger.ts';

const { sha256, utf8 } = nodeHqPorts;
const rowsAtOnce = 5_000;

/** Ids without any order, as people come to a shop. */
export function memberRefs(count: number): readonly Uuid[] {
  return Array.from({ length: count }, (_, index) =>
    uuidFromBytes(sha256(utf8.encode(`member ${index}`)).slice(0, 16)),
  );
}

export async function knowMembers(db: HqDb, members: readonly Uuid[]): Promise<void> {
  for (let at = 0; at < members.length; at += rowsAtOnce) {
    await sql`
      INSERT INTO member (member_ref, tier_id, made_ms, state, changed)
      SELECT member_ref, 'bronze', 0, 'active', 0 FROM unnest(${members.slice(at, at + rowsAtOnce)}::UUID[]) AS x (member_ref)`.execute(
      db,
    );
  }
}

export async function knowRuleSets(db: HqDb): Promise<void> {
  for (const ruleSet of [ledgerRuleSet, richRuleSet]) {
    const json = canonicalRuleSet(ruleSet);
    await db
      .insertInto('rule_set')
      .values({
        rule_set_hash: sha256(utf8.encode(json)),
        canonical_json: json,
        state: 'former',
        proposed_by: null,
        proposed_ms: null,
        published_ms: null,
        changed: 0,
      })
      .execute();
  }
}
