/** One sale (or activity) as the engine looks at it: priced lines, sums of what selectors mean, facts of the member. */

import type { Activity } from '#shared/domain/activity.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { LineId } from '#shared/domain/product.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { StoreId } from '#shared/domain/store.ts';
import type { Selector } from '../language/selector.ts';
import type { LimitUse, MemberFacts } from './member-facts.ts';
import type { Moment } from './score-input.ts';

export type PricedLine = {
  /** Place in the basket, from 0. */
  readonly index: number;
  readonly lineId: LineId;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly grossMinor: number;
  /** No discount may take the line below this. */
  readonly floorMinor: number;
  readonly line: BasketLine;
};

/** The lines that a selector means, in the order of the basket. */
export type Selection = {
  readonly lines: readonly PricedLine[];
  readonly grossMinor: number;
  readonly quantity: number;
};

export type SaleFacts = {
  /** Empty for an activity. */
  readonly lines: readonly PricedLine[];
  readonly grossMinor: number;
  readonly quantity: number;
  /** Worked out once for each selector and sale; equal selectors of a rule set are one object. `undefined` is every line. */
  readonly selected: (selector: Selector | undefined) => Selection;
  readonly activity: Activity | null;
  readonly paymentMeans: PaymentMeans | null;
  readonly member: MemberFacts | null;
  readonly moment: Moment;
  readonly storeId: StoreId;
  readonly limitUses: Readonly<Record<string, LimitUse>>;
};
