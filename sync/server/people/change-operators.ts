/** Operators as an administrator makes and changes them. What is recorded has neither a name nor a PIN in it. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqDb, HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import {
  insertOperator,
  lockManagers,
  operatorById,
  setVerifier,
  storeIdsText,
  updateOperator,
} from '../db/stores/people/operators.ts';
import type { Operator } from '../db/stores/people/operators.ts';
import { allStores } from '../db/stores/people/stores.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sealPin } from '../publication/operator-verifier.ts';
import { auditChange, changedFacts } from './audit-change.ts';

export type OperatorRefusal = 'not_found' | 'last_manager';
type Changed = Result<Operator, OperatorRefusal>;
type Pin = { readonly pin: string; readonly by: Uuid };

/** The PIN is one that `pinFault` has let pass. `not_found` for a store that is not there. */
export async function addOperator(
  deps: HqDeps,
  operator: Operator,
  { pin, by }: Pin,
): Promise<Result<Operator, 'not_found'>> {
  const verifier = await sealedPin(operator.operatorId, pin, deps);
  return inTransaction(deps, async (transaction) => {
    if (!areThere(operator, await storeIdsOf(transaction))) return err('not_found');
    await auditChange(transaction, deps, {
      accountId: by,
      action: 'operator.create',
      subject: operator.operatorId,
      facts: { role: operator.role, storeIds: storeIdsText(operator.storeIds) },
    });
    await insertOperator(transaction, operator, verifier);
    return ok(operator);
  });
}

/** The PIN is one that `pinFault` has let pass; the one before is good at a till until its next pull. */
export async function changePin(deps: HqDeps, operatorId: Uuid, { pin, by }: Pin): Promise<Changed> {
  const verifier = await sealedPin(operatorId, pin, deps);
  return inTransaction(
    deps,
    async (transaction) => {
      const operator = await operatorById(transaction, operatorId);
      if (operator === undefined) return err('not_found');
      await auditChange(transaction, deps, { accountId: by, action: 'operator.pin', subject: operatorId });
      await setVerifier(transaction, operatorId, verifier);
      return ok(operator);
    },
    { isRepeatable: true },
  );
}

export type OperatorWish = {
  readonly operatorId: Uuid;
  readonly by: Uuid;
  readonly set: Partial<Omit<Operator, 'operatorId'>>;
};

/**
 * The last active manager of a store stays it: without any, nobody could approve at its tills what a cashier may not do
 * alone. `not_found` for an operator or a store that is not there.
 */
export function changeOperator(deps: HqDeps, wish: OperatorWish): Promise<Changed> {
  return inTransaction(deps, (transaction) => change(transaction, deps, wish), { isRepeatable: true });
}

async function change(
  transaction: HqTransaction,
  deps: HqDeps,
  { operatorId, by, set }: OperatorWish,
): Promise<Changed> {
  const managers = await lockManagers(transaction);
  const operator = await operatorById(transaction, operatorId);
  if (operator === undefined) return err('not_found');
  const next = { ...operator, ...set };
  const hasNewName = next.name !== operator.name || next.latinName !== operator.latinName;
  const facts = changedFacts(settingsOf(operator), settingsOf(next));
  if (!hasNewName && Object.keys(facts).length === 0) return ok(operator);
  const storeIds = await storeIdsOf(transaction);
  if (set.storeIds !== undefined && !areThere(next, storeIds)) return err('not_found');
  const staysOne = next.role === 'manager' && next.state === 'active';
  const others = managers.filter((manager) => manager.operatorId !== operatorId);
  const after = staysOne ? [...others, next] : others;
  if (hasLost(managers, after, storeIds)) return err('last_manager');
  await auditChange(transaction, deps, {
    accountId: by,
    action: 'operator.change',
    subject: operatorId,
    facts: { ...facts, hasNewName },
  });
  await updateOperator(transaction, next);
  return ok(next);
}

/** Whether somebody managed a store, or any, and now nobody does. */
function hasLost(
  before: readonly Operator[],
  after: readonly Operator[],
  storeIds: ReadonlySet<string>,
): boolean {
  if (before.length > 0 && after.length === 0) return true;
  return [...storeIds].some((storeId) => isManaged(storeId, before) && !isManaged(storeId, after));
}

function isManaged(storeId: string, managers: readonly Operator[]): boolean {
  return managers.some(({ storeIds }) => storeIds === null || storeIds.includes(storeId));
}

function areThere(operator: Operator, storeIds: ReadonlySet<string>): boolean {
  return operator.storeIds === null || operator.storeIds.every((storeId) => storeIds.has(storeId));
}

async function storeIdsOf(db: HqDb): Promise<ReadonlySet<string>> {
  return new Set((await allStores(db)).map((store) => store.store_id));
}

/** Names of people are left out of the record of changes. */
function settingsOf({ role, state, storeIds }: Operator) {
  return { role, state, storeIds: storeIdsText(storeIds) };
}

function sealedPin(operatorId: Uuid, pin: string, deps: HqDeps): Promise<Uint8Array> {
  const { randomBytes, serviceKeys } = deps;
  return sealPin(operatorId, pin, { dataSeal: serviceKeys.dataSeal, randomBytes });
}
