/** A better start for the search: swaps one candidate in for those it conflicts with while that gains. */

import { greedyChoice } from './greedy.ts';
import type { Part } from './part.ts';

const passesMax = 3;

/** Heaviest of a few quick choices; the result rises. Weights are 0 or more. */
export function goodChoice(
  part: Part,
  weights: Float64Array,
  orders: readonly (readonly number[])[],
): readonly number[] {
  let best: readonly number[] = [];
  let bestWeight = -1;
  for (const order of orders) {
    const choice = improved(part, weights, order);
    const weight = weightOf(weights, choice);
    if (weight <= bestWeight) continue;
    best = choice;
    bestWeight = weight;
  }
  return best;
}

export function weightOf(weights: Float64Array, choice: readonly number[]): number {
  let sum = 0;
  for (const local of choice) sum += weights[local] ?? 0;
  return sum;
}

function improved(part: Part, weights: Float64Array, order: readonly number[]): readonly number[] {
  let choice = greedyChoice(part, order);
  for (let pass = 0; pass < passesMax; pass += 1) {
    const swapped = swapOnce(part, weights, choice);
    if (swapped === null) return choice;
    // What a swap leaves room for is taken, by rank.
    choice = greedyChoice(part, [...new Set([...swapped, ...part.places.keys()])]);
  }
  return choice;
}

/** The swap that gains most; null when none gains. */
function swapOnce(part: Part, weights: Float64Array, choice: readonly number[]): readonly number[] | null {
  const lightest = lightestOfFull(part, weights, choice);
  const isChosen = new Set(choice);
  let bestGain = 0;
  let best: readonly number[] | null = null;
  for (let local = 0; local < part.places.length; local += 1) {
    if (isChosen.has(local)) continue;
    const given = new Set<number>();
    for (const group of part.groupsOf[local] ?? []) {
      const member = lightest[group] ?? -1;
      if (member >= 0) given.add(member);
    }
    let gain = weights[local] ?? 0;
    for (const member of given) gain -= weights[member] ?? 0;
    if (gain <= bestGain) continue;
    bestGain = gain;
    best = [...choice.filter((member) => !given.has(member)), local];
  }
  return best;
}

/** By group, the lightest of the chosen where they take all its slots, else -1. */
function lightestOfFull(part: Part, weights: Float64Array, choice: readonly number[]): Int32Array {
  const lightest = new Int32Array(part.groups.length).fill(-1);
  const left = part.groups.map(({ slots }) => slots);
  for (const local of choice)
    for (const group of part.groupsOf[local] ?? []) {
      const before = lightest[group] ?? -1;
      if (before < 0 || (weights[local] ?? 0) < (weights[before] ?? 0)) lightest[group] = local;
      left[group] = (left[group] ?? 0) - 1;
    }
  return lightest.map((local, group) => (left[group] === 0 ? local : -1));
}
