/** The way to PostgreSQL: a pool of connections behind Kysely. */

import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnParsers } from './column-parsers.ts';
import { DatabaseCopyError } from './database-failure.ts';
import type { HqDb, HqTables } from './hq-tables.ts';

export type ConnectOptions = {
  /** `postgres://user:password@host:port/name`; a folder of a Unix socket goes into `?host=`. */
  readonly url: string;
  readonly connectionsMax: number;
  /** How long work waits for a connection before it fails; five seconds when missing. */
  readonly connectMsMax?: number;
  /** A connection was lost; its work fails, and the pool makes another one when it needs it. May be told twice. */
  readonly onConnectionLost: (error: Error) => void;
};

export type HqConnection = {
  readonly db: HqDb;
  readonly poolUse: () => PoolUse;
  /** Waits for work in progress. */
  readonly close: () => Promise<void>;
};

export type PoolUse = { readonly open: number; readonly idle: number; readonly waiting: number };

/** What a connection calls itself by which an HQ says that a database folder is its own. */
export const ownerName = 'vafa-hq-owner';

const connectMsMaxDefault = 5_000;
const idleMsMax = 30_000;
/** No statement of HQ takes this long; one that does has lost its way, or the other side is gone. */
const statementMsMax = 60_000;
const idleInTransactionMsMax = 60_000;

/** Connects lazily: a database that cannot be reached shows with the first statement. */
export function connect({
  url,
  connectionsMax,
  connectMsMax = connectMsMaxDefault,
  onConnectionLost,
}: ConnectOptions): HqConnection {
  const pool = new pg.Pool({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectMsMax,
    idleTimeoutMillis: idleMsMax,
    statement_timeout: statementMsMax,
    idle_in_transaction_session_timeout: idleInTransactionMsMax,
    application_name: 'vafa-hq',
    keepAlive: true,
    types: columnTypes,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it, which its types do not say
    onConnect: refuseCopy,
  });
  // The pool listens to idle connections only; a lost one in use would end the process, although its query fails too.
  pool.on('connect', (client) => void client.on('error', onConnectionLost));
  pool.on('error', () => {
    // Told by the connection itself.
  });
  const db = new Kysely<HqTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    poolUse: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    // Kysely ends the pool only once it has used it.
    close: async () => {
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

/** Asked of each new connection: behind one address another server may answer after a failure. */
async function refuseCopy(client: pg.ClientBase): Promise<void> {
  const answer = await client.query<{ readonly is_copy: boolean }>('SELECT pg_is_in_recovery() AS is_copy');
  if (answer.rows[0]?.is_copy !== false) throw new DatabaseCopyError('the server follows another one');
}

const getTypeParser: typeof pg.types.getTypeParser = (typeNumber: number, format?: 'text' | 'binary') =>
  (format === 'binary' ? undefined : columnParsers[typeNumber]) ??
  // The overloads of the driver tell apart two formats that are handed on as they are.
  pg.types.getTypeParser(typeNumber, format as 'text');

/** Column parsers in the form that the driver wants; for connections made outside the pool. */
export const columnTypes: pg.CustomTypesConfig = { getTypeParser };
