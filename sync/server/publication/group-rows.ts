/** Rows by the member that they are about. */

export type Grouped<Rows extends readonly unknown[]> = ReadonlyMap<string, Rows>;

/** A reference that was merged counts for the member that it was merged into; the order of rows stays. */
export function groupRows<Row extends { readonly memberRef: string }>(
  rows: readonly Row[],
  survivors: ReadonlyMap<string, string>,
): Grouped<readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const memberRef = survivors.get(row.memberRef) ?? row.memberRef;
    const group = groups.get(memberRef);
    if (group === undefined) groups.set(memberRef, [row]);
    else group.push(row);
  }
  return groups;
}
