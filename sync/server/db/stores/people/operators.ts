/** Operators of the tills, as people at HQ make and change them. */

import type { Selectable } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PublicationTables } from '#sync/server/db/tables/publication-tables.ts';
import { writeDocument } from '../publication/document-store.ts';

type OperatorRow = Selectable<PublicationTables['operator']>;

export type Operator = {
  readonly operatorId: Uuid;
  readonly name: string;
  readonly latinName: string | null;
  readonly role: OperatorRow['role'];
  /** Where they may sign in, sorted; null for every store. */
  readonly storeIds: string[] | null;
  readonly state: OperatorRow['state'];
};

const columns = ['operator_id', 'name', 'latin_name', 'role', 'store_ids', 'state'] as const;

/** Those made here in the order in which they were made. */
export async function allOperators(db: HqDb): Promise<readonly Operator[]> {
  const rows = await db.selectFrom('operator').select(columns).orderBy('operator_id').execute();
  return rows.map(operatorOf);
}

export async function operatorById(db: HqDb, operatorId: Uuid): Promise<Operator | undefined> {
  const row = await db
    .selectFrom('operator')
    .select(columns)
    .where('operator_id', '=', operatorId)
    .executeTakeFirst();
  return row && operatorOf(row);
}

/** Locks the rows of all active managers, in one order: two who would both be the last one wait for each other. */
export async function lockManagers(transaction: HqTransaction): Promise<readonly Operator[]> {
  const rows = await transaction
    .selectFrom('operator')
    .select(columns)
    .where('role', '=', 'manager')
    .where('state', '=', 'active')
    .orderBy('operator_id')
    .forUpdate()
    .execute();
  return rows.map(operatorOf);
}

/** Call it last in a transaction: it takes the change clock. */
export async function insertOperator(
  transaction: HqTransaction,
  operator: Operator,
  sealedVerifier: Uint8Array,
): Promise<void> {
  await transaction
    .insertInto('operator')
    .values({
      operator_id: operator.operatorId,
      name: operator.name,
      latin_name: operator.latinName,
      role: operator.role,
      sealed_verifier: sealedVerifier,
      store_ids: storeIdsText(operator.storeIds),
      state: operator.state,
    })
    .execute();
  await tellOfOperators(transaction);
}

/** Call it last in a transaction: it takes the change clock. */
export async function updateOperator(
  transaction: HqTransaction,
  { operatorId, name, latinName, role, storeIds, state }: Operator,
): Promise<void> {
  await transaction
    .updateTable('operator')
    .set({ name, latin_name: latinName, role, store_ids: storeIdsText(storeIds), state })
    .where('operator_id', '=', operatorId)
    .execute();
  await tellOfOperators(transaction);
}

/** Call it last in a transaction: it takes the change clock. */
export async function setVerifier(
  transaction: HqTransaction,
  operatorId: Uuid,
  sealedVerifier: Uint8Array,
): Promise<void> {
  await transaction
    .updateTable('operator')
    .set({ sealed_verifier: sealedVerifier })
    .where('operator_id', '=', operatorId)
    .execute();
  await tellOfOperators(transaction);
}

async function tellOfOperators(transaction: HqTransaction): Promise<void> {
  const { count } = await transaction
    .selectFrom('operator')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await writeDocument(transaction, 'operators', Number(count));
}

function operatorOf(row: Pick<OperatorRow, (typeof columns)[number]>): Operator {
  return {
    operatorId: uuid(row.operator_id),
    name: row.name,
    latinName: row.latin_name,
    role: row.role,
    storeIds: row.store_ids === null ? null : row.store_ids.split(' '),
    state: row.state,
  };
}

/** The form of the column; null for every store. Ids of stores have no spaces in them. */
export function storeIdsText(storeIds: Operator['storeIds']): string | null {
  return storeIds === null ? null : storeIds.join(' ');
}
