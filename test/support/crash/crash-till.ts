/**
 * The ledger of a till with its journal over a folder of files, opened as the till opens them; for processes outside of
 * the test runner.
 */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { WriteDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { ledgerName, openLedgerFile, suspectLedger } from '#electron/till/durability/open-ledger.ts';
import type { LedgerRecovery, OpenLedgerCode } from '#electron/till/durability/open-ledger.ts';
import { createLedgerJournal } from '#electron/till/journal/follow-ledger.ts';
import type { JournalPlace } from '#electron/till/journal/journal-place.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { TillKeyBytes } from '#electron/till/node-ports.ts';
import type { TillPorts } from '#electron/till/ports.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';

/** Whose files they are. */
export type CrashOwner = { readonly keys: TillKeyBytes; readonly deviceId: Uuid };

export type CrashTill = {
  readonly db: WriteDb;
  readonly ledger: LedgerOfTill;
  readonly ports: TillPorts;
  /** What the start had to put right. */
  readonly recovery: LedgerRecovery | null;
  readonly close: () => void;
};

export type CrashOpening = {
  readonly folder: string;
  readonly ports: TillPorts;
  readonly owner: CrashOwner;
  /** A till that has answered once never makes a file again. */
  readonly mode: 'create' | 'mustExist';
  /** Null for the usual one. */
  readonly segmentBytesMax?: number | null;
};

type Opened = Result<CrashTill, AppError<OpenLedgerCode>>;

/** The clock goes on by a second each time it is looked at, from a moment of its own. */
export function crashPorts({ keys }: CrashOwner, startMs: number): TillPorts {
  let looks = 0;
  return {
    ...createNodePorts(keys, () => undefined),
    clock: { nowMs: () => epochMs(startMs + (looks += 1) * 1_000), monotonicMs: () => looks },
  };
}

export async function openCrashTill(opening: CrashOpening): Promise<Opened> {
  const { folder, ports, owner, mode } = opening;
  const journal = journalPlace(opening);
  const { deviceId, keys } = owner;
  const opened = await openLedgerFile({
    dataDir: folder,
    databaseKey: keys.databaseKey,
    nativeBinding: null,
    journal,
    isFirstStart: mode === 'create',
    ports,
  });
  if (!opened.ok) return opened;
  const { db, journalHead, recovery, refusal } = opened.value;
  const writer = createJournalWriter({
    place: journal,
    deviceId,
    randomBytes: ports.randomBytes,
    ...(opening.segmentBytesMax ? { segmentBytesMax: opening.segmentBytesMax } : {}),
  });
  const followed = createLedgerJournal({ db, writer, last: journalHead, log: ports.log });
  if (refusal === null) followed.follow();
  const start = { refusal, newEpoch: null };
  const ledger = createLedger({ db, ports, device: { deviceId }, journal: followed, start });
  return ok({
    db,
    ledger,
    ports,
    recovery,
    close: () => {
      followed.close();
      db.close();
    },
  });
}

/** The control: no journal, and a file that is not synced at each commit. The till itself refuses to work like that. */
export function openCarelessTill({ folder, ports, owner }: CrashOpening): CrashTill {
  const opened = openDatabase({
    path: path.join(folder, ledgerName),
    key: owner.keys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'create',
    durability: 'NORMAL',
  });
  if (!opened.ok) throw new Error(`the careless till does not open: ${opened.error.code}`);
  const db = opened.value;
  const ledger = createLedger({ db, ports, device: { deviceId: owner.deviceId } });
  return { db, ledger, ports, recovery: null, close: () => db.close() };
}

/** What the till does when it meets a page that it cannot read: it ends, and the next start looks at every page. */
export function noteDamage({ folder, ports }: CrashOpening): void {
  suspectLedger(folder, ports.log);
}

export function journalPlace({ folder, owner }: Pick<CrashOpening, 'folder' | 'owner'>): JournalPlace {
  return { files: nodeFileSystem, folder: path.join(folder, 'journal'), key: owner.keys.databaseKey };
}

export function hasLedger(folder: string): boolean {
  return existsSync(path.join(folder, ledgerName));
}
