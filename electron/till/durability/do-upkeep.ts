/** The nightly work itself, through a connection of its own: runs on a worker thread beside a till that sells. */

import type { IsoDate } from '#shared/domain/calendar.ts';
import { isDamaged } from '../db/is-damaged.ts';
import { ledgerKind } from '../db/ledger-kind.ts';
import { openDatabaseToRead } from '../db/open-database.ts';
import { sha256, verifySignature } from '../node-signatures.ts';
import type { ReadDb } from '../db/database.ts';
import { diskFailure } from '../journal/file-system.ts';
import type { JournalPlace } from '../journal/journal-place.ts';
import { nodeFileSystem } from '../journal/node-file-system.ts';
import { createJournalReader } from '../journal/read-journal.ts';
import { backupLedger } from './backup-ledger.ts';
import type { LedgerAt } from './backup-ledger.ts';
import { journalGaps as gapsBetween } from './check-journal.ts';
import type { EntryRange } from './entry-range.ts';
import { selfCheck } from './self-check.ts';
import type { UpkeepDone } from './upkeep.ts';

export type UpkeepJob = LedgerAt & {
  /** Of the till whose seals are checked. */
  readonly publicKey: Uint8Array;
  readonly backupDir: string;
  readonly journalDir: string;
  readonly day: IsoDate;
  /** No older copy stays beside the new one. */
  readonly isAlone?: boolean;
};

/** A ledger with findings is not copied: a good copy of another day must not give way to it. */
export function doUpkeep({
  publicKey,
  backupDir,
  journalDir,
  day,
  isAlone = false,
  ...place
}: UpkeepJob): UpkeepDone {
  // The till's own thread has the ledger open.
  const at: LedgerAt = { ...place, isOpenHere: true };
  const opened = openDatabaseToRead({ ...at, path: at.file, kind: ledgerKind });
  if (!opened.ok) return { ...nothingDone, backupFailure: opened.error.code };
  const checked = selfCheck(opened.value, { sha256, verifySignature, publicKey });
  // Chain and sums do not read every index: a page of one that is damaged would be met by a sale.
  const isWhole = checked.isSound && !isDamaged(opened.value);
  const journalGaps = isWhole ? gapsOf(opened.value, { folder: journalDir, key: at.key }) : [];
  opened.value.close();
  const { entries } = checked;
  const findings = checked.isSound && !isWhole ? 1 : checked.findingCount;
  if (findings > 0) return { check: { entries, findings }, backupFailure: 'ledger_broken', journalGaps };
  const copied = backupLedger(at, { folder: backupDir, day, isAlone });
  return { check: { entries, findings }, backupFailure: copied.ok ? null : copied.error.code, journalGaps };
}

const nothingDone = { check: { entries: 0, findings: 1 }, journalGaps: [] } as const;

/** A journal that its disk does not give back now is looked at again another night. */
function gapsOf(db: ReadDb, place: Omit<JournalPlace, 'files'>): readonly EntryRange[] {
  try {
    return gapsBetween(db, createJournalReader({ ...place, files: nodeFileSystem }));
  } catch (error) {
    if (diskFailure(error) === undefined) throw error;
    return [];
  }
}
