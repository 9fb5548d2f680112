/** The life of a till at HQ: made, given a code, moved, frozen, revoked, replaced. */

import type { CodeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import { joinCodeInGroups } from '#shared/domain/join-code.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AuditRecord } from '../db/stores/people/audit.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { noteUnfrozen } from '../db/stores/chains/chain-heads.ts';
import { storeById } from '../db/stores/people/stores.ts';
import { changeTills, insertTill, lockTill } from '../db/stores/people/tills.ts';
import type { Till, TillChange } from '../db/stores/people/tills.ts';
import type { HqDeps } from '../hq-deps.ts';
import { issueCode } from '../join/issue-code.ts';
import { auditChange, changedFacts } from './audit-change.ts';

/** `conflict`: not in the state that the till is in. */
export type TillRefusal = 'not_found' | 'conflict';

export type TillWish = { readonly deviceId: Uuid; readonly by: Uuid };

export function createTill(
  deps: HqDeps,
  till: { readonly storeId: string; readonly name: string; readonly by: Uuid },
): Promise<Result<CodeAnswer, TillRefusal>> {
  return inTransaction(deps, async (transaction) => {
    if (!(await storeById(transaction, till.storeId))) return err('not_found');
    return ok(await insertWithCode(transaction, deps, till));
  });
}

/** Another code for a till that has not joined; the one before is void. */
export function newCode(deps: HqDeps, { deviceId, by }: TillWish): Promise<Result<CodeAnswer, TillRefusal>> {
  return inTransaction(deps, async (transaction) => {
    const till = await lockTill(transaction, deviceId);
    if (!till) return err('not_found');
    if (till.state !== 'waiting') return err('conflict');
    await auditChange(transaction, deps, { accountId: by, action: 'till.code', subject: deviceId });
    return ok(await codeFor(transaction, deps, deviceId));
  });
}

/**
 * A new device for the same place. The till before goes on until the new one was approved; then its chain is closed, and
 * what it booked by then is still taken.
 */
export function replaceTill(deps: HqDeps, wish: TillWish): Promise<Result<CodeAnswer, TillRefusal>> {
  return inTransaction(deps, async (transaction) => {
    const till = await lockTill(transaction, wish.deviceId);
    if (!till) return err('not_found');
    if (till.state === 'waiting' || till.state === 'replaced') return err('conflict');
    const { storeId, name } = till;
    const answer = await insertWithCode(transaction, deps, { storeId, name, by: wish.by });
    await auditChange(transaction, deps, {
      accountId: wish.by,
      action: 'till.replace',
      subject: wish.deviceId,
      facts: { replacedBy: answer.deviceId },
    });
    const set: TillChange = { replaced_by: answer.deviceId };
    await changeTills(transaction, [{ deviceId: wish.deviceId, set }]);
    return ok(answer);
  });
}

/** From `fromMs` on (null: now) nothing of the till is believed. It stays so; only an earlier instant can follow. */
export function revokeTill(
  deps: HqDeps,
  { fromMs, ...wish }: TillWish & { readonly fromMs: number | null },
): Promise<Result<Till, TillRefusal>> {
  const revokedAtMs = Math.min(fromMs ?? deps.clock.nowMs(), deps.clock.nowMs());
  return changeTill(deps, wish, (till) => {
    if (till.state === 'waiting') return undefined;
    const earliestMs = Math.min(revokedAtMs, till.revokedAtMs ?? revokedAtMs);
    return {
      action: 'till.revoke',
      facts: { fromMs: earliestMs, stateBefore: till.state },
      set: { state: 'revoked', reason: null, revoked_ms: earliestMs },
    };
  });
}

/** It sells and earns, and redeems no more. */
export function freezeTill(
  deps: HqDeps,
  { why, ...wish }: TillWish & { readonly why: string },
): Promise<Result<Till, TillRefusal>> {
  return changeTill(deps, wish, ({ state }) =>
    state === 'active'
      ? { action: 'till.freeze', facts: { why }, set: { state: 'frozen', reason: 'byHand' } }
      : undefined,
  );
}

/** A person is sure that there is one till only with this identity. Where a second one goes on, it is frozen again. */
export function unfreezeTill(
  deps: HqDeps,
  { why, ...wish }: TillWish & { readonly why: string },
): Promise<Result<Till, TillRefusal>> {
  const plan: Plan = ({ state, reason }) =>
    state === 'frozen'
      ? { action: 'till.unfreeze', facts: { why, reason }, set: { state: 'active', reason: null } }
      : undefined;
  return inTransaction(deps, async (transaction) => {
    // Every push of the till waits from here on, so that nothing comes between.
    const till = await lockTill(transaction, wish.deviceId);
    if (till?.state === 'frozen') await noteUnfrozen(transaction, wish.deviceId);
    return changeLocked(transaction, deps, { wish, plan });
  });
}

/** Another name, or another store: from then on the till's sales are that store's. */
export function moveTill(
  deps: HqDeps,
  { storeId, name, ...wish }: TillWish & { readonly storeId: string; readonly name: string },
): Promise<Result<Till, TillRefusal>> {
  return inTransaction(deps, async (transaction) => {
    if (!(await storeById(transaction, storeId))) return err('not_found');
    return changeLocked(transaction, deps, {
      wish,
      plan: (till) => ({
        action: 'till.change',
        facts: {
          ...changedFacts({ storeId: till.storeId }, { storeId }),
          hasNewName: name !== till.name,
        },
        set: { store_id: storeId, name },
      }),
    });
  });
}

type Plan = (
  till: Till,
) => { readonly action: string; readonly facts: AuditRecord['facts']; readonly set: TillChange } | undefined;

function changeTill(deps: HqDeps, wish: TillWish, plan: Plan): Promise<Result<Till, TillRefusal>> {
  return inTransaction(deps, (transaction) => changeLocked(transaction, deps, { wish, plan }));
}

async function changeLocked(
  transaction: HqTransaction,
  deps: HqDeps,
  { wish, plan }: { readonly wish: TillWish; readonly plan: Plan },
): Promise<Result<Till, TillRefusal>> {
  const { deviceId, by } = wish;
  const till = await lockTill(transaction, deviceId);
  if (!till) return err('not_found');
  const planned = plan(till);
  if (!planned) return err('conflict');
  const { action, facts, set } = planned;
  await auditChange(transaction, deps, { accountId: by, action, subject: deviceId, facts });
  await changeTills(transaction, [{ deviceId, set }]);
  return ok(till);
}

async function insertWithCode(
  transaction: HqTransaction,
  deps: HqDeps,
  { storeId, name, by }: { readonly storeId: string; readonly name: string; readonly by: Uuid },
): Promise<CodeAnswer> {
  const createdAtMs = deps.clock.nowMs();
  const deviceId = uuidV7(createdAtMs, deps.randomBytes(10));
  await insertTill(transaction, { deviceId, storeId, name, createdAtMs });
  const facts = { storeId };
  await auditChange(transaction, deps, { accountId: by, action: 'till.create', subject: deviceId, facts });
  return codeFor(transaction, deps, deviceId);
}

async function codeFor(transaction: HqTransaction, deps: HqDeps, deviceId: Uuid): Promise<CodeAnswer> {
  const { code, expiresAtMs } = await issueCode(transaction, deps, deviceId);
  return { deviceId, code: joinCodeInGroups(code), expiresAtMs };
}
