/** What all worlds of one process begin with: HQ with its chain, and tills that have joined and hold its first snapshot. */

import path from 'node:path';
import { writeHqFile } from '#electron/till/sync/hq-file.ts';
import { createSeededRng } from '#shared/kernel/rng.ts';
import { chainNoonMs, writeChainFiles } from '#test/support/till-chain.ts';
import { valueChainData } from '../value-chain.ts';
import { mustHold } from '../violation.ts';
import { startHqAtWork } from './hq-at-work.ts';
import type { HqImage } from './hq-images.ts';
import { createHqNet } from './hq-net.ts';
import { openHqGround } from './hq-site.ts';
import type { HqGround } from './hq-site.ts';
import { beginHqLife } from './hq-till.ts';
import { createHqTime } from './hq-time.ts';
import type { HqTime } from './hq-time.ts';
import { createTillFolders } from './till-folder.ts';
import { hqFileOf, joinAtHq, tillIdentity } from './till-identity.ts';

export type WorldGround = HqGround & {
  /** HQ's database as every world finds it. */
  readonly first: HqImage;
  /** By number of the till. */
  readonly folders: readonly string[];
  readonly resourcesDir: string;
  /** When worlds begin. */
  readonly startMs: number;
};

export const tillsMax = 4;
const joinMsMax = 120_000;

/** Takes some seconds. */
export async function layGround(): Promise<WorldGround> {
  const time = createHqTime(chainNoonMs);
  const data = valueChainData();
  const ground = await openHqGround(time, data);
  const folders = createTillFolders();
  const resourcesDir = writeChainFiles(path.join(folders.empty(), 'resources'), data);
  const deps = ground.deps(time, createSeededRng(1));
  const hq = await startHqAtWork({ deps, time, rng: createSeededRng(2), onChanged: () => undefined });
  const net = createHqNet({ time, answer: hq.answer });
  const joined: string[] = [];
  for (let index = 0; index < tillsMax; index += 1) await joinAtHq(deps, tillIdentity(index));
  await hq.dailyTurns();
  for (let index = 0; index < tillsMax; index += 1) {
    joined.push(await joinTill({ ...ground, time, folders, resourcesDir, deps, net, index }));
  }
  await hq.close();
  return {
    ...ground,
    first: await ground.images.take(),
    folders: joined,
    resourcesDir,
    startMs: time.nowMs(),
    close: async () => {
      folders.remove();
      await ground.close();
    },
  };
}

type Joining = Pick<WorldGround, 'resourcesDir'> & {
  readonly time: HqTime;
  readonly folders: ReturnType<typeof createTillFolders>;
  readonly deps: Parameters<typeof hqFileOf>[0];
  readonly net: ReturnType<typeof createHqNet>;
  readonly index: number;
};

/** Pulls the first snapshot as any till does that was approved; answers with its folder. */
async function joinTill({ time, folders, resourcesDir, deps, net, index }: Joining): Promise<string> {
  const identity = tillIdentity(index);
  const rng = createSeededRng(100 + index);
  const folder = folders.empty();
  writeHqFile({ dataDir: folder, databaseKey: identity.databaseKey }, hqFileOf(deps, identity), rng.bytes);
  let hasMoved = false;
  const lifeDeps = {
    time,
    offsetMs: () => 0,
    identity,
    rng,
    http: () => net.httpOf({ rng, fault: () => null, isCut: () => false }),
    resourcesDir,
    log: () => undefined,
    onStartOver: () => {
      hasMoved = true;
    },
    onBug: (bug: unknown) => {
      throw bug;
    },
  };
  const first = await beginHqLife(lifeDeps, folder);
  mustHold(await time.run(joinMsMax, () => hasMoved), 'a till that was approved gets its first snapshot');
  first.end();
  const second = await beginHqLife(lifeDeps, folder);
  await time.run(30_000);
  const image = folders.imageOf(folder);
  second.end();
  return image;
}
