/** Writes what HQ publishes of the chain itself. Within the caller's transaction. */

import { hqSchema } from '#shared/contracts/chain-schema.ts';
import type { PulledChain, PulledRuleSet, Publishers } from '#shared/contracts/sync/pull-records.ts';
import { publishersSchema, refusalSchema, ruleSetRecord } from '#shared/contracts/sync/pull-records.ts';
import type { SyncManifest } from '#shared/contracts/sync/sync-schemas.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { textOf } from '../row.ts';
import type { ChainSettingName, PulledSettingName } from './chain-store.ts';

export type PulledChainToWrite = {
  readonly record: PulledChain;
  /** What PINs are checked against, in the order of the operators. */
  readonly pinVerifiers: readonly string[];
};

/** What the whole of a pull says, whatever its records are. */
export type PullPlace = Pick<SyncManifest, 'hqEpoch' | 'madeAtMs' | 'included'> & {
  /** Null where the next pull has to be a whole one. */
  readonly cursor: string | null;
};

type WrittenSetting = ChainSettingName | PulledSettingName;

/** A store is never taken out: visits name it for ever. */
export function writePulledChain(db: WriteDb, { record, pinVerifiers }: PulledChainToWrite): void {
  const { chain } = record;
  const set = settingWriter(db);
  set('chainId', chain.chainId);
  set('chainName', JSON.stringify(chain.name));
  set('calendar', chain.calendar);
  set('country', chain.country);
  set('deviceId', chain.till.deviceId);
  set('tillName', chain.till.name);
  set('ownStoreId', chain.ownStoreId);
  set('autoLockMs', String(record.autoLockMs));
  set('programme', JSON.stringify(chain.programme ?? null));
  set('hq', JSON.stringify({ ...record.hq, included: null }));
  set('tills', JSON.stringify(record.tills));
  set('lease', JSON.stringify(record.lease));
  set('keys', JSON.stringify(record.keys));
  set('branding', JSON.stringify(record.branding));
  set('sourceHash', 'hq');
  writeStores(db, chain.stores);
  writeTiersAndGroups(db, chain);
  writeOperators(db, { record, pinVerifiers });
}

/** After the records: the chain's own record says nothing of this till's part. */
export function writePullPlace(db: WriteDb, place: PullPlace): void {
  const { cursor, hqEpoch, madeAtMs, included } = place;
  const set = settingWriter(db);
  set('snapshotAtMs', String(madeAtMs));
  if (cursor !== null) {
    set('cursor', cursor);
    set('hqEpoch', hqEpoch);
  }
  const hq = hqSchema.parse(JSON.parse(settingOf(db, 'hq') ?? 'null'));
  const { epoch, seq } = included ?? { epoch: 0, seq: 0 };
  set('hq', JSON.stringify({ ...hq, included: seq === 0 ? null : { epoch, seq } }));
}

/** The cursor that a pull goes on from; null for a cache that HQ never filled. */
export function pullPlaceOf(db: ReadDb): { readonly cursor: string; readonly hqEpoch: string } | null {
  const cursor = settingOf(db, 'cursor');
  const hqEpoch = settingOf(db, 'hqEpoch');
  return cursor === undefined || hqEpoch === undefined ? null : { cursor, hqEpoch };
}

export type PublishersToKeep = {
  readonly version: number;
  readonly publishers: readonly unknown[];
  readonly limits?: unknown;
};

/** Its signatures have done their work. */
export function writePublishers(db: WriteDb, { version, publishers, limits = null }: PublishersToKeep): void {
  settingWriter(db)('publishers', JSON.stringify({ version, publishers, signatures: [], limits }));
}

/** The list that was accepted last; null for none yet. */
export function publishersOf(db: ReadDb): Publishers | null {
  const text = settingOf(db, 'publishers');
  return text === undefined ? null : publishersSchema.parse(JSON.parse(text));
}

/** Comes into force; the one before is kept no longer, for entries and baskets keep their own. */
export function writeRuleSet(db: WriteDb, ruleSet: PublishedRuleSet): void {
  db.prepare('DELETE FROM rule_set').run();
  db.prepare('INSERT INTO rule_set (rule_set_hash, body, is_current, approvals) VALUES (?, ?, 1, ?)').run(
    ruleSet.ruleSetHash,
    ruleSet.canonicalJson,
    JSON.stringify(ruleSet.approvals),
  );
}

export type PublishedRuleSet = {
  readonly ruleSetHash: string;
  readonly canonicalJson: string;
  readonly approvals: PulledRuleSet['approvals'];
};

/** The one in force; null for a cache without any. */
export function publishedRuleSetOf(db: ReadDb): PublishedRuleSet | null {
  const row = db
    .prepareRead('SELECT rule_set_hash, body, approvals FROM rule_set WHERE is_current = 1')
    .get();
  if (row === undefined) return null;
  const approvals: unknown = JSON.parse(textOf(row, 'approvals'));
  return {
    ruleSetHash: textOf(row, 'rule_set_hash'),
    canonicalJson: textOf(row, 'body'),
    approvals: ruleSetRecord.shape.approvals.parse(approvals),
  };
}

/** Why the newest rule set of HQ is not in force; null where it is. */
export function writeRefusedRules(
  db: WriteDb,
  refused: { readonly path: string; readonly reason: string } | null,
): void {
  settingWriter(db)('refusedRules', JSON.stringify(refused));
}

export function refusedRulesOf(db: ReadDb): { readonly path: string; readonly reason: string } | null {
  const text = settingOf(db, 'refusedRules');
  return text === undefined ? null : refusalSchema.parse(JSON.parse(text));
}

/** `undefined` where the cache has no such row. */
export function settingOf(db: ReadDb, name: WrittenSetting): string | undefined {
  const row = db.prepareRead('SELECT value FROM setting WHERE name = ?').get(name);
  return row && textOf(row, 'value');
}

function settingWriter(db: WriteDb): (name: WrittenSetting, value: string) => void {
  const statement = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return (name, value) => void statement.run(name, value);
}

function writeStores(db: WriteDb, stores: PulledChain['chain']['stores']): void {
  const set = db.prepare(
    `INSERT INTO store (store_number, store_id, name_fa, name_en, currency, time_zone, day_starts_at_hour)
      VALUES ((SELECT coalesce(max(store_number), -1) + 1 FROM store), ?, ?, ?, ?, ?, ?)
      ON CONFLICT (store_id) DO UPDATE SET name_fa = excluded.name_fa, name_en = excluded.name_en,
        currency = excluded.currency, time_zone = excluded.time_zone,
        day_starts_at_hour = excluded.day_starts_at_hour`,
  );
  for (const { storeId, name, currency, timeZone, dayStartsAtHour } of stores) {
    set.run(storeId, name.fa, name.en, currency, timeZone, dayStartsAtHour);
  }
}

function writeTiersAndGroups(
  db: WriteDb,
  { tiers, productGroups }: Pick<PulledChain['chain'], 'tiers' | 'productGroups'>,
): void {
  db.prepare('DELETE FROM tier').run();
  const addTier = db.prepare(
    'INSERT INTO tier (tier_id, name_fa, name_en, rank, tone) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { tierId, name, rank, tone } of tiers) addTier.run(tierId, name.fa, name.en, rank, tone);
  db.prepare('DELETE FROM product_group').run();
  const addGroup = db.prepare(
    'INSERT INTO product_group (place, group_id, name_fa, name_en) VALUES (?, ?, ?, ?)',
  );
  for (const [place, { groupId, name }] of productGroups.entries()) {
    addGroup.run(place, groupId, name.fa, name.en);
  }
}

function writeOperators(db: WriteDb, { record, pinVerifiers }: PulledChainToWrite): void {
  db.prepare('DELETE FROM operator').run();
  const add = db.prepare(
    'INSERT INTO operator (place, operator_id, name, latin_name, role, pin_verifier) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [place, operator] of record.chain.operators.entries()) {
    const { operatorId, name, latinName, role } = operator;
    add.run(place, uuidToBytes(operatorId), name, latinName, role, pinVerifiers[place] ?? null);
  }
}
