/** What the snapshot says of a member for offers and lots alone. Members enrolled here have none of it. */

import type { KeptFacts } from '#shared/contracts/sync/kept-facts.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { ReadDb } from '../database.ts';
import { textOrNull } from '../row.ts';
import { factsOfText } from './facts-text.ts';

export type MemberFactsStore = { readonly factsOf: (memberRef: MemberRef) => KeptFacts };

export function createMemberFactsStore(db: ReadDb): MemberFactsStore {
  const select = db.prepareRead('SELECT facts FROM member WHERE member_ref = ?');
  return {
    factsOf: (memberRef) => {
      const row = select.get(uuidToBytes(memberRef));
      const text = row === undefined ? null : textOrNull(row, 'facts');
      return text === null ? {} : factsOfText(text);
    },
  };
}
