/**
 * HQ taking what tills booked, on the embedded PostgreSQL with its syncs: a request for each entry, JSON rows in
 * batches, and segments, one after the other in one run. Then growth, and every request once more.
 * `node test/bench/hq-ingest.bench.ts [--full] [--big]`; `--big` goes to five million entries.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import { invariant } from '#shared/kernel/invariant.ts';
import { connect } from '#sync/server/db/connect.ts';
import type { HqConnection } from '#sync/server/db/connect.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { startEmbeddedPostgres } from '#sync/server/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { joinTill } from '#test/support/hq/pushing-till.ts';
import { pushWorld } from '#test/support/hq/push-world.ts';
import type { PushWorld } from '#test/support/hq/push-world.ts';
import { benchOptions } from './support/bench-options.ts';
import { atLeast, atMost, printFigures, single, spreadOf } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { answerRows, createRowTables, joinRows, rowRequest } from './support/ingest-rows.ts';
import { longTill, pushOf } from './support/ingest-tills.ts';
import type { LongTill } from './support/ingest-tills.ts';

const options = benchOptions();
const tillCount = 8;
const entriesPerPush = 1_000;
const roundsOfWays = options.full ? 5 : 3;
const singlesEach = options.full ? 250 : 100;
const batchesEach = options.full ? 4 : 2;
const growTo = options.big ? 5_000_000 : options.full ? 1_000_000 : 200_000;
/** Rates are taken over stretches of this many entries. */
const stretch = tillCount * entriesPerPush;

/** One request, made beforehand. */
type Request = { readonly entries: number; readonly send: () => Promise<unknown> };

await run();

async function run(): Promise<void> {
  // PostgreSQL may run as another user, who cannot read the cache folder of this one.
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-bench-hq-'));
  const log = createLog('silent');
  const server = await startEmbeddedPostgres({ ...nodeHqPorts, dataFolder: folder, log, isDurable: true });
  try {
    invariant(server.ok, 'the embedded PostgreSQL starts');
    const connection = connect({ url: server.value.url, connectionsMax: 20, onConnectionLost: () => {} });
    try {
      await measure(connection);
    } finally {
      await connection.close();
    }
  } finally {
    if (server.ok) await server.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure({ db }: HqConnection): Promise<void> {
  const migrated = await migrate({ ...nodeHqPorts, db }, hqMigrations);
  invariant(migrated.ok, 'the schema is made');
  await createRowTables(db);
  const world = await pushWorld(db);
  const rowTills = Array.from({ length: tillCount }, (_, index) => longTill(1_000 + index));
  const tills = Array.from({ length: tillCount }, (_, index) => longTill(1 + index));
  for (const { till } of rowTills) await joinRows(db, till);
  for (const { till } of tills) await joinTill(db, till);
  const sent: Request[][] = [];
  await measureWays(world, { rowTills, tills, sent });
  await measureGrowth(world, { tills, sent });
  await measureRepetition(world, { rowTills, tills, sent });
}

type Scene = {
  readonly tills: readonly LongTill[];
  /** Everything that was sent, a list for each round. */
  readonly sent: Request[][];
};

/** The three ways take turns, so that all meet the same machine. */
async function measureWays(
  world: PushWorld,
  scene: Scene & { readonly rowTills: readonly LongTill[] },
): Promise<void> {
  const rates = { single: [] as number[], batch: [] as number[], segment: [] as number[] };
  for (let round = 0; round < roundsOfWays; round += 1) {
    const singles = perTill(scene.rowTills, singlesEach, (till) => rowsOf(world, till, 1));
    const batches = perTill(scene.rowTills, batchesEach, (till) => rowsOf(world, till, entriesPerPush));
    const segments = perTill(scene.tills, batchesEach, (till) => segmentOf(world, till, entriesPerPush));
    rates.single.push(await rateOf(scene, singles));
    rates.batch.push(await rateOf(scene, batches));
    rates.segment.push(await rateOf(scene, segments));
  }
  const [one, batch, segment] = [spreadOf(rates.single), spreadOf(rates.batch), spreadOf(rates.segment)];
  const beside = { what: 'one request an entry', p50: one.p50 };
  const unit = 'entries/s';
  const figures: readonly Figure[] = [
    { goal: 'P25', what: 'a request for each entry (peer)', unit, measured: one },
    {
      goal: 'P25',
      what: `JSON rows, ${entriesPerPush} a request (peer)`,
      unit,
      measured: batch,
      beside,
      gate: atLeast('>= 8 times', batch.p50 / one.p50, 8),
    },
    {
      goal: 'P26',
      what: `segments, ${entriesPerPush} entries each`,
      unit,
      measured: segment,
      beside,
      gate: atLeast('>= 20 times', segment.p50 / one.p50, 20),
      aim: atLeast('>= 70 times', segment.p50 / one.p50, 70),
    },
  ];
  printFigures('HQ takes entries, 8 tills at once', figures, [
    'At the level of handlers, without HTTP: it would add most to a request for each entry.',
  ]);
}

async function measureGrowth(world: PushWorld, scene: Scene): Promise<void> {
  const rates: number[] = [];
  let stored = await entriesOf(world);
  while (stored < growTo) {
    const pushes = perTill(scene.tills, stretch / tillCount / entriesPerPush, (till) =>
      segmentOf(world, till, entriesPerPush),
    );
    rates.push(await rateOf(scene, pushes));
    stored += stretch;
  }
  const part = Math.max(1, Math.floor(rates.length / 4));
  const [first, last] = [spreadOf(rates.slice(0, part)), spreadOf(rates.slice(-part))];
  const ratio = last.p50 / first.p50;
  const figure: Figure = {
    goal: 'P27',
    what: `segments, the last quarter up to ${stored.toLocaleString('en')} entries`,
    unit: 'entries/s',
    measured: last,
    beside: { what: 'the first quarter', p50: first.p50 },
    gate: atLeast('>= 0.6 times', ratio, 0.6),
    aim: atLeast('>= 0.8 times', ratio, 0.8),
  };
  const size = await sql<{ bytes: number }>`SELECT SUM(pg_total_relation_size(oid))::BIGINT AS bytes
    FROM pg_class WHERE relname LIKE 'segment%' AND relkind = 'r'`.execute(world.deps.db);
  const bytes = (size.rows[0]?.bytes ?? 0) / stored;
  const disk: Figure = { goal: 'P27', what: 'an entry on HQ’s disk', unit: 'bytes', measured: single(bytes) };
  printFigures('HQ grows', [figure, disk]);
}

/** Every request of the run again, in the order of the last ones first. */
async function measureRepetition(
  world: PushWorld,
  { rowTills, tills, sent }: Scene & { readonly rowTills: readonly LongTill[] },
): Promise<void> {
  for (const requests of sent.toReversed()) await sendAll(requests);
  const expected = tills.map(({ next }) => next(0).toSeq);
  const verified = await Promise.all(tills.map(async ({ till }) => world.verify(till)));
  const wrong = verified.map(
    ({ entries, faults }, index) => Math.abs(entries - (expected[index] ?? 0)) + faults.length,
  );
  const rows = await sql<{ n: number }>`SELECT COUNT(*)::BIGINT AS n FROM row_entry`.execute(world.deps.db);
  const wrongRows = Math.abs((rows.rows[0]?.n ?? 0) - sum(rowTills.map(({ next }) => next(0).toSeq)));
  const lost = sum(wrong) + wrongRows;
  printFigures('HQ after every request came twice', [
    {
      goal: 'P28',
      what: 'entries lost or doubled',
      unit: 'count',
      measured: single(lost),
      gate: atMost('= 0', lost, 0),
    },
  ]);
}

function rowsOf(world: PushWorld, till: LongTill, entries: number): Request {
  const json = rowRequest(till.next(entries));
  return { entries, send: async () => answerRows(world.deps, till.till, json) };
}

function segmentOf(world: PushWorld, till: LongTill, entries: number): Request {
  const bytes = pushOf(till, till.next(entries));
  return { entries, send: async () => expectOk(await world.pushBytes(till.till, bytes)) };
}

/** The requests of one till stand one after the other, and those of all tills beside each other. */
function perTill(
  tills: readonly LongTill[],
  count: number,
  make: (till: LongTill) => Request,
): readonly (readonly Request[])[] {
  return tills.map((till) => Array.from({ length: count }, () => make(till)));
}

/** Entries a second. */
async function rateOf(scene: Scene, requests: readonly (readonly Request[])[]): Promise<number> {
  const startedMs = performance.now();
  await Promise.all(requests.map(sendAll));
  const seconds = (performance.now() - startedMs) / 1_000;
  for (const ofTill of requests) scene.sent.push([...ofTill]);
  return sum(requests.flat().map(({ entries }) => entries)) / seconds;
}

async function sendAll(requests: readonly Request[]): Promise<void> {
  for (const { send } of requests) await send();
}

async function entriesOf(world: PushWorld): Promise<number> {
  const heads = await world.deps.db.selectFrom('chain_head').select('seq').execute();
  return sum(heads.map(({ seq }) => seq));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function expectOk<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  invariant(result.ok, 'the push is taken');
  return result.value;
}
