/** One life of a till that belongs to HQ: the real till service and the real line, between ports that the world owns. */

import { createCipheriv } from 'node:crypto';
import path from 'node:path';
import { buildFromFiles } from '#electron/till/cache/load-chain.ts';
import { readPulledRules } from '#electron/till/cache/read-pulled-rules.ts';
import type { ReadDb } from '#electron/till/db/database.ts';
import { cacheKind } from '#electron/till/db/cache-kind.ts';
import type { DatabaseKind } from '#electron/till/db/database-kind.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createKeepVerifier } from '#electron/till/node-hq-verifier.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import type { TillOpening } from '#electron/till/till-opening.ts';
import type { RecordSealer, TillPorts } from '#electron/till/ports.ts';
import { readRuleSetFile, ruleSetFileStamp } from '#electron/till/rules/rule-set-file.ts';
import { sliced } from '#electron/till/rules/sliced-rule-set.ts';
import { createBoxKey } from '#electron/till/sync/box-key.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import type { HqMeans } from '#electron/till/sync/hq-of-till.ts';
import type { StartOverReason } from '#electron/till/sync/live-line.ts';
import type { StartSyncWorker } from '#electron/till/sync/start-sync-worker.ts';
import { workForTill } from '#electron/till/sync/work-for-till.ts';
import { syncNews } from '#shared/contracts/sync/sync-worker.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { err } from '#shared/kernel/result.ts';
import type { Http } from '#sync/client/http.ts';
import { mustHold } from '../violation.ts';
import type { HqTime } from './hq-time.ts';
import type { TillIdentity } from './till-identity.ts';

export type HqTillDeps = {
  readonly time: HqTime;
  /** What the wall clock of this machine is wrong by. */
  readonly offsetMs: () => number;
  readonly identity: TillIdentity;
  readonly rng: Rng;
  readonly http: () => Http;
  /** Chain of a till that belongs to nobody yet. */
  readonly resourcesDir: string;
  readonly log: (event: string, facts?: object) => void;
  readonly onStartOver: (reason: StartOverReason) => void;
  readonly onBug: (bug: unknown) => void;
};

export type HqTillLife = OpenedTill & {
  readonly folder: string;
  /** The ledger's file through a second connection: what is really committed. */
  readonly committed: ReadDb;
  /** What was pulled, likewise. */
  readonly published: ReadDb;
  /** Nothing of it does anything any more; its files stay as they are at this moment. */
  readonly end: () => void;
};

/** Begins a life on what lies in the folder. */
export async function beginHqLife(deps: HqTillDeps, folder: string): Promise<HqTillLife> {
  const gone = { is: false };
  const opening = openingOf(deps, folder, gone);
  const opened = await openTill(opening);
  mustHold(opened.ok, 'a till opens its files', { ...opened });
  const { databaseKey: key } = deps.identity;
  const openBeside = (name: string, kind: DatabaseKind): ReadDb => {
    const file = path.join(folder, name);
    const db = openDatabaseToRead({ path: file, key, nativeBinding: null, kind, isOpenHere: true });
    mustHold(db.ok, 'a file can be read beside its till', { name, ...db });
    return db.value;
  };
  const committed = openBeside('ledger.db', ledgerKind);
  const published = openBeside('cache.db', cacheKind);
  return {
    ...opened.value,
    folder,
    committed,
    published,
    end: () => {
      if (gone.is) return;
      gone.is = true;
      committed.close();
      published.close();
      opened.value.close();
    },
  };
}

type Gone = { is: boolean };

function openingOf(deps: HqTillDeps, folder: string, gone: Gone): TillOpening {
  const { identity, resourcesDir } = deps;
  const { databaseKey, signingSeed, pinPepper } = identity;
  const ports = portsOf(deps, gone);
  const place = { dataDir: folder, key: databaseKey, nativeBinding: null };
  const source = { dir: path.join(resourcesDir, 'demo'), demo: true };
  const hq = readHqFile({ dataDir: folder, databaseKey });
  const isJoined = hq.kind === 'found' && (hq.file.step === 'joined' || hq.file.step === 'moving');
  const pulled = {
    keepVerifier: createKeepVerifier(pinPepper, createBoxKey(signingSeed)),
    checkRules: () => Promise.resolve(sliced(readPulledRules(place, { sha256, utf8 }))),
  };
  return {
    dataDir: folder,
    resourcesDir,
    demo: true,
    keyKeeping: 'demoFile',
    databaseKey,
    nativeBinding: null,
    ports,
    rulesSource: {
      stamp: () => ruleSetFileStamp(source.dir),
      check: async () => sliced(await readRuleSetFile(source.dir, ports)),
    },
    heldSession: null,
    onSession: () => undefined,
    buildCache: () => buildFromFiles(place, source, { hashPin: () => Promise.resolve('none'), sha256, utf8 }),
    onBug: (bug) => {
      if (!gone.is) deps.onBug(bug);
    },
    ...(isJoined ? { pulled } : {}),
    hq: meansOf(deps, { folder, ports, gone }),
  };
}

type Means = { readonly folder: string; readonly ports: TillPorts; readonly gone: Gone };

function meansOf(deps: HqTillDeps, { folder, ports, gone }: Means): HqMeans {
  const { signingSeed, pinPepper } = deps.identity;
  return {
    signingSeed,
    pinPepper,
    caPems: [],
    app: 'vafa-sim/1',
    exportDir: path.join(folder, 'carried'),
    startWorker: workerHere(deps, { ports, gone }),
    createHttp: deps.http,
    onStartOver: (reason) => {
      if (!gone.is) deps.onStartOver(reason);
    },
  };
}

/** The worker's own code on this thread: what it tells is copied as between threads, and comes a moment later. */
function workerHere(deps: HqTillDeps, { ports, gone }: Omit<Means, 'folder'>): StartSyncWorker {
  const { signingSeed, pinPepper } = deps.identity;
  return (job, { onNews, onLost }) => {
    let isStopped = false;
    const isOver = (): boolean => isStopped || gone.is;
    const timers = deps.time.timersOf(isOver);
    const work = workForTill({
      job,
      http: guarded(deps.http(), isOver),
      ports: { ...ports, timers },
      tell: (news) => {
        const copy = syncNews.parse(structuredClone(news));
        queueMicrotask(() => {
          if (!isOver()) onNews(copy);
        });
      },
      onBug: (bug) => {
        if (isOver()) return;
        deps.onBug(bug);
        onLost('bug');
      },
      keepVerifier: createKeepVerifier(pinPepper, createBoxKey(signingSeed)),
    });
    return {
      send: (order) => {
        const copy = structuredClone(order);
        queueMicrotask(() => {
          if (!isOver()) work.onOrder(copy);
        });
      },
      stop: () => {
        isStopped = true;
        void work.stop();
      },
    };
  };
}

/** A thread that was ended asks nothing more and hears of no answer. */
function guarded(http: Http, isOver: () => boolean): Http {
  return {
    send: async (request) => {
      const answer = isOver() ? err('aborted' as const) : await http.send(request);
      return isOver() ? err('aborted') : answer;
    },
    listen: async (request, onText) => {
      const end = await http.listen(request, (text) => {
        if (!isOver()) onText(text);
      });
      return isOver() ? 'aborted' : end;
    },
    close: http.close,
  };
}

/** Everything real but time, chance and the look at a PIN, which costs 64 MiB. */
function portsOf({ time, offsetMs, identity, rng, log }: HqTillDeps, gone: Gone): TillPorts {
  return {
    ...createNodePorts(identity),
    clock: time.clockOf(offsetMs),
    timers: time.timersOf(() => gone.is),
    nextTurn: () => Promise.resolve(),
    randomBytes: rng.bytes,
    recordSealer: seededSealer(rng, createNodePorts(identity).recordSealer),
    pinHasher: { hashPin: () => Promise.resolve('none'), isPin: () => Promise.resolve(true) },
    log: (event, facts) => {
      if (!gone.is) log(event, facts);
    },
  };
}

/** The same bytes in every run of a seed, in the form of the real one. */
function seededSealer(rng: Rng, { open }: RecordSealer): RecordSealer {
  return {
    seal: (record) => {
      const key = rng.bytes(32);
      const nonce = rng.bytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(record), cipher.final()]);
      return { key, ciphertext: new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text])) };
    },
    open,
  };
}
