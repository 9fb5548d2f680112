/** A PostgreSQL with its syncs for one benchmark, and HQ processes over it as their owner starts them. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { invariant } from '#shared/kernel/invariant.ts';
import { connect } from '#sync/server/db/connect.ts';
import type { HqDb } from '#sync/server/db/hq-tables.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import { startEmbeddedPostgres } from '#sync/server/embedded-postgres/start-embedded-postgres.ts';
import { createLog } from '#sync/server/log.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { projectPath } from '#tools/setup/project-paths.ts';

export type BenchHqProcess = {
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

export type BenchHq = {
  readonly db: HqDb;
  /** Of every process, and of a benchmark that writes what HQ seals. */
  readonly keysFile: string;
  /** Every process has the same keys. `environment` is added to that of the benchmark. */
  readonly startProcess: (environment?: Readonly<Record<string, string>>) => Promise<BenchHqProcess>;
};

/** The schema is made; everything is stopped and deleted when `work` ends. */
export async function withBenchHq(work: (hq: BenchHq) => Promise<void>): Promise<void> {
  // PostgreSQL may run as another user, who cannot read the cache folder of this one.
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-bench-hq-'));
  const log = createLog('silent');
  const server = await startEmbeddedPostgres({ ...nodeHqPorts, dataFolder: folder, log, isDurable: true });
  invariant(server.ok, 'the embedded PostgreSQL starts');
  const { url } = server.value;
  const { db, close } = connect({ url, connectionsMax: 20, onConnectionLost: () => {} });
  const processes: BenchHqProcess[] = [];
  try {
    const migrated = await migrate({ ...nodeHqPorts, db }, hqMigrations);
    invariant(migrated.ok, 'the schema is made');
    const dataFolder = path.join(folder, 'hq');
    mkdirSync(dataFolder, { mode: 0o700 });
    await work({
      db,
      keysFile: path.join(dataFolder, 'hq-keys.json'),
      startProcess: async (environment = {}) => {
        const env = { ...process.env, HQ_DATABASE_URL: url, ...environment };
        const started = await startProcess(dataFolder, env);
        processes.push(started);
        return started;
      },
    });
  } finally {
    for (const running of processes) await running.stop();
    await close();
    await server.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startProcess(dataFolder: string, env: NodeJS.ProcessEnv): Promise<BenchHqProcess> {
  const args = [projectPath('tools', 'hq.ts'), '--port', '0', '--data', dataFolder];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (part: Buffer) => {
      said += part.toString();
      const found = /HQ is running: (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`HQ ended: ${said}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Entries that are stored, and those of them that are counted. */
export async function entriesAtHq(db: HqDb): Promise<{ readonly stored: number; readonly counted: number }> {
  const heads = await db.selectFrom('chain_head').select(['seq', 'projected_seq']).execute();
  return {
    stored: heads.reduce((all, { seq }) => all + seq, 0),
    counted: heads.reduce((all, head) => all + head.projected_seq, 0),
  };
}
