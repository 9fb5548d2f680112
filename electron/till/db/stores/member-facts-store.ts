/** What the snapshot says of a member for offers alone. Members enrolled here have none of it. */

import { memberFactsSchema } from '#shared/contracts/chain-schema.ts';
import type { MemberFactsRecord } from '#shared/contracts/chain-schema.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { textOf } from '../row.ts';

export type MemberFactsStore = { readonly factsOf: (memberRef: MemberRef) => MemberFactsRecord };
export type MemberFactsWriter = {
  /** Within the caller's transaction; a member without such facts has no row. */
  readonly addFacts: (memberId: number, facts: MemberFactsRecord) => void;
};

export function createMemberFactsStore(db: ReadDb): MemberFactsStore {
  const select = db.prepareRead(
    'SELECT f.facts FROM member AS m JOIN member_facts AS f ON f.member_id = m.member_id WHERE m.member_ref = ?',
  );
  return {
    factsOf: (memberRef) => {
      const row = select.get(uuidToBytes(memberRef));
      return row === undefined ? {} : memberFactsSchema.parse(JSON.parse(textOf(row, 'facts')));
    },
  };
}

export function createMemberFactsWriter(db: WriteDb): MemberFactsWriter {
  const insert = db.prepare('INSERT INTO member_facts (member_id, facts) VALUES (?, ?)');
  return {
    addFacts: (memberId, { traits, purchaseDays, stampsCollected, lots }) => {
      const facts = JSON.stringify({ traits, purchaseDays, stampsCollected, lots });
      if (facts !== '{}') insert.run(memberId, facts);
    },
  };
}
