/** What a shard keeps of its sales when they may have to be scored again. */

import type { HistorySale } from '#shared/contracts/history-file-schema.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { SaleSize } from './most-cost.ts';
import type { Outcome } from './outcome.ts';
import type { LineProblem } from './read-history.ts';
import type { SaleSpot } from './shared-uses.ts';

/** What is kept of a sale of the shard. */
export type KeptSale = SaleSpot &
  SaleSize & {
    readonly line: number;
    readonly minuteOfDay: number;
    /** Place of its member in the shard; null for an anonymous sale. */
    readonly member: number | null;
    readonly reread: () => Result<HistorySale, LineProblem>;
  };

/** In time order. `assumed` is the state of the limits that each was scored with. */
export type KeptSales = {
  readonly sales: KeptSale[];
  readonly outcomes: Outcome[];
  readonly assumed: string[];
};
