/** One run of tills and HQ: trouble for a month, then none, and both sides must come to the same. */

import { createHash } from 'node:crypto';
import { pullPlaceOf } from '#electron/till/db/stores/pulled-chain-writer.ts';
import { cashier, tinyMembers } from '#test/support/till-chain.ts';
import { mustHold } from '../violation.ts';
import { checkConverged, revokedTills } from './hq-converged.ts';
import type { WorldGround } from './hq-ground.ts';
import { virtualDays } from './hq-options.ts';
import type { HqOptions } from './hq-options.ts';
import type { HqStation } from './hq-station.ts';
import { befall, keepImages } from './hq-strike.ts';
import { createHqWorld } from './hq-world.ts';
import type { HqWorld } from './hq-world.ts';

export type HqOutcome = {
  readonly seed: number;
  /** What did not hold; null when everything did. */
  readonly failure: string | null;
  readonly traceHash: string;
  readonly hits: readonly string[];
  readonly entries: number;
  readonly deaths: number;
  readonly retries: number;
};

const dayMs = 86_400_000;
const minuteMs = 60_000;

export async function simulateHq(
  options: HqOptions,
  ground: WorldGround,
  onNote?: (what: string) => void,
): Promise<HqOutcome> {
  const trace = createHash('sha256');
  const note = (what: string): void => {
    trace.update(`${what}\n`);
    onNote?.(what);
  };
  const world = await createHqWorld(options, ground, note);
  let failure: string | null = null;
  let entries = 0;
  try {
    for (const station of world.stations) await station.rise();
    await live(world);
    entries = await heal(world);
  } catch (thrown) {
    failure = thrown instanceof Error ? `${thrown.message}\n${thrown.stack ?? ''}` : String(thrown);
  } finally {
    for (const station of world.stations) station.die();
    await world.hq.close();
    world.folders.remove();
  }
  const { seed } = options;
  const clerks = world.stations.map(({ clerk }) => clerk);
  const deaths = clerks.reduce((sum, { life }) => sum + Math.max(0, life - 1), 0);
  const retries = clerks.reduce((sum, clerk) => sum + clerk.retries, 0);
  const traceHash = trace.digest('hex');
  return { seed, failure, traceHash, hits: [...world.hits], entries, deaths, retries };
}

async function live(world: HqWorld): Promise<void> {
  const { options, time, hq, rng, note, stations } = world;
  for (let day = 0; day < options.openDays; day += 1) {
    note(`day ${day}`);
    await hq.dailyTurns();
    for (let step = 0; step < options.stepsADay; step += 1) {
      await mayBefall(world);
      await oneStep(world);
    }
    await time.run(rng.below(3) * minuteMs);
    time.sleep(Math.floor((virtualDays * dayMs) / options.openDays) - 10 * minuteMs);
    for (const station of stations) checkBug(station);
  }
}

async function mayBefall(world: HqWorld): Promise<void> {
  const { options, rng, hits, note } = world;
  if (options.world === 0) return;
  await keepImages(world);
  if (rng.below(1_000) >= options.world) return;
  const fault = options.faults[rng.below(options.faults.length)];
  if (fault === undefined) return;
  note(`befalls ${fault}`);
  // Where it makes no sense, people at HQ look whether a till waits for them.
  for (const done of [fault, 'unfreeze'] as const) {
    if (await befall(world, done)) {
      hits.add(`world ${done}`);
      break;
    }
    note(`not now: ${done}`);
  }
}

const commandMsMax = 5 * minuteMs;

/** One clerk does one thing, and is answered. */
export async function oneStep(world: HqWorld): Promise<void> {
  const { time, rng, stations } = world;
  const station = stations[rng.below(stations.length)];
  mustHold(station !== undefined, 'there is a till');
  await station.rise();
  let isOver = false;
  let violation: unknown;
  station.clerk.step().then(
    () => (isOver = true),
    (thrown: unknown) => {
      violation = thrown;
      isOver = true;
    },
  );
  mustHold(await time.run(commandMsMax, () => isOver), 'whoever asks is answered', { till: station.name });
  if (violation !== undefined) throw violation;
  await time.run(rng.below(20_000));
  checkBug(station);
}

function checkBug(station: HqStation): void {
  if (station.bug() !== undefined) throw station.bug();
}

const healSlicesMax = 60;

/** No fault any more: within an hour nothing is left to be sent or pulled, and both sides hold the same. */
export async function heal(world: HqWorld): Promise<number> {
  const { time, hq, stations, note, trouble } = world;
  note('heal');
  trouble.isOn = false;
  hq.setDown(false);
  for (const station of stations) {
    station.line.isCutOff = false;
    station.setClockOffset(0);
    await station.rise();
  }
  let left: object | null = null;
  for (let slice = 0; slice < healSlicesMax; slice += 1) {
    await time.run(minuteMs);
    await hq.dailyTurns();
    await hq.countAll();
    for (const station of stations) {
      await station.rise();
      checkBug(station);
      await signIn(world, station);
    }
    left = await whatIsLeft(world);
    if (left === null) break;
  }
  mustHold(left === null, 'everything is through an hour after the trouble', { left });
  const { deps } = hq;
  const expected = new Set([...world.told()].filter((entryId) => !world.lost.has(entryId)));
  const { lost, nameless } = world;
  const atHq = await checkConverged({ deps, stations, expected, lost, nameless, brought: tinyMembers() });
  note(`entries ${atHq.length} ${atHq.map(({ hash }) => hash.slice(0, 8)).join(' ')}`);
  return atHq.length;
}

async function signIn({ time }: HqWorld, { clerk, now }: HqStation): Promise<void> {
  let isOver = false;
  const commandId = clerk.deps.id();
  void Promise.resolve(now().till.handlers.signIn({ commandId, ...cashier })).then(() => (isOver = true));
  await time.run(minuteMs, () => isOver);
}

/** Null once every till has sent and pulled everything. */
async function whatIsLeft({ hq, stations }: HqWorld): Promise<object | null> {
  const revoked = await revokedTills(hq.deps);
  const cursor = await hq.cursor();
  for (const { name, identity, now } of stations) {
    const view = now().till.handlers.syncState({});
    if (view instanceof Promise || !view.ok) return { name, view };
    const { backlog, trouble, isReachable, progress } = view.value;
    if (revoked.has(identity.deviceId) && backlog.entries === 0) continue;
    const pulled = pullPlaceOf(now().published)?.cursor;
    if (backlog.entries > 0 || trouble !== null || !isReachable || progress !== null || pulled !== cursor) {
      return { name, backlog, trouble, isReachable, progress, pulled, cursor };
    }
  }
  return null;
}
