/** Rule sets that entries name: which HQ lacks, and those that tills bring. */

import type { DeviceId } from '#shared/ledger/entry.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

export async function rememberRuleSets(
  transaction: HqTransaction,
  deviceId: DeviceId,
  hashes: readonly Uint8Array[],
): Promise<void> {
  if (hashes.length === 0) return;
  await transaction
    .insertInto('named_rule_set')
    .values(hashes.map((hash) => ({ device_id: deviceId, rule_set_hash: hash })))
    .onConflict((conflict) => conflict.columns(['device_id', 'rule_set_hash']).doNothing())
    .execute();
}

/** Hashes of rule sets that entries of this till name and HQ does not have. */
export async function wantedRuleSets(
  db: HqDb | HqTransaction,
  deviceId: DeviceId,
  countMax: number,
): Promise<readonly Uint8Array[]> {
  const rows = await db
    .selectFrom('named_rule_set as named')
    .leftJoin('rule_set', 'rule_set.rule_set_hash', 'named.rule_set_hash')
    .select('named.rule_set_hash')
    .where('named.device_id', '=', deviceId)
    .where('rule_set.rule_set_hash', 'is', null)
    .orderBy('named.rule_set_hash')
    .limit(countMax)
    .execute();
  return rows.map((row) => row.rule_set_hash);
}

/** Canonical JSON of a rule set that entries of this till name; `undefined` for one that HQ lacks, and for every other. */
export async function namedRuleSet(
  db: HqDb,
  deviceId: DeviceId,
  ruleSetHash: Uint8Array,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('named_rule_set as named')
    .innerJoin('rule_set', 'rule_set.rule_set_hash', 'named.rule_set_hash')
    .select('rule_set.canonical_json')
    .where('named.device_id', '=', deviceId)
    .where('named.rule_set_hash', '=', ruleSetHash)
    .executeTakeFirst();
  return row?.canonical_json;
}

export type BroughtRuleSet = {
  readonly deviceId: DeviceId;
  readonly ruleSetHash: Uint8Array;
  readonly canonicalJson: string;
};

/** Keeps a rule set that entries of this till name; one that is here, or that no entry of it names, is left alone. */
export async function keepSeenRuleSet(db: HqDb, brought: BroughtRuleSet): Promise<void> {
  const { deviceId, ruleSetHash, canonicalJson } = brought;
  await db
    .insertInto('rule_set')
    .columns(['rule_set_hash', 'canonical_json', 'state', 'changed'])
    .expression((builder) =>
      builder
        .selectFrom('named_rule_set')
        .select([
          'rule_set_hash',
          builder.cast<string>(builder.val(canonicalJson), 'text').as('canonical_json'),
          builder.cast<'seen'>(builder.val('seen'), 'text').as('state'),
          // Nobody pulls it: it has no place among the changes.
          builder.cast<number>(builder.val(0), 'bigint').as('changed'),
        ])
        .where('device_id', '=', deviceId)
        .where('rule_set_hash', '=', ruleSetHash),
    )
    .onConflict((conflict) => conflict.column('rule_set_hash').doNothing())
    .execute();
}
