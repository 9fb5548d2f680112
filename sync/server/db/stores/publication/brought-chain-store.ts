/** Stores, products and operators that a chain brings along. Each function writes all rows of its kind. */

import { sql } from 'kysely';
import type { HqTransaction } from '#sync/server/db/hq-tables.ts';

export type BroughtStore = {
  readonly store_id: string;
  readonly name_fa: string;
  readonly name_en: string;
  readonly currency: string;
  readonly time_zone: string;
  readonly day_starts_at_hour: number;
};

/** Stores that are there get the names and times that are brought. */
export async function putStores(
  transaction: HqTransaction,
  stores: readonly BroughtStore[],
  changed: number,
): Promise<void> {
  await sql`
    INSERT INTO store (store_id, name_fa, name_en, currency, time_zone, day_starts_at_hour, changed)
    SELECT store_id, name_fa, name_en, currency, time_zone, day_starts_at_hour, ${changed}
    FROM JSON_TO_RECORDSET(${JSON.stringify(stores)}::json) AS r(
      store_id text, name_fa text, name_en text, currency text, time_zone text, day_starts_at_hour int)
    ON CONFLICT (store_id) DO UPDATE SET name_fa = EXCLUDED.name_fa, name_en = EXCLUDED.name_en,
      currency = EXCLUDED.currency, time_zone = EXCLUDED.time_zone,
      day_starts_at_hour = EXCLUDED.day_starts_at_hour, changed = EXCLUDED.changed`.execute(transaction);
}

export type BroughtProduct = { readonly product_id: string; readonly body: string };

/** What is not among them is no longer sold; what is the same stays as it was. */
export async function putProducts(
  transaction: HqTransaction,
  products: readonly BroughtProduct[],
  changed: number,
): Promise<void> {
  const rows = JSON.stringify(products);
  await sql`
    INSERT INTO product AS p (product_id, body, changed)
    SELECT product_id, body, ${changed}
    FROM JSON_TO_RECORDSET(${rows}::json) AS r(product_id text, body text)
    ON CONFLICT (product_id) DO UPDATE SET body = EXCLUDED.body, changed = EXCLUDED.changed
    WHERE p.body IS DISTINCT FROM EXCLUDED.body`.execute(transaction);
  await sql`
    UPDATE product SET body = NULL, changed = ${changed}
    WHERE body IS NOT NULL AND product_id NOT IN (
      SELECT product_id FROM JSON_TO_RECORDSET(${rows}::json) AS r(product_id text)
    )`.execute(transaction);
}

export type BroughtOperator = {
  readonly operatorId: string;
  readonly name: string;
  readonly latinName: string | null;
  readonly role: 'cashier' | 'manager';
  readonly sealedVerifier: Uint8Array;
};

/** Operators who are there keep the PIN that they have. */
export async function addOperators(
  transaction: HqTransaction,
  operators: readonly BroughtOperator[],
): Promise<void> {
  if (operators.length === 0) return;
  const rows = operators.map((operator) => ({
    operator_id: operator.operatorId,
    name: operator.name,
    latin_name: operator.latinName,
    role: operator.role,
    sealed_verifier: operator.sealedVerifier,
    store_ids: null,
    state: 'active' as const,
  }));
  await transaction
    .insertInto('operator')
    .values(rows)
    .onConflict((conflict) => conflict.column('operator_id').doNothing())
    .execute();
}
