/** The dependencies of an HQ for a command that changes its data; the HQ may be running or not. */

import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import { ensureIdentity } from '#sync/server/db/hq-identity.ts';
import { migrate } from '#sync/server/db/migrate.ts';
import { hqMigrations } from '#sync/server/db/migrations/all.ts';
import type { HqDeps } from '#sync/server/hq-deps.ts';
import { openHqKeys } from '#sync/server/keys/hq-keys.ts';
import { createLog } from '#sync/server/log.ts';
import { createMetrics } from '#sync/server/metrics.ts';
import { nodeHqPorts } from '#sync/server/node-hq-ports.ts';
import { openForCommand } from '#sync/server/open-for-command.ts';
import { createReceiving } from '#sync/server/receiving.ts';
import type { StartFailure } from '#sync/server/start-failure.ts';
import { configOf } from './place-options.ts';
import type { PlaceOptions } from './place-options.ts';

export type OpenHq = { readonly deps: HqDeps; readonly close: () => Promise<void> };

/** A chain may be the first thing that an HQ gets: keys, database and identity are made where they are missing. */
export async function openHq(options: PlaceOptions): Promise<Result<OpenHq, StartFailure>> {
  const config = configOf(options);
  const ports = nodeHqPorts;
  const log = createLog('warn');
  const made = openHqKeys({ ...ports, file: config.keysFile, passphrase: config.keysPassphrase });
  if (!made.ok) return made;
  const access = await openForCommand({ config, log, database: 'new' });
  if (!access.ok) return access;
  const { database, keys } = access.value;
  const { db, close } = database;
  const migrated = await migrate({ ...ports, db }, hqMigrations);
  if (!migrated.ok) {
    await close();
    return err({ code: 'database_newer', message: 'The database is of a newer program than this one.' });
  }
  const identity = await ensureIdentity({ ...ports, db });
  const metrics = createMetrics({ withProcess: false });
  const { serviceKeys } = keys;
  const stopping = new AbortController().signal;
  const receiving = createReceiving(ports, 0);
  const deps = { ...ports, db, identity, serviceKeys, log, metrics, receiving, config, stopping };
  return ok({ deps, close });
}
