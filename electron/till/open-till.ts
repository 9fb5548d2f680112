/** Opens the till's files, or says by name why it cannot, and starts the till on them. */

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { HeldSession, TillStart } from '#shared/contracts/supervision.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LoadCode, LoadOutcome } from './cache/build-cache.ts';
import { cachePath, removeCache } from './cache/cache-files.ts';
import { chainDir, demoOf } from './cache/chain-files.ts';
import type { ChainTools } from './cache/apply-chain.ts';
import { createLiveChain } from './cache/live-chain.ts';
import type { Reread } from './cache/live-chain.ts';
import { openCache, openPulledCache } from './cache/open-cache.ts';
import { forgetMembers } from './cache/forget-members.ts';
import { rebuildCache } from './cache/rebuild-cache.ts';
import type { OpenCache } from './cache/open-cache.ts';
import { createTill } from './create-till.ts';
import type { Till, TillDatabases } from './create-till.ts';
import type { DeviceId } from '#shared/ledger/entry.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import { draftsKind } from './db/drafts-kind.ts';
import { failedFile } from './db/failed-file.ts';
import { isDamaged } from './db/is-damaged.ts';
import { openDatabase } from './db/open-database.ts';
import { sqliteFailure } from './db/sqlite-failure.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import { deviceOf } from './db/stores/device-store.ts';
import { createJournalStore } from './db/stores/journal-store.ts';
import { setAside } from './db/set-aside.ts';
import { withBallast } from './durability/ballast.ts';
import type { Ballast } from './durability/ballast.ts';
import { ledgerName, openLedgerFile, suspectLedger } from './durability/open-ledger.ts';
import type { LedgerRecovery, OpenedLedger, OpenLedgerCode } from './durability/open-ledger.ts';
import { epochStart, lostTailOf } from './durability/start-epoch.ts';
import type { LostTail } from './durability/start-epoch.ts';
import type { UpkeepJob } from './durability/do-upkeep.ts';
import { createSweepOfTill } from './durability/sweep-of-till.ts';
import { createUpkeepOfTill, healthSourcesOf } from './durability/upkeep-of-till.ts';
import type { UpkeepDone } from './durability/upkeep.ts';
import type { Witness } from './durability/witness.ts';
import type { FileSystem } from './journal/file-system.ts';
import { createLedgerJournal } from './journal/follow-ledger.ts';
import type { LedgerJournal } from './journal/follow-ledger.ts';
import type { JournalPlace } from './journal/journal-place.ts';
import { nodeFileSystem } from './journal/node-file-system.ts';
import { createJournalWriter } from './journal/write-journal.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import {
  arePersonsOver,
  forgetWhatCameBack,
  openLine,
  settleHqFile,
  takeWhatCameBack,
} from './sync/hq-of-till.ts';
import type { HqMeans } from './sync/hq-of-till.ts';
import type { SyncLine } from './sync/sync-line.ts';
import type { HqFile } from '#shared/contracts/sync/hq-file.ts';
import { createLedger } from './ledger.ts';
import type { LedgerOfTill } from './ledger.ts';
import { forgetEnrolled, whoIsErased } from './members/forget-enrolled.ts';
import type { TillPorts } from './ports.ts';

export type TillOpening = {
  readonly dataDir: string;
  /** Where the journal lies; default: inside the data folder. Another disk makes two copies out of one. */
  readonly journalDir?: string;
  /** Checks and copies the ledger of a day; left out, nobody does. */
  readonly upkeep?: (job: UpkeepJob) => Promise<UpkeepDone>;
  /** Remembers the newest entry outside of the data folder; without one an older image of it is not noticed. */
  readonly witness?: Witness;
  /** Space that a full disk gets back; none where nothing is kept for that. */
  readonly ballast?: Ballast;
  /** The disk of the journal; default: the machine's. */
  readonly journalFiles?: FileSystem;
  readonly resourcesDir: string;
  readonly demo: boolean;
  readonly keyKeeping: TillStart['keyKeeping'];
  /** 32 bytes. */
  readonly databaseKey: Uint8Array;
  readonly nativeBinding: string | null;
  readonly ports: TillPorts;
  /** Leaves a whole cache, made from the program's own chain, beside the one in use. */
  readonly buildCache: () => Promise<LoadOutcome>;
  /** The rule set that the program's own chain has now. */
  readonly rulesSource: RuleSetSource;
  /** Of a till that belongs to HQ: its cache comes from there and from nowhere else. */
  readonly pulled?: PulledOpening;
  /** The means to belong to an HQ; left out, the till is alone. */
  readonly hq?: HqMeans;
  readonly heldSession: HeldSession;
  readonly onSession: (session: HeldSession) => void;
  /**
   * Something threw; the till can only be closed now. `refusal` is the reason why starting again will not help, null
   * where it may.
   */
  readonly onBug: (bug: unknown, refusal: AppError<'database_damaged'> | null) => void;
};

export type PulledOpening = Pick<ChainTools, 'keepVerifier'> & {
  /** Reads the rule set that was pulled last, away from the thread that sells. */
  readonly checkRules: RuleSetSource['check'];
};

export type OpenedTill = {
  readonly till: Till;
  /** For what is thrown outside of an operation, such as by a tap: leads to `onBug` like every other bug. */
  readonly reportBug: (bug: unknown) => void;
  /** A pull was applied to the cache: everybody who asks sees it from now on, or the service has to be started again. */
  readonly publishedChanged: () => Reread;
  /** Ends the till and closes its files. */
  readonly close: () => void;
};

export type TillOpenCode = OpenLedgerCode | LoadCode | 'other_chain';

type Opened<Value> = Result<Value, AppError<TillOpenCode>>;

export async function openTill(opening: TillOpening): Promise<Opened<OpenedTill>> {
  mkdirSync(opening.dataDir, { recursive: true, mode: 0o700 });
  const opened = await tryToOpen(opening);
  const isLedgerDamaged = !opened.ok && opened.error.details['file'] === ledgerName;
  // The damage is noted now, so a second try makes the ledger again where there is a journal to make it from.
  // A disk without room for the first page of the log is full all the same.
  const hasMadeRoom = !opened.ok && opened.error.code === 'disk_full' && opening.ballast?.giveUp() === true;
  return isLedgerDamaged || hasMadeRoom ? await tryToOpen(opening) : opened;
}

async function tryToOpen(opening: TillOpening): Promise<Opened<OpenedTill>> {
  const settled = opening.hq === undefined ? ok(undefined) : settleHqFile(opening);
  if (!settled.ok) return settled;
  const hq = settled.value;
  const files = await openFiles(opening);
  if (!files.ok) return files;
  const { drafts, opened } = files.value;
  const ledger = opened.db;
  let cacheDb: ReadDb | undefined;
  try {
    const arePersonsLocked = arePersonsOver(ledger, hq, opening.ports);
    if (arePersonsLocked) takeMembersOut(opening, ledger);
    const cache = await openOwnCache(opening, ledger);
    if (!cache.ok) {
      closeAll([ledger, drafts]);
      return cache;
    }
    cacheDb = cache.value.db;
    const cameBack = await takeWhatCameBack(opening, ledger, opened.refusal === null ? hq : undefined);
    if (!cameBack.ok) {
      closeAll([ledger, drafts, cacheDb]);
      return cameBack;
    }
    const ofHq = { file: hq, cameBack: cameBack.value, arePersonsLocked };
    const started = start(opening, { opened, drafts, cache: cacheDb, ofHq }, cache.value);
    if (!started.ok) closeAll([ledger, drafts, cacheDb]);
    return started;
  } catch (bug) {
    const refusal = judgeBug(opening, cacheDb, bug);
    closeAll([ledger, drafts, ...(cacheDb === undefined ? [] : [cacheDb])]);
    if (refusal === null) throw bug;
    return err(refusal);
  }
}

type OpenFiles = WritableFiles & { readonly cache: ReadDb; readonly ofHq: OfHq };

/** What is known of HQ before the till begins: to whom it belongs, and what it has to begin after it was set back. */
type OfHq = {
  readonly file: HqFile | undefined;
  readonly cameBack: LostTail | null;
  /** Nobody may be known by name. */
  readonly arePersonsLocked: boolean;
};

function start(opening: TillOpening, files: OpenFiles, cache: OpenCache): Opened<OpenedTill> {
  const books = openBooks(opening, files, cache);
  if (!books.ok) return books;
  const { databases, journal, ledger, lost } = books.value;
  const live = createLiveChain(databases.cache, cache.chain);
  const { chain } = live;
  const onBug = (bug: unknown): void => opening.onBug(bug, judgeBug(opening, databases.cache, bug));
  const line = openOwnLine(opening, { files, databases, chain, onPulled: () => publishedChanged() });
  if (line !== undefined) books.value.tell(line);
  const { drafts } = databases;
  const upkeep = createUpkeepOfTill({ ...opening, ledger, journal, drafts, store: chain.ownStore, onBug });
  const till = createTill({
    ...opening,
    databases,
    ledger,
    chain,
    arePersonsLocked: files.ofHq.arePersonsLocked,
    healthSources: healthSourcesOf({ journal, recovery: recoveryOf(files.opened, lost), upkeep }),
    rules: {
      current: cache.ruleSet,
      refused: cache.refusedRules,
      source: cache.isFromFiles ? opening.rulesSource : pulledRules(opening, chain),
    },
    ...(line === undefined ? {} : { line }),
    onBug,
  });
  const erasures = whoIsErased(databases);
  const place = journalPlace(opening);
  const sweep = createSweepOfTill({ ...opening, databases, erasures, journal, place, upkeep, onBug });
  const publishedChanged = (): Reread => {
    const reread = live.reread();
    if (reread.kind === 'reread') {
      till.publishedChanged();
      sweep.look();
    } else opening.hq?.onStartOver('snapshot');
    return reread;
  };
  // The first question of every screen: a page that cannot be read is better met here, where it can be named.
  void till.handlers.till({});
  opening.ballast?.layLater(onBug);
  sweep.look();
  return ok({
    till,
    reportBug: onBug,
    publishedChanged,
    close: () => {
      line?.close();
      till.close();
      sweep.close();
      upkeep?.close();
      journal.close();
      opening.witness?.close();
      opening.ballast?.end();
      closeAll([databases.cache, databases.drafts, databases.ledger]);
    },
  });
}

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
function openBooks(
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

type LineNeeds = {
  readonly files: OpenFiles;
  readonly databases: TillDatabases;
  readonly chain: ChainAtTill;
  readonly onPulled: () => void;
};

function openOwnLine(opening: TillOpening, needs: LineNeeds): SyncLine | undefined {
  const { files, databases, chain, onPulled } = needs;
  if (opening.hq === undefined) return undefined;
  const { deviceId, snapshotAtMs: dataAtMs } = chain;
  const { file: hq, arePersonsLocked } = files.ofHq;
  const { ledger: db } = databases;
  return openLine(opening, opening.hq, { hq, db, deviceId, dataAtMs, arePersonsLocked, onPulled });
}

/** The chain says what was pulled last: its hash, and why it is not in force. */
function pulledRules(
  { pulled }: TillOpening,
  chain: Pick<ChainAtTill, 'ruleSetHash' | 'refusedRules'>,
): RuleSetSource | null {
  if (pulled === undefined) return null;
  const { checkRules } = pulled;
  return {
    stamp: () => Promise.resolve(`${chain.ruleSetHash} ${JSON.stringify(chain.refusedRules)}`),
    check: checkRules,
  };
}

function followed(journal: LedgerJournal, line: SyncLine | undefined): ReturnType<LedgerJournal['follow']> {
  const state = journal.follow();
  line?.booked();
  return state;
}

/** What this start did to the ledger: entries put back, entries known to be lost, or neither. */
function recoveryOf({ recovery }: OpenedLedger, lost: LostTail | null): LedgerRecovery | null {
  if (lost === null) return recovery;
  const missing = lost.missing.toSeq === 0 ? null : lost.missing;
  const { epoch } = lost.known;
  const nothing = { epoch, fromSeq: 0, toSeq: 0, entries: 0 };
  return { cause: recovery?.cause ?? 'journal', restored: recovery?.restored ?? nothing, missing };
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

function lostTail(
  { witness }: TillOpening,
  { db, journalHead, formerHead, refusal }: OpenedLedger,
): LostTail | null {
  if (refusal !== null) return null;
  const store = createJournalStore(db);
  return lostTailOf(store.head(), [witness?.last(), journalHead, formerHead], store.hashAt);
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

function journalPlace(opening: TillOpening): JournalPlace {
  const { dataDir, journalDir, journalFiles, databaseKey: key } = opening;
  return { files: journalFiles ?? nodeFileSystem, folder: journalDir ?? path.join(dataDir, 'journal'), key };
}

type WritableFiles = { readonly opened: OpenedLedger; readonly drafts: WriteDb };

/**
 * A ledger is only ever made where nothing of a till exists yet. The drafts are made after it, so their file is the
 * sign that a ledger was there, as is a journal: should it be missing now, it is made again from the journal or not at all.
 */
async function openFiles(opening: TillOpening): Promise<Opened<WritableFiles>> {
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

/** Where the disk refuses, the members stay in the file and are kept from everybody; the next start tries again. */
function takeMembersOut(opening: TillOpening, ledger: WriteDb): void {
  const { dataDir, databaseKey: key, nativeBinding, pulled, ports } = opening;
  const enrolled = forgetEnrolled(ledger);
  if (!enrolled.ok) ports.log('membersNotForgotten', { code: enrolled.error.code });
  if (pulled === undefined) return;
  const place = { dataDir, key, nativeBinding };
  const tools = { ...ports, keepVerifier: pulled.keepVerifier, pinnedPublishers: null };
  const forgotten = forgetMembers(place, tools);
  if (!forgotten.ok) ports.log('membersNotForgotten', { code: forgotten.error.code });
  else if (forgotten.value) ports.log('membersForgotten');
}

async function openOwnCache(opening: TillOpening, ledger: WriteDb): Promise<Opened<OpenCache>> {
  const { dataDir, databaseKey: key, nativeBinding } = opening;
  const place = { dataDir, key, nativeBinding };
  const { pulled, ports } = opening;
  const cache =
    pulled === undefined
      ? await openCache({
          place,
          sourceDir: chainDir(opening.resourcesDir),
          build: opening.buildCache,
          ports,
        })
      : openPulledCache({
          place,
          ports,
          rebuild: () =>
            rebuildCache(place, { ...ports, keepVerifier: pulled.keepVerifier, pinnedPublishers: null }),
        });
  if (!cache.ok) return cache;
  const device = deviceOf(ledger);
  if (device === undefined || device === cache.value.chain.deviceId) {
    return pulled === undefined || !opening.demo ? cache : ok(await withDemo(cache.value, opening));
  }
  cache.value.db.close();
  return err(appError('other_chain'));
}

/** HQ knows of no tray and of no PIN: a demo till has both from the program, and PINs of those only who work there. */
async function withDemo(cache: OpenCache, { resourcesDir }: TillOpening): Promise<OpenCache> {
  const { demoCards, demoPins } = await demoOf(chainDir(resourcesDir));
  const known = new Set(cache.chain.operators.map(({ operatorId }) => operatorId));
  const pinsHere = demoPins.filter(({ operatorId }) => known.has(operatorId));
  return { ...cache, chain: { ...cache.chain, demoCards, demoPins: pinsHere } };
}

/**
 * A page that cannot be read shows only when it is asked for. The next start makes a new cache and sets damaged drafts
 * aside; a ledger has no stand-in, and what is wrong with it is said.
 */
function judgeBug(
  { ports, dataDir }: TillOpening,
  cache: ReadDb | undefined,
  bug: unknown,
): AppError<'database_damaged'> | null {
  const failure = sqliteFailure(bug);
  const file = failedFile(bug);
  const isUnreadable = failure?.code === 'database_damaged' || failure?.code === 'database_key_wrong';
  if (!isUnreadable || file === undefined) return null;
  if (file === cachePath(dataDir)) {
    ports.log('cacheDamaged', { ...failure.details });
    cache?.close();
    removeCache(dataDir);
  }
  if (path.basename(file) !== ledgerName) return null;
  ports.log('ledgerDamaged', { ...failure.details });
  suspectLedger(dataDir, ports.log);
  return appError('database_damaged', { ...failure.details, file: ledgerName });
}

function closeAll(files: readonly { readonly close: () => void }[]): void {
  for (const file of files) file.close();
}
