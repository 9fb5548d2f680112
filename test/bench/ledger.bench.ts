/**
 * A durable sale against the cheapest durable write of the same disk in the same run: 4 KB and fdatasync. Start it with
 * `node test/bench/ledger.bench.ts [folder]`; the folder lies on the disk to be measured, by default the system's
 * folder for temporary files. It prints a table and takes about ten seconds.
 */

import { closeSync, fdatasyncSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { ledgerKind } from '#electron/till/db/ledger-kind.ts';
import { openDatabase } from '#electron/till/db/open-database.ts';
import { createLedger } from '#electron/till/ledger.ts';
import type { SaleToBook } from '#electron/till/ledger-port.ts';
import { createNodePorts } from '#electron/till/node-ports.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import { deviceId, ledgerKeys, saleToBook, testId } from '#test/support/ledger.ts';

const runs = 2_000;
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

/** Milliseconds of each run, sorted; the two take turns, so that both meet the same disk. */
function measured(benches: readonly Bench[]): readonly (readonly number[])[] {
  const timesMs = benches.map((): number[] => []);
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const [index, bench] of benches.entries()) {
      const startedMs = performance.now();
      bench.once(run);
      if (run >= warmUps) timesMs[index]?.push(performance.now() - startedMs);
    }
  }
  return timesMs.map((times) => times.toSorted((left, right) => left - right));
}

const folder = mkdtempSync(path.join(process.argv[2] ?? tmpdir(), 'vafa-bench-'));
try {
  const benches = [createFloor(folder), createSales(folder)];
  const [floor = [], sales = []] = measured(benches);
  for (const bench of benches) bench.end();
  const at = (times: readonly number[], share: number): number =>
    times[Math.floor(share * runs)] ?? Number.NaN;
  console.log(`| ${runs} runs in turns             | p50 ms | p95 ms | p99 ms | p50 to floor |`);
  console.log('| --- | ---: | ---: | ---: | ---: |');
  for (const [name, times] of [
    ['4 KB and fdatasync (floor)', floor],
    ['durable sale, 2 lines, 3 offers', sales],
  ] as const) {
    const cells = [0.5, 0.95, 0.99].map((share) => at(times, share).toFixed(3));
    console.log(`| ${name} | ${cells.join(' | ')} | ${(at(times, 0.5) / at(floor, 0.5)).toFixed(2)} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
