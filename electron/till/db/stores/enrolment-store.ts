/** Which member an enrolment command made, so that the same command again finds the same member. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import type { WriteDb } from '../database.ts';
import { uuidOf } from '../row.ts';

export type EnrolmentStore = {
  readonly memberOf: (commandId: Uuid) => MemberRef | undefined;
  /** Within the caller's transaction. */
  readonly addEnrolment: (commandId: Uuid, memberRef: MemberRef) => void;
};

export function createEnrolmentStore(db: WriteDb): EnrolmentStore {
  const select = db.prepare('SELECT member_ref FROM enrolment WHERE command_id = ?');
  const insert = db.prepare('INSERT INTO enrolment (command_id, member_ref) VALUES (?, ?)');
  return {
    memberOf: (commandId) => {
      const row = select.get(uuidToBytes(commandId));
      return row && uuidOf(row, 'member_ref');
    },
    addEnrolment: (commandId, memberRef) => void insert.run(uuidToBytes(commandId), uuidToBytes(memberRef)),
  };
}
