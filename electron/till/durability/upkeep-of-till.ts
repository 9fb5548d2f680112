/** The nightly work on the files of one till, and what its health says of all that keeps them safe. */

import { statSync } from 'node:fs';
import path from 'node:path';
import { businessDay } from '#shared/domain/calendar.ts';
import type { Store } from '#shared/domain/store.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { WriteDb } from '../db/database.ts';
import { createCheckStore } from '../db/stores/check-store.ts';
import type { LedgerJournal } from '../journal/follow-ledger.ts';
import type { LedgerOfTill } from '../ledger.ts';
import type { TillPorts } from '../ports.ts';
import type { HealthSources } from '../safety/health-sources.ts';
import { backupDays } from './backup-ledger.ts';
import type { UpkeepJob } from './do-upkeep.ts';
import type { EntryRange } from './entry-range.ts';
import { ledgerName, suspectLedger } from './open-ledger.ts';
import type { LedgerRecovery } from './open-ledger.ts';
import type { ErasureSweep } from './sweep-erased.ts';
import { createUpkeep } from './upkeep.ts';
import type { Upkeep, UpkeepDeps, UpkeepDone } from './upkeep.ts';

export type TillToKeepUp = {
  readonly dataDir: string;
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly ports: TillPorts;
  readonly upkeep?: (job: UpkeepJob) => Promise<UpkeepDone>;
  readonly ledger: Pick<LedgerOfTill, 'bookings'>;
  readonly journal: Pick<LedgerJournal, 'refill'>;
  readonly journalDir?: string;
  readonly drafts: WriteDb;
  readonly store: Store;
  readonly onBug: (bug: unknown) => void;
};

/** Undefined where nobody was given who does the work. */
export function createUpkeepOfTill(till: TillToKeepUp): Upkeep | undefined {
  const { dataDir, databaseKey: key, nativeBinding, ports, upkeep, ledger, drafts, store, onBug } = till;
  if (upkeep === undefined) return undefined;
  const backupDir = path.join(dataDir, 'backups');
  const journalDir = till.journalDir ?? path.join(dataDir, 'journal');
  const file = path.join(dataDir, ledgerName);
  return createUpkeep({
    ports,
    run: async (day, isAlone) => {
      const done = await upkeep({
        file,
        key,
        nativeBinding,
        publicKey: ports.publicKey,
        backupDir,
        journalDir,
        day,
        isAlone,
      });
      // The next start looks at every page, and makes the ledger again where one is damaged.
      if (done.check.findings > 0) suspectLedger(dataDir, ports.log);
      await refillGaps(done.journalGaps, till);
      return done;
    },
    today: () => businessDay(ports.clock.nowMs(), store),
    bookings: ledger.bookings,
    newest: newestBackup(backupDir),
    checks: createCheckStore(drafts),
    logBytes: () => statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0,
    onBug,
  });
}

/** By the till itself, which alone writes the journal; a little at a time, because somebody may begin to sell. */
async function refillGaps(
  gaps: readonly EntryRange[],
  { journal, ports }: Pick<TillToKeepUp, 'journal' | 'ports'>,
): Promise<void> {
  for (const gap of gaps) {
    for (let { fromSeq } = gap; fromSeq <= gap.toSeq;) {
      const written = journal.refill({ ...gap, fromSeq });
      if (written === 0) return;
      fromSeq += written;
      await ports.nextTurn();
    }
  }
}

function newestBackup(folder: string): UpkeepDeps['newest'] {
  const day = backupDays(folder).toSorted().at(-1);
  if (day === undefined) return null;
  return { day, atMs: epochMs(Math.round(statSync(path.join(folder, `ledger-${day}.db`)).mtimeMs)) };
}

export type HealthParts = {
  readonly journal: LedgerJournal;
  readonly recovery: LedgerRecovery | null;
  readonly upkeep: Upkeep | undefined;
  readonly sweep: Pick<ErasureSweep, 'held' | 'onHeldChanged'>;
};

export function healthSourcesOf({ journal, recovery, upkeep, sweep }: HealthParts): HealthSources {
  return {
    journal: journal.state,
    onChanged: (tell) => {
      journal.onStateChanged(() => tell());
      sweep.onHeldChanged(tell);
    },
    recovery: recovery === null ? null : recoveryView(recovery),
    newestBackup: () => {
      const atMs = upkeep?.state().backupAtMs;
      return atMs === undefined ? undefined : atMs === null ? null : { atMs };
    },
    lastCheck: () => upkeep?.state().check ?? null,
    heldErasures: sweep.held,
  };
}

function recoveryView({ cause, restored, missing }: LedgerRecovery): NonNullable<HealthSources['recovery']> {
  const { entries, fromSeq, toSeq } = restored;
  const lost = missing === null ? null : { fromSeq: missing.fromSeq, toSeq: missing.toSeq };
  return { cause, entries, fromSeq, toSeq, missing: lost };
}
