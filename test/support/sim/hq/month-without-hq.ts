/** HQ is away for a month, and nothing else goes wrong: what the tills do meanwhile, and what is at HQ once it is back. */

import { parseEntry } from '#shared/ledger/entry-body.ts';
import { entriesAtHq, entriesAtTill } from './hq-books.ts';
import type { WorldGround } from './hq-ground.ts';
import { createHqWorld } from './hq-world.ts';
import type { HqWorld } from './hq-world.ts';
import { heal, oneStep } from './simulate-hq.ts';

export type MonthWithoutHq = {
  /** Entries at HQ when it went, and a month later, before it was there again. */
  readonly atHq: readonly [before: number, after: number];
  /** Entries that the tills booked in between, by kind. */
  readonly booked: Readonly<Record<string, number>>;
  /** Entries at HQ in the end, each once and all of them checked. */
  readonly entries: number;
};

const dayMs = 86_400_000;
const daysAway = 30;
const stepsADay = 8;
const homeMsMax = 5 * 60_000;

export async function monthWithoutHq(seed: number, ground: WorldGround): Promise<MonthWithoutHq> {
  const options = { seed, tills: 4, openDays: 0, stepsADay, net: 0, world: 0, faults: [] };
  const world = await createHqWorld(options, ground, () => undefined);
  const { hq, net, time, stations, folders } = world;
  try {
    for (const station of stations) await station.rise();
    // Seen a day after it joined, a till has a lease that is longer than the month.
    await liveFor(world, 2);
    await time.run(homeMsMax);
    const before = await entriesAtHq(hq.deps.db);
    hq.setDown(true);
    net.breakStreams();
    await liveFor(world, daysAway);
    const after = await entriesAtHq(hq.deps.db);
    const booked = bookedBeyond(world, new Set(before.map(({ entryId }) => entryId)));
    return { atHq: [before.length, after.length], booked, entries: await heal(world) };
  } finally {
    for (const station of stations) station.die();
    await hq.close();
    folders.remove();
  }
}

async function liveFor(world: HqWorld, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    if (!world.hq.isDown()) await world.hq.dailyTurns();
    for (let step = 0; step < stepsADay; step += 1) await oneStep(world);
    world.time.sleep(dayMs);
  }
}

function bookedBeyond({ stations }: HqWorld, known: ReadonlySet<string>): Record<string, number> {
  const booked: Record<string, number> = {};
  for (const station of stations) {
    for (const { entryId, body } of entriesAtTill(station.now().committed)) {
      if (known.has(entryId)) continue;
      const kind = parseEntry(body)?.kind ?? 'unreadable';
      booked[kind] = (booked[kind] ?? 0) + 1;
    }
  }
  return booked;
}
