/** Opens the till's files, or says by name why it cannot, and starts the till on them. */

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { appError } from '#shared/contracts/error-codes.ts';
import type { AppError } from '#shared/contracts/error-codes.ts';
import type { TillStart } from '#shared/contracts/supervision.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { LoadCode, LoadOutcome } from './cache/build-cache.ts';
import { removeCache } from './cache/cache-files.ts';
import { chainDir } from './cache/chain-files.ts';
import { isCacheDamaged, openCache } from './cache/open-cache.ts';
import type { OpenCache } from './cache/open-cache.ts';
import { createTill } from './create-till.ts';
import type { Till, TillDatabases } from './create-till.ts';
import type { WriteDb } from './db/database.ts';
import { draftsKind } from './db/drafts-kind.ts';
import { ledgerKind } from './db/ledger-kind.ts';
import { openDatabase } from './db/open-database.ts';
import type { OpenCode } from './db/open-database.ts';
import { sqliteFailure } from './db/sqlite-failure.ts';
import { deviceOf } from './db/stores/device-store.ts';
import { setAside } from './db/set-aside.ts';
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
  /** A handler threw; the till can only be closed now. */
  readonly onBug: (bug: unknown) => void;
};

export type OpenedTill = {
  readonly till: Till;
  /** Ends the till and closes its files. */
  readonly close: () => void;
};

export type TillOpenCode = OpenCode | LoadCode | 'other_chain';
type Opened<Value> = Result<Value, AppError<TillOpenCode>>;

export async function openTill(opening: TillOpening): Promise<Opened<OpenedTill>> {
  mkdirSync(opening.dataDir, { recursive: true, mode: 0o700 });
  const files = openFiles(opening);
  if (!files.ok) return files;
  const { ledger, drafts } = files.value;
  const cache = await openOwnCache(opening, ledger);
  if (!cache.ok) {
    closeAll([ledger, drafts]);
    return cache;
  }
  return ok(start(opening, { ledger, drafts, cache: cache.value.db }, cache.value));
}

function start(opening: TillOpening, databases: TillDatabases, { chain }: OpenCache): OpenedTill {
  const { ports, demo, keyKeeping } = opening;
  const { deviceId } = chain;
  const ledger = createLedger({ db: databases.ledger, ports, device: { deviceId } });
  const onBug = (bug: unknown): void => {
    removeDamagedCache(opening, databases, bug);
    opening.onBug(bug);
  };
  const till = createTill({ ports, databases, ledger, chain, demo, keyKeeping, onBug });
  return {
    till,
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
    path: path.join(opening.dataDir, 'ledger.db'),
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
  if (!drafts.ok && drafts.error.code === 'database_damaged') {
    // One open basket is lost, which is no reason not to sell; the file is kept for whoever wants to look.
    opening.ports.log('draftsSetAside', { ...drafts.error.details });
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
    log: opening.ports.log,
  });
  if (!cache.ok) return cache;
  const device = deviceOf(ledger);
  if (device === undefined || device === cache.value.chain.deviceId) return cache;
  cache.value.db.close();
  return err(appError('other_chain'));
}

/** A page of the cache that cannot be read shows only when it is asked for; the next start then makes a new cache. */
function removeDamagedCache(opening: TillOpening, databases: TillDatabases, bug: unknown): void {
  if (sqliteFailure(bug) === undefined || !isCacheDamaged(databases.cache)) return;
  opening.ports.log('cacheDamaged');
  databases.cache.close();
  removeCache(opening.dataDir);
}

function closeAll(files: readonly { readonly close: () => void }[]): void {
  for (const file of files) file.close();
}
