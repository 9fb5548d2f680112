/** Addresses of an embedded PostgreSQL. */

import { clusterFolder, clusterPassword, databaseName, databaseUser } from './cluster.ts';
import { readPostmaster } from './postmaster-file.ts';

export type ServerPlace = { readonly port: number; readonly socketFolder: string };

export function databaseUrl({ port, socketFolder }: ServerPlace, password: string): string {
  const address = `postgres://${databaseUser}:${password}@127.0.0.1:${port}/${databaseName}`;
  return socketFolder === '' ? address : `${address}?host=${encodeURIComponent(socketFolder)}`;
}

/** The address of the PostgreSQL that runs in a data folder now, if one does. */
export function runningDatabaseUrl(dataFolder: string): string | undefined {
  const running = readPostmaster(clusterFolder(dataFolder));
  return running === undefined ? undefined : databaseUrl(running, clusterPassword(dataFolder));
}
