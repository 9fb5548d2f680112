/**
 * A durable sale against the cheapest durable write of the same disk in the same run: 4 KB and fdatasync.
 * `node test/bench/sale.bench.ts [--full] [--folder=DIR]`; the folder lies on the disk to be measured, by default the
 * one that holds the machine's cache.
 */

import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { SaleToBook } from '#electron/till/ledger-port.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { deviceId, ledgerKeys, saleToBook, testId } from '#test/support/ledger.ts';
import { machineCacheFolder } from '#tools/setup/machine-cache.ts';
import { benchOptions } from './support/bench-options.ts';
import { atMost, printFigures, spreadOf } from './support/figures.ts';
import type { Spread } from './support/figures.ts';

const runs = benchOptions().full ? 5_000 : 1_000;
const warmUps = 200;
const pageBytes = 4_096;
const floorPages = 1_024;

type Bench = { readonly once: (run: number) => void; readonly end: () => void };

/** Writes into a file of fixed size, so that no run waits for the file to grow. */
function createFloor(folder: string): Bench {
  const descriptor = openSync(path.join(folder, 'floor'), 'w');
  writeSync(descriptor, new Uint8Array(floorPages * pageBytes));
  fsyncSync(descriptor);
  const page = new Uint8Array(pageBytes).fill(0x5a);
  return {
    once: (run) => {
      writeSync(descriptor, page, 0, pageBytes, (run % floorPages) * pageBytes);
      fdatasyncSync(descriptor);
    },
    end: () => closeSync(descriptor),
  };
}

function createSales(folder: string): Bench {
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
  const ledger = createLedger({ db, ports: createNodePorts(ledgerKeys), device: { deviceId } });
  const sample: SaleToBook = saleToBook({ basketId: testId(0) });
  return {
    once: (run) => {
      const basketId = testId(run + 1);
      const booked = ledger.bookSale({ ...sample, basketId });
      invariant(booked.ok && !booked.value.isRepeat, 'each sale is booked');
    },
    end: () => db.close(),
  };
}

/** Milliseconds; the two take turns, so that both meet the same disk. */
function measured(benches: readonly Bench[]): readonly Spread[] {
  const timesMs = benches.map((): number[] => []);
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const [index, bench] of benches.entries()) {
      const startedMs = performance.now();
      bench.once(run);
      if (run >= warmUps) timesMs[index]?.push(performance.now() - startedMs);
    }
  }
  return timesMs.map(spreadOf);
}

/** The number that the system gives the kind of a file system; the commonest ones by name. */
function fileSystemOf(folder: string): string {
  const { type } = statfsSync(folder);
  const names: Readonly<Record<number, string>> = {
    0xef53: 'ext4',
    0x01021994: 'tmpfs',
    0x58465342: 'xfs',
    0x9123683e: 'btrfs',
    0x794c7630: 'overlayfs',
  };
  return names[type] ?? `file system 0x${type.toString(16)}`;
}

const given = process.argv.find((arg) => arg.startsWith('--folder='))?.slice('--folder='.length);
const parent = given ?? machineCacheFolder();
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(path.join(parent, 'bench-sale-'));
try {
  const benches = [createFloor(folder), createSales(folder)];
  const [floor, sales] = measured(benches);
  for (const bench of benches) bench.end();
  invariant(floor !== undefined && sales !== undefined, 'both were measured');
  const ratio = sales.p50 / floor.p50;
  printFigures(
    'Durable sale',
    [
      { goal: 'P11', what: '4 KB and fdatasync (floor)', unit: 'ms', measured: floor },
      {
        goal: 'P11',
        what: 'durable sale, 2 lines, 3 offers',
        unit: 'ms',
        measured: sales,
        beside: { what: 'fdatasync', p50: floor.p50 },
        gate: atMost('p50 <= 3 times fdatasync', ratio, 3),
        aim: atMost('<= 2 times', ratio, 2),
      },
    ],
    [
      `The folder lies on ${fileSystemOf(folder)}. Syncs per sale are counted by an integration test, with strace.`,
    ],
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
