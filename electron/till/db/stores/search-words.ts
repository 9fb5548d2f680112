/** Keeps the index of names as the members are, one by one. */

import type { Member } from '#shared/domain/member.ts';
import type { WriteDb } from '../database.ts';
import { memberWords } from './member-writer.ts';

type Named = Pick<Member, 'name' | 'latinName'>;

export type SearchWords = {
  /** Within the caller's transaction, like all of these. */
  readonly replace: (memberId: number, former: Named, next: Named) => void;
  readonly remove: (memberId: number, former: Named) => void;
};

/** The index keeps no text of its own: what is to leave it must be told again, word for word. */
export function createSearchWords(db: WriteDb): SearchWords {
  const insert = db.prepare('INSERT INTO member_search (rowid, words) VALUES (?, ?)');
  const remove = db.prepare(
    "INSERT INTO member_search (member_search, rowid, words) VALUES ('delete', ?, ?)",
  );
  return {
    replace: (memberId, former, next) => {
      remove.run(memberId, memberWords(former));
      insert.run(memberId, memberWords(next));
    },
    remove: (memberId, former) => void remove.run(memberId, memberWords(former)),
  };
}
