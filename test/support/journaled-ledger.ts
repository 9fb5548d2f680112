/** A ledger with its journal in a folder, as a till has them; for processes outside of the test runner. */

import path from 'node:path';
import type { WriteDb } from '#electron/till/db/database.ts';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import type { JournalPlace } from '#electron/till/journal/journal-place.ts';
import { createLedgerJournal } from '#electron/till/journal/follow-ledger.ts';
import { nodeFileSystem } from '#electron/till/journal/node-file-system.ts';
import { createJournalReader } from '#electron/till/journal/read-journal.ts';
import { createJournalWriter } from '#electron/till/journal/write-journal.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { deviceId, ledgerKeys } from './ledger.ts';

export type JournaledLedger = {
  readonly db: WriteDb;
  readonly ledger: LedgerOfTill;
  readonly close: () => void;
};

/** Under the keys and for the device of the tests. */
export function openJournaledLedger(folder: string): JournaledLedger {
  const opened = openDatabase({
    path: path.join(folder, 'ledger.db'),
    key: ledgerKeys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'create',
    durability: 'FULL',
  });
  invariant(opened.ok, 'the ledger opens');
  const db = opened.value;
  const ports = createNodePorts(ledgerKeys, () => undefined);
  const { randomBytes, log } = ports;
  const place = journalPlaceIn(folder);
  const writer = createJournalWriter({ place, deviceId, randomBytes });
  const journal = createLedgerJournal({ db, writer, last: createJournalReader(place).head(), log });
  const ledger = createLedger({ db, ports, device: { deviceId }, journal });
  return {
    db,
    ledger,
    close: () => {
      journal.close();
      db.close();
    },
  };
}

export function journalPlaceIn(folder: string): JournalPlace {
  return { files: nodeFileSystem, folder: path.join(folder, 'journal'), key: ledgerKeys.databaseKey };
}
