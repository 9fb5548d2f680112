/**
 * What the stores see of SQLite. Reading and writing are different types, so that a query cannot write and a file
 * opened for reading cannot reach a writing store.
 */

export type SqlValue = null | number | bigint | string | Uint8Array;
export type SqlRow = { readonly [column: string]: SqlValue };

export type ReadStatement = {
  readonly get: (...values: readonly SqlValue[]) => SqlRow | undefined;
  readonly all: (...values: readonly SqlValue[]) => readonly SqlRow[];
  readonly iterate: (...values: readonly SqlValue[]) => IterableIterator<SqlRow>;
};

export type WriteStatement = ReadStatement & {
  readonly run: (...values: readonly SqlValue[]) => { readonly changes: number };
};

export type ReadDb = {
  readonly path: string;
  readonly prepareRead: (sql: string) => ReadStatement;
  readonly close: () => void;
};

export type WriteDb = ReadDb & {
  readonly prepare: (sql: string) => WriteStatement;
  /** Several statements without parameters: migrations only. */
  readonly runScript: (sql: string) => void;
  /**
   * Runs `work` in one BEGIN IMMEDIATE transaction: committed when it returns, rolled back when it throws. Never
   * nested. SQLite's own errors come out as thrown; `inTransaction` turns the expected ones into values.
   */
  readonly transact: <Value>(work: () => Value) => Value;
};

/** How far a commit goes before it returns: FULL reaches the disk, NORMAL survives a kill but not a power cut. */
export type Durability = 'FULL' | 'NORMAL';
