/** A data folder of HQ for one test, and the end of whatever PostgreSQL a killed HQ has left in it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { clusterFolder, isAlive } from '#sync/server/embedded-postgres/cluster.ts';
import { isPostmasterOf, readPostmaster } from '#sync/server/embedded-postgres/postmaster-file.ts';
import { removeSocketFolder } from '#sync/server/embedded-postgres/socket-folder.ts';

export function hqDataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vafa-test-hq-'));
  onTestFinished(async () => {
    await endLeftServer(folder);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function endLeftServer(folder: string): Promise<void> {
  const left = readPostmaster(clusterFolder(folder));
  if (left === undefined || !isPostmasterOf(left.pid, clusterFolder(folder))) return;
  process.kill(left.pid, 'SIGINT');
  while (isAlive(left.pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  removeSocketFolder(left);
}
