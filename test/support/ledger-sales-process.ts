/** Books sales in a process of its own: `node ledger-sales-process.ts <ledger.db> <sales>`. For counting syncs from outside. */

import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { deviceId, ledgerKeys, saleToBook, testId } from './ledger.ts';

const [file, sales] = process.argv.slice(2);
invariant(file !== undefined && Number(sales) > 0, 'a file and a number of sales are given');
const opened = openDatabase({
  path: file,
  key: ledgerKeys.databaseKey,
  kind: ledgerKind,
  nativeBinding: null,
  mode: 'create',
  durability: 'FULL',
});
invariant(opened.ok, 'the ledger opens');
const ledger = createLedger({ db: opened.value, ports: createNodePorts(ledgerKeys), device: { deviceId } });
for (let number = 1; number <= Number(sales); number += 1) {
  const booked = ledger.bookSale(saleToBook({ basketId: testId(number) }));
  invariant(booked.ok && !booked.value.isRepeat, 'each sale is booked');
}
