import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cachePath } from '#electron/till/cache/cache-files.ts';
import { openTill } from '#electron/till/open-till.ts';
import type { OpenedTill } from '#electron/till/open-till.ts';
import { present } from '#test/support/present.ts';
import { expectOk } from '#test/support/expect-ok.ts';
import { cards, cashier } from '#test/support/till-chain.ts';
import { basketOf, createTillWorld } from '#test/support/till-world.ts';
import type { TillWorld } from '#test/support/till-world.ts';

const pageBytes = 4_096;

/** A till that enrolled a member, sold, and has an open basket; closed, with everything in its files. */
async function usedTill(): Promise<TillWorld> {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { basketId } = await basketOf(run);
  const command = () => ({ commandId: world.id(), basketId });
  const form = { name: 'Mina Test', phone: null, birthDate: null, cardUid: cards.nobody };
  expectOk(await run.screen.enrolMember({ ...command(), ...form }));
  const { revision } = expectOk(await run.screen.addAmount({ ...command(), amountMinor: 5_000 }));
  const { basket } = expectOk(await run.screen.paySale({ ...command(), revision }));
  const next = { commandId: world.id(), basketId: basket.basketId, amountMinor: 7_000 };
  expectOk(await run.screen.addAmount(next));
  run.close();
  return world;
}

/** Opens the till and does a cashier's work; the answer is how far that went. */
async function work(world: TillWorld): Promise<string> {
  const ends: string[] = [];
  const opened = await openTill({
    ...world.opening(),
    onBug: (_bug, refusal) => void ends.push(refusal?.code ?? 'bug'),
  });
  if (!opened.ok) return opened.error.code;
  try {
    return await sell(world, opened.value);
  } catch (bug) {
    opened.value.reportBug(bug);
    return present(ends[0]);
  } finally {
    opened.value.close();
  }
}

async function sell(world: TillWorld, { till }: OpenedTill): Promise<string> {
  const { signIn, addAmount, paySale } = till.handlers;
  const signedIn = await signIn({ commandId: world.id(), ...cashier });
  if (!signedIn.ok) return signedIn.error.code;
  const { basketId } = signedIn.value.basket;
  const added = await addAmount({ commandId: world.id(), basketId, amountMinor: 1_000 });
  if (!added.ok) return added.error.code;
  const paid = await paySale({ commandId: world.id(), basketId, revision: added.value.revision });
  return paid.ok ? 'sold' : paid.error.code;
}

/** What becomes of the till's work with each page of the file damaged in turn. */
async function workOnDamaged(
  world: TillWorld,
  name: string,
  journal: 'with journal' | 'without journal' = 'with journal',
): Promise<string[]> {
  const file = path.join(world.dataDir, name);
  const kept = ['ledger.db', 'drafts.db'].map((each) => path.join(world.dataDir, each));
  const before = kept.map((each) => readFileSync(each));
  const outcomes: string[] = [];
  const journalDir = path.join(world.dataDir, 'journal');
  const journalKept = path.join(world.dataDir, 'kept');
  cpSync(journalDir, journalKept, { recursive: true });
  for (let at = 0; at < statSync(file).size; at += pageBytes) {
    damage(file, at + 2_000);
    rmSync(journalDir, { recursive: true, force: true });
    if (journal === 'with journal') cpSync(journalKept, journalDir, { recursive: true });
    const outcome = await work(world);
    // What was met while selling is mended by the start after it.
    outcomes.push(outcome === 'sold' || journal === 'without journal' ? outcome : await work(world));
    rmSync(path.join(world.dataDir, 'ledger.db.suspect'), { force: true });
    for (const [index, each] of kept.entries()) {
      for (const suffix of ['-wal', '-shm']) rmSync(each + suffix, { force: true });
      writeFileSync(each, present(before[index]));
    }
  }
  return outcomes;
}

test('a ledger with a damaged page and no journal is named as damaged wherever the page is needed, and never ends in a bug', async () => {
  const world = await usedTill();
  expect(await work(world)).toBe('sold');
  const outcomes = new Set(await workOnDamaged(world, 'ledger.db', 'without journal'));
  // A page that no sale reads, such as one of the search index, is found by the ledger's own check.
  // A page of the oldest entries leaves nothing that a ledger could be begun again with.
  expect([...outcomes].toSorted()).toEqual(['database_damaged', 'ledger_broken', 'sold']);
});

test('whichever page of the ledger is damaged, a start after it was met makes the ledger again and the till sells', async () => {
  const world = await usedTill();
  expect(await work(world)).toBe('sold');
  const outcomes = new Set(await workOnDamaged(world, 'ledger.db', 'with journal'));
  expect([...outcomes]).toEqual(['sold']);
  expect(world.logged).toContain('ledgerRebuilt');
});

test('whichever page of the open basket is damaged, its file is set aside and the till sells', async () => {
  const world = await usedTill();
  const outcomes = await workOnDamaged(world, 'drafts.db');
  expect(new Set(outcomes)).toEqual(new Set(['sold']));
  expect(world.logged.filter((event) => event === 'draftsSetAside').length).toBe(outcomes.length);
});

test('a tap that meets a damaged page of the cache leads to a new cache at the next start', async () => {
  const world = await usedTill();
  const run = await world.openSignedIn();
  const file = cachePath(world.dataDir);
  for (let at = pageBytes; at < statSync(file).size; at += pageBytes) damage(file, at + 2_000);
  const card = { session: 1, cardUid: cards.omid, readerName: 'Scripted', readingMs: 1 };
  try {
    run.till.onReaderEvent({ event: 'cardPresent', payload: card });
  } catch (bug) {
    run.reportBug(bug);
  }
  expect(world.bugs).toHaveLength(1);
  expect(world.logged).toContain('cacheDamaged');
  run.close();
  expect(await work(world)).toBe('sold');
  expect(world.builds()).toBe(2);
});

function damage(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}
