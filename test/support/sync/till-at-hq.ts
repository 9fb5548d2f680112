/** A whole till on real files and a whole HQ over a database of the test, with a real line between them. */

import { onTestFinished } from 'vitest';
import { codeAnswer } from '#shared/contracts/hq/admin-tills.ts';
import type { SyncNews } from '#shared/contracts/sync/sync-worker.ts';
import { createKeepVerifier } from '#electron/till/node-hq-verifier.ts';
import { sha256, utf8 } from '#electron/till/node-signatures.ts';
import { systemPorts } from '#electron/till/node-ports.ts';
import { readPulledRules } from '#electron/till/cache/read-pulled-rules.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { sliced } from '#electron/till/rules/sliced-rule-set.ts';
import { createBoxKey } from '#electron/till/sync/box-key.ts';
import { readHqFile } from '#electron/till/sync/hq-file.ts';
import type { StartOverReason } from '#electron/till/sync/live-line.ts';
import type { StartSyncWorker } from '#electron/till/sync/start-sync-worker.ts';
import { workForTill } from '#electron/till/sync/work-for-till.ts';
import { createHttpTransport } from '#sync/client/http-transport.ts';
import { syncRates } from '#sync/server/auth/authenticate-tills.ts';
import { createSyncArea } from '#sync/server/auth/sync-area.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { createAdminArea } from '#sync/server/people/admin-area.ts';
import { syncAreas } from '#sync/server/sync-areas.ts';
import { expectOk } from '../expect-ok.ts';
import { bringChain, demoStoreId } from '../hq/published-chain.ts';
import { testApp } from '../hq/test-app.ts';
import { testHqDeps } from '../hq/test-hq-deps.ts';
import { quickPasswords, signedInPerson } from '../hq/test-person.ts';
import type { Person } from '../hq/test-person.ts';
import { createTillWorld, worldKeys } from '../till-world.ts';
import type { TillWorld } from '../till-world.ts';

export type TestHq = {
  readonly url: string;
  readonly deps: HqDeps;
  readonly administrator: Person;
  /** Of a new till in the demo's store. */
  readonly newCode: (name: string) => Promise<string>;
  /** Approves whoever waits, by the fingerprint that the till shows. */
  readonly approve: (fingerprint: string) => Promise<void>;
};

const often = { burst: 10_000, perSecond: 1_000 };

export async function startTestHq(db: HqDb, members: number): Promise<TestHq> {
  const deps = testHqDeps(db);
  await bringChain(deps, members);
  const app = await testApp(deps, [
    createSyncArea({ areas: syncAreas, rates: { ...syncRates, joining: often } }),
    createAdminArea({ areas: [], cost: quickPasswords }),
  ]);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const administrator = await signedInPerson(app, deps, { login: 'owner', role: 'administrator' });
  return {
    url,
    deps,
    administrator,
    newCode: async (name) => {
      const body = { storeId: demoStoreId, name };
      const made = await administrator.ask({ method: 'POST', path: '/tills', body });
      return codeAnswer.parse(made.body).code;
    },
    approve: async (fingerprint) => {
      const { body } = await administrator.ask({ method: 'GET', path: '/joins' });
      const joins: readonly { joinId: string; fingerprint: string }[] = Object(body).joins;
      const join = joins.find((waiting) => waiting.fingerprint === fingerprint);
      const path = `/joins/${join?.joinId ?? 'none'}/approve`;
      const done = await administrator.ask({ method: 'POST', path, body: { fingerprint } });
      if (done.status >= 300) throw new Error(`not approved: ${done.status} ${done.code}`);
    },
  };
}

/** In this thread: a test may then look at everything that is said. */
export function workerHere(onNews: (news: SyncNews) => void = () => undefined): StartSyncWorker {
  return (job, events) => {
    const { timers } = systemPorts;
    const work = workForTill({
      job: { ...job, startDelayMs: 0 },
      http: createHttpTransport({ origin: job.hq.url, timers }),
      ports: { ...systemPorts, log: () => undefined },
      tell: (news) => {
        onNews(news);
        events.onNews(news);
      },
      onBug: (bug) => events.onLost(String(bug)),
      keepVerifier: createKeepVerifier(job.pinPepper, createBoxKey(job.signingSeed)),
    });
    return { send: work.onOrder, stop: () => void work.stop() };
  };
}

export type TillAtHq = {
  readonly world: TillWorld;
  readonly news: readonly SyncNews[];
  /** Why the till wants to start again; empty while it does not. */
  readonly startsOver: readonly StartOverReason[];
  readonly open: () => Promise<OpenedTill>;
  /** For a test that wants to see it refuse. */
  readonly tryToOpen: () => ReturnType<typeof openTill>;
};

/** `dataDir`: where its files lie, when they are not to lie in a folder of the test. */
export function createTillAtHq(signingSeed: Uint8Array, dataDir?: string): TillAtHq {
  const world = createTillWorld({ signingSeed, ...(dataDir === undefined ? {} : { dataDir }) });
  const news: SyncNews[] = [];
  const startsOver: StartOverReason[] = [];
  const { databaseKey, pinPepper } = worldKeys;
  const tryToOpen = (): ReturnType<typeof openTill> => {
    const opening = world.opening();
    const place = { dataDir: opening.dataDir, key: databaseKey, nativeBinding: null };
    const read = readHqFile({ dataDir: opening.dataDir, databaseKey });
    const isPulled = read.kind === 'found' && ['moving', 'joined'].includes(read.file.step);
    const keepVerifier = createKeepVerifier(pinPepper, createBoxKey(signingSeed));
    const checkRules = () => Promise.resolve(sliced(readPulledRules(place, { sha256, utf8 })));
    return openTill({
      ...opening,
      ...(isPulled ? { pulled: { keepVerifier, checkRules } } : {}),
      hq: {
        startWorker: workerHere((one) => void news.push(one)),
        createHttp: (origin) => createHttpTransport({ origin, timers: systemPorts.timers }),
        signingSeed,
        pinPepper,
        caPems: [],
        app: 'test',
        exportDir: `${opening.dataDir}/carried`,
        onStartOver: (reason) => void startsOver.push(reason),
      },
    });
  };
  return {
    world,
    news,
    startsOver,
    open: async () => {
      const opened = expectOk(await tryToOpen());
      onTestFinished(() => opened.close());
      return opened;
    },
    tryToOpen,
  };
}

/** Looks again and again, letting the till's own timers run; fails after half a minute. */
export async function until(world: TillWorld, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; looks < 1_500; looks += 1) {
    if (await holds()) return;
    world.time.advance(250);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it never came to hold');
}
