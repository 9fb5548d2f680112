/** A ledger of very many entries with its journal, made without booking each through a till. */

import path from 'node:path';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { writeDevice } from '#electron/till/db/stores/device-store.ts';
import { completeJournal } from '#electron/till/durability/complete-journal.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import { createAppend } from '#electron/till/ledger-append.ts';
import { createLedgerStores } from '#electron/till/ledger-stores.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { sha256 } from '#electron/till/node-signatures.ts';
import { bytesToHex } from '#shared/kernel/hex.ts';
import { uuidV7 } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { decideSale } from '#shared/ledger/decide-sale.ts';
import { saleKey } from '#shared/ledger/operation-key.ts';
import { chainStart } from '#shared/ledger/verify-chain.ts';
import type { ChainPlace } from '#shared/ledger/verify-chain.ts';
import { epochMs } from '#shared/kernel/clock.ts';
import { deviceId, ledgerKeys, noonMs, saleToBook, testId } from '#test/support/ledger.ts';

const entriesPerTransaction = 2_000;
const members = 20_000;
/** One seal for each page of the till's day is enough for a measurement: signing a million heads takes minutes. */
const ports = createNodePorts(ledgerKeys, () => undefined);

/** Sales of many members; the first of them bought every twentieth time and has a long statement. */
export function makeManyEntries(dataDir: string, count: number): void {
  const file = path.join(dataDir, 'ledger.db');
  const opened = openDatabase({
    path: file,
    key: ledgerKeys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'create',
    durability: 'NORMAL',
  });
  invariant(opened.ok, 'the ledger is made');
  const db = opened.value;
  const stores = createLedgerStores(db);
  const append = createAppend(stores, ports);
  const sale = saleToBook({ basketId: testId(1) });
  let place: ChainPlace = chainStart(sha256, deviceId, 1);
  for (let made = 0; made < count;) {
    db.transact(() => {
      if (made === 0) {
        writeDevice(db, deviceId);
        stores.ruleSets.keep(sale.score.ruleSetHash, sale.ruleSetJson);
      }
      const until = Math.min(count, made + entriesPerTransaction);
      for (; made < until; made += 1) {
        const atMs = noonMs + made * 1_000;
        const basketId = testId(made + 1);
        const memberRef = testId(10_000_000 + (made % 20 === 0 ? 0 : made % members));
        const hlc = { wallMs: atMs, counter: 0 };
        const stamp = {
          deviceId,
          epoch: 1,
          seq: made + 1,
          entryId: uuidV7(atMs, ports.randomBytes(10)),
          hlc,
          wallMs: epochMs(atMs),
          clockState: 'unconfirmed' as const,
        };
        const entry = decideSale(stamp, { ...sale, basketId, memberRef, opKey: saleKey(sha256, basketId) });
        append(place, entry);
        const head = stores.entries.head();
        invariant(head !== undefined, 'an entry was stored');
        place = { deviceId, epoch: 1, seq: made + 1, hash: head.hash, hlc };
      }
    });
  }
  const journal = {
    files: nodeFileSystem,
    folder: path.join(dataDir, 'journal'),
    key: ledgerKeys.databaseKey,
  };
  const writer = createJournalWriter({ place: journal, deviceId, randomBytes: ports.randomBytes });
  completeJournal({ db, reader: createJournalReader(journal), writer });
  writer.close();
  db.close();
}

/** What `vafa` reads the keys of a till from. */
export function keyFileText(): string {
  const texts = Object.entries(ledgerKeys).map(([name, bytes]) => [name, bytesToHex(bytes)]);
  return JSON.stringify(Object.fromEntries(texts));
}
