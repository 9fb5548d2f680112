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

export type PricingEffort = {
  /** Weight of a choice that is known: no bound can be closer. */
  readonly target: number;
  readonly stepsMax: number;
  /** Prices to start from; 0 when left out. */
  readonly from?: Float64Array;
};

const patienceMax = 4;
/** A step that brings the bound closer by less than this share of its distance does not count as progress. */
const progressShare = 1 / 64;

export function groupPrices(part: Part, weights: Float64Array, effort: PricingEffort): GroupPrices {
  const { target, stepsMax, from } = effort;
  let best = settled(part, weights, from ?? new Float64Array(part.groups.length));
  const prices = best.prices.slice();
  const slopes = new Float64Array(part.groups.length);
  let scale = 1;
  let patience = 0;
  for (let step = 0; step < stepsMax && best.bound > target; step += 1) {
    const { bound, slopeSquares } = slopesAt(part, weights, { prices, slopes });
    if (slopeSquares === 0 || bound <= target) break;
    const stride = (scale * (bound - target)) / slopeSquares;
    for (let group = 0; group < prices.length; group += 1)
      prices[group] = Math.max(0, (prices[group] ?? 0) - stride * (slopes[group] ?? 0));
    const tried = settled(part, weights, prices);
    const isProgress = tried.bound < best.bound - (best.bound - target) * progressShare;
    if (tried.bound < best.bound) best = tried;
    patience = isProgress ? 0 : patience + 1;
    if (patience < patienceMax) continue;
    if (scale < progressShare) break;
    scale /= 4;
    patience = 0;
    prices.set(best.prices);
  }
  return best;
}

type Slopes = { readonly prices: Float64Array; /** Written. */ readonly slopes: Float64Array };

/** The bound at these prices, and how it changes with each of them. */
function slopesAt(
  part: Part,
  weights: Float64Array,
  { prices, slopes }: Slopes,
): { readonly bound: number; readonly slopeSquares: number } {
  let bound = 0;
  for (let group = 0; group < prices.length; group += 1) {
    const slots = part.groups[group]?.slots ?? 0;
    slopes[group] = slots;
    bound += (prices[group] ?? 0) * slots;
  }
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
  return { bound, slopeSquares };
}

/** Rounds the prices and moves each, the others fixed, to where the bound is least. */
function settled(part: Part, weights: Float64Array, from: Float64Array): GroupPrices {
  const prices = new Float64Array(from.length);
  const surplus = weights.slice();
  for (const [at, group] of part.groups.entries()) {
    const price = Math.round(from[at] ?? 0);
    prices[at] = price;
    charge(group, price, surplus);
  }
  let bound = 0;
  for (const [at, group] of part.groups.entries()) {
    const price = prices[at] ?? 0;
    const best =
      group.slots === 1 ? leastCostly(group, price, surplus) : leastCostlyOfMany(group, price, surplus);
    charge(group, best - price, surplus);
    prices[at] = best;
    bound += best * group.slots;
  }
  for (let local = 0; local < surplus.length; local += 1) {
    const beyond = surplus[local] ?? 0;
    if (beyond > 0) bound += beyond;
  }
  return { prices, surplus, bound };
}

function charge({ members }: PartGroup, price: number, surplus: Float64Array): void {
  if (price === 0) return;
  for (const local of members) surplus[local] = (surplus[local] ?? 0) - price;
}

/** Between the surplus that gets the slot and the first that gets none, as near to the price as that allows. */
function leastCostly({ members }: PartGroup, price: number, surplus: Float64Array): number {
  let first = 0;
  let second = 0;
  for (const local of members) {
    const own = (surplus[local] ?? 0) + price;
    if (own > first) {
      second = first;
      first = own;
    } else if (own > second) second = own;
  }
  return Math.min(first, Math.max(second, price));
}

function leastCostlyOfMany({ members, slots }: PartGroup, price: number, surplus: Float64Array): number {
  const sorted = new Float64Array(members.length);
  for (let at = 0; at < members.length; at += 1) sorted[at] = (surplus[members[at] ?? 0] ?? 0) + price;
  sorted.sort();
  const last = sorted[sorted.length - slots] ?? 0;
  const first = sorted[sorted.length - slots - 1] ?? 0;
  return Math.max(0, Math.min(last, Math.max(first, price)));
}
