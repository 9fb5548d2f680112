/** The thin layer between the stores and better-sqlite3. */

import type Database from 'better-sqlite3';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ReadDb, ReadStatement, SqlRow, SqlValue, WriteDb, WriteStatement } from './database.ts';

type Prepared = Database.Statement<SqlValue[], SqlRow>;

export function readDbOver(connection: Database): ReadDb {
  return {
    path: connection.name,
    prepareRead: (sql) => readStatement(prepared(connection, sql)),
    close: () => void connection.close(),
  };
}

export function writeDbOver(connection: Database): WriteDb {
  return {
    ...readDbOver(connection),
    prepare: (sql) => writeStatement(prepared(connection, sql)),
    runScript: (sql) => void connection.exec(sql),
    transact: (work) => {
      invariant(!connection.inTransaction, 'a transaction is never nested');
      return connection.transaction(work).immediate();
    },
  };
}

function prepared(connection: Database, sql: string): Prepared {
  return connection.prepare<SqlValue[], SqlRow>(sql);
}

function readStatement(statement: Prepared): ReadStatement {
  return {
    get: (...values) => statement.get(...values),
    all: (...values) => statement.all(...values),
    iterate: (...values) => statement.iterate(...values),
  };
}

function writeStatement(statement: Prepared): WriteStatement {
  return {
    ...readStatement(statement),
    run: (...values) => ({ changes: statement.run(...values).changes }),
  };
}
