/** The thin layer between the stores and better-sqlite3. */

import type Database from 'better-sqlite3';
import { invariant } from '#shared/kernel/invariant.ts';
import type { ReadDb, ReadStatement, SqlRow, SqlValue, WriteDb, WriteStatement } from './database.ts';
import { namingFile } from './failed-file.ts';

type Prepared = Database.Statement<SqlValue[], SqlRow>;

export function readDbOver(connection: Database): ReadDb {
  return {
    path: connection.name,
    prepareRead: (sql) => readStatement(prepared(connection, sql), connection.name),
    close: () => void connection.close(),
  };
}

export function writeDbOver(connection: Database): WriteDb {
  return {
    ...readDbOver(connection),
    prepare: (sql) => writeStatement(prepared(connection, sql), connection.name),
    runScript: (sql) => void connection.exec(sql),
    transact: (work) => {
      invariant(!connection.inTransaction, 'a transaction is never nested');
      return connection.transaction(work).immediate();
    },
  };
}

function prepared(connection: Database, sql: string): Prepared {
  return namingFile(connection.name, () => connection.prepare<SqlValue[], SqlRow>(sql));
}

function readStatement(statement: Prepared, file: string): ReadStatement {
  return {
    get: (...values) => namingFile(file, () => statement.get(...values)),
    all: (...values) => namingFile(file, () => statement.all(...values)),
    *iterate(...values) {
      const rows = namingFile(file, () => statement.iterate(...values));
      try {
        for (;;) {
          const next = namingFile(file, () => rows.next());
          if (next.done === true) return;
          yield next.value;
        }
      } finally {
        rows.return?.();
      }
    },
  };
}

function writeStatement(statement: Prepared, file: string): WriteStatement {
  return {
    ...readStatement(statement, file),
    run: (...values) => ({ changes: namingFile(file, () => statement.run(...values)).changes }),
  };
}
