/** The part of better-sqlite3 that is used here: the package's own types cannot be reached through its exports. */

declare module 'better-sqlite3' {
  class Database {
    constructor(file: string, options?: Database.Options);
    readonly name: string;
    readonly inTransaction: boolean;
    prepare<Values extends readonly unknown[], Row>(sql: string): Database.Statement<Values, Row>;
    transaction<Value>(work: () => Value): { readonly immediate: () => Value };
    exec(sql: string): this;
    pragma(source: string, options?: { readonly simple?: boolean }): unknown;
    close(): this;
    static readonly SqliteError: new (
      message: string,
      code: string,
    ) => Error & {
      readonly code: string;
    };
  }

  namespace Database {
    type Options = {
      readonly readonly?: boolean;
      readonly fileMustExist?: boolean;
      /** Milliseconds to wait for a lock. */
      readonly timeout?: number;
      readonly nativeBinding?: string;
    };

    type Statement<Values extends readonly unknown[], Row> = {
      get(...values: Values): Row | undefined;
      all(...values: Values): Row[];
      iterate(...values: Values): IterableIterator<Row>;
      run(...values: Values): { readonly changes: number };
    };
  }

  export = Database;
}
