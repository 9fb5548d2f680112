import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { cachePath, readyCachePath, takeReadyCache } from '#electron/till/cache/cache-files.ts';
import { openStagedPull } from '#electron/till/cache/staged-pull.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import {
  manifestOf,
  memberRecordOf,
  memberRecordsOf,
  pageOf,
  snapshotRecords,
} from '#test/support/pulled-chain.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import { countedMember, countedMembers } from '#test/support/counted-pull.ts';
import { cards, cardUid, kian, omid, sara } from '#test/support/till-chain.ts';

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

test('a delta that tells of another card alone, its number or its state changes just that', () => {
  const world = createPullWorld();
  world.pullSnapshot();
  const [first] = memberRecordsOf();
  const [card] = first?.member.cards ?? [];
  if (first === undefined || card === undefined) throw new Error('a member with a card');
  const other = { ...card, cardUid: cardUid('04aaaaaaaaaaaa') };
  const cardsOfSara = (cardsNow: readonly unknown[]) => {
    world.pull('delta', [[{ ...first, member: { ...first.member, cards: cardsNow } }]]);
    const db = world.cache();
    const rows = db.prepareRead('SELECT hex(card_uid) AS uid, card_number, state FROM card').all();
    db.close();
    const members = world.members();
    const known = [card, other].filter(
      (one) => members.byCard(one.cardUid)?.stored.member.memberRef === sara,
    );
    return { known: known.map((one) => one.cardUid), rows: rows.length, cards: rows };
  };
  const others = cardsOfSara([card]).rows - 1;
  expect(cardsOfSara([other])).toMatchObject({ known: [other.cardUid], rows: others + 1 });
  expect(cardsOfSara([])).toMatchObject({ known: [], rows: others });
  expect(cardsOfSara([card])).toMatchObject({ known: [card.cardUid], rows: others + 1 });
  expect(cardsOfSara([card, other])).toMatchObject({
    known: [card.cardUid, other.cardUid],
    rows: others + 2,
  });
  expect(cardsOfSara([other])).toMatchObject({ known: [other.cardUid], rows: others + 1 });
  const blocked = { ...other, cardNumber: null, state: 'blocked' as const };
  const uid = other.cardUid.toUpperCase();
  expect(cardsOfSara([blocked]).cards).toContainEqual({ uid, card_number: null, state: 'blocked' });
  expect(cardsOfSara([{ ...blocked, state: 'active' }]).cards).toContainEqual({
    uid,
    card_number: null,
    state: 'active',
  });
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

test('when every name changes in one pull, everybody is found by the new name and nobody by the old one', () => {
  const world = createPullWorld();
  const everybody = (number: number) =>
    Array.from({ length: countedMembers }, (_, place) => countedMember(place, number));
  world.pullSnapshot([...snapshotRecords(), ...everybody(9_001)]);
  world.pull('delta', [everybody(9_002)]);
  const db = world.cache();
  const found = (word: string) =>
    db.prepareRead('SELECT COUNT(*) AS members FROM member_search WHERE member_search MATCH ?').get(word)?.[
      'members'
    ];
  expect([found('"9001"'), found('"9002"'), found('person')]).toEqual([0, countedMembers, countedMembers]);
  db.close();
});

test('a pull that was begun before the cache moved on is not applied, and leaves nothing staged', () => {
  const world = createPullWorld();
  world.pullSnapshot();
  const page = pageOf(memberRecordsOf());
  const pull = world.open();
  pull.begin(manifestOf('delta', [page], { cursor: 'e.9' }), 'e.0');
  pull.put(page.page, page.bytes);
  expect(pull.apply()).toMatchObject({ ok: false, error: { code: 'pull_outdated' } });
  expect(pull.current()).toBeNull();
  expect(pull.have(page.page)).toBe(false);
  pull.close();
});

test('pages that came before a restart are kept, and nothing is applied until all of them are there', () => {
  const world = createPullWorld();
  world.pullSnapshot();
  const [first, second, third] = memberRecordsOf();
  const pages = [pageOf([first]), pageOf([second, third])];
  const manifest = manifestOf('delta', pages, { cursor: 'e.2' });
  const [one, two] = pages;
  if (one === undefined || two === undefined) throw new Error('two pages');
  const before = world.open();
  before.begin(manifest, 'e.1');
  expect(before.put(one.page, one.bytes).ok).toBe(true);
  expect(before.apply()).toMatchObject({ error: { code: 'pages_missing', page: two.page } });
  before.close();
  const after = world.open();
  expect(after.current()?.manifest).toEqual(manifest);
  expect([after.have(one.page), after.have(two.page)]).toEqual([true, false]);
  expect(after.put(two.page, one.bytes)).toMatchObject({ error: { code: 'page_changed' } });
  expect(after.put(one.page.replace(/./, '0'), one.bytes)).toMatchObject({
    error: { code: 'page_unexpected' },
  });
  expect(after.put(two.page, two.bytes).ok).toBe(true);
  expect(after.apply()).toMatchObject({ ok: true, value: { records: 3 } });
  after.close();
});

test('a member in a tier that the chain does not have refuses the whole pull with the place', () => {
  const world = createPullWorld();
  world.pullSnapshot();
  const [first, second] = memberRecordsOf();
  if (first === undefined || second === undefined) throw new Error('two members');
  const strayed = memberRecordOf({ ...second.member, tierId: 'platinum' });
  const richer = memberRecordOf({ ...first.member, visitCount: 99 });
  const refused = world.tryPull('delta', [pageOf([richer, strayed])]);
  expect(refused).toMatchObject({ ok: false, error: { code: 'record_unfit', line: 2 } });
  expect(world.members().byRef(sara)).toMatchObject({ visitCount: 10 });
});

test('a pull for which the disk has no room is not begun, and what was under way before goes on', () => {
  const world = createPullWorld();
  const { place } = world;
  const page = pageOf(snapshotRecords());
  const mebibyte = 1024 * 1024;
  let freeBytes = 100 * mebibyte;
  const staged = expectOk(
    openStagedPull({ place, tools: world.tools, isCacheOpenHere: false, freeBytes: () => freeBytes }),
  );
  onTestFinished(staged.close);
  const small = manifestOf('snapshot', [page]);
  expectOk(staged.begin(small, null));
  const [head] = small.pages;
  if (head === undefined) throw new Error('a page');
  const pages = Array.from({ length: 5 }, (_, place) => ({
    ...head,
    page: `${place}`.repeat(64),
    bytes: 4 * mebibyte,
  }));
  const large = { ...small, cursor: 'e.9', pages };
  expect(staged.begin(large, null)).toMatchObject({
    ok: false,
    error: { code: 'storage', reason: 'disk_full' },
  });
  expect(staged.current()?.manifest.cursor).toBe(small.cursor);
  freeBytes = 500 * mebibyte;
  expect(staged.begin(large, null).ok).toBe(true);
});

test('a page longer than its manifest says is refused, whatever a page may have', () => {
  const world = createPullWorld();
  const page = pageOf(snapshotRecords());
  const manifest = manifestOf('snapshot', [page]);
  const [head] = manifest.pages;
  if (head === undefined) throw new Error('a page');
  const staged = world.open();
  onTestFinished(staged.close);
  expectOk(staged.begin({ ...manifest, pages: [{ ...head, bytes: head.bytes - 1 }] }, null));
  expect(staged.put(page.page, page.bytes)).toMatchObject({ ok: false, error: { code: 'page_too_large' } });
  const huge = { ...manifest, pages: [{ ...head, bytes: 5 * 1024 * 1024 }] };
  expect(staged.begin(huge, null)).toMatchObject({ ok: false, error: { code: 'page_too_large' } });
});
