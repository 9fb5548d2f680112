/** One step of HQ's schema. */

export type HqMigration = {
  /** Numbered in tens and rising. */
  readonly version: number;
  readonly name: string;
  /**
   * SQL alone: upper-case keywords, no parameters, no transaction of its own, no bodies of functions. A statement ends
   * with a semicolon at the end of a line.
   */
  readonly sql: string;
};
