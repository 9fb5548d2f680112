/** The disk fills up while a pull comes or is taken over: the cache is the old one or the new one, and the pull goes through later. */

import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readyCachePath, takeReadyCache } from '#electron/till/cache/cache-files.ts';
import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import type { PullApplied } from '#electron/till/cache/staged-pull.ts';
import type { PullRefusal } from '#electron/till/cache/pull-refusal.ts';
import { integerOf } from '#electron/till/db/row.ts';
import { pullPlaceOf } from '#electron/till/db/stores/pulled-chain-writer.ts';
import type { Result } from '#shared/kernel/result.ts';
import { countedMember, countedMembers, countedPull } from '#test/support/counted-pull.ts';
import type { CountedPull } from '#test/support/counted-pull.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { manifestOf, pageOf, snapshotRecords } from '#test/support/pulled-chain.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import type { PullWorld } from '#test/support/pull-world.ts';
import { mountSmallDisk, showWhereDisksCanBeMade } from '#test/support/small-disk.ts';

const kibibyte = 1024;
const everybody = (number: number) =>
  Array.from({ length: countedMembers }, (_, place) => countedMember(place, number));

/** Which pull the cache in use is of: its cursor, and the points of everybody, which are one number. */
function stateOf(world: PullWorld) {
  const db = world.cache();
  const points = db
    .prepareRead(`SELECT DISTINCT points_balance AS points FROM member WHERE name LIKE 'Person %'`)
    .all()
    .map((row) => integerOf(row, 'points'));
  const state = { points, cursor: pullPlaceOf(db)?.cursor };
  expect(db.prepareRead('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  db.close();
  return state;
}

/** Goes on with what is staged, as the worker does; the disk says that it has room for whatever comes. */
function pulled(
  { place, tools }: PullWorld,
  { manifest, since, pages }: Omit<CountedPull, 'since'> & { readonly since: string | null },
): Result<PullApplied, PullRefusal> {
  const opened = openStagedPull({ place, tools, isCacheOpenHere: false, freeBytes: () => 10 ** 12 });
  if (!opened.ok) return opened;
  const pull = opened.value;
  try {
    const begun = pull.begin(manifest, since);
    if (!begun.ok) return begun;
    for (const { page, bytes } of pages) {
      const put = pull.have(page) ? { ok: true as const, value: null } : pull.put(page, bytes);
      if (!put.ok) return put;
    }
    return pull.apply();
  } finally {
    pull.close();
  }
}

test('a delta that meets a full disk at any size leaves the old cache, and is taken over once there is room', async (context) => {
  const disk = mountSmallDisk(80 * kibibyte * kibibyte);
  if (disk === undefined) return showWhereDisksCanBeMade(context);
  const world = createPullWorld({}, { dataDir: disk.folder });
  world.pullSnapshot([...snapshotRecords(), ...everybody(1)]);
  const refusals: string[] = [];
  let number = 1;
  for (let free = 0; free <= 480; free += 40) {
    const next = countedPull(number + 1);
    disk.fill(free * kibibyte);
    const tried = pulled(world, next);
    const isApplied = tried.ok;
    if (!tried.ok) refusals.push(`${tried.error.code} ${tried.error.reason}`);
    disk.empty();
    const reached = isApplied ? number + 1 : number;
    expect(stateOf(world)).toEqual({ points: [reached], cursor: `e.${reached}` });
    if (!isApplied) expectOk(pulled(world, next));
    number += 1;
    expect(stateOf(world)).toEqual({ points: [number], cursor: `e.${number}` });
  }
  // Some sizes are too small for the pages, some for the cache, and some for neither.
  expect(new Set(refusals)).toEqual(new Set(['storage disk_full']));
  expect(refusals.length).toBeGreaterThan(3);
  expect(refusals.length).toBeLessThan(13);
});

test('a snapshot that meets a full disk at any size is never taken for a cache, and is built once there is room', async (context) => {
  const disk = mountSmallDisk(80 * kibibyte * kibibyte);
  if (disk === undefined) return showWhereDisksCanBeMade(context);
  const world = createPullWorld({}, { dataDir: disk.folder });
  world.pullSnapshot([...snapshotRecords(), ...everybody(1)]);
  let refused = 0;
  for (let free = 0; free <= 600; free += 120) {
    const pages = [pageOf([...snapshotRecords(), ...everybody(2)])];
    const next = { manifest: manifestOf('snapshot', pages, { cursor: 'e.2' }), since: null, pages };
    disk.fill(free * kibibyte);
    const tried = pulled(world, next);
    disk.empty();
    if (tried.ok) break;
    refused += 1;
    expect(tried.error).toMatchObject({ code: 'storage', reason: 'disk_full' });
    expect(existsSync(readyCachePath(disk.folder))).toBe(false);
    expect(stateOf(world)).toEqual({ points: [1], cursor: 'e.1' });
    expectOk(pulled(world, next));
    expect(takeReadyCache(disk.folder)).toBe(true);
    expect(stateOf(world)).toEqual({ points: [2], cursor: 'e.2' });
    const back = [pageOf([...snapshotRecords(), ...everybody(1)])];
    const former = { manifest: manifestOf('snapshot', back, { cursor: 'e.1' }), since: null, pages: back };
    expectOk(pulled(world, former));
    takeReadyCache(disk.folder);
  }
  expect(refused).toBeGreaterThan(1);
});
