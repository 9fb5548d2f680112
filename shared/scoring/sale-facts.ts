/** One sale as the engine looks at it: prices of lines, sums of groups, and the facts of the member. */

import type { IsoDate } from '../domain/calendar.ts';
import { basketGrossMinorMax } from '../domain/basket.ts';
import type { LineId, ProductGroupId } from '../domain/product.ts';
import { addInt, multiplyInt } from '../kernel/int-math.ts';
import { invariant } from '../kernel/invariant.ts';
import type { MemberFacts, ScoreInput } from './score-result.ts';

export type PricedLine = {
  /** Place in the basket, from 0. */
  readonly index: number;
  readonly lineId: LineId;
  readonly grossMinor: number;
};

export type GroupPurchase = { readonly grossMinor: number; readonly lines: readonly PricedLine[] };

export type SaleFacts = {
  readonly lines: readonly PricedLine[];
  readonly grossMinor: number;
  /** Purchases by product group; lines without a group are in none. */
  readonly groups: ReadonlyMap<ProductGroupId, GroupPurchase>;
  readonly member: MemberFacts | null;
  readonly localDate: IsoDate;
};

/** Throws when the basket costs more than `basketGrossMinorMax`: whoever filled it had to refuse that line. */
export function saleFacts(input: ScoreInput): SaleFacts {
  const groups = new Map<ProductGroupId, { grossMinor: number; lines: PricedLine[] }>();
  const lines = input.lines.map(({ lineId, groupId, unitPriceMinor, quantity }, index): PricedLine => {
    invariant(unitPriceMinor >= 0 && quantity >= 0, 'prices and quantities are not negative');
    const line = { index, lineId, grossMinor: multiplyInt(unitPriceMinor, quantity) };
    if (groupId !== null) {
      const group = groups.get(groupId) ?? { grossMinor: 0, lines: [] };
      group.grossMinor = addInt(group.grossMinor, line.grossMinor);
      group.lines.push(line);
      groups.set(groupId, group);
    }
    return line;
  });
  const grossMinor = addInt(...lines.map((line) => line.grossMinor));
  invariant(grossMinor <= basketGrossMinorMax, 'a basket costs no more than its limit');
  return { lines, grossMinor, groups, member: input.member, localDate: input.localDate };
}

export function hasPurchaseOf(facts: SaleFacts, groupIds: ReadonlySet<ProductGroupId>): boolean {
  const [fewer, more] =
    groupIds.size <= facts.groups.size ? [groupIds, facts.groups] : [facts.groups, groupIds];
  for (const groupId of fewer.keys()) if (more.has(groupId)) return true;
  return false;
}

/** The purchases of the named groups, in the order of the smaller of the two lists. */
export function purchasesOf(
  facts: SaleFacts,
  groupIds: ReadonlySet<ProductGroupId>,
): readonly [ProductGroupId, GroupPurchase][] {
  const found: [ProductGroupId, GroupPurchase][] = [];
  if (groupIds.size > facts.groups.size) {
    for (const [groupId, purchase] of facts.groups)
      if (groupIds.has(groupId)) found.push([groupId, purchase]);
    return found;
  }
  for (const groupId of groupIds) {
    const purchase = facts.groups.get(groupId);
    if (purchase !== undefined) found.push([groupId, purchase]);
  }
  return found;
}
