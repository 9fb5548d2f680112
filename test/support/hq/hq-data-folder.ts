/** A data folder of HQ for one test, and the end of whatever PostgreSQL a killed HQ has left in it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { clusterFolder, isAlive } from '#sync/server/embedded-postgres/cluster.ts';
import { isPostmasterOf, readPostmaster } from '#sync/server/embedded-postgres/postmaster-file.ts';
import { removeSocketFolder } from '#sync/server/embedded-postgres/socket-folder.ts';
import { copyCluster } from './copy-cluster.ts';
import { postgresOfRun } from './with-embedded-postgres.ts';

/** Blank: an HQ that is started in it makes everything itself. */
export function hqDataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-test-hq-'));
  onTestFinished(async () => {
    await endLeftServer(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** With a migrated database of no HQ in it: for tests of what comes after the first start, which is quicker so. */
export function preparedHqDataFolder(): string {
  const folder = hqDataFolder();
  copyCluster(postgresOfRun().imageFolder, folder);
  return folder;
}

async function endLeftServer(folder: string): Promise<void> {
  const left = readPostmaster(clusterFolder(folder));
  if (left === undefined || !isPostmasterOf(left.pid, clusterFolder(folder))) return;
  process.kill(left.pid, 'SIGINT');
  while (isAlive(left.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  removeSocketFolder(left);
}
