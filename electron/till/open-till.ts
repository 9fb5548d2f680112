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
import { chainDir } from './cache/chain-files.ts';
import { openCache } from './cache/open-cache.ts';
import type { OpenCache } from './cache/open-cache.ts';
import { createTill } from './create-till.ts';
import type { Till, TillDatabases } from './create-till.ts';
import type { ReadDb, WriteDb } from './db/database.ts';
import { draftsKind } from './db/drafts-kind.ts';
import { failedFile } from './db/failed-file.ts';
import { isDamaged } from './db/is-damaged.ts';
import { ledgerKind } from './db/ledger-kind.ts';
import { openDatabase } from './db/open-database.ts';
import type { OpenCode } from './db/open-database.ts';
import { sqliteFailure } from './db/sqlite-failure.ts';
import { deviceOf } from './db/stores/device-store.ts';
import { setAside } from './db/set-aside.ts';
import type { RuleSetSource } from './rules/watch-rules.ts';
import { createLedger } from './ledger.ts';
import type { TillPorts } from './ports.ts';

export type TillOpening = {
  readonly dataDir: string;
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
  readonly heldSession: HeldSession;
  readonly onSession: (session: HeldSession) => void;
  /**
   * Something threw; the till can only be closed now. `refusal` is the reason why starting again will not help, null
   * where it may.
   */
  readonly onBug: (bug: unknown, refusal: AppError<'database_damaged'> | null) => void;
};

export type OpenedTill = {
  readonly till: Till;
  /** For what is thrown outside of an operation, such as by a tap: leads to `onBug` like every other bug. */
  readonly reportBug: (bug: unknown) => void;
  /** Ends the till and closes its files. */
  readonly close: () => void;
};

export type TillOpenCode = OpenCode | LoadCode | 'other_chain';
const ledgerName = 'ledger.db';

type Opened<Value> = Result<Value, AppError<TillOpenCode>>;

export async function openTill(opening: TillOpening): Promise<Opened<OpenedTill>> {
  mkdirSync(opening.dataDir, { recursive: true, mode: 0o700 });
  const files = openFiles(opening);
  if (!files.ok) return files;
  const { ledger, drafts } = files.value;
  let cacheDb: ReadDb | undefined;
  try {
    const cache = await openOwnCache(opening, ledger);
    if (!cache.ok) {
      closeAll([ledger, drafts]);
      return cache;
    }
    cacheDb = cache.value.db;
    return ok(start(opening, { ledger, drafts, cache: cacheDb }, cache.value));
  } catch (bug) {
    const refusal = judgeBug(opening, cacheDb, bug);
    closeAll([ledger, drafts, ...(cacheDb === undefined ? [] : [cacheDb])]);
    if (refusal === null) throw bug;
    return err(refusal);
  }
}

function start(opening: TillOpening, databases: TillDatabases, cache: OpenCache): OpenedTill {
  const { ports, demo, keyKeeping, heldSession, onSession } = opening;
  const { chain, ruleSet, refusedRules, isFromFiles } = cache;
  const { deviceId } = chain;
  const ledger = createLedger({ db: databases.ledger, ports, device: { deviceId } });
  const onBug = (bug: unknown): void => opening.onBug(bug, judgeBug(opening, databases.cache, bug));
  const till = createTill({
    ports,
    databases,
    ledger,
    chain,
    rules: { current: ruleSet, refused: refusedRules, source: isFromFiles ? opening.rulesSource : null },
    demo,
    keyKeeping,
    heldSession,
    onSession,
    onBug,
  });
  // The first question of every screen: a page that cannot be read is better met here, where it can be named.
  void till.handlers.till({});
  return {
    till,
    reportBug: onBug,
    close: () => {
      till.close();
      closeAll([databases.cache, databases.drafts, databases.ledger]);
    },
  };
}

type WritableFiles = { readonly ledger: WriteDb; readonly drafts: WriteDb };

/**
 * A ledger is only ever made where nothing of a till exists yet. The drafts are made after it, so their file is the
 * sign that a ledger was there: should it be missing now, that is said and nothing takes its place.
 */
function openFiles(opening: TillOpening): Opened<WritableFiles> {
  const draftsPath = path.join(opening.dataDir, 'drafts.db');
  const { databaseKey: key, nativeBinding } = opening;
  const ledger = openDatabase({
    path: path.join(opening.dataDir, ledgerName),
    key,
    nativeBinding,
    kind: ledgerKind,
    mode: existsSync(draftsPath) ? 'mustExist' : 'create',
    durability: 'FULL',
  });
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
  if (drafts.ok) return ok({ ledger: ledger.value, drafts: drafts.value });
  ledger.value.close();
  return drafts;
}

async function openOwnCache(opening: TillOpening, ledger: WriteDb): Promise<Opened<OpenCache>> {
  const { dataDir, databaseKey: key, nativeBinding } = opening;
  const cache = await openCache({
    place: { dataDir, key, nativeBinding },
    sourceDir: chainDir(opening.resourcesDir),
    build: opening.buildCache,
    ports: opening.ports,
  });
  if (!cache.ok) return cache;
  const device = deviceOf(ledger);
  if (device === undefined || device === cache.value.chain.deviceId) return cache;
  cache.value.db.close();
  return err(appError('other_chain'));
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
  return appError('database_damaged', { ...failure.details, file: ledgerName });
}

function closeAll(files: readonly { readonly close: () => void }[]): void {
  for (const file of files) file.close();
}
