/** A part of a problem that is searched by itself: candidates still open, and groups that can run out. */

import { invariant } from '#shared/kernel/invariant.ts';
import { cliquesOf } from './cliques.ts';
import type { Problem } from './problem.ts';

/** Members are local numbers, rising; more of them than `slots`, which is 1 or more. */
export type PartGroup = { readonly members: Int32Array; readonly slots: number };

/** Local numbers keep the order of rank. All conflicts are groups. */
export type Part = {
  /** Places in the problem by local number, rising. */
  readonly places: readonly number[];
  readonly groups: readonly PartGroup[];
  /** Numbers of the groups of a candidate, rising. */
  readonly groupsOf: readonly (readonly number[])[];
};

/** The best of one part; `chosen` are places, rising, without the required. */
export type PartSolution = {
  readonly chosen: readonly number[];
  readonly worthMinor: number;
  /** Nothing in the part is worth more. */
  readonly boundMinor: number;
  readonly nodes: number;
};

/** Which candidates are neither required, nor in conflict with a required one: 1 for open, by place. */
export function openBesideRequired(problem: Problem): Uint8Array {
  const open = new Uint8Array(problem.candidates.length).fill(1);
  const required = new Set(problem.required);
  const close = (places: readonly number[]): void => {
    for (const place of places) open[place] = 0;
  };
  close(problem.required);
  if (required.size === 0) return open;
  for (const { members, atMost } of problem.groups) {
    const used = members.filter((place) => required.has(place)).length;
    invariant(used <= atMost, 'the required candidates do not conflict');
    if (used === atMost) close(members);
  }
  for (const [one, other] of problem.pairs) {
    if (required.has(one)) close([other]);
    if (required.has(other)) close([one]);
  }
  for (const { left, right } of problem.sides) {
    if (left.some((place) => required.has(place))) close(right);
    if (right.some((place) => required.has(place))) close(left);
  }
  return open;
}

/** The part of the candidates that `open` marks, with what the required ones leave of each group. */
export function partOf(problem: Problem, open: Uint8Array): Part {
  const places: number[] = [];
  const localOf = new Int32Array(open.length).fill(-1);
  for (let place = 0; place < open.length; place += 1) {
    if (open[place] !== 1) continue;
    localOf[place] = places.length;
    places.push(place);
  }
  const local = (place: number): number => localOf[place] ?? -1;
  const required = new Set(problem.required);
  const groups: PartGroup[] = problem.groups.map(({ members, atMost }) => ({
    members: risingMembers(members.map(local)),
    slots: required.size === 0 ? atMost : atMost - members.filter((place) => required.has(place)).length,
  }));
  const pairs = problem.pairs
    .map(([one, other]) => [local(one), local(other)] as const)
    .filter(([one, other]) => one >= 0 && other >= 0);
  for (const members of cliquesOf(pairs)) groups.push({ members, slots: 1 });
  return withGroups(places, groups);
}

/** Candidates and members of groups. */
export function sizeOf({ places, groups }: Part): number {
  return groups.reduce((sum, { members }) => sum + members.length, places.length);
}

/** The same part with only the candidates that `keeps`, renumbered. */
export function partWith(part: Part, keeps: (local: number) => boolean): Part {
  const kept = part.places.map((_, local) => local).filter(keeps);
  const localOf = new Int32Array(part.places.length).fill(-1);
  for (const [renumbered, local] of kept.entries()) localOf[local] = renumbered;
  const groups = part.groups.map(({ members, slots }) => ({
    members: risingMembers(Array.from(members, (local) => localOf[local] ?? -1)),
    slots,
  }));
  return withGroups(
    kept.map((local) => part.places[local] ?? -1),
    groups,
  );
}

function risingMembers(members: readonly number[]): Int32Array {
  return Int32Array.from(members.filter((local) => local >= 0)).sort();
}

/** Leaves out the groups that cannot run out. */
function withGroups(places: readonly number[], all: readonly PartGroup[]): Part {
  const groups = all.filter(({ members, slots }) => members.length > slots);
  const groupsOf = places.map((): number[] => []);
  for (const [group, { members }] of groups.entries())
    for (const local of members) groupsOf[local]?.push(group);
  return { places, groups, groupsOf };
}
