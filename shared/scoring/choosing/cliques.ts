/** Pairs of conflict, gathered into groups of which one at most is chosen: few large cliques bound better than pairs. */

/** Every pair lies in one of the groups, and every two of a group are a pair. Members rise. */
export function cliquesOf(pairs: readonly (readonly [number, number])[]): readonly Int32Array[] {
  const neighbours = new Map<number, Set<number>>();
  const besides = (one: number): Set<number> => {
    const known = neighbours.get(one) ?? new Set<number>();
    neighbours.set(one, known);
    return known;
  };
  for (const [one, other] of pairs) {
    besides(one).add(other);
    besides(other).add(one);
  }
  const covered = new Map<number, Set<number>>();
  const isCovered = (one: number, other: number): boolean => covered.get(one)?.has(other) ?? false;
  const cliques: Int32Array[] = [];
  for (const [one, other] of pairs) {
    if (isCovered(one, other)) continue;
    const clique = [one, other];
    for (const third of besides(one))
      if (third !== other && clique.every((member) => besides(member).has(third))) clique.push(third);
    for (const member of clique) {
      const known = covered.get(member) ?? new Set<number>();
      for (const beside of clique) known.add(beside);
      covered.set(member, known);
    }
    cliques.push(Int32Array.from(clique).sort());
  }
  return cliques;
}
