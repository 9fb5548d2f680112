/** Every store of `ledger.db` that the ledger itself uses, over one connection. */

import type { WriteDb } from './db/database.ts';
import { createAttachmentWriter } from './db/stores/attachment-store.ts';
import type { AttachmentWriter } from './db/stores/attachment-store.ts';
import { createEntryWriter } from './db/stores/entry-store.ts';
import type { EntryWriter } from './db/stores/entry-store.ts';
import { createGatheredRows } from './db/stores/gathered-rows.ts';
import type { GatheredRows } from './db/stores/gathered-rows.ts';
import { createLotStore } from './db/stores/lot-store.ts';
import type { LotStore } from './db/stores/lot-store.ts';
import { createOfferFactsWriter } from './db/stores/offer-facts-store.ts';
import type { OfferFactsWriter } from './db/stores/offer-facts-store.ts';
import { createPostingWriter } from './db/stores/posting-store.ts';
import type { PostingWriter } from './db/stores/posting-store.ts';
import { createProjectionWriter } from './db/stores/projection-store.ts';
import type { ProjectionWriter } from './db/stores/projection-store.ts';
import { createReceiptStore } from './db/stores/receipt-store.ts';
import type { ReceiptStore } from './db/stores/receipt-store.ts';
import { createRuleSetKeeper } from './db/stores/rule-set-store.ts';
import type { RuleSetKeeper } from './db/stores/rule-set-store.ts';
import { createProjecting } from './projections/ledger-projections.ts';
import type { WriteProjection } from './projections/projection.ts';

export type LedgerStores = {
  /** What `projections`, `offerFacts` and `project` were told and have not written yet. */
  readonly gathered: GatheredRows;
  readonly entries: EntryWriter;
  readonly postings: PostingWriter;
  readonly projections: ProjectionWriter;
  readonly offerFacts: OfferFactsWriter;
  readonly project: WriteProjection;
  readonly lots: LotStore;
  readonly ruleSets: RuleSetKeeper;
  readonly attachments: AttachmentWriter;
  readonly receipts: ReceiptStore;
};

export function createLedgerStores(db: WriteDb): LedgerStores {
  const gathered = createGatheredRows();
  return {
    gathered,
    entries: createEntryWriter(db),
    postings: createPostingWriter(db),
    projections: createProjectionWriter(db, gathered),
    offerFacts: createOfferFactsWriter(db, gathered),
    project: createProjecting(db, gathered),
    lots: createLotStore(db),
    ruleSets: createRuleSetKeeper(db),
    attachments: createAttachmentWriter(db),
    receipts: createReceiptStore(db),
  };
}
