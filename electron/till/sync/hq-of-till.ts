/** What a start of the till service does about HQ: the last step of joining, entries that were read back, the line. */

import { createHash } from 'node:crypto';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { EpochMs } from '#shared/kernel/clock.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { Http } from '#sync/client/http.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { inTransaction } from '../db/in-transaction.ts';
import type { WriteCode } from '../db/in-transaction.ts';
import { createJournalStore } from '../db/stores/journal-store.ts';
import { backlogBehind, createSyncLedger } from '../db/stores/sync-ledger-store.ts';
import { createSyncStateStore, createSyncStateWriter } from '../db/stores/sync-state-store.ts';
import type { LostTail } from '../durability/start-epoch.ts';
import { diskFailure } from '../journal/file-system.ts';
import type { TillPorts } from '../ports.ts';
import { createExportBacklog } from './export-backlog.ts';
import { moveFormerFiles } from './former-files.ts';
import { readHqFile, writeHqFile } from './hq-file.ts';
import type { HqFilePlace } from './hq-file.ts';
import { createHqTime } from './hq-time.ts';
import { createLiveLine } from './live-line.ts';
import type { StartOverReason } from './live-line.ts';
import { isPersonalDataOver } from './personal-data.ts';
import { readReadBack, removeReadBack } from './read-back-file.ts';
import type { StartSyncWorker } from './start-sync-worker.ts';
import type { SyncLine } from './sync-line.ts';
import { takeReadBack } from './take-read-back.ts';

/** The means to belong to an HQ; a till without them is alone. */
export type HqMeans = {
  readonly startWorker: StartSyncWorker;
  readonly createHttp: (origin: string) => Http;
  readonly signingSeed: Uint8Array;
  readonly pinPepper: Uint8Array;
  /** Further certificates that are trusted, as PEM. */
  readonly caPems: readonly string[];
  /** Name and version of the program, at most 40 characters. */
  readonly app: string;
  /** Where a carried backlog is put; the till names the file. */
  readonly exportDir: string;
  /** The till service has to start again to go on. */
  readonly onStartOver: (reason: StartOverReason) => void;
};

export type HqPlace = HqFilePlace & {
  readonly nativeBinding: string | null;
  readonly journalDir?: string | undefined;
  readonly ports: TillPorts;
};

/**
 * Before any file of the till is opened. The file as it is afterwards; `undefined` for a till that is alone. Where the
 * disk has no room for the last step of joining, the next start takes it.
 */
export function settleHqFile(place: HqPlace): Result<HqFile | undefined, AppError<'disk_full'>> {
  const { ports } = place;
  const read = readHqFile(place);
  if (read.kind === 'unreadable') ports.log('hqFileUnreadable');
  if (read.kind !== 'found') return ok(undefined);
  const { file } = read;
  if (file.step !== 'moving') return ok(file);
  try {
    return ok(movedFiles(place, file));
  } catch (error) {
    if (diskFailure(error) !== 'ENOSPC') throw error;
    return err(appError('disk_full', { file: 'hq.json' }));
  }
}

function movedFiles(place: HqPlace, file: HqFile): HqFile {
  const { dataDir, journalDir, ports } = place;
  moveFormerFiles({ dataDir, journalDir, former: file.former });
  const joined: HqFile = { ...file, step: 'joined' };
  writeHqFile(place, joined, ports.randomBytes);
  ports.log('hqJoined', { deviceId: file.deviceId });
  return joined;
}

/** Whose heads a witness remembers: each device of one key has its own. */
export function witnessName(publicKey: Uint8Array, hq: HqFile | undefined): Uint8Array {
  const isOther = hq?.step === 'joined';
  if (!isOther) return publicKey;
  return new Uint8Array(createHash('sha256').update(publicKey).update(hq.deviceId).digest());
}

/** What a till that was set back has to begin; null for every other. */
export async function takeWhatCameBack(
  place: HqPlace,
  db: WriteDb,
  hq: HqFile | undefined,
): Promise<Result<LostTail | null, AppError<WriteCode | 'database_newer'>>> {
  const readBack = hq?.step === 'joined' ? readReadBack(place) : undefined;
  if (hq === undefined || readBack === undefined) return ok(null);
  const isBegun = (createJournalStore(db).head()?.epoch ?? 0) > readBack.known.epoch;
  if (isBegun) {
    removeReadBack(place);
    return ok(null);
  }
  const taken = await takeReadBack(db, { deviceId: hq.deviceId, readBack }, place.ports);
  if (!taken.ok) return taken;
  place.ports.log('entriesReadBack', { entries: taken.value.entries, epoch: readBack.known.epoch });
  return ok(taken.value.tail);
}

export function forgetWhatCameBack(place: Pick<HqPlace, 'dataDir'>): void {
  removeReadBack(place);
}

/** Whether this start may not know any member by name: HQ has not seen the till for too long, or put it out. */
export function arePersonsOver(
  db: ReadDb,
  hq: HqFile | undefined,
  { clock }: Pick<TillPorts, 'clock'>,
): boolean {
  if (hq?.step !== 'joined') return false;
  const memory = createSyncStateStore(db).read();
  return isPersonalDataOver(memory, createHqTime(clock, memory).nowMs());
}

export type LineParts = {
  readonly hq: HqFile | undefined;
  readonly db: WriteDb;
  readonly deviceId: DeviceId;
  /** When HQ wrote what is in the cache; asked only of a till that belongs to HQ. */
  readonly dataAtMs: EpochMs;
  readonly arePersonsLocked: boolean;
  readonly onPulled: () => void;
};

export function openLine(place: HqPlace, means: HqMeans, parts: LineParts): SyncLine {
  const { dataDir, databaseKey, nativeBinding, ports } = place;
  const { signingSeed, pinPepper, caPems, app } = means;
  const { db } = parts;
  const store = createSyncStateWriter(db);
  return createLiveLine({
    join: {
      createHttp: means.createHttp,
      signingSeed,
      databaseKey,
      app,
      former: parts.deviceId,
      ports,
    },
    file: { first: parts.hq, write: (file) => wroteFile(place, file) },
    memory: {
      // The snapshot of a till that has just joined came before its ledger.
      first: { ...store.read(), dataAtMs: parts.dataAtMs },
      write: (memory) => {
        const written = inTransaction(db, () => store.write(memory));
        if (!written.ok) ports.log('syncStateNotKept', { code: written.error.code });
        return written.ok;
      },
    },
    backlogBehind: backlogBehind(db),
    job: {
      place: { dataDir, key: databaseKey, nativeBinding },
      signingSeed,
      pinPepper,
      caPems,
      app,
    },
    startWorker: means.startWorker,
    exportBacklog: createExportBacklog({
      ledgerOf: (deviceId) => createSyncLedger({ db, deviceId, sha256: ports.sha256 }),
      folder: means.exportDir,
      ports,
    }),
    arePersonsLocked: parts.arePersonsLocked,
    onPulled: parts.onPulled,
    onStartOver: means.onStartOver,
    ports,
  });
}

function wroteFile(place: HqPlace, file: HqFile): boolean {
  try {
    writeHqFile(place, file, place.ports.randomBytes);
    return true;
  } catch (error) {
    const code = diskFailure(error);
    if (code === undefined) throw error;
    place.ports.log('hqFileNotWritten', { code });
    return false;
  }
}
