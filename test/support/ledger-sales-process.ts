/**
 * Books in a process of its own, for counting syncs from outside: `node ledger-sales-process.ts <folder> <times>
 * [--journal]`. Each kind of booking is made so many times in a row, and before each a folder `begin-<kind>` is made,
 * which shows between the calls of the process what follows it.
 */

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { openJournaledLedger } from './journaled-ledger.ts';
import { deviceId, ledgerKeys, testId } from './ledger.ts';
import { idIn, redemptionOf, refundOf, saleOf, topUpOf } from './value-bookings.ts';
import type { Booking } from './value-bookings.ts';

const [folder, times, journal] = process.argv.slice(2);
invariant(folder !== undefined && Number(times) > 0, 'a folder and a number of times are given');
const ledger = journal === '--journal' ? openJournaledLedger(folder).ledger : plainLedger(folder);

const soldIds: Uuid[] = [];
const filledIds: Uuid[] = [];
repeat('sale', (booking) => soldIds.push(booked(ledger.bookSale(saleOf(booking)))));
repeat('topUp', (booking) => filledIds.push(booked(ledger.bookValue(topUpOf(booking)))));
repeat('redemption', (booking, number) => {
  const entryId = filledIds[number];
  invariant(entryId !== undefined, 'each wallet was filled before');
  const lot = { kind: 'entry', entryId, line: 0 } as const;
  const followedBy = (saleEntryId: Uuid) => [redemptionOf(booking, saleEntryId, lot)];
  booked(ledger.bookSale({ ...saleOf(booking), followedBy }));
});
repeat('refund', (booking, number) => {
  const saleEntryId = soldIds[number];
  invariant(saleEntryId !== undefined, 'what is refunded was sold');
  booked(ledger.bookValue(refundOf(booking, saleEntryId)));
});
mkdirSync(path.join(folder, 'begin-nothing'));

/** Each by another member, as in a shop. */
function repeat(kind: string, book: (booking: Booking, number: number) => void): void {
  mkdirSync(path.join(folder ?? '', `begin-${kind}`));
  const space = kind.length;
  for (let number = 0; number < Number(times); number += 1) {
    book({ id: idIn(space, number), member: testId(1_000_000 + number), day: '2026-11-21' }, number);
  }
}

function booked(answer: ReturnType<LedgerOfTill['bookValue']>): Uuid {
  invariant(answer.ok && !answer.value.isRepeat, 'each is booked, and once');
  return answer.value.entryId;
}

function plainLedger(dataDir: string): LedgerOfTill {
  const opened = openDatabase({
    path: path.join(dataDir, 'ledger.db'),
    key: ledgerKeys.databaseKey,
    kind: ledgerKind,
    nativeBinding: null,
    mode: 'create',
    durability: 'FULL',
  });
  invariant(opened.ok, 'the ledger opens');
  return createLedger({ db: opened.value, ports: createNodePorts(ledgerKeys), device: { deviceId } });
}
