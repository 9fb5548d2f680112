/** The tables that every part of HQ stands on. */

export type CoreTables = {
  /** What there is once for each HQ: `hqId`, `hqEpoch`. */
  readonly hq_meta: { name: string; value: string };
  /** Counters that number changes; row 1 numbers everything that tills pull. */
  readonly change_clock: { id: number; n: number };
  /** The newest number that each area of what is published got; none for an area that never changed. */
  readonly change_area: { area: string; changed: number };
  /** Every number that the clock gave out, for as long as tills may come back with it. */
  readonly change_made: { n: number };
  /** One row, id 1: the version of the newest migration that ran. */
  readonly hq_schema: { id: number; version: number };
};
