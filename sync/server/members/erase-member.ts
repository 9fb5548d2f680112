/**
 * Erases a person: the member's own key, name, number and cards are deleted at HQ, and every till is ordered to delete
 * its copy. Entries stay, with a reference that names nobody; what is left of points and credit goes to the shop. In the
 * same transaction, so nobody is erased by half.
 */

import { uuid, uuidV7 } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { nextChange } from '../db/change-clock.ts';
import { inTransaction } from '../db/in-transaction.ts';
import { addOrder, dropRecordsOfErased, eraseRows, orderOf } from '../db/stores/publication/erasure-store.ts';
import { dropAllSnapshots } from '../db/stores/publication/page-store.ts';
import { markMembersChanged } from '../db/stores/publication/member-store.ts';
import { takeTurn } from '../db/stores/truth/truth-turn.ts';
import type { HqDeps } from '../hq-deps.ts';
import { auditChange } from '../people/audit-change.ts';
import { closeAccounts } from './close-account.ts';

export type ErasureWish = { readonly memberRef: string; readonly orderedBy: Uuid };

/** The order's id, the same one when asked again; `undefined` for a member that HQ does not know. */
export function eraseMember(
  deps: HqDeps,
  { memberRef, orderedBy }: ErasureWish,
): Promise<string | undefined> {
  return inTransaction(
    deps,
    async (transaction) => {
      // What is counted of the person is counted before it or after it.
      const n = await takeTurn(transaction);
      const former = await orderOf(transaction, memberRef);
      if (former !== undefined) return former;
      const erased = await eraseRows(transaction, memberRef);
      if (erased.length === 0) return undefined;
      const nowMs = deps.clock.nowMs();
      const orders = erased.map((ref) => ({
        orderId: uuidV7(nowMs, deps.randomBytes(10)),
        memberRef: ref,
        orderedMs: nowMs,
        orderedBy,
      }));
      for (const order of orders) await addOrder(transaction, order);
      await dropRecordsOfErased(transaction);
      const accountId = orderedBy;
      await auditChange(transaction, deps, { accountId, action: 'member.erase', subject: memberRef });
      // Pages that were made before still hold the person.
      await dropAllSnapshots(transaction);
      const changed = await nextChange(transaction, ['member', 'memberAtOnce']);
      // And what was finished meanwhile: a snapshot is kept under the same lock.
      await dropAllSnapshots(transaction);
      await closeAccounts(transaction, { memberRefs: erased.map(uuid), n }, deps);
      await markMembersChanged(transaction, erased, changed);
      return orders.find((order) => order.memberRef === memberRef)?.orderId;
    },
    { isRepeatable: true },
  );
}
