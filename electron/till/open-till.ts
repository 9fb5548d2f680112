/** Opens the till's files, or says by name why it cannot, and starts the till on them. */

import { mkdirSync } from 'node:fs';
import { err, ok } from '#shared/kernel/result.ts';
import { createLiveChain } from './cache/live-chain.ts';
import type { Reread } from './cache/live-chain.ts';
import type { OpenCache } from './cache/open-cache.ts';
import { createTill } from './create-till.ts';
import type { Till } from './create-till.ts';
import type { TillDatabases } from './till-deps.ts';
import type { ReadDb } from './db/database.ts';
import type { ChainAtTill } from './db/stores/chain-store.ts';
import { ledgerName } from './durability/open-ledger.ts';
import { createSweepOfTill } from './durability/sweep-of-till.ts';
import { createUpkeepOfTill, healthSourcesOf } from './durability/upkeep-of-till.ts';
import { arePersonsOver, openLine, settleHqFile, takeWhatCameBack } from './sync/hq-of-till.ts';
import type { SyncLine } from './sync/sync-line.ts';
import { whoIsErased } from './members/forget-enrolled.ts';
import { openBooks, recoveryOf } from './books-of-till.ts';
import { openOwnCache, pulledRules, takeMembersOut } from './cache-of-till.ts';
import { judgeBug } from './judge-bug.ts';
import { openFiles } from './open-files.ts';
import type { OpenFiles } from './open-files.ts';
import { closeAll, journalPlace } from './till-opening.ts';
import type { Opened, TillOpening } from './till-opening.ts';

export type OpenedTill = {
  readonly till: Till;
  /** For what is thrown outside of an operation, such as by a tap: leads to `onBug` like every other bug. */
  readonly reportBug: (bug: unknown) => void;
  /** A pull was applied to the cache: everybody who asks sees it from now on, or the service has to be started again. */
  readonly publishedChanged: () => Reread;
  /** Ends the till and closes its files. */
  readonly close: () => void;
};

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
  const erasures = whoIsErased(databases);
  const place = journalPlace(opening);
  const sweep = createSweepOfTill({ ...opening, databases, erasures, journal, place, upkeep, onBug });
  const till = createTill({
    ...opening,
    databases,
    ledger,
    chain,
    arePersonsLocked: files.ofHq.arePersonsLocked,
    healthSources: healthSourcesOf({ journal, recovery: recoveryOf(files.opened, lost), upkeep, sweep }),
    rules: {
      current: cache.ruleSet,
      refused: cache.refusedRules,
      source: cache.isFromFiles ? opening.rulesSource : pulledRules(opening, chain),
    },
    ...(line === undefined ? {} : { line }),
    onBug,
  });
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
