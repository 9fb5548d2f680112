/** Tills and HQ in one world, between which everything may fail. */

import { createSeededRng } from '#shared/kernel/rng.ts';
import type { Rng } from '#shared/kernel/rng.ts';
import { startHqAtWork } from './hq-at-work.ts';
import type { HqAtWork } from './hq-at-work.ts';
import type { WorldGround } from './hq-ground.ts';
import type { HqImage } from './hq-images.ts';
import { createHqNet } from './hq-net.ts';
import type { HqNet } from './hq-net.ts';
import type { HqOptions } from './hq-options.ts';
import { netFaults } from './hq-faults.ts';
import type { NetFault } from './hq-faults.ts';
import { createHqStation } from './hq-station.ts';
import type { HqStation } from './hq-station.ts';
import { createHqTime } from './hq-time.ts';
import type { HqTime } from './hq-time.ts';
import { createTillFolders } from './till-folder.ts';
import type { TillFolders } from './till-folder.ts';
import { tillIdentity } from './till-identity.ts';

export type HqWorld = {
  readonly options: HqOptions;
  readonly ground: WorldGround;
  readonly time: HqTime;
  readonly rng: Rng;
  readonly hq: HqAtWork;
  readonly net: HqNet;
  readonly stations: HqStation[];
  readonly folders: TillFolders;
  readonly hits: Set<string>;
  readonly note: (what: string) => void;
  /** Faults strike; false once everything heals. */
  readonly trouble: { isOn: boolean };
  /** What can be set back to. */
  readonly images: { readonly tills: { name: string; image: string }[]; readonly hq: HqImage[] };
  /** Entries that clerks were told of. */
  readonly told: () => ReadonlySet<string>;
  /** Entries that lie on no disk any more. */
  readonly lost: Set<string>;
  /** Members whose record lay on no disk any more at some moment: their entries are there, and nobody knows their name. */
  readonly nameless: Set<string>;
  /** Members that were made at tills. */
  readonly enrolled: string[];
  /** A second machine with the same identity, on a copy of the first one's disk. */
  readonly addStation: (original: HqStation, image: string) => HqStation;
};

export async function createHqWorld(
  options: HqOptions,
  ground: WorldGround,
  note: (what: string) => void,
): Promise<HqWorld> {
  await ground.images.put(ground.first);
  const time = createHqTime(ground.startMs);
  const { seed } = options;
  const deps = ground.deps(time, createSeededRng(seed ^ 0xa1));
  const hits = new Set<string>();
  const trouble = { isOn: true };
  const stations: HqStation[] = [];
  const folders = createTillFolders();
  const hqRng = createSeededRng(seed ^ 0xa2);
  const hq = await startHqAtWork({ deps, time, rng: hqRng, onChanged: (hint) => net.tellAll(hint) });
  const net = createHqNet({ time, answer: hq.answer });
  const faultRng = createSeededRng(seed ^ 0xa3);
  const rng = createSeededRng(seed ^ 0x77);
  const createStation = (index: number, name: string, folder: string): HqStation => {
    const station = createHqStation({
      name,
      seed: seed * 16 + stations.length,
      identity: tillIdentity(index),
      folder,
      resourcesDir: ground.resourcesDir,
      folders,
      time,
      net,
      note: (what) => note(`${time.nowMs() - ground.startMs} ${name}: ${what}`),
      fault: ({ target }) => {
        if (!trouble.isOn || faultRng.below(1_000) >= options.net) return null;
        const fault: NetFault = netFaults[faultRng.below(netFaults.length)] ?? 'requestLost';
        const [, , , question = ''] = target.split(/[/?]/);
        hits.add(`${fault} ${question}`);
        note(`${name}: ${fault} ${question}`);
        if (fault === 'tillKilled') time.later(faultRng.below(400), () => station.die());
        return fault;
      },
    });
    stations.push(station);
    return station;
  };
  for (let index = 0; index < options.tills; index += 1) {
    createStation(index, `till${index}`, ground.folders[index] ?? '');
  }
  return {
    options,
    ground,
    time,
    rng,
    hq,
    net,
    stations,
    folders,
    hits,
    note,
    trouble,
    images: { tills: [], hq: [] },
    told: () => new Set(stations.flatMap(({ clerk }) => [...clerk.acknowledged])),
    lost: new Set(),
    nameless: new Set(),
    enrolled: [],
    addStation: (original, image) => {
      const index = stations.findIndex(({ name }) => name === original.name);
      return createStation(index, `${original.name}copy`, image);
    },
  };
}
