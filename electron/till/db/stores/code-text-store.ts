/**
 * Codes that were made here and may not have reached anybody's hand yet: kept from the moment they are booked until they
 * were shown or printed, so that a stop in between costs nobody a paid gift card.
 */

import type { Code } from '#shared/domain/code.ts';
import { parseCode } from '#shared/domain/code.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { SqlRow, WriteDb } from '../database.ts';
import { integerOf, textOf, uuidOf } from '../row.ts';

export type KeptCode = { readonly codeId: Uuid; readonly code: Code };

/** What codes were made for: known by the sale's entry, or by the command. */
export type CodeCause = 'sale' | 'claim' | 'sold' | 'batch';

export type CodeTextStore = {
  /** Within the caller's transaction; once for each `forId` and entry. */
  readonly keep: (madeFor: MadeFor, codes: readonly KeptCode[]) => void;
  /** In the order in which they were made; empty once they were handed over. */
  readonly keptFor: (forId: Uuid) => readonly KeptCode[];
  readonly handedOver: (forId: Uuid) => void;
  /** The codes of all sales but this one: its receipt alone may still be shown. */
  readonly forgetOtherSales: (saleEntryId: Uuid) => void;
  /** What was paid, claimed or issued and whose codes nobody has seen yet, the oldest first; without those of a sale. */
  readonly waiting: (causes: readonly CodeCause[], limit: number) => readonly Uuid[];
};

export type MadeFor = { readonly cause: CodeCause; readonly forId: Uuid };

export function createCodeTextStore(db: WriteDb): CodeTextStore {
  const add = db.prepare(
    'INSERT INTO code_text (code_id, cause, for_id, place, text) VALUES (?, ?, ?, ?, ?)',
  );
  const found = db.prepareRead('SELECT code_id, text FROM code_text WHERE for_id = ? ORDER BY place');
  const count = db.prepareRead('SELECT COUNT(*) AS codes FROM code_text WHERE for_id = ?');
  const remove = db.prepare('DELETE FROM code_text WHERE for_id = ?');
  const removeSales = db.prepare("DELETE FROM code_text WHERE cause = 'sale' AND for_id <> ?");
  const waiting = db.prepareRead(
    "SELECT DISTINCT for_id, cause FROM code_text WHERE cause <> 'sale' ORDER BY for_id LIMIT ?",
  );
  return {
    keep: ({ cause, forId }, codes) => {
      const id = uuidToBytes(forId);
      const row = count.get(id);
      const first = row === undefined ? 0 : integerOf(row, 'codes');
      for (const [index, { codeId, code }] of codes.entries()) {
        add.run(uuidToBytes(codeId), cause, id, first + index, code);
      }
    },
    keptFor: (forId) => found.all(uuidToBytes(forId)).map(keptFrom),
    handedOver: (forId) => void remove.run(uuidToBytes(forId)),
    forgetOtherSales: (saleEntryId) => void removeSales.run(uuidToBytes(saleEntryId)),
    waiting: (causes, limit) =>
      waiting
        .all(limit)
        .filter((row) => causes.some((cause) => cause === textOf(row, 'cause')))
        .map((row) => uuidOf(row, 'for_id')),
  };
}

function keptFrom(row: SqlRow): KeptCode {
  const code = parseCode(textOf(row, 'text'));
  invariant(code !== undefined, 'a kept code is a whole one');
  return { codeId: uuidOf(row, 'code_id'), code };
}
