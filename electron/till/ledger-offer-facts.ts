/** Keeps the sums that offers ask for in step with the entries, and makes them again from the entries alone. */

import { offerUsesOf, purchaseDaysOf, stampsOf } from '#shared/ledger/activity.ts';
import type { Entry } from '#shared/ledger/entry.ts';
import { parseEntry } from '#shared/ledger/entry-body.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteDb } from './db/database.ts';
import { inTransaction } from './db/in-transaction.ts';
import type { WriteCode } from './db/in-transaction.ts';
import type { EntryStore, StoredEntry } from './db/stores/entry-store.ts';
import type { GatheredRows } from './db/stores/gathered-rows.ts';
import type { OfferFactsWriter } from './db/stores/offer-facts-store.ts';
import type { EntryPlace } from './db/stores/place.ts';

/** Within the caller's transaction; the sums are in the tables once what was gathered is. */
export function addOfferFacts(offerFacts: OfferFactsWriter, entry: Entry): void {
  for (const day of purchaseDaysOf(entry)) offerFacts.addPurchaseDay(day);
  for (const use of offerUsesOf(entry)) offerFacts.addOfferUse(use);
  for (const stamps of stampsOf(entry)) offerFacts.addStamps(stamps);
}

type RebuildStores = {
  readonly entries: Pick<EntryStore, 'after'>;
  readonly offerFacts: OfferFactsWriter;
  readonly gathered: GatheredRows;
};

/**
 * For a file whose entries are older than these sums: once, in one transaction, so that a stop in between leaves it to
 * the next start. Does nothing where the sums are whole.
 */
export function completeOfferFacts(db: WriteDb, stores: RebuildStores): Result<null, AppError<WriteCode>> {
  const { offerFacts } = stores;
  if (offerFacts.isComplete()) return ok(null);
  return inTransaction(db, () => {
    offerFacts.clear();
    addAll(stores);
    offerFacts.markComplete();
    return null;
  });
}

const entriesPerPage = 1_000;

/** Page by page: a connection that is still reading cannot write. */
function addAll({ entries, offerFacts, gathered }: RebuildStores): void {
  gathered.dropAll();
  let last: EntryPlace | undefined = { epoch: 1, seq: 0 };
  while (last !== undefined) {
    const page: readonly StoredEntry[] = entries.after(last, entriesPerPage);
    for (const { body } of page) {
      const entry = parseEntry(body);
      invariant(entry !== undefined, 'a stored entry can be read');
      addOfferFacts(offerFacts, entry);
    }
    gathered.writeAll();
    last = page.at(-1);
  }
}
