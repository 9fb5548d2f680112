/** Starts of the built till service, each after a kill in the middle of selling. */

import path from 'node:path';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabaseToRead } from '#electron/till/db/open-database.ts';
import { uuidToBytes } from '#shared/kernel/ids.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { BenchFolder } from './data-folder.ts';
import { randomCards } from './demo-members.ts';
import { spreadOf } from './figures.ts';
import type { Spread } from './figures.ts';
import { makeSale, signIn } from './make-sales.ts';
import { startTillProcess } from './till-process.ts';

const salesPerLife = 50;

/** Milliseconds until it is ready; after each start the last sale before the kill has to be there. */
export async function measureCrashStarts(folder: BenchFolder, runs: number): Promise<Spread> {
  const cards = randomCards(folder.memberCount, salesPerLife, 9);
  let last = await sellAndKill(folder, cards);
  const timesMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const { readyAfterMs, entryId } = await sellAndKill(folder, cards);
    invariant(isBooked(folder, last.entryId), 'a sale that was acknowledged is in the ledger');
    timesMs.push(readyAfterMs);
    last = { readyAfterMs, entryId };
  }
  return spreadOf(timesMs);
}

type Life = { readonly readyAfterMs: number; readonly entryId: Uuid };

async function sellAndKill(folder: BenchFolder, cards: ReturnType<typeof randomCards>): Promise<Life> {
  const till = await startTillProcess(folder);
  await signIn(till);
  let entryId: Uuid | undefined;
  for (const [run, card] of cards.entries()) entryId = await makeSale(till, card, run);
  await till.kill();
  invariant(entryId !== undefined, 'something was sold');
  return { readyAfterMs: till.readyAfterMs, entryId };
}

function isBooked({ dataDir, keyBytes }: BenchFolder, entryId: Uuid): boolean {
  const opened = openDatabaseToRead({
    path: path.join(dataDir, 'ledger.db'),
    key: keyBytes.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
  });
  invariant(opened.ok, 'the ledger opens');
  const found = opened.value.prepareRead('SELECT 1 AS found FROM entry WHERE entry_id = ?');
  const isThere = found.get(uuidToBytes(entryId)) !== undefined;
  opened.value.close();
  return isThere;
}
