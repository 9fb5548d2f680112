/** Takes the personal data of members who were enrolled here out of the ledger's file. No entry changes. */

import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { bytesOf, integerOf, textOf, textOrNull } from '../row.ts';
import { memberWords } from './member-writer.ts';

export type MemberEraser = {
  /** Whether anything of the member is still here, or may be in the copies of this file. */
  readonly has: (memberRef: MemberRef) => boolean;
  /** Whether anything of the member can be read here. */
  readonly isReadable: (memberRef: MemberRef) => boolean;
  /**
   * Within the caller's transaction. The sealed record stays without its key, until `forget`: while it is here, journal
   * and copies may still hold the key.
   */
  readonly erase: (memberRef: MemberRef) => void;
  /** Hashes of the sealed records of the member that are here. */
  readonly sealedOf: (memberRef: MemberRef) => readonly Uint8Array[];
  /** Within the caller's transaction, once no copy has anything of the member any more. */
  readonly forget: (memberRef: MemberRef) => void;
};

const findMember = 'SELECT member_id, name, latin_name FROM member WHERE member_ref = ?';
const findSealed = `SELECT a.attachment_hash FROM entry AS e JOIN attachment AS a ON a.entry_id = e.entry_id
  WHERE e.member_ref = ? AND e.kind = 'enrol'`;
const findKey = `SELECT k.attachment_hash FROM entry AS e JOIN attachment AS a ON a.entry_id = e.entry_id
  JOIN attachment_key AS k ON k.attachment_hash = a.attachment_hash
  WHERE e.member_ref = ? AND e.kind = 'enrol'`;

export function createMemberRemains(db: ReadDb): Pick<MemberEraser, 'has'> {
  const find = db.prepareRead(findMember);
  const sealed = db.prepareRead(findSealed);
  return {
    has: (memberRef) => {
      const ref = uuidToBytes(memberRef);
      return find.get(ref) !== undefined || sealed.get(ref) !== undefined;
    },
  };
}

export function createMemberEraser(db: WriteDb): MemberEraser {
  const find = db.prepareRead(findMember);
  const sealed = db.prepareRead(findSealed);
  const key = db.prepareRead(findKey);
  const sealedOf = (memberRef: MemberRef): readonly Uint8Array[] =>
    sealed.all(uuidToBytes(memberRef)).map((row) => bytesOf(row, 'attachment_hash'));
  const removeWords = db.prepare(
    "INSERT INTO member_search (member_search, rowid, words) VALUES ('delete', ?, ?)",
  );
  const removeCards = db.prepare('DELETE FROM card WHERE member_id = ?');
  const removeMember = db.prepare('DELETE FROM member WHERE member_id = ?');
  const removeKey = db.prepare('DELETE FROM attachment_key WHERE attachment_hash = ?');
  const removeSealed = db.prepare('DELETE FROM attachment WHERE attachment_hash = ?');
  return {
    ...createMemberRemains(db),
    isReadable: (memberRef) => {
      const ref = uuidToBytes(memberRef);
      return find.get(ref) !== undefined || key.get(ref) !== undefined;
    },
    sealedOf,
    erase: (memberRef) => {
      const ref = uuidToBytes(memberRef);
      const row = find.get(ref);
      if (row !== undefined) {
        const memberId = integerOf(row, 'member_id');
        const names = { name: textOf(row, 'name'), latinName: textOrNull(row, 'latin_name') };
        removeWords.run(memberId, memberWords(names));
        removeCards.run(memberId);
        removeMember.run(memberId);
        // What the index held of a name goes only when its parts are merged.
        db.runScript("INSERT INTO member_search (member_search) VALUES ('optimize')");
      }
      for (const hash of sealedOf(memberRef)) removeKey.run(hash);
    },
    forget: (memberRef) => {
      for (const hash of sealedOf(memberRef)) removeSealed.run(hash);
    },
  };
}
