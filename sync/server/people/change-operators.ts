/** Operators as an administrator makes and changes them. What is recorded has neither a name nor a PIN in it. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import {
  insertOperator,
  lockManagers,
  operatorById,
  setVerifier,
  updateOperator,
} from '../db/stores/people/operators.ts';
import type { Operator } from '../db/stores/people/operators.ts';
import type { HqDeps } from '../hq-deps.ts';
import { sealPin } from '../publication/operator-verifier.ts';
import { auditChange, changedFacts } from './audit-change.ts';

export type OperatorRefusal = 'not_found' | 'last_manager';
type Changed = Result<Operator, OperatorRefusal>;
type Pin = { readonly pin: string; readonly by: Uuid };

/** The PIN is one that `pinFault` has let pass. */
export async function addOperator(deps: HqDeps, operator: Operator, { pin, by }: Pin): Promise<void> {
  const verifier = await sealedPin(operator.operatorId, pin, deps);
  await inTransaction(deps, async (transaction) => {
    await auditChange(transaction, deps, {
      accountId: by,
      action: 'operator.create',
      subject: operator.operatorId,
      facts: { role: operator.role },
    });
    await insertOperator(transaction, operator, verifier);
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

/** The last active manager stays one: without any, nobody could approve at a till what a cashier may not do alone. */
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
  const staysOne = next.role === 'manager' && next.state === 'active';
  const isLast = managers.length === 1 && managers[0] === operatorId;
  if (isLast && !staysOne) return err('last_manager');
  await auditChange(transaction, deps, {
    accountId: by,
    action: 'operator.change',
    subject: operatorId,
    facts: { ...facts, hasNewName },
  });
  await updateOperator(transaction, next);
  return ok(next);
}

/** Names of people are left out of the record of changes. */
function settingsOf({ role, state }: Operator): Pick<Operator, 'role' | 'state'> {
  return { role, state };
}

function sealedPin(operatorId: Uuid, pin: string, deps: HqDeps): Promise<Uint8Array> {
  const { randomBytes, serviceKeys } = deps;
  return sealPin(operatorId, pin, { dataSeal: serviceKeys.dataSeal, randomBytes });
}
