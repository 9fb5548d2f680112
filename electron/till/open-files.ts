/** Opens the files that a till writes: its ledger, with its journal, and the open basket. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { ok } from '#shared/kernel/result.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import { draftsKind } from './db/drafts-kind.ts';
import { isDamaged } from './db/is-damaged.ts';
import { openDatabase } from './db/open-database.ts';
import { setAside } from './db/set-aside.ts';
import { openLedgerFile } from './durability/open-ledger.ts';
import type { OpenedLedger } from './durability/open-ledger.ts';
import type { LostTail } from './durability/start-epoch.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { journalPlace } from './till-opening.ts';
import type { Opened, TillOpening } from './till-opening.ts';

type WritableFiles = { readonly opened: OpenedLedger; readonly drafts: WriteDb };

export type OpenFiles = WritableFiles & { readonly cache: ReadDb; readonly ofHq: OfHq };

/** What is known of HQ before the till begins: to whom it belongs, and what it has to begin after it was set back. */
type OfHq = {
  readonly file: HqFile | undefined;
  readonly cameBack: LostTail | null;
  /** Nobody may be known by name. */
  readonly arePersonsLocked: boolean;
};

/**
 * A ledger is only ever made where nothing of a till exists yet. The drafts are made after it, so their file is the
 * sign that a ledger was there, as is a journal: should it be missing now, it is made again from the journal or not at all.
 */
export async function openFiles(opening: TillOpening): Promise<Opened<WritableFiles>> {
  const draftsPath = path.join(opening.dataDir, 'drafts.db');
  const { databaseKey: key, nativeBinding } = opening;
  const isFirstStart = !existsSync(draftsPath) && opening.witness?.last() === undefined;
  const ledger = await openLedgerFile({ ...opening, journal: journalPlace(opening), isFirstStart });
  if (!ledger.ok) return ledger;
  const openDrafts = (): ReturnType<typeof openDatabase> =>
    openDatabase({
      path: draftsPath,
      key,
      nativeBinding,
      kind: draftsKind,
      mode: 'create',
      durability: 'NORMAL',
    });
  let drafts = openDrafts();
  const isLost = drafts.ok ? isDamaged(drafts.value) : drafts.error.code === 'database_damaged';
  if (isLost) {
    // One open basket is lost, which is no reason not to sell; the file is kept for whoever wants to look.
    opening.ports.log('draftsSetAside', drafts.ok ? {} : { ...drafts.error.details });
    if (drafts.ok) drafts.value.close();
    setAside(draftsPath);
    drafts = openDrafts();
  }
  if (drafts.ok) return ok({ opened: ledger.value, drafts: drafts.value });
  ledger.value.db.close();
  return drafts;
}
