import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cachePath, readyCachePath, takeReadyCache } from '#electron/till/cache/cache-files.ts';
import { memberRecordOf, memberRecordsOf, pageOf, snapshotRecords } from '#test/support/pulled-chain.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import { cards, kian, omid, sara } from '#test/support/till-chain.ts';

test('a snapshot becomes the cache at the next start, and a delta changes it in place', () => {
  const world = createPullWorld();
  expect(world.pull('snapshot', [snapshotRecords()])).toMatchObject({ kind: 'snapshot', records: 8 });
  expect(existsSync(readyCachePath(world.place.dataDir))).toBe(true);
  expect(takeReadyCache(world.place.dataDir)).toBe(true);
  expect(world.members().byRef(sara)).toMatchObject({ pointsBalance: 120, visitCount: 10 });
  const [first, second, third] = memberRecordsOf();
  if (first === undefined || second === undefined || third === undefined) throw new Error('three members');
  const changed = { ...first.member, name: 'Sara Tehrani', latinName: null, visitCount: -2, cards: [] };
  const holder = { ...second.member, cards: first.member.cards };
  const applied = world.pull('delta', [
    [memberRecordOf(changed)],
    [memberRecordOf(holder, { aliases: [kian] })],
  ]);
  expect(applied).toMatchObject({ kind: 'delta', records: 2, hasChain: false });
  const members = world.members();
  expect(members.byRef(sara)).toMatchObject({ visitCount: -2, member: { name: 'Sara Tehrani' } });
  expect(members.withName('tehrani*')).toHaveLength(1);
  expect(members.withName('mohammadi*')).toHaveLength(0);
  expect(members.byCard(cards.sara)?.stored.member.memberRef).toBe(omid);
  expect(existsSync(cachePath(world.place.dataDir))).toBe(true);
});

test('a page with one bad record refuses the whole pull with its place, and the old data stays', () => {
  const world = createPullWorld();
  world.pullSnapshot();
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a member');
  const good = memberRecordOf({ ...first.member, pointsBalance: first.member.pointsBalance });
  const refused = world.tryPull('delta', [pageOf([good, { ...good, lots: 'none' }])]);
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'record_invalid', line: 2, reason: 'lots: invalid_type' },
  });
  expect(world.members().byRef(sara)).toMatchObject({ pointsBalance: 120 });
});
