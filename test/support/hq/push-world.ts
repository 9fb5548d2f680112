/** An HQ at the level of its handlers, and what tills ask it. */

import type { ContactAnswer, ContactRequest, PushAnswer } from '#shared/contracts/sync/sync-schemas.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { uuid } from '#shared/kernel/ids.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { answerContact } from '#sync/server/push/answer-contact.ts';
import { answerPush } from '#sync/server/push/answer-push.ts';
import type { SyncFailure } from '#sync/server/push/sync-failure.ts';
import { verifyStoredChains } from '#sync/server/push/verify-stored-chain.ts';
import type { VerifiedChains } from '#sync/server/push/verify-stored-chain.ts';
import { noonMs } from '../ledger.ts';
import type { PushedPart, PushingTill } from './pushing-till.ts';
import { testHqDeps } from './test-hq-deps.ts';

export type PushWorld = {
  readonly deps: HqDeps;
  readonly push: (till: PushingTill, part?: PushedPart) => Promise<Result<PushAnswer, SyncFailure>>;
  readonly pushBytes: (till: PushingTill, bytes: Uint8Array) => Promise<Result<PushAnswer, SyncFailure>>;
  readonly contact: (
    till: PushingTill,
    changes?: Partial<ContactRequest>,
  ) => Promise<Result<ContactAnswer, SyncFailure>>;
  readonly verify: (till: PushingTill) => Promise<VerifiedChains>;
};

/** `changes` replaces what a test wants to hold itself; the identity is that of the database. */
export async function pushWorld(db: HqDb, changes: Partial<HqDeps> = {}): Promise<PushWorld> {
  const bare = testHqDeps(db, changes);
  const deps: HqDeps = { ...bare, identity: await ensureIdentity(bare) };
  const pushBytes: PushWorld['pushBytes'] = (till, bytes) => answerPush(deps, till, bytes);
  return {
    deps,
    push: (till, part) => pushBytes(till, till.push(part)),
    pushBytes,
    contact: (till, news) => answerContact(deps, till.deviceId, { ...quietContact(till), ...news }),
    verify: (till) => verifyStoredChains(deps.db, till, deps),
  };
}

function quietContact(till: PushingTill): ContactRequest {
  return {
    heads: [...till.epochs.keys()].map((epoch) => till.head(epoch)),
    acknowledged: null,
    backlog: 0,
    oldestUnsentAtMs: null,
    nowMs: epochMs(noonMs),
    cursor: null,
    hqEpoch: null,
    app: 'test 1',
  };
}

/** Everything that pushes write, for comparing before and after. */
export async function storedByPushes(db: HqDb): Promise<object> {
  const chains = await db
    .selectFrom('chain_head')
    .selectAll()
    .orderBy('device_id')
    .orderBy('epoch')
    .orderBy('branch')
    .execute();
  const segments = await db
    .selectFrom('segment')
    .select(['device_id', 'epoch', 'branch', 'from_seq', 'to_seq', 'head_hash'])
    .orderBy('device_id')
    .orderBy('epoch')
    .orderBy('branch')
    .orderBy('from_seq')
    .execute();
  const attachments = await db
    .selectFrom('attachment')
    .select('record_hash')
    .orderBy('record_hash')
    .execute();
  const missing = await db.selectFrom('missing_attachment').selectAll().orderBy('record_hash').execute();
  const named = await db.selectFrom('named_rule_set').selectAll().orderBy('rule_set_hash').execute();
  const notices = await db.selectFrom('notice').selectAll().orderBy('notice_id').execute();
  const tills = await db
    .selectFrom('till')
    .select(['device_id', 'state', 'reason'])
    .orderBy('device_id')
    .execute();
  return { chains, segments, attachments, missing, named, notices, tills };
}

/** The HQ epoch that contacts and pushes answer with now. */
export async function hqEpochOf(db: HqDb): Promise<string> {
  const row = await db
    .selectFrom('hq_meta')
    .select('value')
    .where('name', '=', 'hqEpoch')
    .executeTakeFirstOrThrow();
  return uuid(row.value);
}
