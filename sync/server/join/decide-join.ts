/** A person at HQ approves or refuses a till that asked to join. */

import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { decideJoin, decideWaitingJoins, joinById, lockJoin } from '../db/stores/people/till-joins.ts';
import type { TillJoin } from '../db/stores/people/till-joins.ts';
import { deleteCode } from '../db/stores/people/till-codes.ts';
import { changeTills, lockPredecessors, lockTill } from '../db/stores/people/tills.ts';
import type { TillChange } from '../db/stores/people/tills.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from '../people/audit-change.ts';
import { joinStateAt } from './join-state.ts';

export type JoinDecision = {
  readonly joinId: Uuid;
  readonly accountId: Uuid;
  /** What the person saw and compared. */
  readonly fingerprint: string;
};

/** `conflict`: decided otherwise before, too old, or the fingerprint is not this request's. */
export type DecisionRefusal = 'not_found' | 'conflict';

type Outcome = Promise<Result<TillJoin, DecisionRefusal>>;

/** From then on the till signs for itself. The till that it takes the place of is closed; others that wait are refused. */
export function approveJoin(deps: HqDeps, decision: JoinDecision): Outcome {
  return inTransaction(deps, (transaction) => approve(transaction, deps, decision), { isRepeatable: true });
}

/** The code is used up: the till needs another one. */
export function refuseJoin(deps: HqDeps, decision: JoinDecision): Outcome {
  return inTransaction(deps, (transaction) => refuse(transaction, deps, decision), { isRepeatable: true });
}

async function approve(transaction: HqTransaction, deps: HqDeps, decision: JoinDecision): Outcome {
  const locked = await lockBoth(transaction, decision);
  if (!locked) return err('not_found');
  const { join, isOpenTill } = locked;
  if (join.fingerprint !== decision.fingerprint) return err('conflict');
  if (join.state === 'approved') return ok(join);
  const atMs = deps.clock.nowMs();
  if (!isOpenTill || joinStateAt(join, atMs) !== 'waiting') return err('conflict');
  const { deviceId } = join;
  const accountId = decision.accountId;
  await decideJoin(transaction, join.joinId, { state: 'approved', atMs, accountId });
  await decideWaitingJoins(transaction, deviceId, { state: 'refused', atMs, accountId });
  await deleteCode(transaction, deviceId);
  const replaced = await closePredecessors(transaction, deps, { deviceId, accountId });
  const facts = { joinId: join.joinId, fingerprint: join.fingerprint };
  await auditChange(transaction, deps, { accountId, action: 'till.approve', subject: deviceId, facts });
  await changeTills(transaction, [...replaced, { deviceId, set: joined(join, atMs) }]);
  return ok({ ...join, state: 'approved' });
}

async function refuse(transaction: HqTransaction, deps: HqDeps, decision: JoinDecision): Outcome {
  const locked = await lockBoth(transaction, decision);
  if (!locked) return err('not_found');
  const { join } = locked;
  if (join.state === 'refused') return ok(join);
  if (join.state !== 'waiting') return err('conflict');
  const { joinId, accountId } = decision;
  await decideJoin(transaction, joinId, { state: 'refused', atMs: deps.clock.nowMs(), accountId });
  const facts = { joinId };
  await auditChange(transaction, deps, { accountId, action: 'till.refuse', subject: join.deviceId, facts });
  return ok({ ...join, state: 'refused' });
}

/** The till before the request: of two requests of one till, decided at once, one waits for the other here. */
async function lockBoth(
  transaction: HqTransaction,
  { joinId }: JoinDecision,
): Promise<{ readonly join: TillJoin; readonly isOpenTill: boolean } | undefined> {
  const found = await joinById(transaction, joinId);
  if (!found) return undefined;
  const till = await lockTill(transaction, found.deviceId);
  const join = await lockJoin(transaction, joinId);
  invariant(till !== undefined && join !== undefined, 'a request to join is of a till');
  return { join, isOpenTill: till.state === 'waiting' };
}

function joined(join: TillJoin, atMs: number): TillChange {
  return {
    state: 'active',
    public_key: join.publicKey,
    box_key: join.boxKey,
    escrow: join.escrow,
    app: join.app,
    joined_ms: atMs,
  };
}

type Successor = { readonly deviceId: Uuid; readonly accountId: Uuid };

/** A revoked till stays revoked: that says more. */
async function closePredecessors(
  transaction: HqTransaction,
  deps: HqDeps,
  { deviceId, accountId }: Successor,
): Promise<readonly { readonly deviceId: Uuid; readonly set: TillChange }[]> {
  const tills = await lockPredecessors(transaction, deviceId);
  const closed = tills.filter(({ state }) => state !== 'revoked' && state !== 'replaced');
  for (const till of closed) {
    await auditChange(transaction, deps, {
      accountId,
      action: 'till.closeReplaced',
      subject: till.deviceId,
      facts: { replacedBy: deviceId },
    });
  }
  return closed.map((till) => ({ deviceId: till.deviceId, set: { state: 'replaced', reason: 'replaced' } }));
}
