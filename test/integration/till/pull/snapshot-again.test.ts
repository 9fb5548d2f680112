/** A snapshot as HQ makes it: pages that all tills share, and behind them what changed since, so that things come twice. */

import { expect, test } from 'vitest';
import { takeReadyCache } from '#electron/till/cache/cache-files.ts';
import { present } from '#test/support/present.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import { memberRecordOf, memberRecordsOf, pageOf, snapshotRecords } from '#test/support/pulled-chain.ts';

function twoMembers() {
  const [first, second] = memberRecordsOf();
  return [present(first), present(second)] as const;
}

test('a member who comes twice in a snapshot is there once, as told last', () => {
  const world = createPullWorld();
  const [first] = twoMembers();
  const later = memberRecordOf({ ...first.member, visitCount: 77 });
  const pulled = world.tryPull('snapshot', [pageOf(snapshotRecords()), pageOf([later])]);
  expect(pulled).toMatchObject({ ok: true });
  expect(takeReadyCache(world.place.dataDir)).toBe(true);
  expect(world.members().byRef(first.member.memberRef)).toMatchObject({ visitCount: 77 });
});

test('a card that two members of a snapshot have goes with the one told last', () => {
  const world = createPullWorld();
  const [first, second] = twoMembers();
  const later = memberRecordOf({ ...second.member, cards: first.member.cards });
  const records = snapshotRecords().filter(
    (record) => record.t !== 'member' || record.member.memberRef !== second.member.memberRef,
  );
  const pulled = world.tryPull('snapshot', [pageOf([...records, later])]);
  expect(pulled).toMatchObject({ ok: true });
  expect(takeReadyCache(world.place.dataDir)).toBe(true);
  const [card] = later.member.cards;
  expect(world.members().byCard(present(card).cardUid)).toMatchObject({
    stored: { member: { memberRef: second.member.memberRef } },
  });
});

test('a member who is gone behind the shared pages of a snapshot is not there', () => {
  const world = createPullWorld();
  const [first] = twoMembers();
  const { memberRef } = first.member;
  const gone = { t: 'memberGone', memberRef, reason: 'merged', orderId: null } as const;
  const pulled = world.tryPull('snapshot', [pageOf(snapshotRecords()), pageOf([gone])]);
  expect(pulled).toMatchObject({ ok: true });
  expect(takeReadyCache(world.place.dataDir)).toBe(true);
  expect(world.members().byRef(memberRef)).toBe(undefined);
});
