/**
 * Prices on the slots of groups, by which no choice can be worth more than all slots at their price and what each
 * candidate is worth beyond the prices of its groups. Every price of 0 or more gives such a bound; good prices give a
 * close one (the dual of the linear relaxation, by subgradient steps).
 */

import type { Part, PartGroup } from './part.ts';

export type GroupPrices = {
  /** By group; integers, 0 or more. */
  readonly prices: Float64Array;
  /** By candidate: its weight less the prices of its groups. */
  readonly surplus: Float64Array;
  /** No allowed choice weighs more. */
  readonly bound: number;
};

const stepsMax = 60;
const patienceMax = 6;

/** Stops once no choice can weigh more than `target`, the weight of a choice that is known. */
export function groupPrices(part: Part, weights: Float64Array, target: number): GroupPrices {
  const prices = new Float64Array(part.groups.length);
  let best = settled(part, weights, prices);
  let scale = 1;
  let patience = 0;
  for (let step = 0; step < stepsMax && best.bound > target; step += 1) {
    const { bound, slopes, slopeSquares } = sloped(part, weights, prices);
    if (slopeSquares === 0 || bound <= target) break;
    const stride = (scale * (bound - target)) / slopeSquares;
    for (let group = 0; group < prices.length; group += 1)
      prices[group] = Math.max(0, (prices[group] ?? 0) - stride * (slopes[group] ?? 0));
    const tried = settled(part, weights, prices);
    patience = tried.bound < best.bound ? 0 : patience + 1;
    if (tried.bound < best.bound) best = tried;
    if (patience < patienceMax) continue;
    scale /= 2;
    patience = 0;
  }
  return best;
}

/** The bound at these prices, and how it changes with each of them. */
function sloped(
  part: Part,
  weights: Float64Array,
  prices: Float64Array,
): { readonly bound: number; readonly slopes: Float64Array; readonly slopeSquares: number } {
  const slopes = Float64Array.from(part.groups, ({ slots }) => slots);
  let bound = 0;
  for (let group = 0; group < prices.length; group += 1) bound += (prices[group] ?? 0) * (slopes[group] ?? 0);
  for (let local = 0; local < weights.length; local += 1) {
    const own = part.groupsOf[local] ?? [];
    let surplus = weights[local] ?? 0;
    for (const group of own) surplus -= prices[group] ?? 0;
    if (surplus <= 0) continue;
    bound += surplus;
    for (const group of own) slopes[group] = (slopes[group] ?? 0) - 1;
  }
  let slopeSquares = 0;
  for (let group = 0; group < prices.length; group += 1) {
    const slope = slopes[group] ?? 0;
    // A price of 0 cannot fall.
    if (slope < 0 || (prices[group] ?? 0) > 0) slopeSquares += slope * slope;
    else slopes[group] = 0;
  }
  return { bound, slopes, slopeSquares };
}

/** Rounds the prices and moves each, the others fixed, to where the bound is least. */
function settled(part: Part, weights: Float64Array, from: Float64Array): GroupPrices {
  const prices = from.map(Math.round);
  const surplus = weights.slice();
  for (const [at, group] of part.groups.entries()) charge(group, prices[at] ?? 0, surplus);
  let bound = 0;
  for (const [at, group] of part.groups.entries()) {
    const price = prices[at] ?? 0;
    const best = leastCostly(group, price, surplus);
    charge(group, best - price, surplus);
    prices[at] = best;
    bound += best * group.slots;
  }
  for (const beyond of surplus) if (beyond > 0) bound += beyond;
  return { prices, surplus, bound };
}

function charge({ members }: PartGroup, price: number, surplus: Float64Array): void {
  if (price === 0) return;
  for (const local of members) surplus[local] = (surplus[local] ?? 0) - price;
}

/** Between the last surplus that gets a slot and the first that gets none, as near to the price as that allows. */
function leastCostly({ members, slots }: PartGroup, price: number, surplus: Float64Array): number {
  const sorted = Float64Array.from(members, (local) => (surplus[local] ?? 0) + price).sort();
  const last = sorted[sorted.length - slots] ?? 0;
  const first = sorted[sorted.length - slots - 1] ?? 0;
  return Math.max(0, Math.min(last, Math.max(first, price)));
}
