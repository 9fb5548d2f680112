/** Conditions of the basket and the payment as closures. */

import { minor } from '#shared/domain/money.ts';
import { invariant, unreachable } from '#shared/kernel/invariant.ts';
import type { Missing } from '../answer/score-result.ts';
import type { SaleFacts } from '../facts/sale-facts.ts';
import type { Selection } from '../facts/selection.ts';
import type { BasketCondition } from '../language/condition.ts';
import type { CompiledLeaf, HoldsFor, MissableTest } from './compiled-offer.ts';

type Of<Kind extends BasketCondition['kind']> = Extract<BasketCondition, { kind: Kind }>;

export function basketLeaf(condition: BasketCondition): CompiledLeaf {
  switch (condition.kind) {
    case 'amount':
      return amountLeaf(condition);
    case 'quantity':
      return quantityLeaf(condition);
    case 'contains':
      return containsLeaf(condition);
    case 'paymentMeans':
      return paymentLeaf(condition);
    default:
      return unreachable(condition);
  }
}

/**
 * Undefined for a condition that more money or another card cannot meet. `othersOnPayment`: the offer's other conditions
 * that look at the means of payment.
 */
export function missableTest(
  { condition, holds: isMet }: CompiledLeaf,
  othersOnPayment: readonly HoldsFor[],
): MissableTest | undefined {
  if (condition.kind === 'amount') {
    return { condition, isMet, missing: (facts, reach) => missingAmount(condition, { facts, reach }) };
  }
  if (condition.kind === 'quantity') {
    return { condition, isMet, missing: (facts, reach) => missingPieces(condition, { facts, reach }) };
  }
  if (condition.kind !== 'paymentMeans') return undefined;
  return { condition, isMet, missing: missingMeans(condition, othersOnPayment) };
}

/** Means that would break another condition of the offer are no way to it. */
function missingMeans(
  { anyOf }: Of<'paymentMeans'>,
  othersOnPayment: readonly HoldsFor[],
): MissableTest['missing'] {
  const missing: Missing = { kind: 'paymentMeans', anyOf };
  if (othersOnPayment.length === 0) return () => missing;
  return (facts) => {
    const fitting = anyOf.filter((paymentMeans) => {
      const paidSo: SaleFacts = { ...facts, paymentMeans };
      return othersOnPayment.every((holds) => holds(paidSo));
    });
    return fitting.length === 0 ? null : { kind: 'paymentMeans', anyOf: fitting };
  };
}

/** Amounts are whole minor units: more than the bound is the bound and one more. */
export function leastAmount({ bound, amountMinor }: Of<'amount'>): number {
  return bound === 'above' ? amountMinor + 1 : amountMinor;
}

type Reach = { readonly facts: SaleFacts; readonly reach: number };

/** Nobody is near to goods of which nothing is in the basket. */
function missingAmount(condition: Of<'amount'>, { facts, reach }: Reach): Missing | null {
  const { of = null } = condition;
  const selection = facts.selected(condition.of);
  const missingMinor = leastAmount(condition) - selection.grossMinor;
  if (missingMinor > reach || selection.lines.length === 0) return null;
  return { kind: 'amount', of, missingMinor: minor(missingMinor) };
}

/** At the lowest price of a line that is meant; with none there is no price to go by. */
function missingPieces(condition: Of<'quantity'>, { facts, reach }: Reach): Missing | null {
  const { of = null } = condition;
  const selection = facts.selected(condition.of);
  if (selection.lines.length === 0) return null;
  const missing = condition.atLeast - selection.quantity;
  const priceMinor = lowestUnitPriceMinor(selection);
  // Divided, not multiplied: so many pieces at this price may cost more than an integer can hold.
  if (priceMinor > 0 && missing > Math.floor(reach / priceMinor)) return null;
  return { kind: 'quantity', of, missingPieces: missing, missingMinor: minor(missing * priceMinor) };
}

export function lowestUnitPriceMinor({ lines }: Selection): number {
  invariant(lines.length > 0, 'a lowest price is asked of lines');
  return lines.reduce((lowest, line) => Math.min(lowest, line.unitPriceMinor), Number.MAX_SAFE_INTEGER);
}

function amountLeaf(condition: Of<'amount'>): CompiledLeaf {
  const { of, amountMinor: boundMinor } = condition;
  const least = leastAmount(condition);
  return {
    kind: 'leaf',
    condition,
    holds:
      of === undefined
        ? ({ grossMinor }) => grossMinor >= least
        : (facts) => facts.selected(of).grossMinor >= least,
    reason: (facts) => {
      const haveMinor = minor(facts.selected(of).grossMinor);
      return { kind: 'amount', of: of ?? null, haveMinor, boundMinor };
    },
    holdsOn: null,
  };
}

function quantityLeaf(condition: Of<'quantity'>): CompiledLeaf {
  const { of, atLeast } = condition;
  return {
    kind: 'leaf',
    condition,
    holds: (facts) => facts.selected(of).quantity >= atLeast,
    reason: (facts) => {
      const have = facts.selected(of).quantity;
      return { kind: 'quantity', of: of ?? null, have, atLeast };
    },
    holdsOn: null,
  };
}

function containsLeaf(condition: Of<'contains'>): CompiledLeaf {
  const { of } = condition;
  return {
    kind: 'leaf',
    condition,
    holds: (facts) => facts.selected(of).lines.length > 0,
    reason: (facts) => {
      const amountMinor = minor(facts.selected(of).grossMinor);
      return { kind: 'contains', of, amountMinor };
    },
    holdsOn: null,
  };
}

function paymentLeaf(condition: Of<'paymentMeans'>): CompiledLeaf {
  const named = new Set<string>(condition.anyOf);
  return {
    kind: 'leaf',
    condition,
    holds: ({ paymentMeans }) => paymentMeans !== null && named.has(paymentMeans),
    reason: ({ paymentMeans }) => ({ kind: 'paymentMeans', means: paymentMeans ?? '' }),
    holdsOn: null,
  };
}
