/** A stopped PostgreSQL's folder, copied from one data folder of HQ to another with the rights that PostgreSQL wants. */

import { chmodSync, chownSync, cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { clusterFolder } from '#sync/server/embedded-postgres/cluster.ts';
import { serverUser } from '#sync/server/embedded-postgres/server-user.ts';

/** `target` exists, and there is no cluster in it yet. */
export function copyCluster(source: string, target: string): void {
  const folder = clusterFolder(target);
  cpSync(clusterFolder(source), folder, { recursive: true });
  const user = serverUser(target);
  const places = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of places) {
    const place = path.join(entry.parentPath, entry.name);
    chmodSync(place, entry.isDirectory() ? 0o700 : 0o600);
    if (user !== undefined) chownSync(place, user.uid, user.gid);
  }
  chmodSync(folder, 0o700);
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
}
