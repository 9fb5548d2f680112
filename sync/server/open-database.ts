/** HQ's database, ready to work with: the embedded one or the owner's, migrated. */

import { sql } from 'kysely';
import { err, ok } from '#shared/kernel/result.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { HqConfig } from './config.ts';
import { connect } from './db/connect.ts';
import type { HqConnection } from './db/connect.ts';
import { DatabaseCopyError, failureKind } from './db/database-failure.ts';
import type { HqMigration } from './db/hq-migration.ts';
import { migrate, schemaVersion } from './db/migrate.ts';
import { startEmbeddedPostgres } from './embedded-postgres/start-embedded-postgres.ts';
import type { HqPorts } from './hq-deps.ts';
import type { HqLog } from './log.ts';
import type { StartFailure } from './start-failure.ts';

export type OpenDatabaseOptions = {
  readonly config: HqConfig;
  readonly ports: HqPorts;
  readonly log: HqLog;
  /** `null` leaves the schema as it is, whichever that may be. */
  readonly migrations: readonly HqMigration[] | null;
  /** False only in tests. */
  readonly isDurable?: boolean;
};

export type OpenDatabase = HqConnection & {
  readonly url: string;
  readonly schemaVersion: number;
};

/** Closing it waits for work in progress, and stops the embedded PostgreSQL. */
export async function openDatabase(
  options: OpenDatabaseOptions,
): Promise<Result<OpenDatabase, StartFailure>> {
  const { config, ports, log, isDurable = true } = options;
  if (config.databaseUrl !== null) return connectAndMigrate(config.databaseUrl, options);
  const { dataFolder } = config;
  const server = await startEmbeddedPostgres({ ...ports, dataFolder, log, isDurable });
  if (!server.ok) return server;
  const opened = await connectAndMigrate(server.value.url, options);
  if (!opened.ok) {
    await server.value.close();
    return opened;
  }
  const closeConnection = opened.value.close;
  return ok({
    ...opened.value,
    close: async () => {
      await closeConnection();
      await server.value.close();
    },
  });
}

async function connectAndMigrate(
  url: string,
  { config, ports, log, migrations }: OpenDatabaseOptions,
): Promise<Result<OpenDatabase, StartFailure>> {
  const { connectionsMax } = config;
  const connection = connect({
    url,
    connectionsMax,
    onConnectionLost: (error) => log.fault('connectionLost', error),
  });
  const failed = async (failure: StartFailure): Promise<Result<never, StartFailure>> => {
    await connection.close();
    return err(failure);
  };
  const fault = await firstStatementFault(connection);
  if (fault !== undefined) return failed(fault);
  if (migrations === null) {
    return ok({ ...connection, url, schemaVersion: await schemaVersion(connection.db) });
  }
  const migrated = await migrate({ ...ports, db: connection.db }, migrations);
  if (!migrated.ok) return failed(newerDatabase(migrated.error));
  return ok({ ...connection, url, schemaVersion: migrated.value });
}

/** Wrong passwords and unknown databases are answers of the server, but to the owner they all mean: no way in. */
async function firstStatementFault({ db }: HqConnection): Promise<StartFailure | undefined> {
  try {
    await sql`SELECT 1`.execute(db);
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseCopyError) {
      return {
        code: 'database_copy',
        message:
          'The database follows another one and may be behind it. Give HQ the address of the server that is written to.',
      };
    }
    if (failureKind(error) === 'other' && !isRefusal(error)) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return {
      code: 'database_unreachable',
      message: `The database cannot be reached${code}. Check HQ_DATABASE_URL, and that PostgreSQL is running.`,
    };
  }
}

/** Class 28: who are you; class 3D: no such database. A driver's complaint about TLS or the address has no code. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error && typeof error.code === 'string' ? /^(?:28|3D)...$/.test(error.code) : true;
}

function newerDatabase({ found, known }: { readonly found: number; readonly known: number }): StartFailure {
  return {
    code: 'database_newer',
    message: `The database is of a newer program (schema ${found}; this program knows ${known}). Nothing was changed. Start the newer program.`,
  };
}
