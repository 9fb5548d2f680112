/** What a till books, over a real ledger with its journal, each by another member as in a shop. */

import { closeSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LedgerOfTill } from '#electron/till/ledger.ts';
import type { Uuid } from '#shared/kernel/ids.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { openJournaledLedger } from '#test/support/journaled-ledger.ts';
import { testId } from '#test/support/ledger.ts';
import { idIn, redemptionOf, refundOf, saleOf, topUpOf } from '#test/support/value-bookings.ts';
import type { Booking } from '#test/support/value-bookings.ts';
import { spreadOf } from './figures.ts';
import type { Spread } from './figures.ts';

export type Commits = Readonly<Record<CommitKind, Spread>>;

export const commitKinds = ['floor', 'sale', 'topUp', 'redemption', 'refund'] as const;
export type CommitKind = (typeof commitKinds)[number];

type Commit = (run: number) => void;

const warmUps = 200;
const pageBytes = 4_096;
const floorPages = 1_024;

/** Milliseconds; the kinds take turns, so that all meet the same disk. */
export function measureCommits(folder: string, runs: number): Commits {
  const { ledger, close } = openJournaledLedger(folder);
  const floor = openFloor(folder);
  const commits = { floor: floor.commit, ...bookings(ledger) };
  const timesMs: Record<CommitKind, number[]> = {
    floor: [],
    sale: [],
    topUp: [],
    redemption: [],
    refund: [],
  };
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const kind of commitKinds) {
      const startedMs = performance.now();
      commits[kind](run);
      if (run >= warmUps) timesMs[kind].push(performance.now() - startedMs);
    }
  }
  floor.close();
  close();
  const { floor: floorMs, sale, topUp, redemption, refund } = timesMs;
  return {
    floor: spreadOf(floorMs),
    sale: spreadOf(sale),
    topUp: spreadOf(topUp),
    redemption: spreadOf(redemption),
    refund: spreadOf(refund),
  };
}

/** The cheapest durable write: into a file of fixed size, so that no run waits for the file to grow. */
function openFloor(folder: string): { readonly commit: Commit; readonly close: () => void } {
  const descriptor = openSync(path.join(folder, 'floor'), 'w');
  writeSync(descriptor, new Uint8Array(floorPages * pageBytes));
  fsyncSync(descriptor);
  const page = new Uint8Array(pageBytes).fill(0x5a);
  return {
    commit: (run) => {
      writeSync(descriptor, page, 0, pageBytes, (run % floorPages) * pageBytes);
      fdatasyncSync(descriptor);
    },
    close: () => closeSync(descriptor),
  };
}

/** The redemption is a sale with what it was paid with: two entries. The refund is of that turn's first sale. */
function bookings(ledger: LedgerOfTill): Readonly<Record<Exclude<CommitKind, 'floor'>, Commit>> {
  let soldId: Uuid | undefined;
  let filledId: Uuid | undefined;
  return {
    sale: (run) => {
      soldId = booked(ledger.bookSale(saleOf(bookingOf(1, run))));
    },
    topUp: (run) => {
      filledId = booked(ledger.bookValue(topUpOf(bookingOf(2, run))));
    },
    redemption: (run) => {
      invariant(filledId !== undefined, 'the wallet was filled before');
      const lot = { kind: 'entry', entryId: filledId, line: 0 } as const;
      const booking = bookingOf(3, run);
      const followedBy = (saleEntryId: Uuid) => [redemptionOf(booking, saleEntryId, lot)];
      booked(ledger.bookSale({ ...saleOf(booking), followedBy }));
    },
    refund: (run) => {
      invariant(soldId !== undefined, 'what is refunded was sold');
      booked(ledger.bookValue(refundOf(bookingOf(4, run), soldId)));
    },
  };
}

function bookingOf(kind: number, run: number): Booking {
  return { id: idIn(kind, run), member: testId(1_000_000 + run), day: '2026-11-21' };
}

function booked(answer: ReturnType<LedgerOfTill['bookValue']>): Uuid {
  invariant(answer.ok && !answer.value.isRepeat, 'each is booked, and once');
  return answer.value.entryId;
}
