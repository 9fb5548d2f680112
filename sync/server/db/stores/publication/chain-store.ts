/** What a till is told of its chain besides members, products and rule sets. */

import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';

type Reading = HqDb | HqTransaction;

export type StoreRow = {
  readonly storeId: string;
  readonly name: { readonly fa: string; readonly en: string };
  readonly currency: string;
  readonly timeZone: string;
  readonly dayStartsAtHour: number;
};

export async function allStores(db: Reading): Promise<readonly StoreRow[]> {
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'name_fa', 'name_en', 'currency', 'time_zone', 'day_starts_at_hour'])
    .orderBy('store_id')
    .execute();
  return rows.map((row) => ({
    storeId: row.store_id,
    name: { fa: row.name_fa, en: row.name_en },
    currency: row.currency,
    timeZone: row.time_zone,
    dayStartsAtHour: row.day_starts_at_hour,
  }));
}

export type TillKeyRow = { readonly deviceId: string; readonly publicKey: Uint8Array };

/** Tills whose receipts are good: all but those that wait or were revoked. */
export async function keysOfTills(db: Reading): Promise<readonly TillKeyRow[]> {
  const rows = await db
    .selectFrom('till')
    .select(['device_id', 'public_key'])
    .where('state', 'in', ['active', 'frozen', 'replaced'])
    .where('public_key', 'is not', null)
    .orderBy('device_id')
    .execute();
  return rows.flatMap(({ device_id: deviceId, public_key: publicKey }) =>
    publicKey === null ? [] : [{ deviceId, publicKey }],
  );
}

export type AskingTill = {
  readonly storeId: string;
  readonly name: string;
  readonly boxKey: Uint8Array | null;
  readonly lease: { readonly issuedAtMs: number; readonly expiresAtMs: number } | null;
  /** Tills that sell. */
  readonly tills: number;
};

export async function askingTill(db: Reading, deviceId: string): Promise<AskingTill | undefined> {
  const row = await db
    .selectFrom('till')
    .select(['store_id', 'name', 'box_key', 'lease_issued_ms', 'lease_expires_ms'])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const counted = await db
    .selectFrom('till')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('state', 'in', ['active', 'frozen'])
    .executeTakeFirst();
  const { lease_issued_ms: issuedAtMs, lease_expires_ms: expiresAtMs } = row;
  return {
    storeId: row.store_id,
    name: row.name,
    boxKey: row.box_key,
    lease: issuedAtMs === null || expiresAtMs === null ? null : { issuedAtMs, expiresAtMs },
    tills: Math.max(Number(counted?.count ?? 0), 1),
  };
}

export type OperatorRow = {
  readonly operatorId: string;
  readonly name: string;
  readonly latinName: string | null;
  readonly role: 'cashier' | 'manager';
  readonly sealedVerifier: Uint8Array;
};

/** Operators who may sign in at the store. */
export async function operatorsOfStore(db: Reading, storeId: string): Promise<readonly OperatorRow[]> {
  const rows = await db
    .selectFrom('operator')
    .select(['operator_id', 'name', 'latin_name', 'role', 'sealed_verifier', 'store_ids'])
    .where('state', '=', 'active')
    .orderBy('operator_id')
    .execute();
  return rows
    .filter(({ store_ids: storeIds }) => storeIds === null || storeIds.split(' ').includes(storeId))
    .map((row) => ({
      operatorId: row.operator_id,
      name: row.name,
      latinName: row.latin_name,
      role: row.role,
      sealedVerifier: row.sealed_verifier,
    }));
}
