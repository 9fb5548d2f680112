/** Members who were merged at HQ: what they were called before still means them. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb } from '../database.ts';
import { uuidOf } from '../row.ts';

export type MemberAliases = {
  /** Whom a former reference means now; `undefined` for one that was never merged. */
  readonly memberOf: (aliasRef: MemberRef) => MemberRef | undefined;
  /** Former references of a member, in the order of their bytes. */
  readonly aliasesOf: (memberRef: MemberRef) => readonly MemberRef[];
};

export function createMemberAliases(db: ReadDb): MemberAliases {
  const member = db.prepareRead(
    `SELECT m.member_ref FROM member_alias AS a JOIN member AS m ON m.member_id = a.member_id
     WHERE a.alias_ref = ?`,
  );
  const aliases = db.prepareRead(
    `SELECT a.alias_ref FROM member AS m JOIN member_alias AS a ON a.member_id = m.member_id
     WHERE m.member_ref = ? ORDER BY a.alias_ref`,
  );
  return {
    memberOf: (aliasRef) => {
      const row = member.get(uuidToBytes(aliasRef));
      return row && uuidOf(row, 'member_ref');
    },
    aliasesOf: (memberRef) => aliases.all(uuidToBytes(memberRef)).map((row) => uuidOf(row, 'alias_ref')),
  };
}
