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
  /** Tables of it that are partitioned by hash; their parts are made after the statements. */
  readonly partitioned?: readonly string[];
};

/** Parts of a partitioned table: enough for many disks, few enough to plan over. */
export const hashPartitions = 16;
