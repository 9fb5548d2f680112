/** One-time links with which a person chooses a password, by the hash of their token. */

import type { Selectable } from 'kysely';
import { uuid } from '#shared/kernel/ids.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { HqDb, HqTransaction } from '#sync/server/db/hq-tables.ts';
import type { PeopleTables } from '#sync/server/db/tables/people-tables.ts';
import type { Account } from './accounts.ts';

type LinkRow = Selectable<PeopleTables['setup_link']>;

export type SetupLink = {
  readonly tokenHash: Uint8Array;
  readonly role: Account['role'];
  /** Null for a new account. */
  readonly accountId: Uuid | null;
  /** Null for a link that HQ printed. */
  readonly madeBy: Uuid | null;
  readonly madeAtMs: number;
  readonly expiresAtMs: number;
  readonly isUsed: boolean;
};

export async function insertLink(transaction: HqTransaction, link: SetupLink): Promise<void> {
  await transaction
    .insertInto('setup_link')
    .values({
      token_hash: link.tokenHash,
      role: link.role,
      account_id: link.accountId,
      made_by: link.madeBy,
      made_ms: link.madeAtMs,
      expires_ms: link.expiresAtMs,
      used_ms: null,
    })
    .execute();
}

export async function linkByHash(db: HqDb, tokenHash: Uint8Array): Promise<SetupLink | undefined> {
  const row = await db
    .selectFrom('setup_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row && linkOf(row);
}

/** Locks the row: of two who use one link at once, the second one finds it used. */
export async function lockLink(
  transaction: HqTransaction,
  tokenHash: Uint8Array,
): Promise<SetupLink | undefined> {
  const row = await transaction
    .selectFrom('setup_link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
  return row && linkOf(row);
}

export async function markLinkUsed(
  transaction: HqTransaction,
  tokenHash: Uint8Array,
  usedMs: EpochMs,
): Promise<void> {
  await transaction
    .updateTable('setup_link')
    .set({ used_ms: usedMs })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** Links that HQ printed and nobody used: a newer one takes their place. */
export async function deletePrintedLinks(transaction: HqTransaction): Promise<void> {
  await transaction
    .deleteFrom('setup_link')
    .where('made_by', 'is', null)
    .where('used_ms', 'is', null)
    .execute();
}

/** Links for one account that nobody used. */
export async function deleteLinksOf(transaction: HqTransaction, accountId: Uuid): Promise<void> {
  await transaction
    .deleteFrom('setup_link')
    .where('used_ms', 'is', null)
    .where((where) => where.or([where('account_id', '=', accountId), where('made_by', '=', accountId)]))
    .execute();
}

function linkOf(row: LinkRow): SetupLink {
  return {
    tokenHash: row.token_hash,
    role: row.role,
    accountId: row.account_id === null ? null : uuid(row.account_id),
    madeBy: row.made_by === null ? null : uuid(row.made_by),
    madeAtMs: row.made_ms,
    expiresAtMs: row.expires_ms,
    isUsed: row.used_ms !== null,
  };
}
