/** The list of publishers: the first one set by an administrator, every later one signed by two of the list before. */

import { canonicalText } from '#shared/contracts/offer-checks/canonical-text.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { hasDistinctPublishers, isSuccessor, signersNeeded } from '#sync/core/publishers.ts';
import type { SignedPublisherList } from '#sync/core/publishers.ts';
import type { HqTransaction } from '../db/hq-tables.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { lockDocument, writeDocument } from '../db/stores/publication/document-store.ts';
import type { HqDeps } from '../hq-deps.ts';
import { readPublishers } from './chain-documents.ts';
import type { PublishRefusal } from './publish-rule-sets.ts';

/** `alsoWrite` runs in the same transaction, for an audit record; not for a repeat. */
export type PublishersChange = {
  readonly list: SignedPublisherList;
  readonly alsoWrite?: (transaction: HqTransaction) => Promise<void>;
};

/** Sent again, the same list is the same success. */
export async function changePublishers(
  deps: HqDeps,
  { list, alsoWrite }: PublishersChange,
): Promise<Result<SignedPublisherList, PublishRefusal>> {
  return inTransaction(
    deps,
    async (transaction) => {
      await lockDocument(transaction, 'publishers');
      const held = await readPublishers(transaction);
      if (held !== undefined && isSame(held, list)) return ok(held);
      const isAllowed =
        held === undefined || held.publishers.length === 0
          ? hasDistinctPublishers(list)
          : isSuccessor(list, held, deps);
      // One person alone could never publish again, and an empty list would let everybody.
      if (!isAllowed || list.publishers.length < signersNeeded) {
        return err({ code: 'list_refused' as const, details: { held: held?.version ?? 0 } });
      }
      await alsoWrite?.(transaction);
      await writeDocument(transaction, 'publishers', list);
      return ok(list);
    },
    { isRepeatable: true },
  );
}

function isSame(held: SignedPublisherList, list: SignedPublisherList): boolean {
  return canonicalText(held) === canonicalText(list);
}
