import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cachePath } from '#electron/till/cache/cache-files.ts';
import { stagingPath } from '#electron/till/cache/staged-pull.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { createErasureStore } from '#electron/till/db/stores/erasure-store.ts';
import { backupLedger } from '#electron/till/durability/backup-ledger.ts';
import { doUpkeep } from '#electron/till/durability/do-upkeep.ts';
import type { UpkeepJob } from '#electron/till/durability/do-upkeep.ts';
import { sweepRetryMs } from '#electron/till/durability/sweep-erased.ts';
import type { UpkeepDone } from '#electron/till/durability/upkeep.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { openTill } from '#electron/till/open-till.ts';
import { moveFormerFiles } from '#electron/till/sync/former-files.ts';
import { openPull } from '#electron/till/sync/open-pull.ts';
import type { MemberRef } from '#shared/domain/member.ts';
import { searchKey } from '#shared/domain/text.ts';
import { uuid } from '#shared/kernel/ids.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { openPagesOf } from '#test/support/open-pages.ts';
import { present } from '#test/support/present.ts';
import { memberRecordOf, memberRecordsOf, snapshotRecords } from '#test/support/pulled-chain.ts';
import { createPulledTill } from '#test/support/pulled-till.ts';
import { createPullWorld } from '#test/support/pull-world.ts';
import { basketOf, worldKeys } from '#test/support/till-world.ts';
import type { TillRun, TillWorld } from '#test/support/till-world.ts';

const canary = 'Zyxwvutsrq';
const canaryPhone = '+989130001122';
const canaryRef = uuid('0193a0b0-0000-7000-8000-0000000000f1');
const orderId = uuid('0193a0b0-0000-4000-8000-0000000000f2');

function canaryRecord(name = `${canary} Kavian`) {
  const [first] = memberRecordsOf();
  if (first === undefined) throw new Error('a member');
  const member = {
    ...first.member,
    memberRef: canaryRef,
    name,
    latinName: null,
    phone: canaryPhone,
    cards: [],
  };
  return memberRecordOf(member);
}

function hitsIn(file: string): number {
  if (!existsSync(file)) return 0;
  const bytes = openPagesOf(file, worldKeys.databaseKey);
  const words = [canary, searchKey(canary), canaryPhone];
  return words.filter((word) => bytes.includes(Buffer.from(word, 'utf8'))).length;
}

test.for(['delta', 'snapshot'] as const)(
  'of a member who came by a %s and was erased no byte is left in the cache, its log or the staging file',
  (kind) => {
    const world = createPullWorld();
    const others = Array.from({ length: 300 }, (_, place) => {
      const record = canaryRecord(`Someone ${place}`);
      const memberRef = uuid(`0193a0b0-0000-7000-8000-1${String(place).padStart(11, '0')}`);
      return { ...record, member: { ...record.member, memberRef, phone: null } };
    });
    const everybody = [...others, canaryRecord()];
    world.pullSnapshot(kind === 'snapshot' ? [...snapshotRecords(), ...everybody] : snapshotRecords());
    if (kind === 'delta') world.pull('delta', [everybody]);
    world.pull('delta', [
      [{ ...canaryRecord(), member: { ...canaryRecord().member, name: `${canary} Nik` } }],
    ]);
    const cache = cachePath(world.place.dataDir);
    const staging = stagingPath(world.place.dataDir);
    expect(hitsIn(cache)).toBeGreaterThan(0);
    world.pull('delta', [[{ t: 'memberGone', memberRef: canaryRef, reason: 'erased', orderId }]]);
    const pull = world.open();
    expect(pull.scrub()).toBe(true);
    expect([hitsIn(cache), hitsIn(staging)]).toEqual([0, 0]);
    pull.close();
    expect([hitsIn(cache), hitsIn(staging)]).toEqual([0, 0]);
    const db = world.cache();
    expect(createErasureStore(db).all()).toEqual([{ memberRef: canaryRef, orderId }]);
    expect(createErasureStore(db).isScrubDue()).toBe(false);
    db.close();
  },
);

async function enrolledHere(run: TillRun, till: TillWorld): Promise<MemberRef> {
  const { basketId } = await basketOf(run);
  const person = { name: `${canary} Kavian`, phone: canaryPhone, birthDate: null, cardUid: null };
  const enrolled = expectOk(await run.screen.enrolMember({ commandId: till.id(), basketId, ...person }));
  return present(enrolled.member).memberRef;
}

/** Keys of sealed records that journal and copies of the ledger still hold, as whoever has the till's files finds them. */
function keysLeft(
  { dataDir }: Pick<TillWorld, 'dataDir'>,
  journalDir = path.join(dataDir, 'journal'),
): readonly string[] {
  const key = worldKeys.databaseKey;
  const journal = createJournalReader({ files: nodeFileSystem, folder: journalDir, key });
  const inJournal = [...journal.recordsAfter(undefined)]
    .flatMap(({ entries }) => entries.flatMap(({ attachments }) => attachments))
    .flatMap((attachment) => (attachment.key === null ? [] : ['journal']));
  const copies = ['backups', '.'].flatMap((folder) =>
    existsSync(path.join(dataDir, folder))
      ? readdirSync(path.join(dataDir, folder))
          .filter((name) => /^ledger-.*\.db$|damaged/.test(name))
          .map((name) => path.join(dataDir, folder, name))
      : [],
  );
  return [
    ...inJournal,
    ...copies.flatMap((file) => {
      const opened = openDatabaseToRead({ path: file, key, nativeBinding: null, kind: ledgerKind });
      if (!opened.ok) return [`unreadable ${path.basename(file)}`];
      const keys = opened.value.prepareRead('SELECT key FROM attachment_key').all().length;
      opened.value.close();
      return keys + hitsIn(file) > 0 ? [path.basename(file)] : [];
    }),
  ];
}

test('of an erased member who was enrolled here no key is left in the journal, in a copy, or in a ledger that was set aside', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  const memberRef = await enrolledHere(run, till);
  run.close();
  const { place } = pulls;
  const file = path.join(till.dataDir, 'ledger.db');
  const folder = path.join(till.dataDir, 'backups');
  for (const day of ['2026-01-02', '2026-01-03'] as const)
    expectOk(backupLedger({ ...place, file }, { folder, day }));
  writeFileSync(`${file}.damaged-1`, 'pages of a ledger that nothing can open');
  expect(keysLeft(till)).toEqual([
    'journal',
    'ledger-2026-01-02.db',
    'ledger-2026-01-03.db',
    'unreadable ledger.db.damaged-1',
  ]);
  pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
  const ledger = expectOk(openDatabaseToRead({ ...place, path: file, kind: ledgerKind, isOpenHere: true }));
  onTestFinished(() => ledger.close());
  const pull = openPull(
    { place, isReceiving: false },
    { log: () => undefined, keepVerifier: () => undefined, ledger },
  );
  onTestFinished(() => pull.close());
  // A disk that refuses the new copy: nothing is confirmed yet.
  let isRefused = true;
  const upkeep = (job: UpkeepJob): Promise<UpkeepDone> => {
    const done = isRefused
      ? { check: { entries: 0, findings: 0 }, backupFailure: 'disk_full', journalGaps: [] }
      : doUpkeep(job);
    return Promise.resolve(done);
  };
  const opened = expectOk(await openTill({ ...till.opening(), upkeep }));
  onTestFinished(() => opened.close());
  await expect.poll(() => till.logged).toContain('erasureDelayed');
  expect(pull.target.erasuresDone()).toEqual([]);
  isRefused = false;
  till.time.advance(sweepRetryMs);
  await expect.poll(() => till.logged).toContain('erasuresSwept');
  expect(keysLeft(till)).toEqual([]);
  expect(pull.target.erasuresDone()).toEqual([orderId]);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(till.bugs).toEqual([]);
});

test.for(['in the data folder', 'on another disk'] as const)(
  'of an erased member nothing can be opened in the files of a former identity whose journal lies %s, and its entries stay',
  async (where) => {
    const { till, pulls } = await createPulledTill();
    const run = await till.openSignedIn();
    const memberRef = await enrolledHere(run, till);
    run.close();
    const { dataDir } = till;
    const { place } = pulls;
    const file = path.join(dataDir, 'ledger.db');
    expectOk(backupLedger({ ...place, file }, { folder: path.join(dataDir, 'backups'), day: '2026-01-02' }));
    writeFileSync(`${file}.damaged-1`, 'pages of a ledger that nothing can open');
    const journalDir = where === 'on another disk' ? path.join(dataDir, '..', 'other', 'journal') : undefined;
    if (journalDir !== undefined) {
      mkdirSync(path.dirname(journalDir));
      renameSync(path.join(dataDir, 'journal'), journalDir);
    }
    moveFormerFiles({ dataDir, journalDir, former: 'till-1' });
    const former = { dataDir: path.join(dataDir, 'former', 'till-1') };
    const formerJournal = journalDir === undefined ? undefined : `${journalDir}-till-1`;
    const entriesOfFormer = (): readonly [number, number] => {
      const opened = openDatabaseToRead({
        ...place,
        path: path.join(former.dataDir, 'ledger.db'),
        kind: ledgerKind,
      });
      const db = expectOk(opened);
      const entries = db.prepareRead('SELECT place FROM entry').all().length;
      const keys = db.prepareRead('SELECT key FROM attachment_key').all().length;
      db.close();
      return [entries, keys];
    };
    expect(keysLeft(former, formerJournal)).toEqual([
      'journal',
      'ledger-2026-01-02.db',
      'unreadable ledger.db.damaged-1',
    ]);
    const [entries, keys] = entriesOfFormer();
    expect([entries > 0, keys]).toEqual([true, 1]);
    pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
    const tools = { log: () => undefined, keepVerifier: () => undefined, ledger: undefined };
    const pull = openPull({ place, isReceiving: false }, tools);
    onTestFinished(() => pull.close());
    expect(pull.target.erasuresDone()).toEqual([]);
    const opened = expectOk(await openTill({ ...till.opening(), ...(journalDir && { journalDir }) }));
    onTestFinished(() => opened.close());
    await expect.poll(() => till.logged).toContain('formerFilesSwept');
    expect(keysLeft(former, formerJournal)).toEqual([]);
    expect(entriesOfFormer()).toEqual([entries, 0]);
    expect(hitsIn(path.join(former.dataDir, 'ledger.db'))).toBe(0);
    expect(pull.target.erasuresDone()).toEqual([orderId]);
    expect(till.bugs).toEqual([]);
  },
);

test('a basket that a former identity left open goes when its member is erased or it cannot be read, and no other does', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  const memberRef = await enrolledHere(run, till);
  run.close();
  const { dataDir } = till;
  const { place } = pulls;
  const former = (name: string) => path.join(dataDir, 'former', name);
  moveFormerFiles({ dataDir, journalDir: undefined, former: 'till-1' });
  // The ledger is another matter: here only the basket knows whom it was for.
  for (const file of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm'])
    rmSync(path.join(former('till-1'), file), { force: true });
  const second = await till.openSignedIn();
  await basketOf(second);
  second.close();
  moveFormerFiles({ dataDir, journalDir: undefined, former: 'till-2' });
  mkdirSync(former('till-3'));
  writeFileSync(path.join(former('till-3'), 'drafts.db'), Buffer.alloc(8_192, 7));
  pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
  const tools = { log: () => undefined, keepVerifier: () => undefined, ledger: undefined };
  const pull = openPull({ place, isReceiving: false }, tools);
  onTestFinished(() => pull.close());
  expect(pull.target.erasuresDone()).toEqual([]);
  const opened = expectOk(await openTill(till.opening()));
  onTestFinished(() => opened.close());
  await expect.poll(() => pull.target.erasuresDone()).toEqual([orderId]);
  const left = ['till-1', 'till-2', 'till-3'].map((name) => existsSync(path.join(former(name), 'drafts.db')));
  expect(left).toEqual([false, true, false]);
  expect(till.logged).toContain('formerBasketSwept');
  expect(till.logged).not.toContain('formerFileNotSwept');
  expect(till.bugs).toEqual([]);
});

test('a former ledger that cannot be read holds the confirmation back, is told by name and since when, and keeps no other from being swept', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  const memberRef = await enrolledHere(run, till);
  run.close();
  const { dataDir, time } = till;
  moveFormerFiles({ dataDir, journalDir: undefined, former: 'till-2' });
  const broken = path.join(dataDir, 'former', 'till-1');
  mkdirSync(broken);
  writeFileSync(path.join(broken, 'ledger.db'), Buffer.alloc(8_192, 7));
  pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
  const tools = { log: () => undefined, keepVerifier: () => undefined, ledger: undefined };
  const pull = openPull({ place: pulls.place, isReceiving: false }, tools);
  onTestFinished(() => pull.close());
  const sinceMs = time.clock.nowMs();
  const first = await till.openSignedIn();
  const held = [{ folder: 'till-1', file: 'ledger.db', code: 'database_key_wrong', sinceMs }];
  const heldAt = async ({ screen }: TillRun) => expectOk(await screen.tillHealth({})).heldErasures;
  await expect.poll(() => heldAt(first)).toEqual(held);
  expect(expectOk(await first.screen.tillHealth({})).concerns).toContain('erasureHeld');
  expect(keysLeft({ dataDir: path.join(dataDir, 'former', 'till-2') })).toEqual([]);
  expect(pull.target.erasuresDone()).toEqual([]);
  first.close();
  // Also after a start, days later.
  time.advance(3 * 24 * 3_600_000);
  const second = await till.openSignedIn();
  await expect.poll(() => heldAt(second)).toEqual(held);
  // Somebody at the till decides that it is of no use.
  rmSync(broken, { recursive: true });
  time.advance(sweepRetryMs);
  const concerns = async () => expectOk(await second.screen.till({})).concerns;
  await expect.poll(concerns).not.toContain('erasureHeld');
  expect(pull.target.erasuresDone()).toEqual([orderId]);
  expect(till.bugs).toEqual([]);
});

test('an erasure is confirmed only when the cache and the ledger have both forgotten the member', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  const memberRef = await enrolledHere(run, till);
  const { place } = pulls;
  const file = path.join(till.dataDir, 'ledger.db');
  const ledger = expectOk(openDatabaseToRead({ ...place, path: file, kind: ledgerKind, isOpenHere: true }));
  onTestFinished(() => ledger.close());
  const log = () => undefined;
  const keepVerifier = () => undefined;
  const pull = openPull({ place, isReceiving: false }, { log, keepVerifier, ledger });
  onTestFinished(() => pull.close());
  pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
  expect(pull.target.erasuresDone()).toEqual([]);
  run.publishedChanged();
  expect(till.logged).toContain('membersErased');
  await expect.poll(() => pull.target.erasuresDone()).toEqual([orderId]);
  pull.target.erasureTold(orderId);
  expect(pull.target.erasuresDone()).toEqual([]);
});

test('a member who was enrolled here and is erased at HQ is forgotten by the ledger’s file too, and the entries stay', async () => {
  const { till, pulls } = await createPulledTill();
  const run = await till.openSignedIn();
  const memberRef = await enrolledHere(run, till);
  const before = expectOk(await run.screen.searchMembers({ text: canary }));
  expect(before.members).toHaveLength(1);
  pulls.pull('delta', [[{ t: 'memberGone', memberRef, reason: 'erased', orderId }]]);
  run.publishedChanged();
  expect(till.logged).toContain('membersErased');
  expect(expectOk(await run.screen.searchMembers({ text: canary })).members).toHaveLength(0);
  run.close();
  expect(hitsIn(path.join(till.dataDir, 'ledger.db'))).toBe(0);
  const next = await till.openSignedIn();
  expect(next.till).toBeDefined();
  expect(till.bugs).toEqual([]);
});
