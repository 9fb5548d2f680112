/** The ledger of a till with its journal, in the epoch in which it goes on. */

import { ok } from '#shared/kernel/result.ts';
import type { OpenCache } from './cache/open-cache.ts';
import type { TillDatabases } from './till-deps.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { WriteDb } from './db/database.ts';
import { createJournalStore } from './db/stores/journal-store.ts';
import { withBallast } from './durability/ballast.ts';
import { suspectLedger } from './durability/open-ledger.ts';
import type { LedgerRecovery, OpenedLedger } from './durability/open-ledger.ts';
import { epochStart, lostTailOf } from './durability/start-epoch.ts';
import type { LostTail } from './durability/start-epoch.ts';
import { createLedgerJournal } from './journal/follow-ledger.ts';
import type { LedgerJournal } from './journal/follow-ledger.ts';
import { createJournalWriter } from './journal/write-journal.ts';
import { forgetWhatCameBack } from './sync/hq-of-till.ts';
import type { SyncLine } from './sync/sync-line.ts';
import { createLedger } from './ledger.ts';
import type { LedgerOfTill } from './ledger.ts';
import type { TillPorts } from './ports.ts';
import type { OpenFiles } from './open-files.ts';
import { journalPlace } from './till-opening.ts';
import type { Opened, TillOpening } from './till-opening.ts';

type Books = {
  readonly databases: TillDatabases;
  readonly journal: LedgerJournal;
  readonly ledger: LedgerOfTill;
  /** What the till had to begin a new epoch for. */
  readonly lost: LostTail | null;
  /** The line hears of every booking from now on. */
  readonly tell: (line: SyncLine) => void;
};

/** The ledger with its journal, in the epoch in which it goes on. */
export function openBooks(
  opening: TillOpening,
  { opened, ofHq, ...files }: OpenFiles,
  cache: OpenCache,
): Opened<Books> {
  const { ballast, ports } = opening;
  const kept = (db: WriteDb): WriteDb => (ballast === undefined ? db : withBallast(db, ballast));
  const databases = { ...files, drafts: kept(files.drafts), ledger: kept(opened.db) };
  const { deviceId } = cache.chain;
  const lost = ofHq.cameBack ?? lostTail(opening, opened);
  const journal = openJournal(opening, opened, deviceId);
  let line: SyncLine | undefined;
  const ledger = createLedger({
    db: databases.ledger,
    ports,
    device: { deviceId },
    // HQ hears of a booking when the journal has it.
    journal: { ...journal, follow: () => followed(journal, line) },
    start: { refusal: opened.refusal, newEpoch: lost?.newEpoch ?? null },
    onDamaged: () => suspectLedger(opening.dataDir, ports.log),
  });
  const begun = lost === null ? ok(null) : beginEpoch(ledger, { lost, opened, cache, ports });
  if (!begun.ok) {
    journal.close();
    return begun;
  }
  if (ofHq.cameBack !== null) forgetWhatCameBack(opening);
  const tell = (hearing: SyncLine): void => {
    line = hearing;
  };
  return ok({ databases, journal, ledger, lost, tell });
}

/** What this start did to the ledger: entries put back, entries known to be lost, or neither. */
export function recoveryOf({ recovery }: OpenedLedger, lost: LostTail | null): LedgerRecovery | null {
  if (lost === null) return recovery;
  const missing = lost.missing.toSeq === 0 ? null : lost.missing;
  const { epoch } = lost.known;
  const nothing = { epoch, fromSeq: 0, toSeq: 0, entries: 0 };
  return { cause: recovery?.cause ?? 'journal', restored: recovery?.restored ?? nothing, missing };
}

function lostTail(
  { witness }: TillOpening,
  { db, journalHead, formerHead, refusal }: OpenedLedger,
): LostTail | null {
  if (refusal !== null) return null;
  const store = createJournalStore(db);
  return lostTailOf(store.head(), [witness?.last(), journalHead, formerHead], store.hashAt);
}

/** What the ledger has and the journal lacks is written at once, or bit by bit where it is much. */
function openJournal(
  opening: TillOpening,
  { db, journalHead, refusal }: OpenedLedger,
  deviceId: DeviceId,
): LedgerJournal {
  const { randomBytes, log } = opening.ports;
  const writer = createJournalWriter({ place: journalPlace(opening), deviceId, randomBytes });
  const { witness } = opening;
  const journal = createLedgerJournal({ db, writer, last: journalHead, witness, log });
  if (refusal === null) journal.follow();
  return journal;
}

function followed(journal: LedgerJournal, line: SyncLine | undefined): ReturnType<LedgerJournal['follow']> {
  const state = journal.follow();
  line?.booked();
  return state;
}

type EpochParts = {
  readonly lost: LostTail;
  readonly opened: OpenedLedger;
  readonly cache: OpenCache;
  readonly ports: TillPorts;
};

/** Where it cannot be booked, nothing else may be: the next booking would begin the epoch without a word. */
function beginEpoch(
  ledger: LedgerOfTill,
  { lost, opened, cache, ports }: EpochParts,
): ReturnType<LedgerOfTill['bookValue']> {
  const { deviceId, ownStore: store } = cache.chain;
  const isRebuilt = opened.recovery !== null && opened.recovery.cause !== 'journal';
  const cause = isRebuilt ? 'rebuilt' : 'olderImage';
  const { missing, newEpoch } = lost;
  ports.log('entriesMissing', {
    cause,
    newEpoch,
    epoch: missing.epoch,
    fromSeq: missing.fromSeq,
    toSeq: missing.toSeq,
  });
  return ledger.bookValue(epochStart({ lost, cause, deviceId, store }, ports));
}
