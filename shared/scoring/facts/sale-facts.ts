/** One sale (or activity) as the engine looks at it: priced lines, sums of what selectors mean, facts of the member. */

import type { Activity } from '#shared/domain/activity.ts';
import { basketGrossMinorMax } from '#shared/domain/basket.ts';
import type { BasketLine } from '#shared/domain/basket.ts';
import type { PaymentMeans } from '#shared/domain/payment.ts';
import type { StoreId } from '#shared/domain/store.ts';
import { addInt, basisPointsOf, multiplyInt } from '#shared/kernel/int-math.ts';
import { invariant } from '#shared/kernel/invariant.ts';
import type { Selector } from '../language/selector.ts';
import type { LineTest } from './line-test.ts';
import type { LimitUse, MemberFacts } from './member-facts.ts';
import type { Moment, ScoreInput } from './score-input.ts';
import type { PricedLine, Selection } from './selection.ts';
import { createSelections, selectionsWith } from './selections.ts';

export type { PricedLine, Selection } from './selection.ts';

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

/** The part of a compiled rule set that a sale is looked at with. */
export type SaleRules = {
  readonly pricing: { readonly settings: { readonly lineFloorBasisPoints: number } };
  /** By the selector objects of the compiled offers. */
  readonly lineTests: ReadonlyMap<Selector, LineTest>;
};

/** Throws when the basket costs more than `basketGrossMinorMax`: whoever filled it had to refuse that line. */
export function saleFacts(input: ScoreInput, rules: SaleRules): SaleFacts {
  const { trigger, member, moment, storeId, limitUses } = input;
  const sale = trigger.kind === 'sale' ? trigger : null;
  const lines = (sale?.lines ?? []).map((line, index) => pricedLine(line, index, rules));
  const selected = createSelections(lines, rules.lineTests);
  const { grossMinor, quantity } = selected(undefined);
  invariant(grossMinor <= basketGrossMinorMax, 'a basket costs no more than its limit');
  return {
    lines,
    grossMinor,
    quantity,
    selected,
    activity: trigger.kind === 'activity' ? trigger.activity : null,
    paymentMeans: sale?.paymentMeans ?? null,
    member,
    moment,
    storeId,
    limitUses,
  };
}

/** The same sale with one more line behind the others: what a customer may still add. */
export function withLineAdded(facts: SaleFacts, line: BasketLine, rules: SaleRules): SaleFacts {
  const added = pricedLine(line, facts.lines.length, rules);
  return {
    ...facts,
    lines: [...facts.lines, added],
    grossMinor: addInt(facts.grossMinor, added.grossMinor),
    quantity: addInt(facts.quantity, added.quantity),
    selected: selectionsWith(facts.selected, added, rules.lineTests),
  };
}

function pricedLine(line: BasketLine, index: number, { pricing }: SaleRules): PricedLine {
  const { lineId, unitPriceMinor, quantity, floorUnitPriceMinor = 0 } = line;
  invariant(unitPriceMinor >= 0 && quantity >= 0, 'prices and quantities are not negative');
  const grossMinor = multiplyInt(unitPriceMinor, quantity);
  const shareFloorMinor = basisPointsOf(grossMinor, pricing.settings.lineFloorBasisPoints, 'ceil');
  const ownFloorMinor = multiplyInt(floorUnitPriceMinor, quantity);
  // A floor above the price leaves no room for a discount, and never a negative one.
  const floorMinor = Math.min(grossMinor, Math.max(shareFloorMinor, ownFloorMinor));
  return { index, lineId, unitPriceMinor, quantity, grossMinor, floorMinor, line };
}
