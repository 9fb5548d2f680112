/** A new till shows its code: the code is used up, and a person at HQ is asked to approve the till. */

import { timingSafeEqual } from 'node:crypto';
import type { JoinCode } from '#shared/domain/join-code.ts';
import { joinCodeSelector } from '#shared/domain/join-code.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { fingerprintOf } from '#sync/core/envelope.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { countWrongTry, deleteCode, lockCode } from '../db/stores/people/till-codes.ts';
import { insertJoin, joinOfCode } from '../db/stores/people/till-joins.ts';
import type { TillJoin } from '../db/stores/people/till-joins.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from '../people/audit-change.ts';
import { hashOfCode } from './issue-code.ts';

export type JoinWish = {
  readonly code: JoinCode;
  readonly publicKey: Uint8Array;
  readonly boxKey: Uint8Array;
  readonly escrow: Uint8Array | null;
  readonly app: string;
  /** The key of HQ that the till will trust. */
  readonly hqKey: Uint8Array;
};

export type JoinRefusal = 'code_wrong' | 'code_expired';

/** The same wish again gives the same answer; another till's key with a used code is a wrong code. */
export function askToJoin(deps: HqDeps, wish: JoinWish): Promise<Result<TillJoin, JoinRefusal>> {
  return inTransaction(deps, (transaction) => decide(transaction, deps, wish), { isRepeatable: true });
}

async function decide(
  transaction: HqTransaction,
  deps: HqDeps,
  wish: JoinWish,
): Promise<Result<TillJoin, JoinRefusal>> {
  const codeHash = hashOfCode(wish.code, deps);
  // Locked before the joins are looked at, so that of two that race for a code the second one sees the first.
  const kept = await lockCode(transaction, joinCodeSelector(wish.code));
  const asked = await joinOfCode(transaction, codeHash);
  if (asked) return timingSafeEqual(asked.publicKey, wish.publicKey) ? ok(asked) : err('code_wrong');
  if (!kept || kept.triesLeft === 0) return err('code_wrong');
  if (!timingSafeEqual(kept.codeHash, codeHash)) {
    await countWrongTry(transaction, kept);
    return err('code_wrong');
  }
  if (kept.expiresAtMs <= deps.clock.nowMs()) return err('code_expired');
  const join = joinOfWish(wish, deps, { deviceId: kept.deviceId, codeHash });
  await insertJoin(transaction, join);
  await deleteCode(transaction, join.deviceId);
  const facts = { joinId: join.joinId };
  await auditChange(transaction, deps, {
    accountId: null,
    action: 'till.askToJoin',
    subject: join.deviceId,
    facts,
  });
  return ok(join);
}

function joinOfWish(wish: JoinWish, deps: HqDeps, of: Pick<TillJoin, 'deviceId' | 'codeHash'>): TillJoin {
  const askedAtMs = deps.clock.nowMs();
  const { publicKey, boxKey, escrow, app, code, hqKey } = wish;
  return {
    ...of,
    joinId: uuidV7(askedAtMs, deps.randomBytes(10)),
    publicKey,
    boxKey,
    escrow,
    app,
    fingerprint: fingerprintOf({ hqKey, tillKey: publicKey, code }, deps),
    state: 'waiting',
    askedAtMs,
  };
}
