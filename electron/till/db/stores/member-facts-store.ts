/** What the snapshot says of a member for offers and lots alone. Members enrolled here have none of it. */

import { keptFactsSchema } from '#shared/contracts/sync/kept-facts.ts';
import type { KeptFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { textOf } from '../row.ts';

export type MemberFactsStore = { readonly factsOf: (memberRef: MemberRef) => KeptFacts };
export type MemberFactsWriter = {
  /** Within the caller's transaction; a member without such facts has no row. */
  readonly addFacts: (memberId: number, facts: KeptFacts) => void;
  /** The same for a member who may have had others. */
  readonly setFacts: (memberId: number, facts: KeptFacts) => void;
  readonly removeFacts: (memberId: number) => void;
};

export function createMemberFactsStore(db: ReadDb): MemberFactsStore {
  const select = db.prepareRead(
    'SELECT f.facts FROM member AS m JOIN member_facts AS f ON f.member_id = m.member_id WHERE m.member_ref = ?',
  );
  return {
    factsOf: (memberRef) => {
      const row = select.get(uuidToBytes(memberRef));
      return row === undefined ? {} : keptFactsSchema.parse(JSON.parse(textOf(row, 'facts')));
    },
  };
}

export function createMemberFactsWriter(db: WriteDb): MemberFactsWriter {
  const insert = db.prepare('INSERT INTO member_facts (member_id, facts) VALUES (?, ?)');
  const upsert = db.prepare(
    `INSERT INTO member_facts (member_id, facts) VALUES (?, ?)
     ON CONFLICT (member_id) DO UPDATE SET facts = excluded.facts WHERE facts <> excluded.facts`,
  );
  const remove = db.prepare('DELETE FROM member_facts WHERE member_id = ?');
  return {
    addFacts: (memberId, facts) => {
      const text = factsText(facts);
      if (text !== '{}') insert.run(memberId, text);
    },
    setFacts: (memberId, facts) => {
      const text = factsText(facts);
      if (text === '{}') remove.run(memberId);
      else upsert.run(memberId, text);
    },
    removeFacts: (memberId) => void remove.run(memberId),
  };
}

function factsText({ traits, purchaseDays, stampsCollected, lots, pulled }: KeptFacts): string {
  return JSON.stringify({ traits, purchaseDays, stampsCollected, lots, pulled });
}
