/** HQ's database and keys for a command that is not HQ itself: beside a running HQ, or while none runs. */

import { existsSync } from 'node:fs';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqConfig } from './config.ts';
import { clusterFolder } from './embedded-postgres/cluster.ts';
import { runningDatabaseUrl } from './embedded-postgres/database-url.ts';
import { openFormerHqKeys } from './keys/hq-keys.ts';
import type { HqKeys } from './keys/hq-keys.ts';
import type { HqLog } from './log.ts';
import { nodeHqPorts } from './node-hq-ports.ts';
import { openDatabase } from './open-database.ts';
import type { OpenDatabase, OpenDatabaseOptions } from './open-database.ts';
import type { StartFailure } from './start-failure.ts';

export type CommandAccess = { readonly database: OpenDatabase; readonly keys: HqKeys };

export type CommandOptions = {
  readonly config: HqConfig;
  readonly log: HqLog;
  /** `former`: the database of an HQ that is there; `new`: it may be made now. */
  readonly database: 'former' | 'new';
};

/** The schema stays as it is. Close the database when done. */
export async function openForCommand(options: CommandOptions): Promise<Result<CommandAccess, StartFailure>> {
  const { config, log } = options;
  if (
    options.database === 'former' &&
    config.databaseUrl === null &&
    !existsSync(clusterFolder(config.dataFolder))
  ) {
    return err({
      code: 'hq_missing',
      message: `There is no HQ in ${config.dataFolder}. Name its data folder with --data.`,
    });
  }
  const keys = openFormerHqKeys({ ...nodeHqPorts, file: config.keysFile, passphrase: config.keysPassphrase });
  if (!keys.ok) return keys;
  const database = await openBeside({ config, log, ports: nodeHqPorts, migrations: null });
  return database.ok ? ok({ database: database.value, keys: keys.value }) : database;
}

/** The embedded PostgreSQL is started, unless a running HQ has it: then its own is used. */
async function openBeside(options: OpenDatabaseOptions): Promise<Result<OpenDatabase, StartFailure>> {
  const own = await openDatabase(options);
  if (own.ok || own.error.code !== 'data_folder_in_use') return own;
  const url = runningDatabaseUrl(options.config.dataFolder);
  return url === undefined
    ? own
    : openDatabase({ ...options, config: { ...options.config, databaseUrl: url } });
}
